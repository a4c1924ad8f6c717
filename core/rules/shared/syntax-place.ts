/** Places of syntax errors, and the ways out they carry. */
import type { Localized } from '../../language.ts';
import type { KaijiFile } from '../../model/document.ts';
import type { Splice } from '../../text/text.ts';
import type { Block, SyntaxFault } from '../../yaml/tree.ts';
import type { Fix, Place } from '../rule.ts';

/** The error's span within its first line; one character at least, where the line has one. */
export function placeOf(error: SyntaxFault, block: Block, file: KaijiFile): Place {
  const base = file.tree.startOf(block);
  const lineEnd = file.text.lineEnd(file.text.lineAt(base + error.start)) - base;
  // Where the parser names the first character only, the value or the escape is meant.
  const least = error.code.endsWith('IMPLICIT_KEY') ? lineEnd : error.start + (error.code === 'BAD_DQ_ESCAPE' ? 2 : 1);
  const end = Math.min(Math.max(error.end, least), Math.max(lineEnd, error.start));
  return { block, start: error.start, end };
}

/** What the author wrote there, its beginning where it is long. */
export function writtenAt(error: SyntaxFault, block: Block, file: KaijiFile): string {
  const base = file.tree.startOf(block);
  const { start, end } = placeOf(error, block, file);
  return file.text.slice(base + start, base + Math.min(end, start + 200));
}

/** The splice that writes what the parser read: the mended text. */
function mendingSplice(error: SyntaxFault, block: Block, file: KaijiFile): Splice | undefined {
  if (error.mended === undefined) return undefined;
  const base = file.tree.startOf(block);
  return { start: base + error.start, end: base + error.end, text: error.mended };
}

/** That splice as a fix. */
export function mendingFix(error: SyntaxFault, block: Block, file: KaijiFile, title: Localized, safe: boolean): readonly Fix[] {
  const splice = mendingSplice(error, block, file);
  return splice ? [{ title, edits: [{ uri: file.uri, splices: [splice] }], safe, preferred: true }] : [];
}

/** A text as it is quoted in a message: its first line, no longer than a reader needs. */
export function excerpt(text: string, length = 20): string {
  const line = (text.split(/[\r\n]/)[0] ?? '').trim();
  return [...line].length > length ? `${[...line].slice(0, length).join('')}…` : line;
}

/** Values read as text though YAML takes their first character for something else; swallowed-text reports them. */
export function isSwallowed(written: string): boolean {
  return /^[%@`*&!]/.test(written);
}
