/**
 * Control IDs as OSCAL tokens, and back. A token is letters, digits, `.`, `-` and `_`, and begins with a letter or `_` (NIST metaschema, token); the IDs of our
 * guidelines have brackets and circled numbers as well:
 *
 *   METI-2.6.14(1)          METI-2.6.14_1_
 *   MIC-3.2.3(2)(ア)3       MIC-3.2.3_2__ア_3
 *   RS-1.1①                 RS-1.1_c1_
 *   anything else, by code  _x5f_
 */
import { circled, circledValue } from '../../core/catalog/circled.ts';

/** What stands in brackets (but for what would be read back as something else), a circled number, a character no token has, and one it may not begin with. */
const ESCAPED = /\((?!(?:x[0-9a-f]+|c[0-9]+)\))([\p{L}\p{Nd}.-]+)\)|([①-⑳㉑-㉟㊱-㊿])|[^\p{L}\p{Nd}.-]|^[^\p{L}]/gu;

/** The token of an ID. Two IDs never share one. */
export function tokenOf(id: string): string {
  if (id === '') return '_';
  return id.replace(ESCAPED, (match, inner: string | undefined, mark: string | undefined) => {
    if (inner !== undefined) return `_${inner}_`;
    return mark === undefined ? `_x${(match.codePointAt(0) ?? 0).toString(16)}_` : `_c${circledValue(mark)}_`;
  });
}

/** The ID of a token; one that {@link tokenOf} did not make is its own. */
export function idOfToken(token: string): string {
  if (token === '_') return '';
  return token.replace(/_([^_]+)_/g, (_, inner: string) => {
    if (/^c[0-9]+$/.test(inner)) return circled(Number(inner.slice(1)));
    if (!/^x[0-9a-f]+$/.test(inner)) return `(${inner})`;
    const code = Number.parseInt(inner.slice(1), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : `(${inner})`;
  });
}
