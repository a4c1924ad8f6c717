/** What `kaiji catalog import` did, on the terminal or as JSON. */

import { doubtOf, type ImportReport, type NamedColumn } from '../../convert/import/report.ts';
import { placeName } from '../../convert/sheet/note.ts';
import type { Language } from '../../core/language.ts';
import { counted } from '../../core/language.ts';
import { printable, printableName } from '../command.ts';
import { jsonText } from './json-text.ts';

/** Controls without a row that the summary names. */
const NAMED = 10;

/**
 * The report for a person: a line for each note, then the sums.
 * @param isNew whether the sheet became a catalog of its own
 * @param path of the sheet, as the user named it
 */
export function prettyReport(report: ImportReport, isNew: boolean, path: string, language: Language): string {
  const { notes, rows, attached, controls, without, columns, outside } = report;
  const doubt = isNew ? undefined : doubtOf(report)?.(language);
  const ja = language === 'ja';
  const summary = isNew
    ? ja
      ? `${printableName(path)}: ${rows}行を読み、${attached.length}項目のカタログにしました。`
      : `${printableName(path)}: ${counted(rows, 'row')} read, made into a catalog of ${counted(attached.length, 'control')}.`
    : ja
      ? `${printableName(path)}: ${rows}行を読み、${controls}項目のうち${attached.length}項目の文言を取り込みました。`
      : `${printableName(path)}: ${counted(rows, 'row')} read; ${attached.length} of ${controls} controls have their wording.`;
  const named = without.slice(0, NAMED).join(ja ? '、' : ', ') + (without.length > NAMED ? (ja ? ' など' : ', …') : '');
  const lines = [
    ...notes.map((note) => `${printable(placeName(note, language))}  ${printable(note.message(language)).replace(/\s+/g, ' ')}`),
    ...(notes.length > 0 ? [''] : []),
    summary,
    ...(doubt === undefined ? [] : [doubt]),
    ...(without.length > 0
      ? [ja ? `文言のない項目: ${without.length}（${named}）` : `Controls without wording: ${without.length} (${named})`]
      : []),
    ja ? `取り込んだ列: ${columnList(columns.taken, true)}` : `Columns read: ${columnList(columns.taken, false)}`,
    ...(columns.left.length > 0
      ? [ja ? `取り込まなかった列: ${columnList(columns.left, true)}` : `Columns not read: ${columnList(columns.left, false)}`]
      : []),
    ...(outside.length > 0 ? [ja ? `表の外の行: ${outside.length}` : `Lines outside the tables: ${outside.length}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function columnList(columns: readonly NamedColumn[], ja: boolean): string {
  return columns
    .map(({ name, column }) => (ja ? `${printable(name)}（${column}列）` : `${printable(name)} (${column})`))
    .join(ja ? '、' : ', ');
}

/** The report for a program (`--format json`). */
export function jsonOf({ notes, ...report }: ImportReport, path: string, language: Language): string {
  const told = notes.map(({ message: text, related, ...place }) => ({
    ...place,
    related: related ?? [],
    message: text(language),
  }));
  return `${jsonText({ version: 1, file: path, notes: told, ...report }, 2)}\n`;
}
