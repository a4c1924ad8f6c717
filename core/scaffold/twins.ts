/** Answers of a package that say the same as one of them, or nearly. */
import type { KaijiDocument } from '../model/document.ts';
import { entryOf } from '../model/entry-at.ts';
import { comparedOf, type WrittenAnswer, writtenIn } from '../model/written-answer.ts';
import type { Package } from '../package/package.ts';
import { BUCKETS, compare, couldBeAlike } from '../prose/twins.ts';
import { countUpTo } from '../yaml/item-at.ts';
import { type Node, valueUnder } from '../yaml/tree.ts';

/** Other answers of the package that have the same text, or nearly. */
export interface Twins {
  readonly same: readonly WrittenAnswer[];
  readonly near: readonly WrittenAnswer[];
}

/** By path, then in document order. Those of the packages this one builds on are left out: they are not ours to edit. */
export function twinsOf(whole: Package, { node }: WrittenAnswer): Twins {
  const same: WrittenAnswer[] = [];
  const near: WrittenAnswer[] = [];
  const own = comparedOf(node);
  for (const document of whole.documents) {
    const said = saidIn(document);
    for (let at = 0; said && at < said.lengths.length; at++) {
      if (!couldBeAlike(own, said.lengths[at] as number, said.outlines, at * BUCKETS)) continue;
      const index = countUpTo(said.firsts, at, (first) => first) - 1;
      const [item, entry] = [said.items[index], entryOf(document, 'answers', index)];
      const other = item?.kind === 'map' ? writtenIn(item)[at - (said.firsts[index] as number)] : undefined;
      const likeness = !other || other.node === node ? undefined : compare(own, comparedOf(other.node));
      if (other && entry && likeness) (likeness === 'same' ? same : near).push({ ...other, entry });
    }
  }
  return { same, near };
}

/** The texts of one checklist side by side, as far as it takes to rule most of them out: editors ask at every move of the cursor. */
interface Said {
  readonly items: readonly Node[];
  /** Of each item, how many texts stand in those before it. */
  readonly firsts: readonly number[];
  /** Of each text. */
  readonly lengths: Uint32Array;
  readonly outlines: Uint8Array;
}

/** By the first item and the last: one of them mostly stays as it is from one version of a document to the next. */
const known = new WeakMap<Node, Said>();

function saidIn({ kind, root }: KaijiDocument): Said | undefined {
  const seq = kind === 'checklist' ? valueUnder(root, 'answers') : undefined;
  const [first, last] = seq?.kind === 'seq' ? [seq.items[0], seq.items.at(-1)] : [];
  if (seq?.kind !== 'seq' || !first || !last) return undefined;
  const before = known.get(first) ?? known.get(last);
  const said = before?.items === seq.items ? before : saidBy(seq.items, before);
  known.set(first, said).set(last, said);
  return said;
}

/** @param before of an earlier version: what stands at both ends is taken over */
function saidBy(items: readonly Node[], before: Said = NOTHING): Said {
  const most = Math.min(items.length, before.items.length);
  let head = 0;
  while (head < most && items[head] === before.items[head]) head++;
  let tail = 0;
  while (tail < most - head && items.at(-1 - tail) === before.items.at(-1 - tail)) tail++;
  const fresh = items.slice(head, items.length - tail).map((item) => (item.kind === 'map' ? writtenIn(item) : []));
  const texts = fresh.flat().map(({ node }) => comparedOf(node));
  const headEnd = before.firsts[head] ?? before.lengths.length;
  const tailStart = before.firsts[before.items.length - tail] ?? before.lengths.length;
  const moved = headEnd + texts.length - tailStart;
  const lengths = new Uint32Array(before.lengths.length + moved);
  const outlines = new Uint8Array(lengths.length * BUCKETS);
  lengths.set(before.lengths.subarray(0, headEnd));
  outlines.set(before.outlines.subarray(0, headEnd * BUCKETS));
  texts.forEach(({ plain, outline }, i) => {
    lengths[headEnd + i] = plain.length;
    outlines.set(outline, (headEnd + i) * BUCKETS);
  });
  lengths.set(before.lengths.subarray(tailStart), headEnd + texts.length);
  outlines.set(before.outlines.subarray(tailStart * BUCKETS), (headEnd + texts.length) * BUCKETS);
  const firsts = before.firsts.slice(0, head);
  let count = headEnd;
  for (const own of fresh) {
    firsts.push(count);
    count += own.length;
  }
  for (let i = before.items.length - tail; i < before.items.length; i++) firsts.push((before.firsts[i] as number) + moved);
  return { items, firsts, lengths, outlines };
}

const NOTHING: Said = { items: [], firsts: [], lengths: new Uint32Array(), outlines: new Uint8Array() };
