/**
 * A zip file in which some entries are replaced (PKWARE APPNOTE 6.3). Every other entry keeps its bytes as they are: header, extra fields, compressed data, data
 * descriptor. Names, order, times and attributes stay for all.
 */
import { deflateSync } from 'fflate';
import { fixed } from '../../core/language.ts';
import { SheetError } from '../sheet/sheet.ts';
import { damaged } from '../sheet/xlsx.ts';
import { crc32 } from '../sheet/zip.ts';

const encrypted = fixed(
  'パスワードで保護されたファイルです。パスワードを外して保存し直してください。',
  'it is protected by a password. Remove the password and save it again.',
);

const zip64 = fixed(
  '4GBを超えるファイルのための形式（ZIP64）で保存されています。表計算ソフトで開き、Excelブック（.xlsx）で保存し直してください。',
  'it is saved in the form for files of more than 4 GB (ZIP64). Open it in a spreadsheet program and save it again as .xlsx.',
);

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const ZIP64_END = 0x07064b50;

interface Entry {
  readonly name: string;
  /** Of its record in the central directory, up to that of the next. */
  readonly record: number;
  readonly recordEnd: number;
  readonly flags: number;
  readonly compressed: number;
  /** Of its local header, and of what follows it: the next one's, or the central directory. */
  readonly start: number;
  end: number;
}

interface Directory {
  /** In the order of the central directory. */
  readonly entries: readonly Entry[];
  /** Of the central directory, and of the record that ends it. */
  readonly start: number;
  readonly end: number;
}

/**
 * The file with other contents in some entries.
 * @param contents by the name of the entry, unpacked; each must be in the file
 * @throws SheetError for a file that is damaged, encrypted or ZIP64
 */
export function withEntries(bytes: Uint8Array, contents: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const { entries, start, end } = directoryOf(bytes);
  for (const name of contents.keys())
    if (entries.filter((entry) => entry.name === name).length !== 1) throw new SheetError(damaged);
  const pieces: Uint8Array[] = [];
  let length = 0;
  const push = (piece: Uint8Array) => {
    pieces.push(piece);
    length += piece.length;
  };
  const records = new Map<Entry, Uint8Array>();
  const ordered = [...entries].sort((a, b) => a.start - b.start);
  push(bytes.subarray(0, ordered[0]?.start ?? start));
  for (const entry of ordered) {
    const record = bytes.slice(entry.record, entry.recordEnd);
    new DataView(record.buffer).setUint32(42, length, true);
    records.set(entry, record);
    const content = contents.get(entry.name);
    if (content === undefined) push(bytes.subarray(entry.start, entry.end));
    else for (const piece of replaced(bytes, entry, record, content)) push(piece);
  }
  const directory = length;
  for (const entry of entries) push(records.get(entry) as Uint8Array);
  const tail = bytes.slice(end);
  const view = new DataView(tail.buffer);
  view.setUint32(12, length - directory, true);
  view.setUint32(16, directory, true);
  push(tail);
  return joined(pieces, length);
}

/** Header and data of an entry with another content; writes into its record what the header says. */
function replaced(bytes: Uint8Array, entry: Entry, record: Uint8Array, content: Uint8Array): readonly Uint8Array[] {
  const data = deflateSync(content, { level: 6 });
  const { header, name, extra } = localHeader(bytes, entry);
  // Sizes stand in the header now: no data descriptor follows, nor sizes of 64 bits.
  const kept = withoutExtra(extra, 0x0001);
  const flags = entry.flags & ~0x0008;
  const fields: readonly (readonly [offset: number, size: 2 | 4, value: number])[] = [
    [6, 2, flags],
    [8, 2, 8],
    [14, 4, crc32(content)],
    [18, 4, data.length],
    [22, 4, content.length],
  ];
  const local = new DataView(header.buffer);
  // The same fields stand two bytes further on in the central directory.
  const central = new DataView(record.buffer);
  for (const [offset, size, value] of fields)
    for (const [view, at] of [
      [local, offset],
      [central, offset + 2],
    ] as const)
      if (size === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
  local.setUint16(28, kept.length, true);
  return [header, name, kept, data];
}

function localHeader(bytes: Uint8Array, { start }: Entry) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = start + 30;
  const extras = names + view.getUint16(start + 26, true);
  const end = extras + view.getUint16(start + 28, true);
  return {
    header: bytes.slice(start, names),
    name: bytes.subarray(names, extras),
    extra: bytes.subarray(extras, end),
    length: end - start,
  };
}

function withoutExtra(extra: Uint8Array, id: number): Uint8Array {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  const kept: Uint8Array[] = [];
  let length = 0;
  for (let at = 0; at < extra.length; ) {
    const end = at + 4 <= extra.length ? Math.min(extra.length, at + 4 + view.getUint16(at + 2, true)) : extra.length;
    if (end - at < 4 || view.getUint16(at, true) !== id) {
      kept.push(extra.subarray(at, end));
      length += end - at;
    }
    at = end;
  }
  return joined(kept, length);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** @throws SheetError for what cannot be copied entry by entry */
function directoryOf(bytes: Uint8Array): Directory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end >= 20 && view.getUint32(end - 20, true) === ZIP64_END) throw new SheetError(zip64);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff) throw new SheetError(zip64);
  const entries: Entry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) throw new SheetError(damaged);
    const flags = view.getUint16(at + 8, true);
    if (flags & 0x0001) throw new SheetError(encrypted);
    const compressed = view.getUint32(at + 20, true);
    const local = view.getUint32(at + 42, true);
    if (compressed === 0xffffffff || local === 0xffffffff) throw new SheetError(zip64);
    if (local + 30 > start || view.getUint32(local, true) !== LOCAL) throw new SheetError(damaged);
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const recordEnd = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (recordEnd > end) throw new SheetError(damaged);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd));
    entries.push({ name, record: at, recordEnd, flags, compressed, start: local, end: start });
    at = recordEnd;
  }
  const ordered = [...entries].sort((a, b) => a.start - b.start);
  for (const [i, entry] of ordered.entries()) {
    entry.end = ordered[i + 1]?.start ?? start;
    if (entry.start + localHeader(bytes, entry).length + entry.compressed > entry.end) throw new SheetError(damaged);
  }
  return { entries, start, end };
}

/** Where the record that ends the file begins; a comment of up to 65,535 bytes follows it. */
function endRecord(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - 0xffff; at--)
    if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  throw new SheetError(damaged);
}
