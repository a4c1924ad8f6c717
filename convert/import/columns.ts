/**
 * What the columns of a filled table hold. The header is asked first. Where it has several lines, has lost a column, or has exchanged two names, the content of
 * the rows decides: references, terms, names of documents and prose are told apart (likeness.ts).
 */
import { ANSWER_SHEET, type Role, roleNamed } from '../sheet/columns.ts';
import type { References } from '../sheet/reference.ts';
import type { Table } from '../sheet/rows.ts';
import { cellAt } from '../sheet/sheet.ts';
import { homesOf } from '../sheet/slipped.ts';
import type { Likeness } from './likeness.ts';
import type { AnswerRow } from './placing.ts';
import type { Round } from './taking.ts';
import { isNotDone, isStroke, termIn } from './words.ts';

/** The form's blanks: what stands in them is taken. Everything else with a role is the form's own print. */
export const FILLED: ReadonlySet<Role> = new Set<Role>([
  'answer',
  'found',
  'result',
  'improvement',
  'finding',
  'status',
  'responsibility',
  'reason',
  'plan',
  'due',
  'by',
  'updated',
  'note',
]);

export interface Columns {
  /** By column, 1-based. */
  readonly roles: ReadonlyMap<number, Role>;
  /** Those that the content showed, where the header says something else or nothing. */
  readonly shown: ReadonlyMap<number, Role>;
  /** What each column may be by the lines of its header, where these name several roles. */
  readonly choices: ReadonlyMap<number, readonly Role[]>;
  /** Which round of evaluation a column of its results, findings or improvements is for. */
  readonly rounds: ReadonlyMap<number, Round>;
}

/** What must be in a column that has no name to be taken for a blank. */
const SURE = 0.7;
const ENOUGH = 3;
/** A column that reads like this little of what its header says may be something else. */
const POOR = 0.2;

/** @param rows those of the table, with their controls */
export function columnsOf(table: Table, rows: readonly AnswerRow[], references: References, likeness: Likeness): Columns {
  const { page } = table;
  const chosen = new Map(page.headings.filter((one) => one.chosen).map(({ column, role }) => [column, role]));
  const counted = rows.filter(({ is }) => is === 'first');
  const named = withoutLost(table, counted, references, likeness);
  const roles = new Map(named);
  const average = (column: number, role: Role) => {
    const cells = counted.flatMap(({ row, control }) =>
      row.cells.filter((cell) => cell.column === column && !isStroke(cell.text)).map(({ text }) => likeness(role, text, control)),
    );
    return { count: cells.length, score: cells.reduce((sum, one) => sum + one, 0) / (cells.length || 1) };
  };
  const choices = new Map<number, readonly Role[]>();
  for (const { column } of page.headings) {
    const names = page.header.flatMap(({ cells }) => cells.filter((cell) => cell.column === column));
    const all = [...new Set(names.flatMap(({ text }) => roleNamed(text, ANSWER_SHEET) ?? []))];
    if (all.length > 1) choices.set(column, all);
  }
  exchange(roles, table, chosen);
  for (const [column, own] of choices) {
    if (chosen.has(column) || column === table.text || column === table.number) continue;
    const [best] = own.map((role) => ({ role, ...average(column, role) })).sort((a, b) => b.score - a.score);
    if (best && best.count > 0) roles.set(column, best.role);
  }
  // A name whose column turned out to hold something else belongs to the column that reads like it.
  const columns = new Set(counted.flatMap(({ row }) => row.cells.map(({ column }) => column)));
  const isNamed = (role: Role) =>
    page.header.some(({ cells }) => cells.some(({ text }) => roleNamed(text, ANSWER_SHEET) === role));
  for (const column of [...columns].sort((a, b) => a - b)) {
    const current = roles.get(column);
    if (chosen.has(column) || (current !== undefined && !choices.has(column))) continue;
    if (current !== undefined && average(column, current).score > POOR) continue;
    const given = new Set([...roles].filter(([at]) => columns.has(at)).map(([, role]) => role));
    const free = BLANKS.filter((role) => !given.has(role) && (choices.size === 0 || isNamed(role) || current === undefined));
    const [best] = free.map((role) => ({ role, ...average(column, role) })).sort((a, b) => b.score - a.score);
    const enough = current === undefined ? ENOUGH : 1;
    if (best && best.score >= SURE && best.count >= enough) roles.set(column, best.role);
  }
  for (const [column, role] of roles)
    if (role === 'answer' && !chosen.has(column) && isStatus(column, counted)) roles.set(column, 'status');
  for (const [column, role] of chosen) roles.set(column, role);
  const byHeader = new Map(page.headings.map(({ column, role }) => [column, role]));
  const shown = new Map([...roles].filter(([column, role]) => byHeader.get(column) !== role));
  return { roles, shown, choices, rounds: roundsOf(roles, table) };
}

/** Rounds by the order of their columns; their numbers by the header (第2回), else by that order. */
function roundsOf(roles: ReadonlyMap<number, Role>, { page }: Table): ReadonlyMap<number, Round> {
  const columns = [...roles.keys()].sort((a, b) => a - b);
  const of = (role: Role) => columns.filter((column) => roles.get(column) === role);
  const results = of('result');
  const numbers = results.map((column, at) => {
    const names = page.header.flatMap((row) => cellAt(row, column)?.text ?? []);
    const printed = names.flatMap((name) => /第\s*([0-9]{1,2})\s*回|round ([0-9]{1,2})/.exec(name.normalize('NFKC')) ?? []);
    const [, ja, en = ja] = printed;
    return en === undefined ? (results.length > 1 ? at + 1 : undefined) : Number(en);
  });
  const rounds = (['result', 'finding', 'improvement'] as const).flatMap((role) =>
    of(role).map((column, at) => [column, { at, number: numbers[at] ?? (at > 0 ? at + 1 : undefined) }] as const),
  );
  return new Map(rounds);
}

/** What a column without a name may turn out to be. */
const BLANKS: readonly Role[] = ['answer', 'found', 'result'];

/** The header's roles; where it has lost columns, so that the references of its rows stand further on than it says, moved to where they fit. */
function withoutLost(
  table: Table,
  rows: readonly AnswerRow[],
  references: References,
  likeness: Likeness,
): ReadonlyMap<number, Role> {
  const { page, text } = table;
  const byHeader = new Map(page.headings.map(({ column, role }) => [column, role]));
  const homes = homesOf(table, rows, references);
  const moves = [...homes].map(([role, home]) => {
    const heading = page.headings.find((one) => one.role === role);
    return { column: heading?.column ?? home, by: home - (heading?.column ?? home) };
  });
  const by = moves[0]?.by ?? 0;
  if (by <= 0 || moves.some((move) => move.by !== by) || page.headings.some((one) => one.chosen)) return byHeader;
  const end = Math.min(...moves.map(({ column }) => column));
  const movedFrom = (start: number) =>
    new Map([...byHeader].map(([column, role]) => [column >= start ? column + by : column, role]));
  const scoreOf = (roles: ReadonlyMap<number, Role>) => {
    let sum = 0;
    for (const { row, control } of rows)
      for (const cell of row.cells) {
        const role = roles.get(cell.column);
        if (role !== undefined && cell.column > text) sum += likeness(role, cell.text, control);
      }
    return sum;
  };
  let best = { roles: movedFrom(end), score: -1 };
  for (let start = end; start > text; start--) {
    const roles = movedFrom(start);
    const score = scoreOf(roles);
    if (score > best.score) best = { roles, score };
  }
  return best.roles;
}

/** Where the text stands in a column called otherwise, that column's name is of the one called so. */
function exchange(roles: Map<number, Role>, { page, text, number }: Table, chosen: ReadonlyMap<number, Role>): void {
  for (const [column, role] of [
    [text, 'text'],
    [number, 'number'],
  ] as const) {
    if (column === undefined || column === 0 || roles.get(column) === role || chosen.has(column)) continue;
    const other = page.headings.find((one) => one.role === role)?.column;
    const own = roles.get(column);
    if (other !== undefined && own !== undefined && !chosen.has(other)) roles.set(other, own);
    roles.set(column, role);
  }
}

/** Nothing but terms of status and marks: a column of prose has more to say. */
function isStatus(column: number, rows: readonly AnswerRow[]): boolean {
  const texts = rows.flatMap(({ row }) => row.cells.filter((cell) => cell.column === column).map(({ text }) => text));
  const isOne = (text: string) => termIn('status', text) !== undefined || isNotDone(text) || /^[△▲×✕✗]$/.test(text);
  return texts.some(isOne) && texts.every((text) => isOne(text) || isStroke(text));
}
