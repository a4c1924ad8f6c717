/** The blanks an evaluator fills: result, finding, improvement, round by round. */
import { dittoIn } from '../../core/model/answer-text.ts';
import { below, type Judgement } from './entry.ts';
import { judgedIn } from './stated.ts';
import { isNothing, leadingTerm, type Taking, unclear } from './taking.ts';
import { termIn } from './words.ts';

/** The judgement a cell belongs to; there from now on. */
function judgementOf({ entry: { judgements }, round }: Taking): Judgement {
  for (let at = judgements.length; at <= round.at; at++)
    judgements.push({ round: round.number === undefined ? undefined : round.number - round.at + at, ...NO_WORDS });
  return judgements[round.at] as Judgement;
}

const NO_WORDS = { finding: '', improvement: '', by: '' };

export function result(taking: Taking): boolean {
  const { entry, cell, round, above, read } = taking;
  if (entry.judgements[round.at]?.result !== undefined) return false;
  const ditto = above.result !== undefined && dittoIn(cell.text)?.own === '' ? above.result : undefined;
  const whole = ditto ?? termIn('result', cell.text);
  const found = whole ?? leadingTerm('result', cell.text);
  if (found === undefined) return unclear(taking, 'result');
  judgementOf(taking).result = found;
  above.result = found;
  if (found !== cell.text) read(cell.text, found);
  return whole !== undefined;
}

export function finding(taking: Taking): boolean {
  if (isNothing(taking)) return true;
  if (taking.entry.judgements[taking.round.at]?.finding && taking.row.is !== 'continued') return false;
  const judgement = judgementOf(taking);
  judgement.finding = below(judgement.finding, taking.cell.text);
  return true;
}

/** 改善策; `指摘: …`, `改善策: …（2026年12月1日まで）`, `判定: …` in it line by line. */
export function improvement(taking: Taking): boolean {
  if (isNothing(taking)) return true;
  const { cell, entry, row, round } = taking;
  if (entry.judgements[round.at]?.improvement && row.is !== 'continued') return false;
  const said = judgedIn(cell.text);
  const judgement = judgementOf(taking);
  judgement.finding = below(judgement.finding, said.finding);
  judgement.improvement = below(judgement.improvement, said.improvement);
  if (said.due !== undefined) judgement.due ??= said.due;
  if (said.by !== '') judgement.by = said.by;
  return true;
}
