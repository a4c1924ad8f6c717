/**
 * URIs compared as text need one spelling. Editors, Node and people write the same file differently (`%28` or `(`, `C:` or `c%3A`); everything inside the
 * workspace uses the spelling of this file, which is VS Code's own.
 */
import { URI, Utils } from 'vscode-uri';
import { wellFormed } from '../text/well-formed.ts';

/** What stands in a document may be no text that a URI can hold. */
function parsedUri(uri: string, strict = false): URI {
  return URI.parse(wellFormed(uri), strict);
}

/** The one spelling of a URI. A text that is no URI stays as it is. */
export function canonicalUri(uri: string): string {
  try {
    return parsedUri(uri, true).toString();
  } catch {
    return uri;
  }
}

/** The folder a file or folder is in; undefined for the root, and for what is in none (`untitled:`). */
export function parentUri(uri: string): string | undefined {
  const parsed = parsedUri(uri);
  if (parsed.scheme === 'untitled' || !parsed.path.startsWith('/') || parsed.path === '/') return undefined;
  return Utils.dirname(parsed).with({ query: null, fragment: null }).toString();
}

/** `path` as seen from a folder; absolute paths and `..` as in a file system. */
export function resolveUri(folder: string, path: string): string {
  return Utils.resolvePath(parsedUri(folder), wellFormed(path)).toString().replace(/\/$/, '');
}

/** What people call a file: the last part of its path, decoded. */
export function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A URI as written, then with its path in the other Unicode forms (macOS takes が apart, most others do not), each once. */
export function spellingsOf(uri: string): readonly string[] {
  const parsed = parsedUri(uri);
  const path = (form: 'NFC' | 'NFD') => parsed.with({ path: parsed.path.normalize(form) }).toString();
  return [...new Set([uri, path('NFC'), path('NFD')])];
}

/** Compares URIs as people look for files: by the names in their paths, a folder before what is in it. */
export function byPath(a: string, b: string): number {
  const [one, other] = [sortable(a), sortable(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function sortable(uri: string): string {
  // Before every character a name can have.
  const names = uri.replaceAll('/', '\0');
  try {
    return decodeURI(names);
  } catch {
    return names;
  }
}

/** Whether a URI is that of a folder or file, or of something in it. Both canonical, without a slash at the end. */
export function isWithin(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(`${folder}/`);
}
