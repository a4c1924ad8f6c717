import { assessmentScenarioOf, measureOf, vulnerabilityOf } from '../../model/assessment.ts';
import { scalarsOf, textField } from '../../model/field.ts';
import { asMap } from '../../yaml/tree.ts';
import { evidenceCited } from './evidence.ts';
import { type Contributor, putUse } from './table.ts';

export const assessmentTables: Contributor = (entry, { catalogs }, put) => {
  const map = asMap(entry.node);
  if (!map) return;
  const { sequence } = entry;
  for (const source of scalarsOf(map, 'sources')) putUse(put, 'references', source.text, entry, source);
  const id = textField(map, 'id');
  if (id) put('targets', id.value, entry, id.node);
  if (sequence === 'assets' || sequence === 'threats' || sequence === 'vulnerabilities')
    put(sequence, id?.value, entry, id?.node ?? map);
  if (sequence === 'measures') {
    const { control } = measureOf(map);
    put('measures', id?.value, entry, id?.node ?? map);
    if (control) put('measures', catalogs.resolve(control.value)?.id, entry, control.node);
    evidenceCited(entry, map, put);
  }
  if (sequence === 'vulnerabilities')
    for (const threat of vulnerabilityOf(map).threats) put('threat-uses', threat.text, entry, threat);
  if (sequence !== 'scenarios') return;
  const { assets, threat, vulnerability, measures } = assessmentScenarioOf(map);
  for (const asset of assets) put('assessed', asset.text, entry, asset);
  if (threat) put('threat-uses', threat.text, entry, threat);
  if (vulnerability) put('vulnerability-uses', vulnerability.text, entry, vulnerability);
  const counted = new Set<string | undefined>();
  for (const measure of measures)
    for (const key of [measure.text, catalogs.resolve(measure.text)?.id]) {
      if (!counted.has(key)) put('counted-on', key, entry, measure);
      counted.add(key);
    }
};
