import type { Entry } from '../../model/document.ts';
import { itemsOf, textField } from '../../model/field.ts';
import { proseOf } from '../../model/prose.ts';
import { isTitle, titlesIn } from '../../model/role-title.ts';
import { asMap, asSeq, type MapNode, valueUnder, walk } from '../../yaml/tree.ts';
import type { Put } from './table.ts';

/** Whom an entry names: under `from` and the like, and by title in its prose. */
export function partiesNamed(entry: Entry, put: Put): void {
  if (entry.sequence !== '') {
    for (const node of walk(entry.node)) {
      if (node.kind !== 'map') continue;
      const from = textField(node, 'from');
      if (from) put('party-uses', from.value.trim(), entry, from.node);
      for (const key of ['appointed-by', 'under', 'accepted-by']) {
        const role = textField(node, key);
        if (role) put('role-uses', role.value.trim(), entry, role.node);
      }
    }
  }
  for (const { node } of proseOf(entry)) {
    if (/者|役員/.test(node.text)) for (const { title } of titlesIn(node.text)) put('title-uses', titleName(title), entry, node);
  }
}

/** Who owns a document or approves one: a use of the title, in no need of a definition. */
export function peopleNamed(entry: Entry, put: Put): void {
  const people =
    entry.sequence === 'evidence'
      ? [textField(asMap(entry.node), 'owner')]
      : entry.sequence === ''
        ? itemsOf(entry.document.root, 'approvals').map((item) => textField(asMap(item), 'by'))
        : [];
  for (const person of people) if (person) put('people', titleName(person.value), entry, person.node);
}

/** The titles and names an entry of `roles`, `parties` or `terms` gives, as `titles` has them. */
export function titlesGiven(entry: Entry, map: MapNode, put: Put): void {
  const variants = (asSeq(valueUnder(map, 'variants'))?.items ?? []).filter((item) => item.kind === 'scalar');
  const names = ['title', 'name', 'term', 'short'].flatMap((key) => textField(map, key)?.node ?? []);
  for (const node of [...names, ...variants])
    if (node.kind === 'scalar' && isTitle(node.text)) put('titles', titleName(node.text), entry, node);
}

/** A title as titles are compared: width and white space aside. */
export function titleName(title: string): string {
  return title.normalize('NFKC').replace(/\s+/g, '');
}
