/**
 * Numbers of a spreadsheet as their format shows them (ECMA-376 Part 1, 18.8.30 and 18.8.31), as far as documents use it: dates of any calendar as ISO 8601 (2026-04-01, 2026-04),
 * percentages, places, leading zeros, words around the number. Any other format leaves the number as it is.
 */
import { withoutEnd } from '../../core/text/edges.ts';

/** Formats a file need not spell out. 27–36 and 50–58 are dates in Japanese Excel, 32 and 33 times. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  ...Object.fromEntries([14, 15, 16, 27, 28, 29, 30, 31, 35, 36, 50, 51, 53, 54, 56, 57, 58].map((id) => [id, 'y/m/d'])),
  ...Object.fromEntries([17, 34, 52, 55].map((id) => [id, 'y/m'])),
  ...Object.fromEntries([18, 20, 32].map((id) => [id, 'h:mm'])),
  ...Object.fromEntries([19, 21, 33].map((id) => [id, 'h:mm:ss'])),
  22: 'y/m/d h:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss',
};

/** @param id of the format. @param own formats the file spells out, by ID */
export function formatCode(id: number, own: ReadonlyMap<number, string>): string {
  return own.get(id) ?? BUILT_IN[id] ?? '';
}

/**
 * @param value as stored
 * @param code the format's code; '' for none
 * @param is1904 whether the file counts days from 1904
 */
export function shownNumber(value: string, code: string, is1904: boolean): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  const sections = sectionsOf(code);
  const isOwn = number < 0 && sections.length > 1;
  const section = sections[isOwn ? 1 : 0] ?? [];
  const date = dateShown(number, section, is1904);
  if (date !== undefined) return date;
  return numberShown(isOwn ? -number : number, section) ?? plain(number);
}

/** Without the noise of binary fractions: fifteen digits, as a spreadsheet keeps them. */
function plain(number: number): string {
  return String(Number(number.toPrecision(15)));
}

/** A piece of a format: what is printed as it stands, or signs that mean something. */
interface Piece {
  readonly literal: boolean;
  readonly text: string;
}

/** The sections of a format, for positive numbers, negative ones, and so on. Colours and locales are left out, the sign of a currency is not. */
function sectionsOf(code: string): readonly (readonly Piece[])[] {
  const sections: Piece[][] = [[]];
  for (const [token] of code.matchAll(/"[^"]*"?|\\.|[_*].|\[[^\]]*\]|./gsu)) {
    const current = sections.at(-1) as Piece[];
    const literal = (text: string) => current.push({ literal: true, text });
    if (token === ';') sections.push([]);
    else if (token.startsWith('"')) literal(token.replaceAll('"', ''));
    else if (token.startsWith('\\')) literal(token.slice(1));
    else if (token.startsWith('_')) literal(' ');
    else if (token.startsWith('[')) {
      const currency = /^\[\$([^-\]]+)/.exec(token)?.[1];
      if (currency !== undefined) literal(currency);
      else if (/^\[[hms]+\]$/i.test(token) || /^\[[<>=]/.test(token)) current.push({ literal: false, text: token });
    } else if (!token.startsWith('*')) current.push({ literal: false, text: token });
  }
  return sections;
}

/** The last day a spreadsheet knows, 9999-12-31. */
const LAST_DAY = 2_958_465;

/** undefined where the format shows no date or time, or the number is none. */
function dateShown(number: number, section: readonly Piece[], is1904: boolean): string | undefined {
  const signs = section
    .filter(({ literal }) => !literal)
    .map(({ text }) => text.toLowerCase())
    .join('');
  // A format of numbers has no such letters, save General and the E of an exponent.
  const letters = signs.replace(/general|e[+-]/g, '').replace(/am\/pm|a\/p/g, 'h');
  const days = /[ydeg]/.test(letters) || (/m/.test(letters) && !/[hs]/.test(letters));
  const times = /[hs]/.test(letters);
  if ((!days && !times) || number < 0) return undefined;
  const seconds = Math.round(number * 86_400);
  const serial = Math.floor(seconds / 86_400) + (is1904 ? 1462 : 0);
  if (days && serial > LAST_DAY) return undefined;
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor((seconds % 86_400) / 3600) + (letters.includes('[') && !days ? Math.floor(seconds / 86_400) * 24 : 0);
  const clock = `${two(hours)}:${two(Math.floor((seconds % 3600) / 60))}${seconds % 60 > 0 ? `:${two(seconds % 60)}` : ''}`;
  if (!days) return clock;
  // To the spreadsheet 1900 had a 29 February, day 60.
  const day = new Date(Date.UTC(1899, 11, serial < 60 ? 31 : 30) + serial * 86_400_000).toISOString().slice(0, 10);
  if (times && seconds % 86_400 > 0) return `${day} ${clock}`;
  // A month is shown without a day: which day is stored for it says nothing.
  return /[yeg]/.test(letters) && /m/.test(letters) && !letters.includes('d') ? day.slice(0, 7) : day;
}

/** undefined where the format is none we know. */
function numberShown(number: number, section: readonly Piece[]): string | undefined {
  const first = section.findIndex(({ literal, text }) => !literal && /[0#?.]/.test(text));
  const last = section.findLastIndex(({ literal, text }) => !literal && /[0#?.]/.test(text));
  if (first === -1) return undefined;
  const places = section.slice(first, last + 1);
  const digits = places.map(({ text }) => text).join('');
  const [whole = '', fraction = ''] = digits.split('.');
  const around = [...section.slice(0, first), ...section.slice(last + 1)];
  const isKnown =
    places.every(({ literal }) => !literal) &&
    /^[0#?,]*(?:\.[0#?]*)?$/.test(digits) &&
    around.every(({ literal, text }) => literal || /^[%()+\-/: ¥$€]$/.test(text));
  if (!isKnown) return undefined;
  const percent = around.some(({ literal, text }) => !literal && text === '%');
  const value = Number((Math.abs(number) * (percent ? 100 : 1)).toPrecision(15));
  // Beyond, a number has no decimals to show.
  if (value >= 1e15) return undefined;
  const fixed = value.toFixed(Math.min(fraction.length, 20));
  const [printed = '', decimals = ''] = fixed.split('.');
  const kept = withoutEnd(decimals, /0/).padEnd(fraction.lastIndexOf('0') + 1, '0');
  const padded = printed.padStart(whole.replace(/[^0]/g, '').length, '0');
  const grouped = whole.includes(',') ? inThousands(padded) : padded;
  const wordsAt = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');
  const sign = number < 0 ? '-' : '';
  return `${sign}${wordsAt(section.slice(0, first))}${grouped}${kept === '' ? '' : `.${kept}`}${wordsAt(section.slice(last + 1))}`;
}

/** `1234567` → `1,234,567` */
function inThousands(digits: string): string {
  const first = digits.length % 3 || 3;
  return digits.slice(0, first) + digits.slice(first).replace(/\d{3}/g, ',$&');
}
