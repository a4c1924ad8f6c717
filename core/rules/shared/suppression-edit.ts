/** Edits of comments that mean something. */
import type { KaijiFile } from '../../model/document.ts';
import type { Suppression } from '../../suppression.ts';
import type { Splice } from '../../text/text.ts';
import type { Place } from '../rule.ts';

/** Removes a comment: with its line where it stands alone on it, else with the white space before it. */
export function removalOf({ text, tree }: KaijiFile, { block, start, end }: Place): Splice {
  const base = tree.startOf(block);
  const line = text.lineAt(base + start);
  const lineStart = text.lineStart(line);
  const before = text.slice(lineStart, base + start);
  if (/^[ \t]*$/.test(before)) return { start: lineStart, end: text.lineStart(line + 1), text: '' };
  return { start: base + start - (/(?<![ \t])[ \t]+$/.exec(before)?.[0].length ?? 0), end: base + end, text: '' };
}

/** Leaves only `kept` of the rule codes. */
export function codesRemoved({ text, tree }: KaijiFile, { block, start, end }: Suppression, kept: readonly string[]): Splice {
  const base = tree.startOf(block);
  const source = text.slice(base + start, base + end);
  const head = /^#\s*kaiji-disable(?:-next-line|-line)?\s*/.exec(source)?.[0].length ?? 0;
  const reason = source.indexOf('--', head);
  const stop = reason < 0 ? source.length : head + source.slice(head, reason).trimEnd().length;
  return { start: base + start + head, end: base + start + stop, text: kept.join(' ') };
}
