/**
 * Zip files (APPNOTE.TXT 6.3.10), part by part. Of what a file says of itself only the places are believed: a part is unpacked piece by piece, at most to the
 * size it declares, and refused where size or checksum turn out to be others. fflate's own `unzipSync` cuts such a part short and says nothing.
 */
import { Inflate } from 'fflate';

/** Why a zip file, or a part of it, cannot be read. */
export type ZipProblem = 'damaged' | 'encrypted' | 'unknown-method' | 'too-large';

export class ZipError extends Error {
  /** @param part name of the part; '' for the file as a whole */
  constructor(
    readonly problem: ZipProblem,
    readonly part = '',
  ) {
    super(`${problem}: ${part}`);
  }
}

export interface Archive {
  /** As the file spells them, with `/` between folders. */
  readonly names: readonly string[];
  has(name: string): boolean;
  /**
   * A part, unpacked; undefined where there is none. Upper and lower case are one, as in the parts of a package (ECMA-376 Part 2, 6.2.2.3).
   * @throws ZipError
   */
  read(name: string): Uint8Array | undefined;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  /** In bytes: in the file, and unpacked. */
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const STORED = 0;
const DEFLATED = 8;
/** One piece never becomes more than about 16 MB: deflate packs 1,032 to 1 at best. */
const PIECE = 16_384;

/**
 * @param room bytes that all parts read from it may take together, unpacked
 * @throws ZipError where it is no zip file
 */
export function openZip(bytes: Uint8Array, room: number): Archive {
  const entries = entriesOf(bytes);
  const byKey = new Map<string, Entry>();
  for (const entry of entries) if (!byKey.has(keyOf(entry.name))) byKey.set(keyOf(entry.name), entry);
  let left = room;
  return {
    names: entries.map(({ name }) => name),
    has: (name) => byKey.has(keyOf(name)),
    read(name) {
      const entry = byKey.get(keyOf(name));
      if (!entry) return undefined;
      left -= entry.size;
      if (left < 0) throw new ZipError('too-large', entry.name);
      return unpack(bytes, entry);
    },
  };
}

function keyOf(name: string): string {
  return name.toLowerCase();
}

/** Byte by byte, as what stands at any offset need not be aligned; beyond the end is damage. */
function reader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const within = (at: number, length: number) => {
    if (!(at >= 0 && at + length <= bytes.length)) throw new ZipError('damaged');
    return at;
  };
  return {
    u16: (at: number) => view.getUint16(within(at, 2), true),
    u32: (at: number) => view.getUint32(within(at, 4), true),
    u64: (at: number) => Number(view.getBigUint64(within(at, 8), true)),
    part: (at: number, length: number) => bytes.subarray(within(at, length), at + length),
  };
}

/** The central directory, from the end of the file. */
function entriesOf(bytes: Uint8Array): readonly Entry[] {
  const { u16, u32, u64, part } = reader(bytes);
  // Behind the record there is only a comment of at most 65,535 bytes.
  let end = bytes.length - 22;
  const last = Math.max(0, end - 0xffff);
  while (end >= last && u32(end) !== 0x06054b50) end--;
  if (end < last) throw new ZipError('damaged');
  let count = u16(end + 10);
  let at = u32(end + 16);
  if ((count === 0xffff || at === 0xffffffff) && end >= 20 && u32(end - 20) === 0x07064b50) {
    const record = u64(end - 12);
    if (u32(record) !== 0x06064b50) throw new ZipError('damaged');
    count = u64(record + 32);
    at = u64(record + 48);
  }
  const entries: Entry[] = [];
  for (; count > 0; count--) {
    if (u32(at) !== 0x02014b50) throw new ZipError('damaged');
    const [nameLength, extraLength, commentLength] = [u16(at + 28), u16(at + 30), u16(at + 32)];
    const sizes = { size: u32(at + 24), packed: u32(at + 20), offset: u32(at + 42) };
    const extra = at + 46 + nameLength;
    if (Object.values(sizes).includes(0xffffffff)) enlarge(sizes, extra, extra + extraLength, { u16, u64 });
    entries.push({
      // Some programs write `\`, and some begin with `/`.
      name: new TextDecoder()
        .decode(part(at + 46, nameLength))
        .replaceAll('\\', '/')
        .replace(/^\/+/, ''),
      flags: u16(at + 8),
      method: u16(at + 10),
      checksum: u32(at + 16),
      ...sizes,
    });
    at = extra + extraLength + commentLength;
  }
  return entries;
}

/** Puts what is too large for 32 bits (or was written as if) in the place of 0xffffffff: the extra field 1 has just those, in this order. */
function enlarge(
  sizes: Record<'size' | 'packed' | 'offset', number>,
  from: number,
  to: number,
  { u16, u64 }: Pick<ReturnType<typeof reader>, 'u16' | 'u64'>,
): void {
  let field = from;
  while (field + 4 <= to && u16(field) !== 1) field += 4 + u16(field + 2);
  let at = field + 4;
  for (const key of ['size', 'packed', 'offset'] as const)
    if (sizes[key] === 0xffffffff) {
      if (at + 8 > to) throw new ZipError('damaged');
      sizes[key] = u64(at);
      at += 8;
    }
}

function unpack(bytes: Uint8Array, { name, flags, method, checksum, packed, size, offset }: Entry): Uint8Array {
  const { u16, u32, part } = reader(bytes);
  if ((flags & 1) !== 0) throw new ZipError('encrypted', name);
  if (method !== STORED && method !== DEFLATED) throw new ZipError('unknown-method', name);
  if (u32(offset) !== 0x04034b50) throw new ZipError('damaged', name);
  const data = part(offset + 30 + u16(offset + 26) + u16(offset + 28), packed);
  const unpacked = method === STORED ? data : inflate(data, size, name);
  if (unpacked.length !== size || crc32(unpacked) !== checksum) throw new ZipError('damaged', name);
  return unpacked;
}

function inflate(data: Uint8Array, size: number, name: string): Uint8Array {
  // What fits cannot have been made of less.
  if (size > data.length * 1032 + PIECE) throw new ZipError('damaged', name);
  const unpacked = new Uint8Array(size);
  let filled = 0;
  let ended = false;
  const stream = new Inflate((piece, final) => {
    // What goes beyond the size declared is refused by `set`, and ends it.
    unpacked.set(piece, filled);
    filled += piece.length;
    ended = final;
  });
  try {
    for (let at = 0; at < data.length && !ended; at += PIECE)
      stream.push(data.subarray(at, at + PIECE), at + PIECE >= data.length);
  } catch {
    throw new ZipError('damaged', name);
  }
  return unpacked.subarray(0, filled);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** The checksum of zip files (APPNOTE.TXT 4.4.7), unsigned. */
export function crc32(bytes: Uint8Array): number {
  let value = -1;
  for (const byte of bytes) value = (CRC_TABLE[(value ^ byte) & 0xff] as number) ^ (value >>> 8);
  return (value ^ -1) >>> 0;
}
