import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import { idKey, partKey } from '../catalog/id.ts';
import { fixed, message } from '../language.ts';
import { catalogFrom } from '../model/catalog.ts';
import { entriesOf, type KaijiDocument } from '../model/document.ts';
import { itemsOf, scalarsOf, textField } from '../model/field.ts';
import { asMap, asScalar, type MapNode, type ScalarNode, valueUnder } from '../yaml/tree.ts';
import type { DocumentRule, Finding, RuleDocs } from './rule.ts';

const twice = message<{ id: string }>({
  ja: ({ id }) => `${id} がこのカタログに二度あります。どちらを指すのか決められないので、番号を直すか一つにまとめてください。`,
  en: ({ id }) => `${id} appears twice in this catalog; references to it cannot be told apart. Correct the number or keep one.`,
});

const firstOne = message<{ id: string }>({
  ja: ({ id }) => `先の ${id}`,
  en: ({ id }) => `The earlier ${id}`,
});

const prefixInUse = message<{ prefix: string; catalog: string }>({
  ja: ({ prefix, catalog }) => `接頭辞 ${prefix} はカタログ ${catalog} が使っています。別の接頭辞にしてください。`,
  en: ({ prefix, catalog }) => `The prefix ${prefix} belongs to the catalog ${catalog}. Choose another.`,
});

const nothing = message<{ id: string; target: string; excerpt: boolean }>({
  ja: ({ id, target, excerpt }) =>
    excerpt
      ? `${id} が挙げる「${target}」は、抜粋のカタログに収めた番号にはありません。原本の番号と合っているか確かめてください。`
      : `${id} が挙げる「${target}」は、どのカタログにもありません。番号を確かめてください。`,
  en: ({ id, target, excerpt }) =>
    excerpt
      ? `${id} refers to "${target}", which is not among the numbers of that excerpt. Check it against the original.`
      : `${id} refers to "${target}", which no catalog has.`,
});

const noGroup = message<{ id: string; group: string }>({
  ja: ({ id, group }) =>
    `${id} の group「${group}」は、このカタログの groups にありません。groups に加えるか、そこにあるIDに直してください。`,
  en: ({ id, group }) =>
    `The group "${group}" of ${id} is not among this catalog's groups. Add it there, or name one that is there.`,
});

const notInEdition = message<{ id: string; edition: string }>({
  ja: ({ id, edition }) => `「${id}」は ${edition} にありません。番号と版を確かめてください。`,
  en: ({ id, edition }) => `${edition} has no "${id}". Check the number and the edition.`,
});

export const docs: RuleDocs = {
  ja: `自作のカタログ（\`catalog/v1\`）で、同じIDの項目・小項目・見出し（\`groups\`）が二度ある、接頭辞が別のカタログと重なる、\`refs\`・\`answers\`・\`group\` の参照先がない、といった誤りを知らせます。IDは、全角・丸数字・先頭の0の違いを除いて比べます（\`A-1①\` と \`A-1(1)\` は同じ）。

版の対応付け（\`mapping/v1\`）では、\`from\`・\`to\` の版にない項目と、\`from\` に二度挙げた項目を知らせます。

抜粋のカタログ（\`complete: false\`）への参照は、収めていない番号もあり得るため、重大度を「情報」にとどめます。`,
  en: `In a catalog of your own (\`catalog/v1\`): a control, sub-item or group ID that appears twice, a prefix another catalog uses, and \`refs\`, \`answers\` or a \`group\` that lead nowhere. IDs are compared as everywhere: \`A-1①\` and \`A-1(1)\` are one.

In a mapping of editions (\`mapping/v1\`): controls that the edition under \`from\` or \`to\` does not have, and those listed twice under \`from\`.

A reference into an excerpt (\`complete: false\`) is reported as information only, since other numbers may exist there.`,
};

export const catalogInvalid: DocumentRule = {
  code: 'catalog-invalid',
  severity: 'error',
  scope: 'document',
  readsEntries: true,
  kinds: ['catalog', 'mapping'],
  summary: fixed('カタログの中でIDや参照が合わない', 'IDs or references of a catalog that do not fit'),
  *check(document, { catalogs }) {
    const { root } = document;
    if (document.kind === 'mapping') {
      yield* mappingFindings(document, catalogs);
      return;
    }
    const own = catalogFrom(document);
    if (!root || !own) return;
    const prefix = textField(root, 'prefix');
    const owner = prefix && catalogs.all.find((catalog) => catalog.data.prefix === prefix.value && catalog.id !== own.id);
    if (prefix && owner) yield { at: prefix.node, message: prefixInUse({ prefix: prefix.value, catalog: owner.id }) };
    const groups = itemsOf(root, 'groups').flatMap((item) => asScalar(valueUnder(asMap(item), 'id')) ?? []);
    yield* repeated(document, groups, (node) => node.text);
    const controls = entriesOf(document, 'controls').flatMap(({ node }) => asMap(node) ?? []);
    const ids = controls.flatMap((control) => asScalar(valueUnder(control, 'id')) ?? []);
    const prefixes = prefix ? [prefix.value] : [];
    yield* repeated(document, ids, (node) => idKey(node.text, prefixes).number);
    const groupIds = new Set(groups.map(({ text }) => text));
    for (const control of controls) yield* controlFindings(document, control, catalogs, own, groupIds);
  },
};

function* controlFindings(
  document: KaijiDocument,
  control: MapNode,
  catalogs: Catalogs,
  own: Catalog,
  groups: ReadonlySet<string>,
): Generator<Finding> {
  const id = textField(control, 'id')?.value;
  if (id === undefined) return;
  const parts = itemsOf(control, 'parts').flatMap((item) => asScalar(valueUnder(asMap(item), 'id')) ?? []);
  yield* repeated(document, parts, (node) => partKey(node.text), id);
  const group = textField(control, 'group');
  if (group && !groups.has(group.value)) yield { at: group.node, message: noGroup({ id, group: group.value }), control: id };
  const refs = itemsOf(control, 'refs').flatMap((item) => asScalar(asMap(item) ? valueUnder(asMap(item), 'to') : item) ?? []);
  for (const node of [...refs, ...scalarsOf(control, 'answers')]) {
    if (catalogs.resolve(node.text, own)) continue;
    const target = catalogs.catalogOf(node.text);
    const excerpt = target !== undefined && !target.data.complete;
    yield {
      at: node,
      message: nothing({ id, target: node.text, excerpt }),
      control: id,
      ...(excerpt ? { severity: 'info' } : {}),
    };
  }
}

/** Controls that are not of the edition they are listed under, and those of the former one that are listed twice. */
function* mappingFindings(document: KaijiDocument, catalogs: Catalogs): Generator<Finding> {
  for (const key of ['from', 'to'] as const) {
    const edition = catalogs.of(textField(document.root, key)?.value ?? '');
    // A catalog that is not there is told by `unknown-catalog`.
    if (!edition) continue;
    const nodes = entriesOf(document, 'controls').flatMap(({ node }) => scalarsOf(asMap(node), key));
    for (const node of nodes)
      if (!edition.resolvedOf(node.text))
        yield { at: node, message: notInEdition({ id: node.text, edition: edition.reference }), control: node.text };
    const prefixes = edition.data.prefix ? [edition.data.prefix] : [];
    if (key === 'from') yield* repeated(document, nodes, (node) => idKey(node.text, prefixes).number);
  }
}

/** Each node after the first of its key. */
function* repeated(
  document: KaijiDocument,
  nodes: readonly ScalarNode[],
  keyOf: (node: ScalarNode) => string,
  within?: string,
): Generator<Finding> {
  const first = new Map<string, ScalarNode>();
  for (const node of nodes) {
    const key = keyOf(node);
    const earlier = first.get(key);
    const id = within === undefined ? node.text : `${within}${node.text}`;
    if (earlier)
      yield {
        at: node,
        message: twice({ id }),
        control: id,
        related: [{ uri: document.file.uri, at: earlier, message: firstOne({ id }) }],
      };
    else first.set(key, node);
  }
}
