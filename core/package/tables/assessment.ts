import { assessmentScenarioOf, measureOf } from '../../model/assessment.ts';
import { scalarsOf, textField } from '../../model/field.ts';
import { asMap } from '../../yaml/tree.ts';
import { evidenceCited } from './evidence.ts';
import { type Contributor, putUse } from './table.ts';

export const assessmentTables: Contributor = (entry, { catalogs }, put) => {
  const map = asMap(entry.node);
  if (!map) return;
  const { sequence } = entry;
  for (const threat of scalarsOf(map, 'threat')) putUse(put, 'threats', threat.text, entry, threat);
  for (const vulnerability of scalarsOf(map, 'vulnerability'))
    putUse(put, 'vulnerabilities', vulnerability.text, entry, vulnerability);
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
  if (sequence !== 'scenarios') return;
  const { assets, measures } = assessmentScenarioOf(map);
  for (const asset of assets) put('assessed', asset.text, entry, asset);
  const counted = new Set<string | undefined>();
  for (const measure of measures)
    for (const key of [measure.text, catalogs.resolve(measure.text)?.id]) {
      if (!counted.has(key)) put('counted-on', key, entry, measure);
      counted.add(key);
    }
};
