/**
 * The grammar of control IDs. Two spellings are the same control when their keys are equal (`idKey`, `partKey`): circled numbers become `(n)` before
 * NFKC, which would run `3.1②` together; then upper case, one dash, no spaces, no leading zeros, a final `-n` is `(n)`.
 */
import { circledValue } from './circled.ts';

/** Every dash people type for `-`, among them the long vowel mark. */
const DASHES = /[\u2010-\u2015\u2212\u30fc\uff70\ufe58\ufe63\uff0d]/g;

/**
 * The comparison key of an ID as typed, its prefix split off.
 * @param prefixes known prefixes in upper case; without one of them `prefix` is ''
 */
export function idKey(typed: string, prefixes: Iterable<string>): { readonly prefix: string; readonly number: string } {
  const plain = normalise(typed);
  let best = '';
  for (const prefix of prefixes) {
    if (prefix.length > best.length && plain.startsWith(prefix) && /^-?[0-9A-Z(.]/.test(plain.slice(prefix.length)))
      best = prefix;
  }
  const rest = best ? plain.slice(best.length).replace(/^-/, '') : plain;
  return { prefix: best, number: rest.replace(/(^|[^0-9])0+(?=[0-9])/g, '$1').replace(/([0-9)])-([0-9]+)$/, '$1($2)') };
}

/** `"(1)"`, `（１）`, `1`, `①` → `1`: the key of a sub-item's number. */
export function partKey(typed: string): string {
  return normalise(typed)
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^0+(?=[0-9])/, '');
}

/** An ID with its last `(n)` taken off, as a control and its part; undefined where there is none. */
export function splitPart(number: string): { readonly number: string; readonly part: string } | undefined {
  const match = /^(.+)\(([^()]+)\)$/.exec(number);
  return match ? { number: match[1] as string, part: match[2] as string } : undefined;
}

function normalise(typed: string): string {
  // Most IDs are typed as they are spelled.
  if (/^[!-~]*$/.test(typed)) return typed.toUpperCase();
  return typed
    .replace(/[①-⑳㉑-㉟㊱-㊿⑴-⒇]/g, (mark) => `(${circledValue(mark)})`)
    .replace(DASHES, '-')
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(/\s+/g, '')
    .toUpperCase();
}
