/** Dates written as dates are, of a day or month no calendar has (2026-02-30): a part of `invalid-value`. */
import { lastDayOf } from '../../date.ts';
import { message } from '../../language.ts';
import type { Entry } from '../../model/document.ts';
import { entrySequences, schemaAt } from '../../model/schema.ts';
import { problemsOf } from '../../model/validate.ts';
import { isDamaged, keyText, type Node } from '../../yaml/tree.ts';
import type { Finding } from '../rule.ts';

const noSuchDay = message<{ value: string }>({
  ja: ({ value }) => `「${value}」は暦にない日付です。月と日を確かめてください。`,
  en: ({ value }) => `"${value}" is no date of the calendar. Check the month and the day.`,
});

/** What may be a date with a month; years alone are never wrong. */
const DATED = /^(?:\d{4}-|\S{1,6}年)\d{1,2}(?:月|-|$)/;
/** Being written: `2027-0`. */
const UNFINISHED = /[-年月]0$/;

/** Findings about the dates of an entry; of a header without the entries below it. */
export function* noSuchDays(entry: Entry): Generator<Finding> {
  const { kind } = entry.document;
  if (!kind || !entry.node) return;
  const without = new Set(entry.sequence === '' ? entrySequences(kind) : []);
  // Which of the entries it is makes no difference to the schema.
  const above = entry.sequence === '' ? [] : [entry.sequence, 0];
  for (const { node, path } of datedIn(entry.node, above, without)) {
    const pattern = schemaAt(kind, path)?.pattern;
    if (!pattern?.includes('令和') || lastDayOf(node.text) !== undefined) continue;
    // What is not even written as a date is reported already.
    if (problemsOf(entry).some((problem) => problem.node === node)) continue;
    yield { at: node, message: noSuchDay({ value: node.text }), data: { node, names: [] } };
  }
}

type Path = readonly (string | number)[];

/** Scalars that look like dates; what an alias brings in is dated where it is written. */
function* datedIn(node: Node, path: Path, without: ReadonlySet<string> = new Set()): Generator<{ node: Scalar; path: Path }> {
  if (node.kind === 'scalar') {
    if (node.text.length <= 20 && DATED.test(node.text) && !UNFINISHED.test(node.text) && !isDamaged(node)) yield { node, path };
  } else if (node.kind === 'seq') {
    for (const [index, item] of node.items.entries()) yield* datedIn(item, [...path, index]);
  } else if (node.kind === 'map') {
    for (const pair of node.pairs) {
      const key = keyText(pair);
      if (key === undefined || !pair.value || without.has(key)) continue;
      yield* datedIn(pair.value, [...path, key]);
    }
  }
}

type Scalar = Extract<Node, { kind: 'scalar' }>;
