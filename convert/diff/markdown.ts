/** The 新旧対照表 as a page of Markdown. */
import type { PackageDiff } from '../../core/diff/change.ts';
import { writeMarkdown } from '../write/markdown.ts';
import { type DiffFormOptions, diffForm } from './form.ts';

export function diffMarkdown(diff: PackageDiff, options: DiffFormOptions): string {
  return writeMarkdown(diffForm(diff, options));
}
