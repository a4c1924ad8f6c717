import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import { type Control, categoryOf } from '../catalog/control.ts';
import { fixed, message } from '../language.ts';
import { answerOf } from '../model/checklist.ts';
import type { KaijiDocument } from '../model/document.ts';
import { memoized } from '../model/field.ts';
import { ownCatalog } from '../package/index.ts';
import type { Splice } from '../text/text.ts';
import { type Heading, headingsOf, reorderItems } from '../yaml/reorder.ts';
import { asMap, hasFault, isDamaged, type Node, pairOf } from '../yaml/tree.ts';
import type { DocumentRule, Noted, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { misplaced, sortedOrder } from './shared/order.ts';

const several = message<{ controls: readonly string[] }>({
  ja: ({ controls }) =>
    `カタログの順になっていない回答が ${controls.length}件あります（${controls.slice(0, NAMED).join('、')}${controls.length > NAMED ? ' ほか' : ''}）。カタログの順に並べ替えてください。`,
  en: ({ controls }) =>
    `${controls.length} answers are not in catalog order (${controls.slice(0, NAMED).join(', ')}${controls.length > NAMED ? ' …' : ''}). Sort them.`,
});

const one = message<{ control: string; after: string | undefined }>({
  ja: ({ control, after }) =>
    `${control} はカタログの順では${after === undefined ? '最初に来ます' : ` ${after} の次に来ます`}。そこへ移してください。`,
  en: ({ control, after }) =>
    `${control} comes ${after === undefined ? 'first' : `after ${after}`} in catalog order. Move it there.`,
});

const sort = fixed('回答をカタログの順に並べ替える', 'Sort the answers into catalog order');

/** IDs a message names. */
const NAMED = 3;

/** An answer to a control the document's own catalog has. */
interface Ranked {
  /** Place in the catalog, of a sub-item within its control too: no other has it. */
  readonly key: number;
  readonly node: Node;
  readonly id: string;
  readonly control: Control;
}

/** With its place in the list. */
interface Listed {
  readonly index: number;
  readonly note: Ranked;
}

/** The first answer to each control, in the order written, and which of them would have to move. */
interface Order<T> {
  readonly placed: readonly T[];
  readonly ranks: readonly number[];
  readonly strays: readonly number[];
}

export const docs: RuleDocs = {
  ja: `評価員は様式の順に読みます。順の違う回答は、探しにくく、書き漏れや二重の回答にも気づきにくくなります。動かす回答がなるべく少なくなるように選び、文書ごとに一つの指摘にまとめて知らせます。\`kaiji check --expand\` では項目ごとに出します。

クイックフィックスは、回答をカタログの順に並べ替えます。回答のすぐ上のコメントは一緒に動き、「# ── 組織 ──」のような分類の見出しは、その分類の最初の回答の上に残ります。カタログにない項目の回答は、直前の回答に付いて動きます。読めない箇所がある文書では並べ替えません。`,
  en: `Evaluators read in the order of the form; answers out of order are hard to find, and so are gaps and second answers. The fewest answers that would have to move are told in one finding per document. \`kaiji check --expand\` shows them one by one.

The quick fix sorts. Comments directly above an answer travel with it; headings of a category (\`# ── … ──\`) stay above its first answer. An answer to a control the catalog does not have stays with the one before it. A document with a part that cannot be read is not sorted.`,
};

export const controlOrder: DocumentRule<Ranked> = {
  code: 'control-order',
  severity: 'hint',
  scope: 'document',
  kinds: ['checklist'],
  sequences: ['answers'],
  summary: fixed(
    '回答がカタログの順に並んでいない（文書ごとに一つ）',
    'Answers that are not in catalog order, once per document',
  ),
  note: ({ node }, { catalogs, own }) => rankedBy(node, catalogs, own),
  *check(_document, { notes, noteParts }) {
    if (isSorted(noteParts())) return;
    const { placed, ranks, strays } = orderOf(notes());
    const controls = strays.map((at) => (placed[at] as Noted<Ranked>).note.id);
    const [first] = strays;
    if (first === undefined) return;
    const sorted = sortedOrder(ranks).map((at) => (placed[at] as Noted<Ranked>).note.id);
    const before = new Map(sorted.map((id, at) => [id, sorted[at - 1]]));
    const told = (control: string) => one({ control, after: before.get(control) });
    const { node, id } = (placed[first] as Noted<Ranked>).note;
    yield { at: node, message: controls.length === 1 ? told(id) : several({ controls }), controls, each: told };
  },
  fixes(_finding, { document, file, package: { catalogs } }) {
    const sorted = document && answersInOrder(document, catalogs);
    return sorted
      ? [{ title: sort, edits: [{ uri: file.uri, splices: sorted.splices }], safe: sorted.safe, preferred: true }]
      : [];
  },
};

/** What sorts the answers of a checklist. */
interface InOrder {
  /** None where they are in order. */
  readonly splices: readonly Splice[];
  /** Nothing is guessed: a heading of the author's own goes with the answer below it, which is. */
  readonly safe: boolean;
}

/** The answers of a checklist in the order of its catalog; undefined where they cannot be moved without harm. */
export function answersInOrder(document: KaijiDocument, catalogs: Catalogs): InOrder | undefined {
  const { file } = document;
  const seq = pairOf(document.root, 'answers')?.value;
  const own = ownCatalog(document, catalogs);
  if (!own || seq?.kind !== 'seq' || !isWhole(document)) return undefined;
  const { placed, ranks } = orderOf(
    seq.items.flatMap((item, index) => {
      const note = rankedBy(item, catalogs, own);
      return note ? [{ index, note }] : [];
    }),
  );
  const sorted = sortedOrder(ranks).map((at) => placed[at] as Listed);
  const homes = headingsOf(file, seq).map((heading) => ({ heading, below: firstOf(heading, own, sorted) }));
  const below = (heading: Heading) => homes.find((home) => home.heading.index === heading.index)?.below ?? heading.index;
  const splices = reorderItems(file, seq, itemsInOrder(seq.items.length, placed, sorted), below);
  return splices && { splices, safe: homes.every((home) => home.below !== undefined) };
}

function rankedBy(node: Node, catalogs: Catalogs, own: Catalog | undefined): Ranked | undefined {
  const map = asMap(node);
  const answer = own && map && !isDamaged(map) ? answerOf(map) : undefined;
  const found = answer && answerControl(answer, catalogs, own);
  const order = found ? own?.orderOf(found.control.id) : undefined;
  if (!answer?.control || !found || order === undefined || order < 0) return undefined;
  const part = found.part ? found.control.parts.indexOf(found.part) + 1 : 0;
  // No control has a thousand sub-items.
  return { key: order * 1000 + part, node: answer.control.node, id: found.id, control: found.control };
}

/** Most sheets are, however long. */
function isSorted(parts: readonly (readonly Noted<Ranked>[])[]): boolean {
  let last = -1;
  return parts.map(runOf).every((run) => {
    const isNext = run.isSorted && run.first >= last;
    last = run.last;
    return isNext;
  });
}

/** What a part of the answers has in ranks. */
const runOf = memoized((part: readonly Noted<Ranked>[]) => ({
  first: part[0]?.note.key ?? -1,
  last: part.at(-1)?.note.key ?? -1,
  isSorted: part.every(({ note }, i) => i === 0 || (part[i - 1] as Noted<Ranked>).note.key <= note.key),
}));

function orderOf<T extends { readonly note: Ranked }>(notes: readonly T[]): Order<T> {
  const seen = new Set<number>();
  // A second answer is duplicate-control's, and goes with the one before it.
  const placed = notes.filter(({ note: { key } }) => !seen.has(key) && seen.add(key));
  const ranks = placed.map(({ note }) => note.key);
  return { placed, ranks, strays: misplaced(ranks) };
}

/** The index of the item each place takes: those sorted, each with the others that follow it; others at the head stay there. */
function itemsInOrder(count: number, placed: readonly Listed[], sorted: readonly Listed[]): readonly number[] {
  const indexes = placed.map(({ index }) => index);
  const ends = new Map(indexes.map((index, at) => [index, indexes[at + 1] ?? count]));
  const run = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  return [...run(0, indexes[0] ?? count), ...sorted.flatMap(({ index }) => run(index, ends.get(index) ?? index + 1))];
}

/** The first answer of the category a heading names, by its whole name or one of its levels; undefined where it names none of those answered. */
function firstOf({ text }: Heading, own: Catalog, sorted: readonly Listed[]): number | undefined {
  const name = text.replace(/^[ \t]*#|[─━═—–=*#~\r\n]/gm, '').trim();
  const isMeant = (control: Control) => name === categoryOf(control) || control.category.includes(name);
  return own.data.controls.some(isMeant) ? sorted.find(({ note }) => isMeant(note.control))?.index : undefined;
}

function isWhole({ file }: KaijiDocument): boolean {
  return file.tree.faulty.every((block) => !hasFault(block, 0, block.length + 1));
}
