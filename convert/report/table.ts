/** Tables and lines of a Markdown page. */
import { escaped } from '../../core/features/markdown.ts';
import type { Language } from '../../core/language.ts';

export interface Page {
  readonly language: Language;
  readonly date: string;
  readonly pathOf: (uri: string) => string;
  /** The text in the page's language. */
  readonly say: (ja: string, en: string) => string;
}

/** Numbers stand to the right. */
export type Cell = string | number;

/**
 * A table in GitHub's form; every cell is one line.
 * @param raw columns whose cells are Markdown already
 */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], raw: readonly number[] = []): string {
  const right = head.map(
    (_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number' || /^\d+ \(\d+%\)$/.test(String(row[i]))),
  );
  const cells = (row: readonly Cell[]) =>
    `| ${row.map((cell, i) => (raw.includes(i) ? String(cell) : escaped(String(cell)))).join(' | ')} |`;
  return [cells(head), `| ${right.map((isRight) => (isRight ? '---:' : '---')).join(' | ')} |`, ...rows.map(cells)].join('\n');
}

/** What is there of a few short statements, on one line. */
export function line({ say }: Page, ...parts: readonly (string | undefined | '')[]): string {
  return parts.filter(Boolean).join(say('　', ' · '));
}
