/** What changed between two versions of a package, and the documents that say so: part of what is loaded when a person first exports something. */
import { type DiffFormOptions, diffForm } from '../convert/diff/form.ts';
import { htmlOf } from '../convert/write/html.ts';
import { markdownOf } from '../convert/write/markdown.ts';
import type { PackageDiff } from '../core/diff/change.ts';

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
