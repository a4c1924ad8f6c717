import type { Catalog } from '../catalog/catalog.ts';
import { type Bilingual, fixed, inLanguage, type Localized, message } from '../language.ts';
import { outlineOf, type Section, sectionsAnchor, sectionsOf, withNested } from '../model/disclosure.ts';
import type { KaijiDocument } from '../model/document.ts';
import { sectionScaffold } from '../scaffold/section.ts';
import type { Splice } from '../text/text.ts';
import { insertItems } from '../yaml/edit.ts';
import { asSeq, isEmpty, type MapNode, type Node, pairOf } from '../yaml/tree.ts';
import type { DocumentRule, Fix, FixContext, RuleDocs } from './rule.ts';
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

export const missingSection: DocumentRule = {
  code: 'missing-section',
  severity: 'warning',
  scope: 'document',
  kinds: ['disclosure'],
  reads: ['sections', 'disclosures'],
  summary: fixed('章立てにある必須の節がない', 'A required section of the outline is missing'),
  *check(document, context) {
    const { own } = context;
    // Counted over all disclosures of the outline, told in the first.
    if (!own || !document.root || !context.leads('disclosures', outlineOf(document))) return;
    const disclosures = context.lookup('disclosures', outlineOf(document)).map((site) => site.document);
    // What is damaged may hold what seems to be missing.
    if (disclosures.some(isBroken)) return;
    const value = pairOf(document.root, 'sections')?.value;
    if (value && !isEmpty(value) && value.kind !== 'seq') return;
    const keys = missingKeys(own, disclosures);
    for (const key of keys) {
      const control = own.control(key);
      const at = placeBefore(own, document, key)?.at ?? sectionsAnchor(document);
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
      edits: [{ uri: file.uri, splices: scaffolding(own, document, wanted, context, notApplicable) }],
      ...more,
    });
    const words = { key, heading: control.title };
    const fixes = [fix(one(words), [key], keys.length === 1 ? { preferred: true } : {})];
    if (keys.length > 1) fixes.unshift(fix(all({ count: keys.length }), keys, { preferred: true }));
    if (control.required === 'C') fixes.push(fix(none(words), [key], {}, true));
    return fixes;
  },
};

/** Required keys that no section of these documents covers, in the outline's order. */
function missingKeys(outline: Catalog, documents: readonly KaijiDocument[]): readonly string[] {
  const present = new Set<string>();
  for (const document of documents) {
    for (const section of allSections(document)) {
      for (const key of keysOf(section)) {
        present.add(key);
        // A section under the wrong key is unknown-section's business, and not missing as well.
        const meant = outline.control(key) ? undefined : sectionMeant(outline, key);
        if (meant) present.add(meant);
      }
    }
  }
  return outline.data.controls
    .filter(({ id, required }) => (required === 'R' || required === 'C') && !present.has(id))
    .map(({ id }) => id);
}

interface Anchor {
  /** The key that names the section before. */
  readonly at: Node;
  /** The mapping in whose `sections` a new one goes, and its place there. */
  readonly holder: MapNode;
  readonly index: number;
}

/** The section of the document that stands nearest before `key` in the outline; undefined where none does. */
function placeBefore(outline: Catalog, document: KaijiDocument, key: string): Anchor | undefined {
  const order = outline.orderOf(key);
  const group = outline.control(key)?.group;
  let best = -1;
  let found: Anchor | undefined;
  const visit = (
    sections: readonly Section[],
    holder: MapNode,
    top: { readonly holder: MapNode; readonly index: number } | undefined,
  ) => {
    const items = asSeq(pairOf(holder, 'sections')?.value)?.items ?? [];
    for (const section of sections) {
      const index = items.indexOf(section.node) + 1;
      const outer = top ?? { holder, index };
      for (const [name, at] of [
        ...(section.key ? [[section.key.value, section.key.node] as const] : []),
        ...section.also.map((node) => [node.text, node] as const),
      ]) {
        const place = outline.orderOf(name);
        if (place < 0 || place >= order || place < best) continue;
        best = place;
        // Within a chapter a section of the same group goes beside its neighbour, any other behind the chapter.
        found = { at, ...(top && group !== undefined && outline.control(name)?.group === group ? { holder, index } : outer) };
      }
      visit(section.sections, section.node, outer);
    }
  };
  if (document.root) visit(sectionsOf(document), document.root, undefined);
  return found;
}

/** Scaffolds of `keys`, each behind the section before it; those that go to one place as one insertion. */
function scaffolding(
  outline: Catalog,
  document: KaijiDocument,
  keys: readonly string[],
  { package: whole }: FixContext,
  notApplicable: boolean,
): readonly Splice[] {
  const root = document.root;
  if (!root) return [];
  const places = new Map<string, { readonly holder: MapNode; readonly index: number; readonly items: (readonly string[])[] }>();
  for (const key of keys) {
    const control = outline.control(key);
    if (!control) continue;
    const { holder, index } = placeBefore(outline, document, key) ?? { holder: root, index: 0 };
    const name = `${document.file.tree.spanOf(holder).start}:${index}`;
    const place = places.get(name) ?? { holder, index, items: [] };
    places.set(name, place);
    place.items.push(
      sectionScaffold(control, { catalogs: whole.catalogs, notApplicable, rendered: rendersData(outline, key, document) }),
    );
  }
  return [...places.values()].map(({ holder, index, items }) => insertItems(document.file, holder, 'sections', items, index));
}

function* allSections(document: KaijiDocument): Generator<Section> {
  for (const section of sectionsOf(document)) yield* withNested(section);
}
