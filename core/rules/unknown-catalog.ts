import type { Catalogs } from '../catalog/catalogs.ts';
import type { Guidelines } from '../catalog/guideline.ts';
import type { Scales } from '../catalog/scale.ts';
import { fixed, message } from '../language.ts';
import { type Field, textField } from '../model/field.ts';
import { replaceNode, scalarSource } from '../yaml/edit.ts';
import { asMap, type MapNode } from '../yaml/tree.ts';
import type { EntryRule, Finding, RuleDocs } from './rule.ts';
import { didYouMean, write } from './shared/did-you-mean.ts';
import { guidelineNodes } from './shared/guideline-nodes.ts';
import { nearest } from './shared/nearest.ts';

const unknown = message<{ written: string; near: readonly string[] }>({
  ja: ({ written, near }) =>
    `「${written}」というカタログはありません。${didYouMean(near)('ja')}カタログのIDは kaiji catalog list で確かめられます。直すまで、この文書の項目は検査できません。`,
  en: ({ written, near }) =>
    `There is no catalog "${written}". ${didYouMean(near)('en')}\`kaiji catalog list\` shows the IDs. Until it is corrected the items of this document cannot be checked.`,
});

const edition = message<{ id: string; written: string; editions: readonly string[] }>({
  ja: ({ id, written, editions }) =>
    `カタログ ${id} に「${written}」という版はありません。${editions.some(Boolean) ? `使える版は ${editions.filter(Boolean).join('、')} です。版を書かなければ最新版を使います。` : `「@${written}」を除いてください。`}`,
  en: ({ id, written, editions }) =>
    `Catalog ${id} has no edition "${written}". ${editions.some(Boolean) ? `It has ${editions.filter(Boolean).join(', ')}; without an edition the newest one is meant.` : `Remove "@${written}".`}`,
});

const guideline = message<{ written: string; near: readonly string[] }>({
  ja: ({ written, near }) =>
    `「${written}」というガイドラインの版は、同梱の一覧にありません。${didYouMean(near)('ja')}一覧にないガイドラインであれば、そのままで差し支えありません。`,
  en: ({ written, near }) =>
    `"${written}" is not among the guideline editions known here. ${didYouMean(near)('en')}If it is another guideline, leave it as it is.`,
});

const scale = message<{ written: string; near: readonly string[] }>({
  ja: ({ written, near }) =>
    `「${written}」という評価基準はありません。${didYouMean(near)('ja')}直すまで、この文書のレベルとリスク評価値は検査できません。`,
  en: ({ written, near }) =>
    `There is no scale "${written}". ${didYouMean(near)('en')}Until it is corrected the levels and risk values of this document cannot be checked.`,
});

const outline = message<{ written: string }>({
  ja: ({ written }) =>
    `「${written}」は章立てではなく、確認項目のカタログです。開示書の outline には章立て（sssd-outline など）を書いてください。`,
  en: ({ written }) =>
    `"${written}" is a catalog of controls, not an outline. A disclosure's outline names an outline such as sssd-outline.`,
});

export const docs: RuleDocs = {
  ja: `チェックシートの \`catalog\` と開示書の \`outline\` は、どのガイドラインの項目・章立てに答えるかを決めます。名前が違うと、その文書の項目は一つも検査できません。同梱のカタログのほか、ワークスペースにある \`catalog/v1\` のファイルも使えます。

\`\`\`yaml
kaiji: checklist/v1
catalog: medcloud-checklist        # 版を決めるときは medcloud-checklist@2019
\`\`\`

リスク評価の \`scale\`（評価基準）も同じです。

近い名前があれば、クイックフィックスで置き換えられます。

\`kaiji.yaml\` の \`guidelines\` では、同梱の一覧（catalogs/guidelines.yaml）に近い名前があるときに限り、警告として知らせます。`,
  en: `A checklist's \`catalog\` and a disclosure's \`outline\` say which guideline's controls or sections the document answers. With a wrong name nothing in it can be checked. Besides the bundled catalogs, any \`catalog/v1\` file of the workspace counts.

\`\`\`yaml
kaiji: checklist/v1
catalog: medcloud-checklist        # medcloud-checklist@2019 for a certain edition
\`\`\`

The \`scale\` of a risk assessment likewise.

A quick fix offers the nearest names.

In the \`guidelines\` of \`kaiji.yaml\` only what is nearly one of the known editions (catalogs/guidelines.yaml) is reported, as a warning.`,
};

export const unknownCatalog: EntryRule = {
  code: 'unknown-catalog',
  severity: 'error',
  scope: 'entry',
  kinds: ['package', 'checklist', 'disclosure', 'risks', 'catalog-text', 'mapping', 'assessment'],
  sequences: [''],
  summary: fixed('カタログ・版・章立て・評価基準が見つからない', 'A catalog, edition, outline or scale that does not exist'),
  *check(entry, { catalogs }) {
    const root = asMap(entry.node);
    if (entry.document.kind === 'package') {
      yield* inManifest(root, catalogs.guidelines);
      return;
    }
    if (entry.document.kind === 'assessment') {
      yield* inAssessment(root, catalogs.scales);
      return;
    }
    const isDisclosure = entry.document.kind === 'disclosure';
    const keys = entry.document.kind === 'mapping' ? ['from', 'to'] : [isDisclosure ? 'outline' : 'catalog'];
    for (const key of keys) yield* catalogNamed(textField(root, key), isDisclosure, catalogs);
  },
  fixes(finding, { file }) {
    const { field, near } = finding.data as { field: Field<string>; near: readonly string[] };
    return near.map((name) => ({
      title: write({ name }),
      edits: [{ uri: file.uri, splices: [replaceNode(file, field.node, scalarSource(name))] }],
    }));
  },
};

/** A catalog or, in a disclosure, an outline. */
function* catalogNamed(field: Field<string> | undefined, isDisclosure: boolean, catalogs: Catalogs): Iterable<Finding> {
  if (!field) return;
  const found = catalogs.of(field.value);
  const outlines = catalogs.all.filter(({ data }) => (data.prefix === undefined) === isDisclosure);
  const names = [...new Set(outlines.map(({ id }) => id))];
  if (found) {
    if (isDisclosure && found.data.prefix !== undefined)
      yield { at: field.node, message: outline({ written: field.value }), data: { field, near: names.slice(0, 3) } };
    return;
  }
  const [id = '', written = ''] = field.value.trim().split('@');
  const editions = catalogs.all.filter((catalog) => catalog.id === id).map(({ data }) => data.edition);
  if (editions.length > 0) {
    const near = [...editions.filter(Boolean).map((one) => `${id}@${one}`), id].slice(0, 3);
    yield { at: field.node, message: edition({ id, written, editions }), data: { field, near } };
    return;
  }
  const near = nearest(id, names);
  yield { at: field.node, message: unknown({ written: field.value, near }), data: { field, near } };
}

/** The scale of an assessment: those that weigh assets, first what comes near. */
function* inAssessment(root: MapNode | undefined, scales: Scales): Iterable<Finding> {
  const field = textField(root, 'scale');
  if (!field || field.value.trim() === '' || scales.of(field.value)) return;
  const names = [...scales.ids].filter((id) => scales.of(id)?.data.importance);
  const like = nearest(field.value.trim(), names);
  const near = like.length > 0 ? like : names;
  yield { at: field.node, message: scale({ written: field.value, near }), data: { field, near } };
}

/** Guidelines in the manifest: only what is nearly one of those known, for an author may name any other. */
function* inManifest(root: MapNode | undefined, guidelines: Guidelines): Iterable<Finding> {
  for (const node of guidelineNodes(root)) {
    if (guidelines.of(node.text) || guidelines.guideline(node.text.trim())) continue;
    const names = guidelines.all.flatMap(({ id, editions }) => [...editions].reverse().map(({ edition }) => `${id}@${edition}`));
    const [id = ''] = node.text.split('@');
    const known = names.filter((name) => name.startsWith(`${id.trim()}@`));
    const near = known.length > 0 ? known.slice(0, 3) : nearest(node.text.trim(), names, 3, (length) => Math.floor(length / 5));
    if (near.length > 0)
      yield {
        at: node,
        message: guideline({ written: node.text, near }),
        severity: 'warning',
        data: { field: { value: node.text, node }, near },
      };
  }
}
