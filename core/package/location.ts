/** Where the file of an evidence entry is, as its `location` says. */
import type { KaijiFile } from '../model/document.ts';
import { evidenceItem } from '../model/evidence.ts';
import { asMap } from '../yaml/tree.ts';
import { resolveUri } from './uri.ts';

/**
 * `inside`: a file or folder of the package, by URI. `outside`: a path that leaves it, or starts at the root of a disk. `elsewhere`: an address, or words that
 * name a place no program can look at.
 */
export type Location =
  | { readonly kind: 'inside'; readonly uri: string /** Written with `\`. */; readonly backslash: boolean }
  | { readonly kind: 'outside' }
  | { readonly kind: 'elsewhere' };

const EXTENSION = /\.[A-Za-z][A-Za-z0-9]{0,7}$/;

const ELSEWHERE: Location = { kind: 'elsewhere' };
const OUTSIDE: Location = { kind: 'outside' };

/**
 * Reads a `location`. A text with neither `/` nor `\` nor a file's extension is no path. `…pdf#page=3` is the file before the `#`.
 * @param home the package's URI, a folder
 */
export function locationIn(home: string, written: string): Location {
  const path = written.trim();
  if (/^file:/i.test(path) || /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path)) return OUTSIDE;
  if (path === '' || path.length > 1000 || /^[A-Za-z][A-Za-z0-9+.-]+:/.test(path) || /\p{Cc}/u.test(path)) return ELSEWHERE;
  const backslash = path.includes('\\');
  const plain = withoutFragment(path.replaceAll('\\', '/'));
  if (!plain.includes('/') && !EXTENSION.test(plain)) return ELSEWHERE;
  let depth = 0;
  for (const part of plain.split('/')) {
    if (part === '..') depth--;
    else if (part !== '.' && part !== '') depth++;
    if (depth < 0) return OUTSIDE;
  }
  if (depth === 0) return ELSEWHERE;
  try {
    return { kind: 'inside', uri: resolveUri(home, plain), backslash };
  } catch {
    return ELSEWHERE;
  }
}

/** What stands behind the `#` is a place in the file, where a file's extension stands before it. */
function withoutFragment(path: string): string {
  const at = path.lastIndexOf('#');
  const before = path.slice(0, Math.max(at, 0));
  return at > path.lastIndexOf('/') && EXTENSION.test(before) ? before : path;
}

/** By file what {@link evidenceFiles} made of it last. */
const located = new WeakMap<KaijiFile, { readonly home: string; readonly uris: readonly string[] }>();

/** The URIs of the files the registers of a file locate in the package. @param home the package's URI, a folder */
export function evidenceFiles(file: KaijiFile, home: string): readonly string[] {
  const known = located.get(file);
  if (known?.home === home) return known.uris;
  const uris = file.documents.flatMap(({ lists }) =>
    (lists.find(({ sequence }) => sequence === 'evidence')?.items ?? []).flatMap((item) => {
      const map = asMap(item);
      const written = map && evidenceItem(map).location;
      const location = written && locationIn(home, written.value);
      return location?.kind === 'inside' ? [location.uri] : [];
    }),
  );
  located.set(file, { home, uris });
  return uris;
}
