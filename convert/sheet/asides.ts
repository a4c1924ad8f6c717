/** What of the sheets read is out of sight, has no value, or was not read: for the report. */
import { message } from '../../core/language.ts';
import { type Note, noting } from './note.ts';
import { type Aside, columnName, type Sheet } from './sheet.ts';

interface Named {
  /** Rows, columns or cells as a spreadsheet names them: the first few. */
  readonly names: readonly string[];
  /** Of all. */
  readonly count: number;
}

const listedJa = ({ names, count }: Named) => `${names.join('、')}${count > names.length ? ` など${count}か所` : ''}`;
const listedEn = ({ names, count }: Named) =>
  `${names.join(', ')}${count > names.length ? ` and ${count - names.length} more` : ''}`;

const asideNote = noting({
  'hidden-rows': message<Named>({
    ja: (named) =>
      `非表示の行（${listedJa(named)}）があります。表示されている行と同じように読み取りました。取り込まない行であれば、元のファイルで削除してください。`,
    en: (named) => `There are hidden rows (${listedEn(named)}). They were read like the others: delete those not meant to be.`,
  }),
  'hidden-columns': message<Named>({
    ja: (named) =>
      `非表示の列（${listedJa(named)}）があります。表示されている列と同じように読み取りました。取り込まない列であれば、元のファイルで削除してください。`,
    en: (named) => `There are hidden columns (${listedEn(named)}). They were read like the others: delete those not meant to be.`,
  }),
  'hidden-sheet': message<Named>({
    ja: () =>
      '非表示のシートなので、読み取りませんでした。読み取るときは、このシートを選んでください（コマンドラインでは --sheet）。',
    en: () => 'The sheet is hidden and was not read. Choose it by name to read it (--sheet on the command line).',
  }),
  comments: message<Named>({
    ja: (named) =>
      `セルに付いたコメントやメモ（${listedJa(named)}）は読み取りませんでした。必要な内容は、取り込んだファイルに書き写してください。`,
    en: (named) => `Comments beside cells (${listedEn(named)}) were not read. Copy what you need of them into the new file.`,
  }),
  'error-values': message<Named>({
    ja: (named) =>
      `数式の結果がエラーのセル（${listedJa(named)}）があります。表示のまま読み取りました。正しい値を確かめてください。`,
    en: (named) =>
      `Cells whose formula failed (${listedEn(named)}) were read as they stand (#N/A, #REF!): see what they should say.`,
  }),
  missing: message<Named>({
    ja: () => 'シートの中身がファイルにないため、読み取れませんでした。表計算ソフトで開けるか確かめ、保存し直してください。',
    en: () => 'The file has no contents for the sheet. See that a spreadsheet program opens it and save it again.',
  }),
});

/** A message names no more of them. */
const NAMED = 5;

const nameOf: Readonly<Record<Aside['is'], (place: Aside['at'][number]) => string>> = {
  'hidden-rows': ({ row }) => String(row),
  'hidden-columns': ({ column }) => columnName(column),
  comments: ({ row, column }) => `${columnName(column)}${row}`,
  'error-values': ({ row, column }) => `${columnName(column)}${row}`,
  missing: () => '',
};

/** @param name of the one sheet read; every visible one where absent */
export function asideNotes(sheets: readonly Sheet[], name: string | undefined): readonly Note[] {
  return sheets.flatMap((sheet): readonly Note[] => {
    if (name !== undefined && sheet.name !== name) return [];
    const nothing = { names: [], count: 0 };
    if (name === undefined && sheet.hidden)
      return sheet.rows.length > 0 ? [asideNote('hidden-sheet', { sheet: sheet.name, row: 1, column: 1 }, nothing)] : [];
    return (sheet.asides ?? []).map(({ is, at }) => {
      const place = { sheet: sheet.name, row: at[0]?.row ?? 1, column: at[0]?.column ?? 1 };
      return asideNote(is, place, { names: at.slice(0, NAMED).map(nameOf[is]), count: at.length });
    });
  });
}
