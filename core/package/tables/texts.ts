import { textField } from '../../model/field.ts';
import { asMap } from '../../yaml/tree.ts';
import type { Contributor } from './table.ts';

export const textTables: Contributor = (entry, { catalogs, own }, put) => {
  const map = entry.sequence === 'texts' ? asMap(entry.node) : undefined;
  const named = textField(map, 'control');
  if (own && map) put('texts', named && catalogs.resolve(named.value, own)?.id, entry, named?.node ?? map);
};
