import type { Catalog } from '../../catalog/catalog.ts';
import type { Catalogs } from '../../catalog/catalogs.ts';
import type { Resolved } from '../../catalog/control.ts';
import type { Entry } from '../../model/document.ts';
import { proseOf } from '../../model/prose.ts';
import { referencesIn } from '../../model/reference.ts';
import type { Put, TableContext } from './table.ts';

/** The control `[[…]]` names in a document with this catalog or outline; a section of the outline is none. */
export function mentionedControl(target: string, catalogs: Catalogs, own: Catalog | undefined): Resolved | undefined {
  return catalogs.resolve(target, own?.data.prefix === undefined ? undefined : own);
}

/** Notes what the prose of an entry refers to. */
export function mentionsIn(entry: Entry, { catalogs, own }: TableContext, put: Put): void {
  const { text, tree } = entry.document.file;
  for (const { node } of proseOf(entry)) {
    if (!node.text.includes('[[')) continue;
    const start = tree.startOf(node.block);
    const source = text.slice(start + node.start, start + node.end);
    for (const { target } of referencesIn(node, source)) {
      put('mentions', target, entry, node);
      const control = mentionedControl(target, catalogs, own)?.id;
      if (control !== target) put('mentions', control, entry, node);
    }
  }
}
