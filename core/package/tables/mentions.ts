import type { Entry } from '../../model/document.ts';
import { proseOf } from '../../model/prose.ts';
import { referencesIn } from '../../model/reference.ts';
import type { Put } from './table.ts';

/** Notes what the prose of an entry refers to. */
export function mentionsIn(entry: Entry, put: Put): void {
  const { text, tree } = entry.document.file;
  for (const { node } of proseOf(entry)) {
    if (!node.text.includes('[[')) continue;
    const start = tree.startOf(node.block);
    const source = text.slice(start + node.start, start + node.end);
    for (const { target } of referencesIn(node, source)) put('mentions', target, entry, node);
  }
}
