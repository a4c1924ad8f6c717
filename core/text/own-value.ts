/** What a table has under a name an author wrote: `constructor`, which every object has, is a name like any other. Undefined where the table has none. */
export function ownValue<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
