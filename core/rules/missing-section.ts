import type { Catalog } from '../catalog/catalog.ts';
import { type Bilingual, fixed, inLanguage, type Localized, message } from '../language.ts';
import { outlineOf, type Section, sectionOf, sectionsAnchor, sectionsOf, withNested } from '../model/disclosure.ts';
import type { KaijiDocument } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import type { PackageView } from '../package/index.ts';
import { sectionScaffold } from '../scaffold/section.ts';
import type { Splice } from '../text/text.ts';
import { insertItems } from '../yaml/edit.ts';
import { asMap, asSeq, isEmpty, type MapNode, type Node, pairOf } from '../yaml/tree.ts';
import type { DocumentRule, Fix, RuleDocs } from './rule.ts';
import { keysOf, rendersData, sectionMeant } from './shared/outline.ts';
import { isBroken } from './shared/unreadable.ts';

const missing = message<{ key: string; heading: Bilingual; conditional: boolean }>({
  ja: ({ key, heading, conditional }) =>
    `節「${heading.ja}」（${key}）がありません。${conditional ? '節を加え、該当しない場合は not-applicable に理由を書いてください。' : '開示書に欠かせない節です。節を加え、本文を書いてください。'}`,
  en: ({ key, heading, conditional }) =>
    `The section "${inLanguage(heading, 'en')}" (${key}) is missing. ${conditional ? 'Add it; where it does not apply, say why under not-applicable.' : 'Every disclosure needs it: add it and write its body.'}`,
});

const one = message<{ key: string; heading: Bilingual }>({
  ja: ({ key, heading }) => `節「${heading.ja}」（${key}）の雛形を追加する`,
  en: ({ key, heading }) => `Scaffold the section "${inLanguage(heading, 'en')}" (${key})`,
});

const none = message<{ key: string; heading: Bilingual }>({
  ja: ({ key, heading }) => `節「${heading.ja}」（${key}）を、該当しない節として追加する`,
  en: ({ key, heading }) => `Add the section "${inLanguage(heading, 'en')}" (${key}) as not applicable`,
});

const all = message<{ count: number }>({
  ja: ({ count }) => `足りない節 ${count}件の雛形をすべて追加する`,
  en: ({ count }) => `Scaffold all ${count} missing sections`,
});

interface Data {
  readonly key: string;
  /** Every key missing in the document, in the outline's order. */
  readonly keys: readonly string[];
}

/** A top-level section: where those nested in it stand too. */
interface Standing {
  readonly key: string;
  readonly section: Section;
}

export const docs: RuleDocs = {
  ja: `サービス仕様適合開示書には、必ず書く節が決まっています（章立て \`sssd-outline\`）。足りない節は、章立てで一つ前にあたる節のところに示します。条件付きの節は、該当しない場合も節を設けて、\`not-applicable\` に理由を書いてください。別の節でまとめて述べている場合は、その節の \`also\` にキーを挙げれば足ります。同じ章立ての開示書がパッケージに複数あるときは、そのどれかにあれば足ります。

クイックフィックスは、見出しと、その節で答えるべき確認項目を添えた雛形を、章立ての順に加えます。

\`\`\`yaml
- section: org.audit
  also: [org.docs]
  body: 監査の結果と、管理状況に関する資料は…
- { section: signature, not-applicable: 電子署名機能を提供しないため }
\`\`\``,
  en: `A disclosure has sections it must have (the outline \`sssd-outline\`). What is missing is shown at the section that stands before it in the outline. A conditional section that does not apply is written all the same, with the reason under \`not-applicable\`. A section that covers another names its key under \`also\`. Where a package has several disclosures of one outline, it is enough that one of them has it.

The quick fix adds a scaffold, with the heading and the check items the section has to answer, in the outline's order.

\`\`\`yaml
- section: org.audit
  also: [org.docs]
  body: The results of audits, and documents on request, …
- { section: signature, not-applicable: no electronic signatures are offered }
\`\`\``,
};

export const missingSection: DocumentRule<Standing> = {
  code: 'missing-section',
  severity: 'warning',
  scope: 'document',
  kinds: ['disclosure'],
  sequences: ['sections'],
  reads: ['sections', 'disclosures'],
  summary: fixed('章立てにある必須の節がない', 'A required section of the outline is missing'),
  note({ node }) {
    const map = asMap(node);
    const section = map && sectionOf(map);
    return section && { key: JSON.stringify([...withNested(section)].map(keysOf)), section };
  },
  *check(document, context) {
    const { own, notes } = context;
    // Counted over all disclosures of the outline, told in the first.
    if (!own || !document.root || !context.leads('disclosures', outlineOf(document))) return;
    // What is damaged may hold what seems to be missing.
    if (context.lookup('disclosures', outlineOf(document)).some((site) => isBroken(site.document))) return;
    const value = pairOf(document.root, 'sections')?.value;
    if (value && !isEmpty(value) && value.kind !== 'seq') return;
    const keys = missingKeys(own, outlineOf(document), context);
    if (keys.length === 0) return;
    const sections = notes().map(({ note }) => note.section);
    const anchors = anchorsIn(own, document.root, sections);
    for (const key of keys) {
      const control = own.control(key);
      const at = anchorOf(own, key, anchors)?.at ?? sectionsAnchor(document);
      if (!control || !at) continue;
      const data: Data = { key, keys };
      yield { at, message: missing({ key, heading: control.title, conditional: control.required === 'C' }), control: key, data };
    }
  },
  fixes(finding, context) {
    const { key, keys } = finding.data as Data;
    const { document, file } = context;
    const own = document && context.package.catalogs.of(outlineOf(document));
    const control = own?.control(key);
    if (!document || !own || !control) return [];
    const fix = (title: Localized, wanted: readonly string[], more: Partial<Fix> = {}, notApplicable = false): Fix => ({
      title,
      edits: [{ uri: file.uri, splices: insertSections(own, document, wanted, context.package, notApplicable) }],
      ...more,
    });
    const words = { key, heading: control.title };
    const fixes = [fix(one(words), [key], keys.length === 1 ? { preferred: true } : {})];
    if (keys.length > 1) fixes.unshift(fix(all({ count: keys.length }), keys, { preferred: true }));
    if (control.required === 'C') fixes.push(fix(none(words), [key], {}, true));
    return fixes;
  },
};

/** Required keys that no section of the package's disclosures of an outline covers, in the outline's order. @param written the outline, as the disclosures name it */
export function missingKeys(
  outline: Catalog,
  written: string,
  { keys, lookup }: Pick<PackageView, 'keys' | 'lookup'>,
): readonly string[] {
  const isPresent = (key: string) => lookup('sections', key).some(({ document }) => outlineOf(document) === written);
  const meant = new Set<string>();
  // A section under the wrong key is unknown-section's business, and not missing as well.
  for (const key of keys('sections')) {
    const id = outline.control(key) ? undefined : sectionMeant(outline, key);
    if (id !== undefined && isPresent(key)) meant.add(id);
  }
  return outline.data.controls
    .filter(({ id, required }) => (required === 'R' || required === 'C') && !meant.has(id) && !isPresent(id))
    .map(({ id }) => id);
}

/** A section of the document that has a place in the outline. */
interface Anchor {
  /** The key that names it. */
  readonly at: Node;
  readonly group: string | undefined;
  /** Where it stands, and the top-level section it stands in; the same for one of these. */
  readonly beside: Neighbour;
  readonly chapter: Neighbour;
}

/** A section in the `sections` of a mapping. */
interface Neighbour {
  readonly holder: MapNode;
  readonly node: MapNode;
}

/** By place in the outline, the last section that has it. */
function anchorsIn(outline: Catalog, root: MapNode, sections: readonly Section[]): ReadonlyMap<number, Anchor> {
  const anchors = new Map<number, Anchor>();
  const visit = (section: Section, holder: MapNode, top: Neighbour | undefined) => {
    const beside: Neighbour = { holder, node: section.node };
    for (const { value, node } of namesOf(section)) {
      const place = outline.orderOf(value);
      if (place >= 0) anchors.set(place, { at: node, group: outline.control(value)?.group, beside, chapter: top ?? beside });
    }
    for (const child of section.sections) visit(child, section.node, top ?? beside);
  };
  for (const section of sections) visit(section, root, undefined);
  return anchors;
}

function namesOf({ key, also }: Section): readonly Field<string>[] {
  return [...(key ? [key] : []), ...also.map((node) => ({ value: node.text, node }))];
}

/** The section that stands nearest before `key` in the outline; undefined where none does. */
function anchorOf(outline: Catalog, key: string, anchors: ReadonlyMap<number, Anchor>): Anchor | undefined {
  const order = outline.orderOf(key);
  const nearest = Math.max(...[...anchors.keys()].filter((place) => place < order));
  return anchors.get(nearest);
}

/** Scaffolds of `keys`, each behind the section before it; those that go to one place as one insertion. */
export function insertSections(
  outline: Catalog,
  document: KaijiDocument,
  keys: readonly string[],
  { catalogs }: Pick<PackageView, 'catalogs'>,
  notApplicable = false,
): readonly Splice[] {
  const root = document.root;
  if (!root) return [];
  const places = new Map<string, { readonly holder: MapNode; readonly index: number; readonly items: (readonly string[])[] }>();
  const anchors = anchorsIn(outline, root, sectionsOf(document));
  for (const key of keys) {
    const control = outline.control(key);
    if (!control) continue;
    const anchor = anchorOf(outline, key, anchors);
    // Within a chapter a section of the same group goes beside its neighbour, any other behind the chapter.
    const isSibling = control.group !== undefined && anchor?.group === control.group;
    const { holder, node } = (isSibling ? anchor.beside : anchor?.chapter) ?? { holder: root, node: undefined };
    const index = node ? (asSeq(pairOf(holder, 'sections')?.value)?.items ?? []).indexOf(node) + 1 : 0;
    const name = `${document.file.tree.spanOf(holder).start}:${index}`;
    const place = places.get(name) ?? { holder, index, items: [] };
    places.set(name, place);
    place.items.push(sectionScaffold(control, { catalogs, notApplicable, rendered: rendersData(outline, key, document) }));
  }
  return [...places.values()].map(({ holder, index, items }) => insertItems(document.file, holder, 'sections', items, index));
}
