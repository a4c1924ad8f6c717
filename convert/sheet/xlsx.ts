/**
 * The sheets of a workbook (ECMA-376 Part 1, SpreadsheetML, transitional and strict): cells as their format shows them, formulas by their last result. Only the
 * parts needed are unpacked; pictures may make the file as large as they like.
 */
import { fixed, message } from '../../core/language.ts';
import { kindOfArchive } from './kind.ts';
import { formatCode } from './number-format.ts';
import { type Relationship, relationshipsOf } from './package.ts';
import { type Aside, type Sheet, SheetError } from './sheet.ts';
import { cleaned, type Room, readWorksheet, type Workbook } from './worksheet.ts';
import { readXml } from './xml.ts';
import { type Archive, openZip, ZipError, type ZipProblem } from './zip.ts';

export const damaged = fixed(
  'xlsxファイルとして読めません。ファイルが壊れているか、途中で切れているか、別の形式です。表計算ソフトで開けるか確かめ、Excelブック（.xlsx）かCSVで保存し直してください。',
  'it cannot be read as an xlsx file: it is damaged, cut short, or of another format. See that a spreadsheet program opens it and save it as .xlsx or CSV.',
);

const damagedPart = message<{ part: string }>({
  ja: ({ part }) =>
    `ファイルの一部（${part}）が壊れています。表計算ソフトで開けるか確かめ、Excelブック（.xlsx）かCSVで保存し直してください。`,
  en: ({ part }) => `a part of it (${part}) is damaged. See that a spreadsheet program opens it and save it as .xlsx or CSV.`,
});

const missingPart = message<{ part: string }>({
  ja: ({ part }) =>
    `xlsxファイルに必要な部分（${part}）がありません。表計算ソフトで開けるか確かめ、Excelブック（.xlsx）かCSVで保存し直してください。`,
  en: ({ part }) =>
    `a part every xlsx file has (${part}) is missing. See that a spreadsheet program opens it and save it as .xlsx or CSV.`,
});

const encrypted = fixed(
  'パスワード付きのZIPとして保護されています。展開してパスワードを外し、Excelブック（.xlsx）かCSVで保存し直してください。',
  'its parts are protected by a password. Remove it and save it as .xlsx or CSV.',
);

const tooLarge = message<{ what: keyof typeof TOO_LARGE }>({
  ja: ({ what }) => `${TOO_LARGE[what].ja}ため、読み取りませんでした。必要なシートだけを別のファイルに保存してください。`,
  en: ({ what }) => `it was not read: ${TOO_LARGE[what].en}. Save the sheet you need as a file of its own.`,
});

/** Of all the parts read, unpacked; in bytes. A million cells take about half of it. */
export const UNPACKED = 100_000_000;
export const CELLS = 1_000_000;
/** Of all cells, in UTF-16 units: a long text stands in the file once, however many cells show it. */
export const TEXT = 50_000_000;

const TOO_LARGE = {
  size: { ja: '表の部分を展開すると100MBを超える', en: 'its tables are larger than 100 MB, unpacked' },
  cells: { ja: 'セルが100万個を超える', en: 'it has more than a million cells' },
  text: { ja: '文字数が5,000万を超える', en: 'it has more than 50 million characters' },
} as const;

/** @throws SheetError for what is no workbook, for a damaged one, and for one too large to be a check sheet (also where a small file unpacks to that) */
export function readXlsx(bytes: Uint8Array): readonly Sheet[] {
  return told(() => sheetsOf(openZip(bytes, UNPACKED)));
}

/** A workbook's parts, for who writes into it. */
export interface WorkbookParts {
  /** Where the workbook itself is. */
  readonly path: string;
  /** Worksheets with their parts, in order. */
  readonly worksheets: readonly { readonly name: string; readonly path: string }[];
  /** Unpacked; undefined where there is none. @throws SheetError for what is damaged, encrypted or too large */
  read(path: string): Uint8Array | undefined;
}

/** @throws SheetError as {@link readXlsx} does */
export function openWorkbook(bytes: Uint8Array): WorkbookParts {
  return told(() => {
    const archive = openZip(bytes, UNPACKED);
    const path = workbookPart(archive);
    const related = relationshipsOf(archive, path);
    const worksheets = readWorkbook(archive, path).listed.flatMap(({ name, id }) => {
      const part = related.find((one) => one.id === id);
      return part && /^(?:worksheet)?$/.test(part.type) ? [{ name, path: part.target }] : [];
    });
    return { path, worksheets, read: (part) => told(() => archive.read(part)) };
  });
}

/** What is wrong with the zip file, in the words of a workbook. */
function told<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    throw new SheetError(ZIP_PROBLEMS[error.problem](error.part));
  }
}

const ZIP_PROBLEMS: Readonly<Record<ZipProblem, (part: string) => SheetError['text']>> = {
  damaged: (part) => (part === '' ? damaged : damagedPart({ part })),
  'unknown-method': (part) => damagedPart({ part }),
  encrypted: () => encrypted,
  'too-large': () => tooLarge({ what: 'size' }),
};

function sheetsOf(archive: Archive): readonly Sheet[] {
  const path = workbookPart(archive);
  const related = relationshipsOf(archive, path);
  const { listed, is1904 } = readWorkbook(archive, path);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const partOf = (type: string, usual: string) => related.find((one) => one.type === type)?.target ?? folder + usual;
  let strings: readonly string[] | undefined;
  const stringsPart = partOf('sharedStrings', 'sharedStrings.xml');
  const book: Workbook = {
    is1904,
    codes: formatCodes(archive, partOf('styles', 'styles.xml')),
    sharedString(at) {
      strings ??= sharedStrings(archive, stringsPart);
      return strings[at];
    },
  };
  const room: Room = {
    cells: CELLS,
    text: TEXT,
    spent: (what) => new SheetError(tooLarge({ what })),
    lostString: () => new SheetError(damagedPart({ part: stringsPart })),
  };
  const byId = new Map(related.map((one) => [one.id, one]));
  const sheets: Sheet[] = [];
  const read = new Set<string>();
  for (const { name, hidden, id } of listed) {
    const found = byId.get(id);
    // Charts and macros have sheets without cells. No two sheets share a part, save in a file made to be read forever.
    if ((found && !/^(?:worksheet)?$/.test(found.type)) || read.has(found?.target ?? '')) continue;
    if (found) read.add(found.target);
    sheets.push(sheetOf(archive, found, { name, hidden }, book, room));
  }
  const missing = sheets.every(({ asides }) => asides?.some(({ is }) => is === 'missing'));
  if (missing && sheets.length > 0) throw new SheetError(missingPart({ part: `${folder}worksheets` }));
  return sheets;
}

function sheetOf(
  archive: Archive,
  part: Relationship | undefined,
  { name, hidden }: Pick<Sheet, 'name' | 'hidden'>,
  book: Workbook,
  room: Room,
): Sheet {
  const bytes = part && archive.read(part.target);
  if (!part || !bytes) return { name, hidden, rows: [], asides: [{ is: 'missing', at: [{ row: 1, column: 1 }] }] };
  const related = relationshipsOf(archive, part.target);
  const links = new Map(related.flatMap(({ id, isExternal, target }) => (isExternal ? [[id, target]] : [])));
  const read = readWorksheet(bytes, name, book, room, (id) => links.get(id));
  if (!read) throw new SheetError(damagedPart({ part: part.target }));
  const asides = [...read.asides, ...commentsOf(archive, related, read.placeOf)];
  return {
    name,
    hidden,
    rows: read.rows,
    ...(read.merged.length > 0 ? { merged: read.merged } : {}),
    ...(asides.length > 0 ? { asides } : {}),
  };
}

/** @throws SheetError where there is none: what the file is instead, or what it lost */
function workbookPart(archive: Archive): string {
  const path = relationshipsOf(archive, '').find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const foreign = kindOfArchive(archive.names);
  if (foreign && (!archive.has(path) || !/(?:^|\/)workbook[^/]*\.xml$/i.test(path))) throw new SheetError(foreign);
  if (!archive.has(path)) throw new SheetError(missingPart({ part: path }));
  return path;
}

interface Listed extends Pick<Sheet, 'name' | 'hidden'> {
  /** Of its relationship. */
  readonly id: string;
}

function readWorkbook(archive: Archive, path: string): { readonly listed: readonly Listed[]; readonly is1904: boolean } {
  const listed: Listed[] = [];
  let is1904 = false;
  const whole = readXml(archive.read(path) ?? new Uint8Array(), {
    open(name, attribute) {
      if (name === 'workbookPr') is1904 = /^(?:1|true|on)$/.test(attribute('date1904'));
      if (name !== 'sheet') return;
      const hidden = attribute('state') !== '' && attribute('state') !== 'visible';
      listed.push({ name: attribute('name'), hidden, id: attribute('id') });
    },
  });
  if (!whole) throw new SheetError(damagedPart({ part: path }));
  return { listed, is1904 };
}

/** The codes of number formats, by the style of a cell. */
function formatCodes(archive: Archive, path: string): readonly string[] {
  const own = new Map<number, string>();
  const ids: number[] = [];
  let within = '';
  const bytes = archive.read(path);
  if (bytes)
    readXml(bytes, {
      open(name, attribute) {
        if (name === 'numFmts' || name === 'cellXfs') within = name;
        else if (name === 'numFmt' && within === 'numFmts') own.set(Number(attribute('numFmtId')), attribute('formatCode'));
        else if (name === 'xf' && within === 'cellXfs') ids.push(Number(attribute('numFmtId')));
      },
      close(name) {
        if (name === within) within = '';
      },
    });
  return ids.map((id) => formatCode(id, own));
}

/** @throws SheetError where cells refer to strings that are not there */
function sharedStrings(archive: Archive, path: string): readonly string[] {
  const bytes = archive.read(path);
  if (!bytes) throw new SheetError(missingPart({ part: path }));
  const strings: string[] = [];
  let value = '';
  let phonetic = false;
  let inText = false;
  const whole = readXml(bytes, {
    open(name) {
      if (name === 'si') value = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = true;
    },
    // Readings (ふりがな) stand beside the text they belong to.
    text(text) {
      if (inText && !phonetic) value += text;
    },
    close(name) {
      if (name === 'si') strings.push(cleaned(value));
      else if (name === 'rPh') phonetic = false;
      else if (name === 't') inText = false;
    },
  });
  if (!whole) throw new SheetError(damagedPart({ part: path }));
  return strings;
}

/** Comments and notes stand in parts of their own. A conversation has a note beside it that older programs show; either tells where they are. */
function commentsOf(
  archive: Archive,
  related: readonly Relationship[],
  placeOf: (reference: string) => { readonly row: number; readonly column: number } | undefined,
): readonly Aside[] {
  const found = related.filter(({ type }) => type === 'comments' || type === 'threadedComment');
  const at = new Map<string, { readonly row: number; readonly column: number }>();
  for (const { target } of found) {
    const bytes = archive.read(target);
    if (!bytes) continue;
    readXml(bytes, {
      open(name, attribute) {
        const place = /^(?:comment|threadedComment)$/.test(name) ? placeOf(attribute('ref')) : undefined;
        if (place) at.set(attribute('ref'), place);
      },
    });
  }
  return at.size > 0 ? [{ is: 'comments', at: [...at.values()] }] : [];
}
