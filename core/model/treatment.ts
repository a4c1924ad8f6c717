/** Words for the treatment of a risk (リスク対応): the four terms, what people write for them, and what says that there is none. */
import type { ScalarNode } from '../yaml/tree.ts';
import type { Piece } from './answer-text.ts';
import { canonicalTerm } from './schema.ts';

/** One word of a `treatment`: `移転 低減` has two. */
export interface Treatment {
  readonly node: ScalarNode;
  /** Where it stands in the text of the node. */
  readonly piece: Piece;
  readonly written: string;
  /** English value; undefined for no term. */
  readonly value: string | undefined;
  /** A dash, なし and the like: no treatment, said on purpose. */
  readonly none: boolean;
}

/** What a word that is no term stands for. */
export interface Slip {
  /** English value of the term meant. */
  readonly value: string;
  /** It cannot mean anything else. */
  readonly certain: boolean;
}

const NONE = /^(?:[-‐‑‒–—―−－ー─━ｰ]+|(?:該当|特に)?(?:なし|無し|ナシ)|対象外|n\/a)[。．.]?$/i;
const BETWEEN = /[\s、，,・･/／＋+&＆]+|および|及び|並びに|かつ|と/g;

/**
 * Words of the field that are none of the four terms. Certain are slips of the hand (転移, 低滅) and synonyms that name the same of the four wherever they
 * stand (転嫁, 軽減); 受容 may be the decision to accept what is left, 除去 the removal of a weakness, so those are suggested only.
 */
const SLIPS: ReadonlyMap<string, Slip> = new Map<string, Slip>([
  ...['転移', '転嫁', '移譲', 'transference'].map(certainly('transfer')),
  ...['軽減', '低滅', '減低', '逓減', 'reduction', 'mitigate', 'mitigation'].map(certainly('reduce')),
  ...['avoidance'].map(certainly('avoid')),
  ...['retention'].map(certainly('retain')),
  ...['転換', '移行', '分担', '共有', '委託', '保険', 'share', 'sharing'].map(perhaps('transfer')),
  ...['緩和', '抑制', '最適化', '修正', '削減', '縮小', 'modify'].map(perhaps('reduce')),
  ...['除去', '排除', '廃止', '中止', '停止', 'eliminate', 'terminate'].map(perhaps('avoid')),
  ...['受容', '許容', '容認', '受け入れ', '保留', '保持', 'accept', 'acceptance', 'tolerate'].map(perhaps('retain')),
]);

function certainly(value: string): (word: string) => readonly [string, Slip] {
  return (word) => [word, { value, certain: true }];
}

function perhaps(value: string): (word: string) => readonly [string, Slip] {
  return (word) => [word, { value, certain: false }];
}

/** The words of a value. One that is not made of terms, slips and dashes is a single word, whatever stands in it. */
export function treatmentsIn(node: ScalarNode): readonly Treatment[] {
  const whole = wordAt(node, 0, node.text.length);
  if (whole.value !== undefined || whole.none || slipOf(whole.written)) return [whole];
  const words: Treatment[] = [];
  let start = 0;
  for (const { index, 0: between } of node.text.matchAll(BETWEEN)) {
    if (index > start) words.push(wordAt(node, start, index));
    start = index + between.length;
  }
  if (start < node.text.length) words.push(wordAt(node, start, node.text.length));
  return words.length > 1 && words.some(({ value, written }) => value !== undefined || slipOf(written)) ? words : [whole];
}

/** What a word that is no term stands for; undefined where nothing is known of it. */
export function slipOf(written: string): Slip | undefined {
  const plain = written.normalize('NFKC').trim().toLowerCase();
  const bare = plain.replace(/^リスクの?を?/, '').replace(/(?:する|します|させる|策|対応|化)$/, '');
  const value = canonicalTerm('treatment', plain) ?? canonicalTerm('treatment', bare);
  return value === undefined ? (SLIPS.get(plain) ?? SLIPS.get(bare)) : { value, certain: true };
}

function wordAt(node: ScalarNode, from: number, to: number): Treatment {
  const text = node.text.slice(from, to);
  const start = from + text.length - text.trimStart().length;
  const end = Math.max(start, from + text.trimEnd().length);
  const written = node.text.slice(start, end);
  return {
    node,
    piece: { start, end },
    written,
    value: canonicalTerm('treatment', written),
    none: isNone(written),
  };
}

/** Whether a value says that there is no treatment: dashes, なし, and nothing else. */
export function saysNone(words: readonly Treatment[]): boolean {
  return words.length > 0 && words.every(({ none }) => none);
}

/** A dash, なし, 該当なし. */
export function isNone(text: string): boolean {
  return text.length < 40 && NONE.test(text.trim());
}
