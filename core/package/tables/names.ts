/** What a package gives names to: terms, parties, roles, and what its texts define in passing. */
import type { Entry } from '../../model/document.ts';
import { mapField, memoized, scalarsOf, textField } from '../../model/field.ts';
import { proseOf } from '../../model/prose.ts';
import { definitionsIn } from '../../prose/definitions.ts';
import { pointersAt } from '../../prose/nicknames.ts';
import { asMap, type ScalarNode } from '../../yaml/tree.ts';
import type { Contributor, Put } from './table.ts';

/** The keys under which a name stands, by sequence. */
const NAMING: Readonly<Record<string, readonly string[]>> = {
  terms: ['term', 'short'],
  roles: ['title'],
  parties: ['name', 'short'],
};

/** The names an entry of any kind of document gives. */
export const namesGiven: Contributor = (entry, _context, put) => {
  const map = asMap(entry.node);
  if (!map) return;
  for (const key of NAMING[entry.sequence] ?? []) {
    const name = textField(map, key);
    put('names', name?.value, entry, name?.node ?? map);
  }
  if (entry.sequence === 'terms' || entry.sequence === 'roles') {
    for (const variant of scalarsOf(map, 'variants')) put('variants', variant.text, entry, variant);
  }
  for (const { node } of proseOf(entry)) for (const name of definedIn(node)) put('names', name, entry, node);
};

/** A title says what 本…システム of it is: 例示予約システム サービス仕様適合開示書. */
export function namesOfTitle(header: Entry, put: Put): void {
  const title = textField(header.document.root, 'title');
  for (const name of pointersAt(title?.value ?? '')) put('names', name, header, title?.node ?? header.node);
}

/** The service of the manifest is 本サービス, and whatever its name ends in. */
export function namesOfService(header: Entry, put: Put): void {
  const name = textField(mapField(header.document.root, 'service'), 'name');
  if (!name) return;
  for (const pointer of ['本サービス', '本製品', ...pointersAt(name.value)]) put('names', pointer, header, name.node);
}

const definedIn = memoized((node: ScalarNode): readonly string[] => definitionsIn(node.text).map(({ name }) => name));
