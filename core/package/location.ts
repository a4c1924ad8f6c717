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
  if (isAbsolute(written.trim())) return OUTSIDE;
  const relative = relativeLocation(written);
  if (!relative) return ELSEWHERE;
  const { path, backslash } = relative;
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth--;
    else if (part !== '.' && part !== '') depth++;
    if (depth < 0) return OUTSIDE;
  }
  if (depth === 0) return ELSEWHERE;
  try {
    return { kind: 'inside', uri: resolveUri(home, path), backslash };
  } catch {
    return ELSEWHERE;
  }
}

/** A path relative to a package, in it or not. */
export interface RelativeLocation {
  /** Separated by `/`. */
  readonly path: string;
  /** The place in the file, with its `#`; '' where none is named. */
  readonly fragment: string;
  /** Written with `\`. */
  readonly backslash: boolean;
}

/** The relative path a `location` is; undefined for what is none. */
export function relativeLocation(written: string): RelativeLocation | undefined {
  const whole = written.trim();
  if (
    whole === '' ||
    whole.length > 1000 ||
    isAbsolute(whole) ||
    /^[A-Za-z][A-Za-z0-9+.-]+:/.test(whole) ||
    /\p{Cc}/u.test(whole)
  )
    return undefined;
  const plain = whole.replaceAll('\\', '/');
  const path = withoutFragment(plain);
  if (!path.includes('/') && !EXTENSION.test(path)) return undefined;
  return { path, fragment: plain.slice(path.length), backslash: whole.includes('\\') };
}

function isAbsolute(path: string): boolean {
  return /^file:/i.test(path) || /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
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
    (lists.find(({ sequence }) => sequence === 'evidence')?.items.toArray() ?? []).flatMap((item) => {
      const map = asMap(item);
      const written = map && evidenceItem(map).location;
      const location = written && locationIn(home, written.value);
      return location?.kind === 'inside' ? [location.uri] : [];
    }),
  );
  located.set(file, { home, uris });
  return uris;
}
