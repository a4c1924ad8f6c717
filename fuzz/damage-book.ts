/** Workbooks with something amiss: in the file, in what lists its parts, in a part, or in what it claims. */
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate';
import type { Random } from '../test/support/random-yaml.ts';
import { damaged } from './mutate.ts';
import { below, pick } from './target.ts';

export function damagedBook(book: Uint8Array, random: Random): Uint8Array {
  const kind = random();
  if (kind < 0.15) return damaged(book, random);
  // What lists the parts stands at the end.
  if (kind < 0.3) return damaged(book, random, Math.max(0, book.length - 1500));
  if (kind < 0.35) return book.slice(0, below(book.length, random));
  const parts: { path: string; bytes: Uint8Array }[] = Object.entries(unzipSync(book)).map(([path, bytes]) => ({ path, bytes }));
  do {
    const part = pick(parts, random);
    const what = random();
    if (what < 0.08)
      part.path = pick(
        [
          '../x',
          '/etc/x',
          'C:\\x',
          'xl/../../x',
          '',
          'xl/worksheets/sheet1.xml',
          '__proto__',
          part.path.toUpperCase(),
          'ｘ'.repeat(300),
        ],
        random,
      );
    else if (what < 0.14) parts.splice(parts.indexOf(part), 1);
    else if (what < 0.2) parts.push({ ...pick(parts, random), path: part.path });
    else if (what < 0.25) part.bytes = damaged(part.bytes, random);
    else if (/\.(?:xml|rels|vml)$/.test(part.path)) part.bytes = strToU8(damagedXml(strFromU8(part.bytes), random));
  } while (random() < 0.5 || parts.length === 0);
  const written = zippedAsGiven(parts);
  return random() < 0.1 ? damaged(written, random, Math.max(0, written.length - 1500)) : written;
}

/** Elements, attributes and texts that are others. */
function damagedXml(xml: string, random: Random): string {
  let now = xml;
  do {
    const tags = [...now.matchAll(/<[^>]*>/g)];
    const tag = tags.length > 0 ? pick(tags, random) : undefined;
    const other = tags.length > 0 ? pick(tags, random) : undefined;
    if (!tag || !other) return now;
    const [start, end] = [tag.index, tag.index + tag[0].length];
    const what = below(9, random);
    if (what === 0) now = now.slice(0, start) + now.slice(end);
    else if (what === 1) now = now.slice(0, end) + other[0] + now.slice(end);
    else if (what === 2) now = now.slice(0, start) + now.slice(Math.max(start, other.index));
    else if (what === 3) now = now.slice(0, end) + pick(TEXTS, random) + now.slice(end);
    else if (what === 4) now = now.slice(0, end) + tag[0].repeat(below(3000, random)) + now.slice(end);
    else if (what === 5) now = now.slice(0, below(now.length, random));
    else {
      const values = [...tag[0].matchAll(/"[^"]*"/g)];
      const value = values.length > 0 ? pick(values, random) : undefined;
      if (value)
        now = `${now.slice(0, start + value.index)}"${pick(VALUES, random)}"${now.slice(start + value.index + value[0].length)}`;
    }
  } while (random() < 0.6);
  return now;
}

const VALUES = [
  '',
  '0',
  '-1',
  '1',
  '1e9',
  '4294967296',
  '99999999999999999999',
  'NaN',
  'A0',
  'A1',
  'XFD1048576',
  'ZZZZ99999999',
  'A1:XFD1048576',
  'B2:A1',
  'A1:',
  ':',
  's',
  'inlineStr',
  'e',
  'd',
  'b',
  'str',
  'rId1',
  'rId999',
  '../../x',
  '/xl/worksheets/sheet1.xml',
  'worksheets/sheet1.xml',
  'sharedStrings.xml',
  '__proto__',
  'constructor',
  '&#0;',
  '&#x110000;',
  '&lol;',
  '&amp;amp;',
  'Ａ１',
  'list',
  '"',
  '1:99999999',
  '点検表!$A$1:$XFD$1048576',
  'リスト!#REF!',
];
const TEXTS = [
  '&lol;',
  '&#0;',
  '&#xD800;',
  '&#x110000;',
  '&#',
  '&',
  '<![CDATA[',
  '<![CDATA[x]]>',
  '<!--',
  '<!-- -- -->',
  '<!DOCTYPE x [<!ENTITY lol "lol">]>',
  '<?x',
  ']]>',
  '_x000D_',
  '_xD800_',
  '\0',
  '=1+1',
  '９９９９',
  '1e999',
  '-1',
  '45000.5',
  '○',
  '対象外',
  '同上',
  'はい',
  '🏥',
  '<',
  '>',
  '"',
  'a'.repeat(40_000),
  '\n'.repeat(300),
  '<c r="XFD1048576"><v>1</v></c>',
  '<row r="99999999"/>',
  '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
  '<v>',
  '</v>',
  '<is><t>x</t></is>',
];

/** A zip file of parts in order; names may be there twice, and be any. */
function zippedAsGiven(parts: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  for (const { path, bytes } of parts) {
    const entry = new ZipDeflate(path, { level: 1 });
    entry.mtime = new Date(2020, 1, 3);
    zip.add(entry);
    entry.push(bytes, true);
  }
  zip.end();
  return new Uint8Array(Buffer.concat(pieces));
}
