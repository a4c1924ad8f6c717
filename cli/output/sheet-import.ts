/** What `kaiji import` did, on the terminal or as JSON. */
import type { MappedColumn, Mapping, SheetImport } from '../../convert/import/imported.ts';
import { type Note, placeName, rowName } from '../../convert/sheet/note.ts';
import type { Language, Localized } from '../../core/language.ts';
import { printable, printableName } from '../command.ts';
import { jsonText } from './json-text.ts';

/** Controls without a row that the summary names. */
const NAMED = 10;

/** Names of roles, as the importer has them. */
type Roles = Readonly<Record<string, Localized>>;

/**
 * The report for a person: the mapping, a line for each note, then the sums.
 * @param path of the sheet, as the user named it
 */
export function prettySheetImport(made: SheetImport, roles: Roles, path: string, language: Language): string {
  const { notes, without, outside } = made.report;
  const ja = language === 'ja';
  const named = without.slice(0, NAMED).join(ja ? '、' : ', ') + (without.length > NAMED ? (ja ? ' など' : ', …') : '');
  const lines = [
    ...mappingTable(made.mappings, roles, language),
    ...noteLines(notes, language),
    ...(notes.length > 0 ? [''] : []),
    `${printableName(path)}: ${made.summary(language)}`,
    ...(without.length > 0
      ? [ja ? `回答のない項目: ${without.length}（${named}）` : `Controls without answer: ${without.length} (${named})`]
      : []),
    ...outsideLines(outside, ja),
  ];
  return `${lines.join('\n')}\n`;
}

/** A line a note; what is said of many controls in the same words is said of the first, and the others are named. */
function noteLines(notes: readonly Note[], language: Language): readonly string[] {
  const ja = language === 'ja';
  const alike = new Map<string, [Note, ...Note[]]>();
  for (const note of notes) {
    const key = `${note.kind}\n${note.message(language).replaceAll(note.control ?? '\n', '')}`;
    const same = alike.get(key);
    if (same) same.push(note);
    else alike.set(key, [note]);
  }
  return [...alike.values()].flatMap(([first, ...others]) => {
    const rows = others.map(({ control = '', row }) => (ja ? `${control}（${row}行）` : `${control} (row ${row})`));
    const named = rows.join(ja ? '、' : ', ');
    return [
      `${printable(placeName(first, language))}  ${oneLine(first.message(language))}`,
      ...(rows.length === 0
        ? []
        : [ja ? `    同じ点がほかに${rows.length}件あります: ${named}` : `    ${rows.length} more of the same: ${named}`]),
    ];
  });
}

/** What is printed on every page is told once. */
function outsideLines(outside: SheetImport['report']['outside'], ja: boolean): readonly string[] {
  const rows = new Map<string, string[]>();
  for (const { sheet, row, text } of outside) {
    const place = `${sheet === '' ? '' : `${printable(sheet)} `}${ja ? `${row}行` : `row ${row}`}`;
    rows.set(oneLine(text), [...(rows.get(oneLine(text)) ?? []), place]);
  }
  const head = ja
    ? '表の外の行（整理番号などのほかは取り込んでいません）'
    : 'Lines outside the tables (of which only the likes of a reference number are taken)';
  return rows.size === 0 ? [] : [`${head}:`, ...[...rows].map(([text, places]) => `  ${places.join(ja ? '、' : ', ')}: ${text}`)];
}

/** Columns of one kind of table, which recurs on every page of a printed sheet, are told once. */
function mappingTable(mappings: readonly Mapping[], roles: Roles, language: Language): readonly string[] {
  const ja = language === 'ja';
  const byColumns = new Map<string, Mapping[]>();
  for (const mapping of mappings) {
    const key = mapping.columns.map(({ column, role, by }) => [column, role, by].join('\t')).join('\n');
    const same = byColumns.get(key);
    if (same) same.push(mapping);
    else byColumns.set(key, [mapping]);
  }
  return [...byColumns.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const places = same.map((place) => rowName(place, language));
    const rows = same.reduce((sum, mapping) => sum + mapping.rows, 0);
    const head = ja ? `${places.join('、')}からの表（${rows}行）` : `Table at ${places.join(', ')} (${rows} rows)`;
    return [printable(head), ...first.columns.map((column) => columnLine(column, same, roles, language)), ''];
  });
}

function columnLine(
  { column, heading, role, by }: MappedColumn,
  same: readonly Mapping[],
  roles: Roles,
  language: Language,
): string {
  const ja = language === 'ja';
  const what = role === undefined ? (ja ? '備考へ' : 'into note') : (roles[role]?.(language) ?? role);
  const why = BY[by][language];
  const values = same.flatMap((mapping) => mapping.columns.find((one) => one.column === column)?.values ?? []);
  const read = new Map<string, number>();
  for (const { printed, as, count } of values) {
    const key = ja ? `「${oneLine(printed)}」→${as || '空欄'}` : `"${oneLine(printed)}" as ${as || 'blank'}`;
    read.set(key, (read.get(key) ?? 0) + count);
  }
  const told = [...read].map(([key, count]) => (count > 1 ? `${key} ×${count}` : key));
  const name = oneLine(heading.split(' / ').at(-1) ?? '') || (ja ? '（見出しなし）' : '(no heading)');
  return `  ${column}  ${name}  →  ${what}${why}${told.length > 0 ? `  ${told.slice(0, NAMED).join(ja ? '、' : ', ')}` : ''}`;
}

const BY: Readonly<Record<MappedColumn['by'], Readonly<Record<Language, string>>>> = {
  name: { ja: '', en: '' },
  content: { ja: '（内容から判断）', en: ' (by its content)' },
  choice: { ja: '（指定）', en: ' (as you said)' },
  unknown: { ja: '（取り込み先なし）', en: ' (not known)' },
};

function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ');
}

/** The report for a program (`--format json`). @param written path of the file, as the user named it; null where none was written */
export function sheetImportJson(
  { report, mappings, placed, catalog, summary }: SheetImport,
  path: string,
  written: string | null,
  language: Language,
): string {
  const { notes, rows, attached, controls, without, outside } = report;
  const told = notes.map(({ message: text, related, ...place }) => ({
    ...place,
    related: related ?? [],
    message: text(language),
  }));
  const sums = { rows, placed, controls, attached, without, outside };
  const result = { version: 1, file: path, written, catalog, summary: summary(language), notes: told, ...sums, mappings };
  return `${jsonText(result, 2)}\n`;
}
