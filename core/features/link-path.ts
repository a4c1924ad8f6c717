/** Paths of pictures and links in Markdown (CommonMark 0.31, "Links"), found in the spelling of a YAML scalar and written back into it. */

import { wellFormed } from '../text/well-formed.ts';
import type { ScalarNode } from '../yaml/tree.ts';

export interface LinkPath {
  /** Decoded, without what follows `#` or `?`. */
  readonly path: string;
  /** Of the path within the source, half-open. */
  readonly start: number;
  readonly end: number;
  /** Between `<` and `>`, where spaces may stand. */
  readonly bracketed: boolean;
  /** Letters beyond ASCII were written with percent signs. */
  readonly encoded: boolean;
}

/** What a picture or a link leads to: between angle brackets, or without spaces and with brackets in pairs. */
const FORM = /\]\([ \t]*(?:<([^<>\r\n]*)>|((?:[^ \t\r\n()<>]|\([^ \t\r\n()<>]*\))+))/g;

/** @param source a scalar as it is spelled. Addresses and absolute paths are left out. */
export function linkPathsIn(source: string, style: ScalarNode['style']): readonly LinkPath[] {
  return [...source.matchAll(FORM)].flatMap((match): LinkPath[] => {
    const bracketed = match[1] !== undefined;
    const written = match[1] ?? match[2] ?? '';
    const path = written.replace(/[#?].*$/s, '');
    if (path === '' || /^(?:[/\\]|[A-Za-z][A-Za-z0-9+.-]*:)/.test(path)) return [];
    // An escape of the double-quoted style: rare, and not worth reading here.
    if (style === 'double' && written.includes('\\')) return [];
    const start = match.index + match[0].length - written.length - (bracketed ? 1 : 0);
    const value = style === 'single' ? path.replaceAll("''", "'") : path;
    const encoded = /%[89A-Fa-f][0-9A-Fa-f]/.test(path);
    return [{ path: decoded(value), start, end: start + path.length, bracketed, encoded }];
  });
}

/** A path as it stands in a link, in a scalar of a style: what would end either is written with percent signs. */
export function linkSource(path: string, { bracketed, encoded }: LinkPath, style: ScalarNode['style']): string {
  const plain = encoded ? wellFormed(path).split('/').map(encodeURIComponent).join('/') : path.replaceAll('%', '%25');
  const ends = bracketed ? /["<>\\#?`:]/g : isPaired(plain) ? /[ \t"<>\\#?`]/g : /[ \t"<>()\\#?`]/g;
  const safe = plain.replace(ends, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return style === 'single' ? safe.replaceAll("'", "''") : safe;
}

function isPaired(path: string): boolean {
  return !/[()]/.test(path.replace(/\([^()]*\)/g, ''));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
