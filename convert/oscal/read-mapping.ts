/**
 * A mapping collection. Relations of a catalog that is not known become references of a catalog of the author's own; those of a known one are compared with
 * its crosswalk, for which there is no other place than the catalog itself.
 */
import type { Relation } from '../../core/catalog/control.ts';
import { message } from '../../core/language.ts';
import { type Data, mapAt, mapsAt, textAt } from './data.ts';
import { RELATIONSHIPS } from './mapping.ts';
import { controlIdOf, type ImportedOscal, type ImportOptions, type Mapping, Ours, slugOf } from './reading.ts';
import { documentSource } from './source.ts';

const compared = message<{ catalog: string; same: number; others: readonly string[] }>({
  ja: ({ catalog, same, others }) =>
    `カタログ「${catalog}」は収録されているため、対応関係は取り込まず、収録しているものと比べました。同じもの ${same}件、ないもの ${others.length}件${others.length > 0 ? `: ${others.join('、')}` : ''}`,
  en: ({ catalog, same, others }) =>
    `The catalog "${catalog}" is known here: its relations were compared, not imported. The same: ${same}; not known: ${others.length}${others.length > 0 ? ` (${others.join(', ')})` : ''}.`,
});
const other = message<{ relationship: string }>({
  ja: ({ relationship }) => `「${relationship}」という関係は、一部が重なる関係（intersects）として取り込みました。`,
  en: ({ relationship }) => `The relationship "${relationship}" was taken as overlap (intersects).`,
});

interface Tie {
  readonly from: string;
  readonly to: string;
  readonly relation: Relation;
}

/** `equivalent-to` is `equal-to` in other words. */
const RELATION_OF: ReadonlyMap<string, Relation> = new Map([
  ['equivalent-to', 'equal'],
  ...(Object.entries(RELATIONSHIPS) as [Relation, string][]).map(([relation, name]) => [name, relation] as const),
]);

export function readMapping(root: Data, options: ImportOptions): ImportedOscal {
  const notes: ImportedOscal['notes'][number][] = [];
  const bySource = new Map<string, { readonly resource: Data; readonly ties: Tie[] }>();
  for (const mapping of mapsAt(root, 'mappings')) {
    const resource = mapAt(mapping, 'source-resource');
    const name = new Ours(resource).get('catalog') ?? textAt(resource, 'href') ?? '';
    const source = bySource.get(name) ?? { resource, ties: [] };
    bySource.set(name, source);
    source.ties.push(...tiesIn(mapping, options, notes));
  }
  const { catalogs } = options;
  const documents: Mapping[] = [];
  for (const [name, { resource, ties }] of bySource) {
    const first = catalogs.resolve(ties[0]?.from ?? '');
    const known = catalogs.of(name) ?? (first && catalogs.homeOf(first.control));
    if (!known) {
      documents.push(catalogOf(name, resource, ties));
      continue;
    }
    const crosswalk = new Set(
      known.data.controls.flatMap(({ id, refs }) =>
        refs.map(({ to, relation }) => nameOf({ from: id, to: canonical(to, options), relation })),
      ),
    );
    const others = ties.map(nameOf).filter((tie) => !crosswalk.has(tie));
    notes.push(compared({ catalog: known.id, same: ties.length - others.length, others }));
  }
  const files = documents.map((document, i) => ({
    name: `catalog${documents.length > 1 ? `-${i + 1}` : ''}.kaiji.yaml`,
    text: documentSource({ kaiji: 'catalog/v1', ...document }),
  }));
  return { files, notes };
}

function tiesIn(mapping: Data, options: ImportOptions, notes: ImportedOscal['notes'][number][]): readonly Tie[] {
  return mapsAt(mapping, 'maps').flatMap((map) => {
    const relationship = textAt(map, 'relationship') ?? '';
    const relation = RELATION_OF.get(relationship);
    if (relation === undefined) notes.push(other({ relationship }));
    const targets = mapsAt(map, 'targets').map((one) => itemId(one, options));
    return mapsAt(map, 'sources').flatMap((source) => {
      const from = itemId(source, options);
      return targets.map((to): Tie => ({ from, to, relation: relation ?? 'intersects' }));
    });
  });
}

function itemId(item: Data, { catalogs }: ImportOptions): string {
  return new Ours(item).get('id') ?? controlIdOf(textAt(item, 'id-ref') ?? '', catalogs);
}

function nameOf({ from, to, relation }: Tie): string {
  return `${from} → ${to} (${relation})`;
}

function canonical(to: string, { catalogs }: ImportOptions): string {
  return catalogs.resolve(to)?.id ?? to;
}

function catalogOf(name: string, resource: Data, ties: readonly Tie[]): Mapping {
  const [withoutEdition = ''] = name.split('@', 1);
  const id = slugOf(withoutEdition.replace(/^.*\//, '').replace(/\.\w+$/, ''), 'oscal-catalog');
  const prefix = new Ours(resource).get('prefix') ?? id.replace(/-/g, '').slice(0, 12).toUpperCase();
  const byControl = new Map<string, Tie[]>();
  for (const tie of ties) byControl.set(tie.from, [...(byControl.get(tie.from) ?? []), tie]);
  return {
    id,
    prefix,
    complete: 'false',
    title: name,
    controls: [...byControl].map(([from, own]) => ({
      id: from.toUpperCase().startsWith(`${prefix}-`) ? from : `${prefix}-${from}`,
      title: from,
      refs: own.map(({ to, relation }) => (relation === 'intersects' ? to : { to, relation })),
      ...(from.toUpperCase().startsWith(`${prefix}-`) ? {} : { aliases: [from] }),
    })),
  };
}
