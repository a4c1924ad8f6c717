/** What a sheet says its marks of status mean: 凡例, 「○：対応済 △：一部対応 ×：未対応」, above the table, below it, or in the column's own heading. */
import type { Row } from '../sheet/sheet.ts';
import { isNotDone, termIn } from './words.ts';

/** What a mark stands for, in the legend's own words, and the term that is; undefined where none is (未対応). */
export interface MarkMeaning {
  readonly words: string;
  readonly status: string | undefined;
}

/** Mark as {@link markKey} spells it → what it stands for; undefined for one that is given two meanings. */
export type Legend = ReadonlyMap<string, MarkMeaning | undefined>;

const BOUNDARY = String.raw`(?<=^|[\s、，,;；/／|｜（(【［[「『:：])`;
const MEANING = String.raw`([^\s、，,;；/／|｜。：:＝=）)】］\]」』]{1,20})`;
/** `○：対応済`, `A＝一部対応`, `×…未対応`: any character may be a mark where a sign says that it stands for something. */
const DEFINED = new RegExp(
  String.raw`${BOUNDARY}[「『]?(\S)[」』]?\s*(?:[:：=＝→⇒]|…+|・{2,}|\.{2,}|は)\s*[「『]?${MEANING}`,
  'gu',
);
/** `○ 対応済`, `○対応済`: only a symbol, and only where the line has nothing else. */
const BESIDE = new RegExp(String.raw`${BOUNDARY}([\p{S}\p{Pd}〇※×レ])\s*${MEANING}`, 'gu');

/** One spelling of the circles, crosses and strokes that look alike. */
function markKey(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/[◯〇]/u, '○')
    .replace(/[✕✗✖☓]/u, '×')
    .replace(/^[-－―—–−ー‐─]$/u, '－');
}

/** Whether a row is a legend and nothing else. */
export function isLegend(row: Row): boolean {
  const text = textOf(row);
  return pairsIn(text, DEFINED).length > 0 ? isOnly(text, DEFINED) : pairsIn(text, BESIDE).length > 0 && isOnly(text, BESIDE);
}

/** @param rows that may hold a legend: those outside the tables @param headings of columns of status */
export function legendIn(rows: readonly Row[], headings: readonly string[]): Legend {
  const legend = new Map<string, MarkMeaning | undefined>();
  const lines = [
    ...rows.map((row) => ({ text: textOf(row), isBare: isLegend(row) })),
    ...headings.map((text) => ({ text, isBare: false })),
  ];
  for (const { text, isBare } of lines) {
    const defined = pairsIn(text, DEFINED);
    for (const { mark, ...meaning } of defined.length === 0 && isBare ? pairsIn(text, BESIDE) : defined) {
      const known = legend.get(mark);
      const differs = legend.has(mark) && known?.status !== meaning.status;
      legend.set(mark, differs ? undefined : meaning);
    }
  }
  return legend;
}

/** What a whole cell means by a legend; undefined where it is no mark of it, `clashing` where that is not to be told. */
export function meaningIn(legend: Legend, text: string): MarkMeaning | 'clashing' | undefined {
  const mark = markKey(text);
  return legend.has(mark) ? (legend.get(mark) ?? 'clashing') : undefined;
}

function textOf({ cells }: Row): string {
  return cells.map(({ text }) => text).join(' ');
}

/** Marks whose meaning is a status: other legends are of other columns. */
function pairsIn(text: string, form: RegExp): readonly ({ readonly mark: string } & MarkMeaning)[] {
  return [...text.slice(0, LENGTH).matchAll(form)].flatMap(([, mark = '', said = '']) => {
    const words = said.split(/[（(]/u, 1)[0] ?? '';
    const status = termIn('status', words);
    return status === undefined && !isNotDone(words) ? [] : [{ mark: markKey(mark), words, status }];
  });
}

/** Longer lines are no legends. */
const LENGTH = 400;

function isOnly(text: string, form: RegExp): boolean {
  const rest = text.replace(form, ' ').replace(/凡例|記号の(?:説明|意味|見方)|対応(?:状況|可否)/u, ' ');
  return !/[\p{L}\p{N}]/u.test(rest);
}
