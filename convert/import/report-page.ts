/** The report of an import as a page: what came of it, then every row and cell to look at, with its place and the way out. */

import { escaped } from '../../core/features/markdown.ts';
import type { Language, Localized } from '../../core/language.ts';
import { counted } from '../../core/language.ts';
import { DEFECTS, type Note } from '../sheet/note.ts';
import { columnName } from '../sheet/sheet.ts';
import { doubtOf, type ImportReport, type NamedColumn } from './report.ts';

export interface ReportOptions {
  /** Name of the file read, without its folder. */
  readonly file: string;
  /** A catalog of one's own was made; else wording was read for a catalog there is. */
  readonly isNew: boolean;
  readonly language: Language;
  /** What came of it, where a document was made of a filled sheet; `isNew` says nothing then. */
  readonly summary?: Localized;
}

/** What came of an import, in one sentence. */
export function reportSummary(report: ImportReport, { file, isNew, language, summary }: ReportOptions): string {
  const { rows, attached, controls, notes } = report;
  const told = notes.length;
  if (summary) {
    const look =
      language === 'ja'
        ? `確かめてほしい点が${told}件あります。`
        : ` ${told} ${told === 1 ? 'place needs' : 'places need'} a look.`;
    return `${file}: ${summary(language)}${told > 0 ? look : ''}`;
  }
  const doubt = isNew ? undefined : doubtOf(report)?.(language);
  if (doubt !== undefined) return `${file}: ${doubt}`;
  if (language === 'ja') {
    const done = isNew
      ? `${attached.length}項目のカタログを作りました`
      : `${controls}項目のうち${attached.length}項目の文言を取り込みました`;
    return `${file}: ${rows}行を読み、${done}。${told > 0 ? `確かめてほしい点が${told}件あります。` : ''}`;
  }
  const done = isNew
    ? `made into a catalog of ${counted(attached.length, 'control')}`
    : `wording taken for ${attached.length} of ${counted(controls, 'control')}`;
  return `${file}: ${counted(rows, 'row')} read, ${done}.${told > 0 ? ` ${told} ${told === 1 ? 'place needs' : 'places need'} a look.` : ''}`;
}

/** The whole report as Markdown. Whatever the sheet says is escaped. */
export function reportMarkdown(report: ImportReport, options: ReportOptions): string {
  const { language } = options;
  const isDocument = options.summary !== undefined;
  const say = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const { notes, without, columns, outside } = report;
  const part = (heading: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`## ${heading}`, lines.join('\n')]);
  const notesOf = (isDefect: boolean) => notes.filter(({ kind }) => DEFECTS.has(kind) === isDefect);
  return `${[
    `# ${say('取り込みの結果', 'Result of the import')}`,
    escaped(reportSummary(report, options)),
    ...part(
      say('取り込めなかった行、推測で取り込んだ行', 'Rows not taken, or taken on a guess'),
      table(notesOf(false), language),
    ),
    ...part(say('原本の誤りと思われる箇所', 'What seems wrong in the sheet itself'), table(notesOf(true), language)),
    ...part(
      isDocument ? say('この様式にない項目', 'Controls not in the sheet') : say('文言のない項目', 'Controls without wording'),
      without.length > 0 ? [without.map(escaped).join(say('、', ', '))] : [],
    ),
    ...part(say('列', 'Columns'), [
      `- ${say('取り込んだ列', 'Read')}: ${columnList(columns.taken, language)}`,
      ...(columns.left.length > 0
        ? [
            `- ${isDocument ? say('備考に入れた列', 'Put into note') : say('取り込まなかった列', 'Not read')}: ${columnList(columns.left, language)}`,
          ]
        : []),
    ]),
    ...part(
      say('表の外の行', 'Lines outside the tables'),
      outside.map(
        ({ sheet, row, text }) =>
          `- ${sheet === '' ? '' : `${escaped(sheet)} `}${say(`${row}行`, `row ${row}`)}: ${escaped(text)}`,
      ),
    ),
  ].join('\n\n')}\n`;
}

/** A row a note, as a spreadsheet counts. */
function table(notes: readonly Note[], language: Language): readonly string[] {
  if (notes.length === 0) return [];
  const hasSheets = notes.some(({ sheet }) => sheet !== '');
  const ja = language === 'ja';
  const names = [
    ...(hasSheets ? [ja ? 'シート' : 'Sheet'] : []),
    ...(ja ? ['行', '列', '項目', '内容と対処方法'] : ['Row', 'Column', 'Control', 'What it is, and what to do']),
  ];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(names),
    line(names.map(() => '---')),
    ...notes.map(({ sheet, row, column, control, message }) =>
      line([
        ...(hasSheets ? [escaped(sheet)] : []),
        String(row),
        columnName(column),
        escaped(control ?? ''),
        escaped(message(language)),
      ]),
    ),
  ];
}

function columnList(columns: readonly NamedColumn[], language: Language): string {
  return columns
    .map(({ name, column }) => (language === 'ja' ? `${escaped(name)}（${column}列）` : `${escaped(name)} (${column})`))
    .join(language === 'ja' ? '、' : ', ');
}
