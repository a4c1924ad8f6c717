/** What a cell with a list to choose from takes, and which choice says what we say. */
import { type ReadTerm, termIn } from '../import/words.ts';
import { headingKey } from '../sheet/columns.ts';
import { cellAt, type Sheet } from '../sheet/sheet.ts';
import { areaOf } from './areas.ts';
import type { Blank } from './match.ts';

/** What a choice means besides what the import takes for certain: beside other choices a mark or a bare word is plain. Japanese term → words. */
const AMONG_CHOICES: Readonly<Partial<Record<Blank, Readonly<Record<string, readonly string[]>>>>> = {
  status: {
    対応済: ['対応', '実施', '完了', '準拠', '充足', '遵守', '満たす', '満たしている', 'ok', 'y'],
    一部対応: ['△', '一部', 'partial', 'partially'],
    対象外: ['-', 'ー', '―', '対象なし', '除外'],
  },
  result: { 要改善: ['△'], 適合: ['pass'], 不適合: ['fail'] },
};

/**
 * The choice that says what a value says: the same words, else the one choice that means the same term; undefined where there is none, or more than one.
 * @param blank what the value is; an answer in words is no term
 */
export function choiceFor(value: string, blank: Blank, choices: readonly string[]): string | undefined {
  const key = headingKey(value);
  const same = choices.find((choice) => headingKey(choice) === key);
  if (same !== undefined || !isTerm(blank)) return same;
  const term = termIn(blank, value);
  const meant = choices.filter((choice) => term !== undefined && meaningOf(choice, blank) === term);
  return meant.length === 1 ? meant[0] : undefined;
}

/** Whether choices are those of a status: short, and one of them at least means one. */
export function areStatuses(choices: readonly string[]): boolean {
  return choices.every(({ length }) => length <= 20) && choices.some((choice) => meaningOf(choice, 'status') !== undefined);
}

function isTerm(blank: Blank): blank is Blank & ReadTerm {
  return blank === 'status' || blank === 'result' || blank === 'responsibility';
}

/** The one Japanese term a choice speaks of, whole (`○`) or in a part (`○：対応済`). */
function meaningOf(choice: string, blank: Blank & ReadTerm): string | undefined {
  const whole = wordMeaning(choice, blank);
  if (whole !== undefined) return whole;
  const parts = choice.normalize('NFKC').split(/[\s:=()・/,、.]+/);
  const terms = new Set(parts.flatMap((part) => wordMeaning(part, blank) ?? []));
  return terms.size === 1 ? [...terms][0] : undefined;
}

function wordMeaning(word: string, blank: Blank & ReadTerm): string | undefined {
  const key = headingKey(word);
  const more = Object.entries(AMONG_CHOICES[blank] ?? {});
  return key === '' ? undefined : (termIn(blank, word) ?? more.find(([, words]) => words.includes(key))?.[0]);
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
