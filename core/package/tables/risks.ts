import { scenarioOf, treatmentRows } from '../../model/risks.ts';
import { asMap } from '../../yaml/tree.ts';
import { evidenceCited } from './evidence.ts';
import type { Contributor } from './table.ts';

export const riskTables: Contributor = (entry, { catalogs, own }, put) => {
  if (entry.sequence === '') {
    if (own) put('risks', own.reference, entry, entry.document.kindNode ?? entry.node);
    return;
  }
  const map = entry.sequence === 'scenarios' ? asMap(entry.node) : undefined;
  if (!map) return;
  const { scenario } = scenarioOf(map);
  const known = scenario && catalogs.resolve(scenario.value, own);
  const id = known?.id ?? scenario?.value;
  put('scenarios', id, entry, scenario?.node ?? map);
  // An author's own scenario is named nowhere else.
  if (scenario && !known) put('targets', id, entry, scenario.node);
  for (const row of treatmentRows(scenarioOf(map))) evidenceCited(entry, row.map, put);
};
