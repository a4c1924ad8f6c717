/** The tags of an XML text with their places, for edits that leave the rest as it is. No DTD, as Office Open XML forbids one (ECMA-376 Part 2, 8.3). */
import { ownValue } from '../../core/text/own-value.ts';
import { SheetError } from '../sheet/sheet.ts';
import { damaged } from '../sheet/xlsx.ts';

export interface Tag {
  /** With its colon, or ''. */
  readonly prefix: string;
  /** Without its prefix. */
  readonly name: string;
  readonly is: 'open' | 'close' | 'empty';
  /** Offsets in UTF-16 units, half-open, brackets included. */
  readonly start: number;
  readonly end: number;
}

const CDATA = '<![CDATA[';

/** The next tag from an offset on; comments, CDATA and instructions are passed over. @throws SheetError for what is not well-formed */
export function nextTag(xml: string, from: number): Tag | undefined {
  let start = xml.indexOf('<', from);
  while (start >= 0) {
    const second = xml.charAt(start + 1);
    if (second === '?') start = after(xml, '?>', start);
    else if (xml.startsWith('<!--', start)) start = after(xml, '-->', start);
    else if (xml.startsWith(CDATA, start)) start = after(xml, ']]>', start);
    else if (second === '!') throw new SheetError(damaged);
    else return tagAt(xml, start);
    start = xml.indexOf('<', start);
  }
  return undefined;
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new SheetError(damaged);
  return at + mark.length;
}

function tagAt(xml: string, start: number): Tag {
  let end = start + 1;
  for (let character = xml.charAt(end); character !== '>'; character = xml.charAt(++end)) {
    if (character === '"' || character === "'") end = after(xml, character, end + 1) - 1;
    else if (character === '') throw new SheetError(damaged);
  }
  const isClosing = xml.charAt(start + 1) === '/';
  const from = isClosing ? start + 2 : start + 1;
  let to = from;
  while (!/[\s/>]/.test(xml.charAt(to))) to++;
  const colon = xml.slice(from, to).indexOf(':') + 1;
  return {
    prefix: xml.slice(from, from + colon),
    name: xml.slice(from + colon, to),
    is: isClosing ? 'close' : xml.charAt(end - 1) === '/' ? 'empty' : 'open',
    start,
    end: end + 1,
  };
}

/** The attributes of a tag, by name without prefix. */
export function attributesOf(xml: string, { start, end }: Tag): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of xml.slice(start, end).matchAll(ATTRIBUTE))
    found.set(name.slice(name.indexOf(':') + 1), decoded(double ?? single ?? ''));
  return found;
}

/** White space before it, its name and its value. Begins only where the white space does: else it would take the square of its length. */
export const ATTRIBUTE = /(?<!\s)\s+([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The text of an element without children: what stands between its tags. @throws SheetError for a CDATA section without end */
export function textBetween(xml: string, from: number, to: number): string {
  const inner = xml.slice(from, to);
  let text = '';
  let at = 0;
  for (let start = inner.indexOf(CDATA); start >= 0; start = inner.indexOf(CDATA, at)) {
    const end = inner.indexOf(']]>', start);
    if (end < 0) throw new SheetError(damaged);
    text += decoded(inner.slice(at, start)) + inner.slice(start + CDATA.length, end);
    at = end + 3;
  }
  return text + decoded(inner.slice(at));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]+));/g, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return ownValue(ENTITIES, name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
