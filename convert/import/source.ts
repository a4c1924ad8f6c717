/** Lines of a Kaiji document. Whatever a sheet holds comes back as the same text when they are read; control characters are left out. */
import { literalLines, scalarSource } from '../../core/yaml/edit.ts';
import { asMarkdown } from './markdown.ts';
import { writable } from './writable.ts';

/** A pair on one line, indented by `indent` columns; none for ''. */
export function pair(key: string, value: string | undefined, indent: number): readonly string[] {
  const text = writable(value ?? '').trim();
  // A number is text here: 3.0 is no 3.
  const source = /^[-+]?[0-9][0-9.]*$/.test(text) ? JSON.stringify(text) : scalarSource(text);
  return text === '' ? [] : [`${' '.repeat(indent)}${key}: ${source}`];
}

/** A pair of prose, in Markdown that reads as the sheet does: on one line where it is one line, else as a block; none for ''. */
export function prosePair(key: string, value: string | undefined, indent: number): readonly string[] {
  const text = asMarkdown(writable(value ?? '').trim());
  if (!text.includes('\n')) return pair(key, text, indent);
  const [header, ...body] = literalLines(text);
  const blanks = ' '.repeat(indent);
  return [`${blanks}${key}: ${header}`, ...body.map((line) => (line === '' ? '' : blanks + line))];
}

/** `- ` before the first line of an item whose pairs are indented by two columns more than its dash. */
export function item(lines: readonly string[], indent: number): readonly string[] {
  return lines.map((line, i) => (i === 0 ? `${' '.repeat(indent)}- ${line.slice(indent + 2)}` : line));
}
