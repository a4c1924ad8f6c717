/** What changed between two versions of a package, and the documents that say so: part of what is loaded when a person first exports something. */
import { type DiffFormOptions, diffForm } from '../convert/diff/form.ts';
import { htmlOf } from '../convert/write/html.ts';
import { markdownOf } from '../convert/write/markdown.ts';
import type { PackageDiff } from '../core/diff/change.ts';
import type { Io } from '../core/io.ts';
import { isKaijiPath } from '../core/package/files.ts';
import { canonicalUri } from '../core/package/uri.ts';

export { diffJson } from '../convert/diff/json.ts';
export { diffPackages } from '../core/diff/diff.ts';

/** The 新旧対照表 as Markdown. */
export function diffMarkdown(diff: PackageDiff, options: DiffFormOptions): string {
  return markdownOf(diffForm(diff, options));
}

/** As one HTML file, to be printed on A4. */
export function diffHtml(diff: PackageDiff, options: DiffFormOptions): string {
  return htmlOf(diffForm(diff, options));
}

/** As a Word document. */
export async function diffDocx(diff: PackageDiff, options: DiffFormOptions): Promise<Uint8Array> {
  const { docx } = await import('../convert/write/docx.ts');
  return docx(diffForm(diff, options));
}

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
    readBytes: (uri) => io.readBytes(uri),
    async exists(uri) {
      const text = texts.get(canonicalUri(uri));
      return text === undefined ? io.exists(uri) : text !== null;
    },
    async list(folder) {
      const home = canonicalUri(folder).replace(/\/$/, '');
      const now = (await io.list(folder)).map(canonicalUri);
      const then = [...texts.keys()].filter((uri) => uri.startsWith(`${home}/`) && isKaijiPath(uri));
      return [...new Set([...now, ...then])].filter((uri) => texts.get(uri) !== null);
    },
  };
}
