/** What a cell with a list to choose from takes, and which choice says what we say. */
import { canonicalTerm } from '../../core/model/schema.ts';
import { headingKey } from '../sheet/columns.ts';
import { cellAt, type Sheet } from '../sheet/sheet.ts';
import { areaOf } from './areas.ts';

/** What forms write for a term, by the column and the term's English value. A new spelling is a word in this table. */
const SPELLINGS = {
  status: {
    implemented: words(
      '対応済 対応済み 対応 対応可 対応している 実施済 実施済み 実施 実施している 済 済み 完了 適合 準拠 充足 遵守 満たす 満たしている ○ 〇 ◯ ✓ ✔ はい 有 あり 可 yes y ok',
    ),
    partial: words('一部対応 一部対応済 一部対応済み 部分対応 部分的に対応 一部実施 一部 △ partial partially'),
    planned: words('対応予定 実施予定 予定 計画中 planned'),
    alternative: words('代替策 代替対応 代替措置 代替手段 代替'),
    'not-applicable': words('対象外 該当なし 該当無し 該当しない 非該当 適用外 適用除外 除外 対象なし - － ー ― n/a na'),
  },
  result: {
    conforming: words('適合 合格 良 可 問題なし ○ 〇 ◯ ok pass'),
    'needs-improvement': words('要改善 改善要 改善が必要 条件付適合 条件付き適合 △'),
    nonconforming: words('不適合 不合格 否 不可 × ✕ ✗ ng fail'),
    'not-assessed': words('未評価 未判定 未確認'),
  },
} as const;

function words(spellings: string): ReadonlySet<string> {
  return new Set(spellings.split(' ').map(headingKey));
}

/**
 * The choice that says what a value says: the same words, else the one choice that means the same term; undefined where there is none, or more than one.
 * @param column `status`, `result`; the values of others are no terms
 */
export function choiceFor(value: string, column: string, choices: readonly string[]): string | undefined {
  const key = headingKey(value);
  const same = choices.find((choice) => headingKey(choice) === key);
  if (same !== undefined) return same;
  if (column !== 'status' && column !== 'result') return undefined;
  const spellings: Readonly<Record<string, ReadonlySet<string>>> = SPELLINGS[column];
  const term = canonicalTerm(column, value);
  const meant = choices.filter((choice) => term !== undefined && termOf(choice, spellings) === term);
  return meant.length === 1 ? meant[0] : undefined;
}

/** Whether choices are those of a status: each says something of it, or that nothing is done. */
export function areStatuses(choices: readonly string[]): boolean {
  const terms = choices.map((choice) => termOf(choice, SPELLINGS.status));
  return new Set(terms.filter(Boolean)).size > 0 && choices.every((choice) => choice.length <= 20);
}

/** The one term a choice speaks of, whole (`○`) or in a part (`○：対応済`). */
function termOf(choice: string, spellings: Readonly<Record<string, ReadonlySet<string>>>): string | undefined {
  const named = (parts: readonly string[]) =>
    Object.keys(spellings).filter((term) => parts.some((part) => spellings[term]?.has(headingKey(part))));
  const whole = named([choice]);
  if (whole.length > 0) return whole[0];
  const terms = named(
    choice
      .normalize('NFKC')
      .split(/[\s:=()・/,、.]+/)
      .filter(Boolean),
  );
  return terms.length === 1 ? terms[0] : undefined;
}

/**
 * The choices of a list.
 * @param formula of the list: the choices themselves in quotation marks, cells of a sheet, or a name that stands for either
 * @param here name of the sheet the list is on
 * @param names what the workbook's names stand for, by their names in lower case
 * @returns undefined for a list that has to be worked out
 */
export function choicesOf(
  formula: string,
  here: string,
  sheets: readonly Sheet[],
  names: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  const stands = names.get(formula.toLowerCase()) ?? formula;
  const literal = /^"([\s\S]*)"$/.exec(stands);
  if (literal) return nonEmpty((literal[1] ?? '').replaceAll('""', '"').split(','));
  const [, quoted, plain, cells = ''] =
    /^(?:(?:'((?:[^']|'')+)'|([^'!\s]+))!)?(\$[A-Z]{1,3}\$[0-9]+(?::\$[A-Z]{1,3}\$[0-9]+)?)$/.exec(stands) ?? [];
  const area = areaOf(cells);
  const name = quoted?.replaceAll("''", "'") ?? plain ?? here;
  const sheet = sheets.find((candidate) => candidate.name === name);
  if (!area || !sheet) return undefined;
  const within = sheet.rows.filter(({ row }) => area.top <= row && row <= area.bottom);
  const columns = Array.from({ length: Math.min(100, area.right - area.left + 1) }, (_, i) => area.left + i);
  return nonEmpty(within.flatMap((row) => columns.map((column) => cellAt(row, column)?.text ?? '')));
}

function nonEmpty(choices: readonly string[]): readonly string[] {
  return choices.map((choice) => choice.trim()).filter((choice) => choice !== '');
}
