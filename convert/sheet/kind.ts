/** What a file is that is no sheet we read, told from its bytes, and what to do with it. */
import { fixed, type Localized, message } from '../../core/language.ts';

/** @param what it is, in words. @param way out: what the person can do */
function isA(what: readonly [ja: string, en: string], way: readonly [ja: string, en: string]): Localized {
  return fixed(`${what[0]}です。${way[0]}`, `it is ${what[1]}. ${way[1]}`);
}

const SAVE_AS_XLSX = [
  '表計算ソフトで開き、Excelブック（.xlsx）かCSVで保存し直してください。',
  'Open it in a spreadsheet program and save it as .xlsx or CSV.',
] as const;
const COPY_TABLE = [
  '表をコピーして表計算ソフトかテキストファイルに貼り付け、そのファイルを指定してください。',
  'Copy its table into a spreadsheet or a text file and give that file.',
] as const;

const encrypted = fixed(
  'パスワードで保護されたファイルです。Excelで開き、「ファイル」→「情報」→「ブックの保護」→「パスワードを使用して暗号化」でパスワードを消し、保存し直してください。',
  'it is protected by a password. Open it in Excel, remove the password (File, Info, Protect Workbook, Encrypt with Password) and save it again.',
);
const pdf = fixed(
  'PDFは直接には読めません。PDFの表をコピーして表計算ソフトかテキストファイルに貼り付け、そのファイルを指定してください。',
  'PDF is not read directly. Copy the table into a spreadsheet or a text file and give that file.',
);
const image = isA(
  ['画像', 'a picture'],
  [
    '画像の中の文字は読み取れません。元になった表のファイル（.xlsx、.csvなど）を指定してください。',
    'Text in pictures is not read. Give the file of the table it was made of (.xlsx, .csv).',
  ],
);

const BYTES: readonly (readonly [magic: readonly number[], what: Localized])[] = [
  [[0x25, 0x50, 0x44, 0x46], pdf],
  [[0x89, 0x50, 0x4e, 0x47], image],
  [[0xff, 0xd8, 0xff], image],
  [[0x47, 0x49, 0x46, 0x38], image],
  [[0x49, 0x49, 0x2a, 0x00], image],
  [[0x4d, 0x4d, 0x00, 0x2a], image],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], isA(['リッチテキスト（.rtf）', 'rich text (.rtf)'], COPY_TABLE)],
];

const html = isA(['表計算ソフトの形式ではなく、HTML', 'HTML, not a sheet'], SAVE_AS_XLSX);
const spreadsheetMl = isA(['古いXML形式（XMLスプレッドシート2003）のブック', 'an XML Spreadsheet of 2003'], SAVE_AS_XLSX);

/** What stands in a compound file (MS-CFB): the name of a stream, in UTF-16. */
const COMPOUND: readonly (readonly [stream: string, what: Localized])[] = [
  ['EncryptedPackage', encrypted],
  ['Workbook', isA(['古いExcel形式（.xls）', 'an old Excel file (.xls)'], SAVE_AS_XLSX)],
  ['Book', isA(['古いExcel形式（.xls）', 'an old Excel file (.xls)'], SAVE_AS_XLSX)],
  ['WordDocument', isA(['古いWord文書（.doc）', 'an old Word document (.doc)'], COPY_TABLE)],
  ['PowerPoint Document', isA(['古いPowerPoint（.ppt）', 'an old PowerPoint file (.ppt)'], COPY_TABLE)],
];
const compound = fixed(
  '古いOffice形式（.xlsなど）か、パスワードで保護されたファイルです。表計算ソフトで開き、パスワードを外して、Excelブック（.xlsx）で保存し直してください。',
  'it is an old Office file (such as .xls) or protected by a password. Open it in a spreadsheet program, remove the password and save it as .xlsx.',
);

/** @returns what the file is, where it is neither a workbook nor text; undefined where it may be one of them */
export function foreignKind(bytes: Uint8Array): Localized | undefined {
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return COMPOUND.find(([stream]) => holdsUtf16(bytes, stream))?.[1] ?? compound;
  const known = BYTES.find(([magic]) => begins(bytes, magic));
  if (known) return known[1];
  const head = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 1000))
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (/^(?:<!doctype html|<html|<table)/i.test(head)) return html;
  return /^<\?xml/.test(head) && /progid="Excel\.Sheet"|office:spreadsheet/.test(head) ? spreadsheetMl : undefined;
}

function begins(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** Entries of a compound file's directory begin at multiples of 128 with their name, which a zero ends. */
function holdsUtf16(bytes: Uint8Array, name: string): boolean {
  const wanted = [...`${name}\0`].flatMap((character) => [character.charCodeAt(0), 0]);
  for (let at = 512; at + wanted.length <= bytes.length; at += 128)
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  return false;
}

const archive = message<{ names: readonly string[] }>({
  ja: ({ names }) =>
    `ZIPファイルです（中身は「${names.join('」「')}」など）。展開して、中の表のファイル（.xlsx、.csvなど）を指定してください。`,
  en: ({ names }) =>
    `it is a zip file (with ${names.map((name) => `"${name}"`).join(', ')} and others). Unpack it and give the file of the sheet (.xlsx, .csv).`,
});

/** Parts that tell what a zip file is. */
const PARTS: readonly (readonly [part: RegExp, what: Localized])[] = [
  [/^xl\/workbook\.bin$/i, isA(['Excelバイナリブック（.xlsb）', 'an Excel binary workbook (.xlsb)'], SAVE_AS_XLSX)],
  [/^word\/document\d*\.xml$/i, isA(['Word文書（.docx）', 'a Word document (.docx)'], COPY_TABLE)],
  [/^ppt\/presentation\.xml$/i, isA(['PowerPoint（.pptx）', 'a PowerPoint file (.pptx)'], COPY_TABLE)],
  [/^mimetype$/, isA(['OpenDocument形式（.odsなど）', 'an OpenDocument file (such as .ods)'], SAVE_AS_XLSX)],
  [/^index\/document\.iwa$/i, isA(['Numbersのファイル', 'a Numbers file'], SAVE_AS_XLSX)],
];

/** @param names of the parts of a zip file that is no workbook. @returns what it is; undefined where it looks like a workbook that lost its parts */
export function kindOfArchive(names: readonly string[]): Localized | undefined {
  const known = PARTS.find(([part]) => names.some((name) => part.test(name)));
  if (known) return known[1];
  const isPackage = names.some((name) => /^(?:\[content_types\]\.xml|xl\/.*)$/i.test(name));
  return isPackage || names.length === 0 ? undefined : archive({ names: names.slice(0, 3) });
}
