/** The 新旧対照表 as one HTML file, to be printed on A4. */
import type { PackageDiff } from '../../core/diff/change.ts';
import { writeHtml } from '../write/html.ts';
import { type DiffFormOptions, diffForm } from './form.ts';

export function diffHtml(diff: PackageDiff, options: DiffFormOptions): string {
  return writeHtml(diffForm(diff, options));
}
