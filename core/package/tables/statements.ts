import { statementOf } from '../../model/statements.ts';
import { asMap } from '../../yaml/tree.ts';
import { evidenceCited } from './evidence.ts';
import { factsStated } from './facts.ts';
import type { Contributor } from './table.ts';

export const statementTables: Contributor = (entry, { catalogs, own }, put) => {
  const map = entry.sequence === 'statements' ? asMap(entry.node) : undefined;
  if (!map) return;
  const { id, satisfies } = statementOf(map);
  put('statements', id?.value, entry, id?.node ?? map);
  put('targets', id?.value, entry, id?.node ?? map);
  for (const target of satisfies) put('satisfies', catalogs.resolve(target.text, own)?.id, entry, target);
  factsStated(entry, map, catalogs, put);
  evidenceCited(entry, map, put);
};
