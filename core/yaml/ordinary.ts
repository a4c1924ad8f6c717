/**
 * What most lines are, told from their characters one by one: keys of a schema, texts in which nothing means anything, short lists. "No" only means that
 * somebody has to look closer (key.ts, value.ts).
 */

/** In a key of a schema. */
const KEY = 1;
/** Where a value begins it may be more than text, or amiss. */
const START = 2;
/** In brackets it is more than text. */
const FLOW = 4;
const CLASSES = new Uint8Array(128);
const mark = (characters: string, bits: number) => {
  for (const character of characters) CLASSES[character.charCodeAt(0)] = (CLASSES[character.charCodeAt(0)] as number) | bits;
};
mark('abcdefghijklmnopqrstuvwxyz0123456789.-', KEY);
mark(' \t-?:"\'[]{}%@`>|*!&#', START);
mark('"\'#[]{}', FLOW);

const is = (code: number, bits: number) => code < 128 && ((CLASSES[code] as number) & bits) !== 0;

const SPACE = 32;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const SMALL_A = 97;
const SMALL_Z = 122;
const FULLWIDTH_SPACE = 0x3000;
const FULLWIDTH_COLON = 0xff1a;

/** Length of the key of a schema that begins at `at`, with its colon; 0 where none does, or not white space but something else is behind it. */
export function schemaKeyAt(text: string, at: number, end: number): number {
  const first = text.charCodeAt(at);
  if (first < SMALL_A || first > SMALL_Z) return 0;
  let i = at + 1;
  while (is(text.charCodeAt(i), KEY)) i++;
  if (i >= end || text.charCodeAt(i) !== COLON) return 0;
  return i + 1 === end || text.charCodeAt(i + 1) === SPACE ? i + 1 - at : 0;
}

/** Whether `[at, end)` of a line is text and no key, whatever stands before it: there is no colon in it. */
export function isWords(text: string, at: number, end: number): boolean {
  const first = text.charCodeAt(at);
  if (at >= end || first === FULLWIDTH_SPACE || is(first, START)) return false;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === COLON || code === FULLWIDTH_COLON) return false;
  }
  return true;
}

/** Whether `[at, end)` of a line, behind a key or a dash, is a plain value with which nothing is wrong. */
export function isPlainValue(text: string, at: number, end: number): boolean {
  if (at >= end || is(text.charCodeAt(at), START)) return false;
  for (let i = at; i < end; i++) if (text.charCodeAt(i) === COLON) return false;
  return true;
}

/** Whether `[at, end)` of a line is a list in brackets of plain values. */
export function isPlainList(text: string, at: number, end: number): boolean {
  if (text.charCodeAt(at) !== OPEN_BRACKET || text.charCodeAt(end - 1) !== CLOSE_BRACKET) return false;
  for (let i = at + 1; i < end - 1; i++) if (is(text.charCodeAt(i), FLOW)) return false;
  return end - at > 1;
}
