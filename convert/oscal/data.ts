/** Plain data that came from outside (a YAML document, an OSCAL file), asked for by type: what is absent or of another type is absent. */
export type Data = Readonly<Record<string, unknown>>;

/** The mapping itself; an empty one for anything else. */
export function asData(value: unknown): Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {};
}

/** Own keys only: `constructor` is no key of a file that does not have it. */
export function valueAt(data: Data, key: string): unknown {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}

/** A text; numbers and booleans as they are written. */
export function textAt(data: Data, key: string): string | undefined {
  return asText(valueAt(data, key));
}

export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The items of a list; of a single value a list of it, as the format lets authors write. */
export function itemsAt(data: Data, key: string): readonly unknown[] {
  const value = valueAt(data, key);
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The mappings among the items of a list. */
export function mapsAt(data: Data, key: string): readonly Data[] {
  return itemsAt(data, key).filter((item): item is Data => typeof item === 'object' && item !== null && !Array.isArray(item));
}

export function textsAt(data: Data, key: string): readonly string[] {
  return itemsAt(data, key).flatMap((item) => asText(item) ?? []);
}

export function mapAt(data: Data, key: string): Data {
  return asData(valueAt(data, key));
}

/** Without what is undefined and without lists and mappings that hold nothing: OSCAL allows no empty ones. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isNothing(value))) as ReturnType<typeof present<T>>;
}

function isNothing(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
