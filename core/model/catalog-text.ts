/** catalog-text/v1: the official wording of a catalog's controls, from the author's own copy. */
import type { Catalogs, Overlay } from '../catalog/catalogs.ts';
import { asMap } from '../yaml/tree.ts';
import { catalogOf } from './checklist.ts';
import { entriesOf, type KaijiDocument } from './document.ts';
import { mapField, textField } from './field.ts';

/** The overlay a document holds; undefined where it names no known catalog. Texts of unknown controls are left out: a rule says so. */
export function overlayFrom(document: KaijiDocument, catalogs: Catalogs): Overlay | undefined {
  const catalog = catalogs.of(catalogOf(document)?.value ?? '');
  if (!catalog) return undefined;
  const texts = new Map<string, string>();
  for (const { node } of entriesOf(document, 'texts')) {
    const map = asMap(node);
    const control = textField(map, 'control');
    const found = control && catalogs.resolve(control.value, catalog);
    const text = textField(map, 'text')?.value.trim();
    if (found && text && !texts.has(found.id)) texts.set(found.id, text);
  }
  const source = mapField(document.root, 'source');
  const name = (textField(source, 'document') ?? textField(source, 'file'))?.value;
  return { texts, ...(name ? { source: name } : {}) };
}
