/** The sheets of an xlsx file (ECMA-376, SpreadsheetML): values as stored, formulas by their last result. Styles are not read, so a date is its number. */
import { unzipSync } from 'fflate';
import { Parser } from 'saxen';
import { fixed, message } from '../../core/language.ts';
import { type Cell, type Row, type Sheet, SheetError } from './sheet.ts';

export const damaged = fixed(
  'xlsxファイルとして読めません。壊れているか、パスワードがかかっているか、別の形式です。表計算ソフトで開き、Excelブック（.xlsx）かCSVで保存し直してください。',
  'it cannot be read as an xlsx file: damaged, protected by a password, or of another format. Open it in a spreadsheet program and save it as .xlsx or CSV.',
);

const tooLarge = message<{ what: keyof typeof TOO_LARGE }>({
  ja: ({ what }) => `${TOO_LARGE[what].ja}ため、読み取りませんでした。必要なシートだけを別のファイルに保存してください。`,
  en: ({ what }) => `it was not read: ${TOO_LARGE[what].en}. Save the sheet you need as a file of its own.`,
});

const TOO_LARGE = {
  size: { ja: '展開すると200MBを超える', en: 'unpacked it is larger than 200MB' },
  cells: { ja: 'セルが100万個を超える', en: 'it has more than a million cells' },
  text: { ja: '文字数が5,000万を超える', en: 'it has more than 50 million characters' },
} as const;

/** Of all the parts read, unpacked; in bytes. */
const UNPACKED = 200_000_000;
const CELLS = 1_000_000;
/** Of all cells, in UTF-16 units: a long text stands in the file once, however many cells show it. */
const TEXT = 50_000_000;
/** A spreadsheet ends at column XFD and row 1048576. */
const COLUMNS = 16_384;
const ROWS = 1_048_576;

/** What may still be read. */
interface Room {
  cells: number;
  text: number;
}

/** @throws SheetError for a damaged file, and for one too large to be a check sheet (also where a small file unpacks to that) */
export function readXlsx(bytes: Uint8Array): readonly Sheet[] {
  const parts = unpack(bytes, (name) => READ.test(name));
  const xml = (path: string) => {
    const part = parts[path];
    return part && new TextDecoder().decode(part);
  };
  const listed = worksheetsOf(xml);
  const shared = sharedStrings(xml('xl/sharedStrings.xml') ?? '');
  const room: Room = { cells: CELLS, text: TEXT };
  const read = new Set<string>();
  return listed.flatMap(({ name, hidden, path }) => {
    const source = xml(path);
    // A chart sheet has no cells. No two sheets share a part, save in a file made to be read forever.
    if (source === undefined || !path.startsWith('xl/worksheets/') || read.has(path)) return [];
    read.add(path);
    return [{ name, hidden, rows: sheetRows(source, name, shared, room) }];
  });
}

/** A sheet of a workbook, and the part of the file it is in. */
export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  /** '' where the workbook does not say. */
  readonly path: string;
}

/**
 * The sheets of a workbook, in order.
 * @param xml the text of a part; undefined where there is no such part
 * @throws SheetError where the file is no workbook
 */
export function worksheetsOf(xml: (path: string) => string | undefined): readonly SheetPart[] {
  const book = xml('xl/workbook.xml');
  if (book === undefined) throw new SheetError(damaged);
  const targets = new Map<string, string>();
  scan(xml('xl/_rels/workbook.xml.rels') ?? '', {
    open: (name, attribute) => {
      if (name === 'Relationship') targets.set(attribute('Id'), attribute('Target').replace(/^\/?(?:xl\/)?/, 'xl/'));
    },
  });
  const listed: SheetPart[] = [];
  scan(book, {
    open: (name, attribute) => {
      if (name !== 'sheet') return;
      const path = targets.get(attribute('id')) ?? '';
      listed.push({ name: attribute('name'), hidden: attribute('state') !== '' && attribute('state') !== 'visible', path });
    },
  });
  return listed;
}

const READ = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/;

/** One part of the file; undefined where there is none. @throws SheetError for a damaged file, and for a part too large to be one of a check sheet */
export function readPart(bytes: Uint8Array, path: string): Uint8Array | undefined {
  return unpack(bytes, (name) => name === path)[path];
}

/** Parts of the file. The sizes a zip file declares are added up before anything is unpacked, and nothing is unpacked beyond them. */
function unpack(bytes: Uint8Array, isWanted: (name: string) => boolean): Readonly<Record<string, Uint8Array>> {
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!isWanted(name)) return false;
        size += originalSize;
        if (size > UNPACKED) throw new SheetError(tooLarge({ what: 'size' }));
        return true;
      },
    });
  } catch (error) {
    throw error instanceof SheetError ? error : new SheetError(damaged);
  }
}

function sharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let value = '';
  let phonetic = false;
  let inText = false;
  scan(xml, {
    open: (name) => {
      if (name === 'si') value = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = true;
    },
    // Readings (ふりがな) stand beside the text they belong to.
    text: (text) => {
      if (inText && !phonetic) value += text;
    },
    close: (name) => {
      if (name === 'si') strings.push(unescaped(value));
      else if (name === 'rPh') phonetic = false;
      else if (name === 't') inText = false;
    },
  });
  return strings;
}

/** The rows of a worksheet that hold something; what they take is taken from `room`. */
function sheetRows(xml: string, sheet: string, shared: readonly string[], room: Room): readonly Row[] {
  const rows: Row[] = [];
  let row = 0;
  let column = 0;
  let cells: Cell[] = [];
  let type = '';
  let value = '';
  let reading = false;
  let phonetic = false;
  scan(xml, {
    open: (name, attribute) => {
      if (name === 'row') {
        row = rowOf(attribute('r')) ?? row + 1;
        column = 0;
        cells = [];
      } else if (name === 'c') {
        column = columnOf(attribute('r')) ?? column + 1;
        type = attribute('t');
        value = '';
      } else if (name === 'rPh') phonetic = true;
      else if (name === 'v' || name === 't') reading = true;
    },
    text: (text) => {
      if (reading && !phonetic) value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c') {
        const text = (type === 's' ? (shared[Number(value)] ?? '') : unescaped(value)).replace(/\r\n?/g, '\n').trim();
        if (text === '') return;
        if (--room.cells < 0) throw new SheetError(tooLarge({ what: 'cells' }));
        room.text -= text.length;
        if (room.text < 0) throw new SheetError(tooLarge({ what: 'text' }));
        cells.push({ text, sheet, row, column });
      } else if (name === 'row' && cells.length > 0) rows.push({ sheet, row, cells });
    },
  });
  return rows;
}

/** undefined for what is no row of a spreadsheet. */
function rowOf(reference: string): number | undefined {
  const row = Number(reference);
  return Number.isInteger(row) && row > 0 && row <= ROWS ? row : undefined;
}

/** `BC12` → 55; undefined for what is no column of a spreadsheet. */
export function columnOf(reference: string): number | undefined {
  let column = 0;
  for (const character of reference) {
    const value = character.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
    if (column > COLUMNS) return undefined;
  }
  return column || undefined;
}

/** Characters XML cannot hold are written `_x000D_`. */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

interface Listener {
  open(name: string, attribute: (name: string) => string): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads XML, names without their prefix; an attribute that is absent is ''. */
function scan(xml: string, { open, text, close }: Listener): void {
  if (xml === '') return;
  let failed = false;
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const parser = new Parser();
  parser.on('openTag', (name, attributes, decode) => {
    open(local(name), (wanted) => {
      const all = attributes();
      const key = Object.keys(all).find((candidate) => local(candidate) === wanted);
      return key === undefined ? '' : decode(all[key] ?? '');
    });
  });
  parser.on('text', (value, decode) => text?.(decode(value)));
  parser.on('cdata', (value) => text?.(value));
  parser.on('closeTag', (name) => close?.(local(name)));
  parser.on('error', () => {
    failed = true;
  });
  parser.parse(xml);
  if (failed) throw new SheetError(damaged);
}
