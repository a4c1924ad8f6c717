/** Scenarios of a risk annex as items, a row for each target below them: what a row takes over from its scenario is read in the row. */
import type { Entry } from '../model/document.ts';
import { type Place, placeOf } from '../model/prose.ts';
import { type EffectiveRow, effectiveRows, scenarioOf } from '../model/risks.ts';
import { dereference, type Schema } from '../model/schema.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import type { MapNode } from '../yaml/tree.ts';
import { tidy } from './effective-answer.ts';
import { citations, type FieldContext, fieldsOf, labelOf, proseField, targetField, termsValue } from './fields.ts';
import type { Field, Item, Names } from './item.ts';
import { itemOf } from './make-item.ts';

const PLACE = placeOf('risks', 'scenarios') as Place;
const PARTIES: Schema = dereference(
  dereference(PLACE.schema.properties?.parties ?? {}, PLACE.home).schema.items ?? {},
  'common',
).schema;
/** What rows have of their own or take over. */
const OF_ROWS = ['treatment', 'parties', 'reason', 'accepted-by'];

/** An entry of `scenarios` of a risk annex. */
export function scenarioItem(whole: Package, { document }: Entry, map: MapNode): Item {
  const scenario = scenarioOf(map);
  const written = scenario.scenario?.value.trim() ?? '';
  const found = written === '' ? undefined : whole.catalogs.resolve(written, ownCatalog(document, whole.catalogs));
  const isByTarget = scenario.responses.length > 0;
  const skip = new Set([
    'scenario',
    'responses',
    ...(scenario.title && !found ? [] : ['title']),
    ...OF_ROWS,
    ...(isByTarget ? [] : ['content', 'evidence']),
  ]);
  const context = (names: Names): FieldContext => ({ document, facts: whole.catalogs.facts, names });
  const rows = scenario.notApplicable && !isByTarget ? [] : effectiveRows(scenario);
  return itemOf({
    type: 'scenario',
    id: found?.id ?? written,
    title: found?.control.title ?? { ja: scenario.title?.value.trim() ?? '' },
    document,
    node: map,
    text: [scenario.title, ...rows.flatMap(({ contents }) => contents)].flatMap((field) => field?.value ?? []).join('\n'),
    children: rows.map((row) => {
      const target = row.target?.value.trim() ?? '';
      return itemOf({
        type: 'treatment',
        id: target.normalize('NFKC'),
        title: { ja: target },
        document,
        node: row.map,
        text: row.contents.map(({ value }) => value).join('\n'),
        fields: (names) => rowFields(row, context(names)),
      });
    }),
    fields: (names) => fieldsOf(map, PLACE, context(names), skip),
  });
}

function rowFields(row: EffectiveRow, context: FieldContext): readonly Field[] {
  const { names, document } = context;
  const schemaOf = (key: string) => dereference(PLACE.schema.properties?.[key] ?? {}, PLACE.home).schema;
  const label = (key: string) => labelOf(key, schemaOf(key));
  const agreed = (key: string, value: Field['value'] | undefined): readonly Field[] =>
    value ? [{ name: key, label: label(key), value, weighs: 'always' }] : [];
  const text = (key: string, words: string) => (words === '' ? [] : [proseField(key, label(key), names.prose(words, document))]);
  const evidence = row.evidence.length > 0 ? citations(row.evidence, context) : undefined;
  const accepted = row.acceptedBy && names.item(['role'], row.acceptedBy.value);
  return [
    ...targetField(row.map),
    ...agreed('treatment', termsValue(row.words, schemaOf('treatment'))),
    ...agreed(
      'parties',
      termsValue(
        row.parties.map(({ text: written }) => ({ written })),
        PARTIES,
      ),
    ),
    ...text('content', tidy(row.contents.map(({ value }) => tidy(value)).join('\n'))),
    ...text('reason', tidy(row.reason?.value ?? '')),
    ...(accepted
      ? [{ name: 'accepted-by', label: label('accepted-by'), value: { key: accepted.key, text: accepted.label, isProse: false } }]
      : []),
    ...(evidence ? [{ name: 'evidence', label: label('evidence'), value: evidence }] : []),
  ];
}
