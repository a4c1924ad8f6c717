/** The 新旧対照表 as a Word document. */
import type { PackageDiff } from '../../core/diff/change.ts';
import { type DiffFormOptions, diffForm } from './form.ts';

export async function diffDocx(diff: PackageDiff, options: DiffFormOptions): Promise<Uint8Array> {
  // Loaded when a Word file is asked for.
  const { writeDocx } = await import('../write/docx.ts');
  return writeDocx(diffForm(diff, options));
}
