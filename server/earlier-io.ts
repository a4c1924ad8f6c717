/** {@link Io} over an earlier version of what is there now: part of what is loaded when a person first compares something. */
import type { Io } from '../core/io.ts';
import { isKaijiPath } from '../core/package/files.ts';
import { canonicalUri } from '../core/package/uri.ts';

/**
 * What was there before, as far as it was another.
 * @param was texts by URI in any spelling; null for what was not there
 */
export function earlierIo(io: Io, was: readonly { readonly uri: string; readonly text: string | null }[]): Io {
  const texts = new Map(was.map(({ uri, text }) => [canonicalUri(uri), text]));
  return {
    async read(uri) {
      const text = texts.get(canonicalUri(uri));
      if (text === null) throw new Error(`no such file: ${uri}`);
      return text ?? io.read(uri);
    },
    readBytes: (uri, within) => io.readBytes(uri, within),
    async exists(uri) {
      const text = texts.get(canonicalUri(uri));
      return text === undefined ? io.exists(uri) : text !== null;
    },
    async list(folder, unreadable) {
      const home = canonicalUri(folder).replace(/\/$/, '');
      const now = (await io.list(folder, unreadable)).map(canonicalUri);
      const then = [...texts.keys()].filter((uri) => uri.startsWith(`${home}/`) && isKaijiPath(uri));
      return [...new Set([...now, ...then])].filter((uri) => texts.get(uri) !== null);
    },
  };
}
