/** A file as sheets: xlsx, csv, tsv, or text copied out of a PDF or a spreadsheet. */
import papaparse from 'papaparse';
import { fixed, message } from '../../core/language.ts';
import { decode } from './decode.ts';
import { unguarded } from './formula.ts';
import { foreignKind } from './kind.ts';
import { rowsFrom, type Sheet, SheetError } from './sheet.ts';
import { readXlsx } from './xlsx.ts';

const tooLarge = message<{ size: number; limit: number }>({
  ja: ({ size, limit }) =>
    `ファイルが大きすぎます（${size}MB、上限は${limit}MB）。必要なシートだけを別のファイルに保存してください。`,
  en: ({ size, limit }) => `it is too large (${size} MB; at most ${limit} MB). Save the sheet you need as a file of its own.`,
});

const empty = fixed('何も書かれていません。ファイルを確かめてください。', 'it is empty. Check the file.');

/** Of a text file, which is read whole, and of a workbook, of which pictures may be the most (xlsx.ts has limits for what is read of it). In bytes. */
export const LIMITS = { text: 30_000_000, workbook: 100_000_000 } as const;
/** Of a text file. */
export const CELLS = 1_000_000;

const tooManyCells = fixed(
  'セルが100万個を超えるため、読み取りませんでした。必要な部分だけを別のファイルに保存してください。',
  'it was not read: it has more than a million cells. Save the part you need as a file of its own.',
);

/**
 * @param name of the file; its ending tells csv from pasted text, everything else is told from the bytes
 * @throws SheetError where it is no sheet or too large
 */
export function readSheets(bytes: Uint8Array, name: string): readonly Sheet[] {
  const isWorkbook = isZip(bytes) || /\.(?:xlsx|xlsm)$/i.test(name);
  const limit = isWorkbook ? LIMITS.workbook : LIMITS.text;
  if (bytes.length > limit)
    throw new SheetError(tooLarge({ size: Math.ceil(bytes.length / 1_000_000), limit: limit / 1_000_000 }));
  const foreign = foreignKind(bytes);
  if (foreign) throw new SheetError(foreign);
  if (isWorkbook && bytes.length > 0) return nonEmpty(readXlsx(bytes));
  const lines = linesOf(decode(bytes), name);
  let cells = 0;
  for (const line of lines) cells += line.length;
  if (cells > CELLS) throw new SheetError(tooManyCells);
  return nonEmpty([{ name: '', hidden: false, rows: rowsFrom('', lines) }]);
}

/** `PK`, and what begins a part or, in an empty file, its end. */
function isZip([p, k, first, second]: Uint8Array): boolean {
  return p === 0x50 && k === 0x4b && ((first === 3 && second === 4) || (first === 5 && second === 6));
}

function nonEmpty(sheets: readonly Sheet[]): readonly Sheet[] {
  if (sheets.every(({ rows }) => rows.length === 0)) throw new SheetError(empty);
  return sheets;
}

function linesOf(text: string, name: string): readonly (readonly string[])[] {
  if (/\.csv$/i.test(name)) return delimited(text, undefined).map((line) => line.map(unguarded));
  if (/\.tsv$/i.test(name) || text.includes('\t')) return delimited(text, '\t');
  // A PDF's columns, copied, stand apart by blanks.
  return text.split(/\r\n?|\n/).map((line) => line.split(/(?<! ) {2,}|(?<!\u3000)\u3000+/));
}

function delimited(text: string, delimiter: string | undefined): readonly (readonly string[])[] {
  // The library's guess counts delimiters within quotation marks too: what is csv without doubt is not left to it.
  const known = delimiter ?? (isCommaSeparated(text) ? ',' : undefined);
  const options = known === undefined ? { delimitersToGuess: [',', '\t', ';'] } : { delimiter: known };
  const read = papaparse.parse(text, options);
  // A cell of pasted text may begin with a quotation mark that means nothing; read as one, it would swallow the rows below.
  return read.errors.some(({ type }) => type === 'Quotes')
    ? papaparse.parse(text, { ...options, quoteChar: '\0' }).data
    : read.data;
}

/** Whether the first lines have the same number of fields, two or more. */
function isCommaSeparated(text: string): boolean {
  const { data, errors } = papaparse.parse(text, { delimiter: ',', preview: 100 });
  const lines = data.filter((line) => line.length > 1 || line[0] !== '');
  const [first] = lines;
  return (
    errors.every(({ type }) => type !== 'Quotes') &&
    first !== undefined &&
    first.length > 1 &&
    lines.every(({ length }) => length === first.length)
  );
}
