import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Resolved } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { readReferences } from '../catalog/reference/read.ts';
import { fixed, inLanguage, message } from '../language.ts';
import { answerOf } from '../model/checklist.ts';
import type { Entry } from '../model/document.ts';
import { memoized } from '../model/field.ts';
import { replaceNode, scalarSource } from '../yaml/edit.ts';
import { countUpTo } from '../yaml/item-at.ts';
import { asMap, type Node, type ScalarNode } from '../yaml/tree.ts';
import type { EntryRule, Finding, RuleDocs } from './rule.ts';
import { lazily } from './shared/close.ts';
import { controlNodes } from './shared/control-nodes.ts';
import { didYouMean, write } from './shared/did-you-mean.ts';
import { nearest } from './shared/nearest.ts';

const unknown = message<{ written: string; catalog: Catalog | undefined; near: () => readonly string[] }>({
  ja: ({ written, catalog, near }) =>
    catalog && !catalog.data.complete
      ? `「${written}」は、カタログ「${catalog.data.title.ja}」に収めた番号にはありません（このカタログは抜粋です）。原本の番号と合っているか確かめてください。${didYouMean(near())('ja')}`
      : `「${written}」という${catalog ? catalog.data.noun.ja : '項目'}はありません。${didYouMean(near())('ja')}番号を確かめてください。`,
  en: ({ written, catalog, near }) =>
    catalog && !catalog.data.complete
      ? `"${written}" is not among the numbers of the catalog "${inLanguage(catalog.data.title, 'en')}", which is an excerpt. ${didYouMean(near())('en')}Check it against the original.`
      : `There is no ${catalog ? inLanguage(catalog.data.noun, 'en') : 'control'} "${written}". ${didYouMean(near())('en')}Check its number.`,
});

const unknownPart = message<{ written: string; control: string; parts: readonly string[] }>({
  ja: ({ written, control, parts }) =>
    parts.length === 0
      ? `${control} に小項目はないので、「${written}」には答えられません。回答は answer に書いてください。`
      : `${control} に小項目「${written}」はありません。あるのは ${range(parts)} です。`,
  en: ({ written, control, parts }) =>
    parts.length === 0
      ? `${control} has no sub-items, so "${written}" cannot be answered. Write the answer under answer.`
      : `${control} has no sub-item "${written}". It has ${range(parts)}.`,
});

const several = message<{ written: string; ids: readonly string[]; names: Names }>({
  ja: ({ written, ids, names }) =>
    names === 'texts'
      ? `「${written}」には項目IDが複数あります。一つの文言には一つの項目IDだけを書き、${ids.join('、')} の文言を分けてください。`
      : names === 'scenarios'
        ? `「${written}」にはシナリオのIDが複数あります。${ids.join('、')} の対応を、それぞれの欄に分けてください。`
        : names
          ? `「${written}」には項目IDが複数あります。一つの回答には一つの項目IDだけを書き、${ids.join('、')} の回答を分けてください。内容が同じなら same-as を使えます。`
          : `「${written}」には項目IDが複数あります。[${ids.join(', ')}] のように、一つずつ並べてください。`,
  en: ({ written, ids, names }) =>
    names
      ? `"${written}" holds several IDs. Write one entry for each of ${ids.join(', ')}${names === 'answers' ? '; same-as repeats an answer' : ''}.`
      : `"${written}" holds several IDs. List them one by one: [${ids.join(', ')}].`,
});

type Names = 'answers' | 'texts' | 'scenarios' | undefined;

interface Data {
  readonly node: Node;
  readonly near: () => readonly string[];
  /** Where what is written names the entry itself, the table of such entries: it must not become one that stands elsewhere. */
  readonly names: Names;
}

/** How many names are offered. */
const OFFERED = 3;

export const docs: RuleDocs = {
  ja: `\`control\`・\`scenario\`・\`same-as\`・\`satisfies\`・\`responds-to\`・リスク評価の \`measures\` に書いたIDと、\`parts\` の小項目番号が、カタログにあるかを確かめます。番号を打ち間違えると、答えたはずの項目が未回答のまま提出されてしまいます。全角・丸数字・空白の違いは誤りになりません。

\`\`\`yaml
- control: CL-254      # 確認シートは CL-253 まで
- control: CL-22
  parts: { "(9)": … }  # CL-22 の小項目は (1) から (8)
\`\`\`

抜粋のカタログ（総務省ガイドラインの見出し、リスクシナリオなど）では、収めていない番号もあり得るため、重大度を「情報」にとどめます。カタログにない独自のシナリオは、\`x.\` で始めれば指摘しません。クイックフィックスは近い番号を三つまで示します。`,
  en: `Checks that the IDs under \`control\`, \`scenario\`, \`same-as\`, \`satisfies\`, \`responds-to\` and the \`measures\` of an assessment, and the sub-items under \`parts\`, exist in a catalog. A mistyped number leaves an item unanswered that its author believes done. Full width, circled numbers and spaces are not mistakes.

\`\`\`yaml
- control: CL-254      # the check sheet ends with CL-253
- control: CL-22
  parts: { "(9)": … }  # the sub-items of CL-22 are (1) to (8)
\`\`\`

A catalog that is an excerpt (\`complete: false\`) may lack existing numbers: there it is only information. A scenario of your own begins with \`x.\` and is left alone. Quick fixes offer the three nearest IDs.`,
};

export const unknownControl: EntryRule = {
  code: 'unknown-control',
  severity: 'error',
  scope: 'entry',
  kinds: ['checklist', 'disclosure', 'statements', 'risks', 'catalog-text', 'assessment'],
  sequences: ['answers', 'sections', 'statements', 'scenarios', 'texts', 'measures'],
  reads: ['measures'],
  summary: fixed('どのカタログにもない項目ID', 'A control ID that no catalog has'),
  *check(entry, { catalogs, own, lookup }) {
    const { kind } = entry.document;
    if ((kind === 'checklist' || kind === 'catalog-text' || kind === 'risks') && !own) return;
    const map = asMap(entry.node);
    const answer = map && entry.sequence === 'answers' ? answerOf(map) : undefined;
    for (const node of controlNodes(entry)) {
      if (catalogs.resolve(node.text, own)) continue;
      if (kind === 'assessment' && lookup('measures', node.text).length > 0) continue;
      // Where other things than controls may be named, what is not even shaped like an ID is unknown-reference.
      if ((kind === 'disclosure' || kind === 'statements' || kind === 'assessment') && !catalogs.catalogOf(node.text)) continue;
      const names = namesOf(entry, node === answer?.control?.node);
      yield findingAt(node, catalogs, own, names);
    }
    const found = answer?.control && catalogs.resolve(answer.control.value, own);
    if (!answer || !found || found.part) return;
    const parts = found.control.parts.map(({ id }) => id);
    const taken = new Set(answer.parts.map(({ keyText }) => partKey(keyText)));
    for (const part of answer.parts) {
      // `"":` is about to be filled in.
      if (part.keyText.trim() === '' || parts.some((id) => partKey(id) === partKey(part.keyText))) continue;
      const near = lazily(() => {
        const free = parts.filter((id) => !taken.has(partKey(id)));
        return nearest(`(${partKey(part.keyText)})`, free, OFFERED);
      });
      yield partFinding(part.key, part.keyText, found, catalogs, near, undefined);
    }
  },
  fixes(finding, { file, package: whole }) {
    const { node, near, names } = finding.data as Data;
    return near()
      .filter((id) => names === undefined || whole.index.lookup(names, id).length === 0)
      .slice(0, OFFERED)
      .map((name) => {
        const source = name.startsWith('(') ? JSON.stringify(name) : scalarSource(name, true);
        return { title: write({ name }), edits: [{ uri: file.uri, splices: [replaceNode(file, node, source)] }] };
      });
  },
};

/** The table of the entries an ID names. */
function namesOf({ sequence, document }: Entry, isAnswered: boolean): Names {
  if (sequence === 'texts' || (sequence === 'scenarios' && document.kind === 'risks')) return sequence;
  return isAnswered ? 'answers' : undefined;
}

function findingAt(node: ScalarNode, catalogs: Catalogs, own: Catalog | undefined, names: Names): Finding {
  const written = node.text;
  const split = splitWhole(written, catalogs, own);
  if (split) {
    const { whole, part } = split;
    const ids = () => whole.control.parts.map(({ id }) => `${whole.id}${id}`);
    const near = lazily(() => [...nearest(written, ids(), OFFERED), whole.id]);
    return partFinding(node, part, whole, catalogs, near, names);
  }
  const ids = idsWithin(written, catalogs, own);
  if (ids.length > 1) {
    const data: Data = { node, near: () => [], names };
    return { at: node, message: several({ written, ids, names }), data };
  }
  const catalog = catalogs.catalogOf(written) ?? (own?.data.prefix === undefined ? undefined : own);
  // More than are shown: those that other entries answer already are left out of the fixes.
  const near = lazily(() => {
    const begun = beginningOf(written, catalogs, own);
    if (begun !== undefined) return [begun];
    // `[7.6.13 アクセス制御方針] (1)`: as the form's reference column prints it.
    const referred = new Set(readReferences(written, catalogs).flatMap(({ ids }) => ids));
    // Of two catalogs with one prefix only the first is found by its IDs.
    const possible = [...referred].filter((id) => (names ? own?.controlOf(id) : catalogs.resolve(id, own)));
    if (possible.length > 0) return possible;
    const candidates = [own, catalog].flatMap((one) => (one?.data.prefix === undefined ? [] : idsLike(written, one)));
    return nearest(written, new Set(candidates), OFFERED * 3);
  });
  return {
    at: node,
    message: unknown({ written, catalog, near: () => near().slice(0, OFFERED) }),
    ...severityIn(catalog),
    data: { node, near, names } satisfies Data,
  };
}

function partFinding(
  node: Node,
  written: string,
  whole: Resolved,
  catalogs: Catalogs,
  near: () => readonly string[],
  names: Names,
): Finding {
  const parts = whole.control.parts.map(({ id }) => id);
  return {
    at: node,
    message: unknownPart({ written, control: whole.id, parts }),
    control: whole.id,
    ...severityIn(catalogs.of(whole.control.catalog)),
    data: { node, near, names } satisfies Data,
  };
}

function severityIn(catalog: Catalog | undefined): Pick<Finding, 'severity'> {
  return catalog && !catalog.data.complete ? { severity: 'info' } : {};
}

/** An ID whose last `(n)` its control does not have, as the control and that part. */
function splitWhole(
  written: string,
  catalogs: Catalogs,
  own: Catalog | undefined,
): { readonly whole: Resolved; readonly part: string } | undefined {
  const id = written.trim();
  const match = /(?:[(（][^()（）]+[)）]|[①-⑳])$/.exec(id);
  const whole = match && catalogs.resolve(id.slice(0, match.index), own);
  return whole && !whole.part ? { whole, part: match[0] } : undefined;
}

/** The IDs of a value that holds several; fewer where any piece is none. */
function idsWithin(written: string, catalogs: Catalogs, own: Catalog | undefined): readonly string[] {
  const pieces = written
    .slice(0, 400)
    .split(/[,，、､;；/／・&＆\s]|および|及び|と|[〜～~]/)
    .filter((piece) => piece !== '');
  const found = pieces.map((piece) => catalogs.resolve(piece, own)?.id);
  return found.every((id) => id !== undefined) ? [...new Set(found)] : [];
}

/** A catalog of more controls is not compared with one by one. */
const LONG = 2000;
/** How many IDs are compared at least. */
const ENOUGH = 24;

/** The IDs of a catalog one may be meant among: of a long one those that begin as what is written does, as far as enough of them do. */
function idsLike(written: string, catalog: Catalog): readonly string[] {
  const { controls } = catalog.data;
  if (controls.length > LONG) {
    const typed = folded(written).slice(0, 80);
    const sorted = sortedIds(catalog);
    for (let length = typed.length; length > 1; length--) {
      const beginning = typed.slice(0, length);
      const from = countUpTo(sorted, -1, ({ key }) => (key < beginning ? -1 : 0));
      const to = countUpTo(sorted, -1, ({ key }) => (key < beginning || key.startsWith(beginning) ? -1 : 0));
      if (to - from >= ENOUGH) return sorted.slice(from, to).map(({ id }) => id);
    }
  }
  return controls.map(({ id }) => id);
}

const sortedIds = memoized(({ data }: Catalog) =>
  data.controls.map(({ id }) => ({ id, key: folded(id) })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
);

function folded(id: string): string {
  return id.trim().normalize('NFKC').toLowerCase();
}

/** The longest known ID a value begins with, other words behind it: `CL-94の2`. Digits would make it another ID. */
function beginningOf(written: string, catalogs: Catalogs, own: Catalog | undefined): string | undefined {
  const text = written.trim().slice(0, 80);
  for (let end = text.length - 1; end > 0; end--) {
    if (/[\p{N}\p{P}\p{Pd}A-Za-zＡ-Ｚａ-ｚー]/u.test(text.charAt(end))) continue;
    const found = catalogs.resolve(text.slice(0, end), own);
    if (found) return found.id;
  }
  return undefined;
}

/** `(1)–(8)` for a run, else the list. */
function range(parts: readonly string[]): string {
  return parts.length > 3 ? `${parts[0]}–${parts.at(-1)}` : parts.join(', ');
}
