/** Columns of what is said of controls: status, responsibility, evidence, judgements. Forms of checklists are put together from them. */
import { answerText, bearerIn, type Columns, evidenceLines } from './answer.ts';
import { type CheckRow, improvementText, roundsOf, verdictText } from './check-rows.ts';
import type { GridColumn } from './grid.ts';
import { type Making, say, termIn } from './making.ts';

/** A column and what stands in it. */
export interface Column extends GridColumn {
  cell(row: CheckRow): string | number;
}

/** @param lines of the header */
function under(heading: string, lines: number): readonly string[] {
  return Array.from({ length: lines }, () => heading);
}

/** 対応状況: of several entries each once. @param lines of the header */
export function statusColumn(lines: number, making: Making): Column {
  const terms = ['implemented', 'partial', 'planned', 'alternative', 'not-applicable'];
  return {
    key: 'status',
    headings: under(say(making, '対応状況', 'Status'), lines),
    width: 12,
    align: 'center',
    choices: terms.map((value) => termIn('status', value, making)),
    cell: ({ said }) => distinct(said.map(({ status }) => (status ? termIn('status', status, making) : ''))),
  };
}

/** 責任の所在: of whoever is named, the provider too. @param lines of the header */
export function responsibilityColumn(lines: number, making: Making): Column {
  return {
    key: 'responsibility',
    headings: under(say(making, '責任の所在', 'Responsibility'), lines),
    width: 16,
    cell: ({ said }) => distinct(said.map((one) => bearerIn(one, making))),
  };
}

/** @param lines of the header */
export function evidenceColumn(lines: number, making: Making): Column {
  return {
    key: 'found',
    headings: under(say(making, '確認したエビデンス（文書名、ページ番号等）', 'Evidence (document, page)'), lines),
    width: 30,
    cell: ({ said }) => evidenceLines(said, making).join('\n'),
  };
}

function distinct(texts: readonly string[]): string {
  return [...new Set(texts)].filter((text) => text !== '').join('\n');
}

/** 判定結果 and 改善策: one pair; with several rounds of evaluation a pair for each. */
export function judgementColumns(rows: readonly CheckRow[], making: Making): readonly Column[] {
  const rounds = roundsOf(rows, making);
  const choices = ['conforming', 'needs-improvement', 'nonconforming', 'not-assessed'].map((value) =>
    termIn('result', value, making),
  );
  return (rounds.length > 0 ? rounds : [1]).flatMap((round): readonly Column[] => {
    const group = say(making, '評価員が記入する欄', 'For the evaluator');
    const heading = rounds.some((one) => one !== 1)
      ? say(making, `${group}（第${round}回）`, `${group} (round ${round})`)
      : group;
    const isJudged = rounds.length > 0;
    return [
      {
        key: 'result',
        headings: [heading, say(making, '判定結果', 'Verdict')],
        width: 12,
        align: 'center',
        choices,
        cell: (row) => (isJudged ? verdictText(row, round, making) : ''),
      },
      {
        key: 'improvement',
        headings: [heading, say(making, '改善策', 'Improvement')],
        width: 28,
        cell: (row) => (isJudged ? improvementText(row, round, making, false) : ''),
      },
    ];
  });
}

/** The answer of a form without a column for evidence: it stands below the words. */
export function withEvidence({ said }: CheckRow, making: Making, columns: Columns = {}): string {
  const evidence = evidenceLines(said, making);
  const proof =
    evidence.length === 0 ? '' : say(making, `エビデンス: ${evidence.join('、')}`, `Evidence: ${evidence.join('; ')}`);
  return [answerText(said, making, columns), proof].filter(Boolean).join('\n');
}
