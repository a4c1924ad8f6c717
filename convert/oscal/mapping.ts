/** The crosswalk of the catalogs as an OSCAL mapping collection: a mapping for each catalog and each catalog it refers to. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Relation, Resolved } from '../../core/catalog/control.ts';
import { fixed, inLanguage } from '../../core/language.ts';
import type { Package } from '../../core/package/package.ts';
import { type Exported, type ExportOptions, lineOf, momentOf, OSCAL_VERSION, prop, sealed } from './model.ts';
import { catalogHref, catalogName, statementId } from './names.ts';
import { tokenOf } from './token.ts';
import { uuidOf } from './uuid.ts';

/** Of what the source asks to what the target asks (NIST IR 8477). */
export const RELATIONSHIPS: Readonly<Record<Relation, string>> = {
  equal: 'equal-to',
  subset: 'subset-of',
  superset: 'superset-of',
  intersects: 'intersects-with',
};

const title = fixed('ガイドラインの対応関係', 'Crosswalk of the guidelines');
const description = fixed(
  '原本が示す参照と、項目の内容を読み比べて決めた関係です。関係を確かめていないものは intersects-with としています。',
  'References the originals print, with relations found by comparing what the controls ask. Those not compared are intersects-with.',
);
const nothing = fixed('カタログの間に対応関係がありません。', 'The catalogs have no relations.');

/** All catalogs the package sees, or the one asked for as the source. */
export function mappingCollection(whole: Package, options: ExportOptions): Exported {
  const { catalogs } = whole;
  const sources = catalogs.all.filter((one) => catalogs.of(one.id) === one && isAsked(one, options));
  const mappings = sources.flatMap((source) => mappingsOf(source, whole, options));
  if (mappings.length === 0) return { json: undefined, problems: [{ text: nothing }] };
  const { language } = options;
  const metadata = {
    title: title(language),
    'last-modified': momentOf(options.date),
    version: sources.map(catalogName).join(', '),
    'oscal-version': OSCAL_VERSION,
    props: [prop('format', 'mapping')],
  };
  const json = sealed('mapping-collection', 'crosswalk', metadata, {
    provenance: {
      method: 'human',
      'matching-rationale': 'semantic',
      status: 'complete',
      'mapping-description': description(language),
    },
    mappings,
  });
  return { json, problems: [] };
}

function isAsked({ id }: Catalog, { catalog }: ExportOptions): boolean {
  return catalog === undefined || catalog.split('@')[0] === id;
}

function mappingsOf(source: Catalog, { catalogs }: Package, options: ExportOptions): readonly unknown[] {
  const byTarget = new Map<Catalog, unknown[]>();
  const seen = new Set<string>();
  for (const control of source.data.controls) {
    for (const { to, relation } of control.refs) {
      const found = catalogs.resolve(to);
      const target = found && catalogs.homeOf(found.control);
      if (!found || !target) continue;
      const uuid = uuidOf('map', source.id, control.id, found.id, relation);
      if (seen.has(uuid)) continue;
      seen.add(uuid);
      const maps = byTarget.get(target) ?? [];
      byTarget.set(target, maps);
      maps.push({
        uuid,
        relationship: RELATIONSHIPS[relation],
        sources: [itemOf({ control, id: control.id })],
        targets: [itemOf(found)],
      });
    }
  }
  const resource = (catalog: Catalog) => ({
    type: 'catalog',
    href: catalogHref(catalog),
    props: [prop('catalog', catalogName(catalog)), ...(catalog.data.prefix ? [prop('prefix', catalog.data.prefix)] : [])],
  });
  return [...byTarget].map(([target, maps]) => ({
    uuid: uuidOf('mapping', source.id, target.id),
    'source-resource': resource(source),
    'target-resource': resource(target),
    maps,
    remarks: lineOf(`${inLanguage(source.data.title, options.language)} → ${inLanguage(target.data.title, options.language)}`),
  }));
}

function itemOf({ control, part, id }: Resolved): unknown {
  return {
    type: part ? 'statement' : 'control',
    'id-ref': part ? statementId(control.id, part.id) : tokenOf(control.id),
    props: [prop('id', id)],
  };
}
