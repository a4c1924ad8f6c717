/** catalog/v1 as an author's own document: the tree made into catalog data. */
import { Catalog } from '../catalog/catalog.ts';
import { loadCatalog, type RawCatalog } from '../catalog/load.ts';
import type { KaijiDocument } from './document.ts';
import { textField } from './field.ts';
import { toJson } from './json.ts';

/** The catalog a document holds; undefined where it has no id. Entries without an id are left out. */
export function catalogFrom(document: KaijiDocument): Catalog | undefined {
  if (!textField(document.root, 'id') || !document.root) return undefined;
  const raw = toJson(document.root) as Partial<RawCatalog>;
  const controls = Array.isArray(raw.controls)
    ? raw.controls.filter((control) => typeof control === 'object' && typeof control?.id === 'string')
    : [];
  const safe = { ...raw, controls: controls.map((control) => ({ ...control, ...listsOnly(control) })) };
  const { data, texts } = loadCatalog(safe as RawCatalog);
  return new Catalog(data, async () => texts);
}

/** Fields that must be lists, made empty where an author has not got that far. */
function listsOnly(control: object): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of ['category', 'parts', 'evidence', 'refs', 'unresolved', 'aliases', 'answers']) {
    const value = (control as Record<string, unknown>)[key];
    if (value !== undefined && !Array.isArray(value)) result[key] = [];
  }
  return result;
}
