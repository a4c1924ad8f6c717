/**
 * Formatting while typing: Enter goes on with a list, a text or the keys of an entry, or ends a list; full-width signs typed where only structure can stand
 * become half-width. Looks at the lines around the place alone.
 */
import type { TextEdit } from 'vscode-languageserver-types';
import type { KaijiFile } from '../model/document.ts';
import { schemaAt } from '../model/schema.ts';
import type { Splice } from '../text/text.ts';
import { countUpTo } from '../yaml/item-at.ts';
import { typesOf } from './completion/keys.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { indentOf, type Line, lineOf, opensBlockScalar } from './line.ts';

/** What is asked behind: Enter, a full-width colon, a full-width dash. */
export const TRIGGERS = ['\n', '：', '－'] as const;

/** How many lines above are looked through for the key of a list. */
const FAR = 500;
const WIDE_COLON = 'DEFECT:fullwidth-colon';

/**
 * @param offset of the cursor in `file`, in which `typed` stands already
 * @param typed one of {@link TRIGGERS}
 */
export function onTypeEdits(file: KaijiFile, offset: number, typed: string): TextEdit[] {
  const splice =
    typed === '：' ? colon(file, offset) : typed === '－' ? dash(file, offset) : typed === '\n' ? enter(file, offset) : undefined;
  if (!splice || file.text.slice(splice.start, splice.end) === splice.text) return [];
  return [{ range: file.text.rangeOf(splice.start, splice.end), newText: splice.text }];
}

/** `answer：` → `answer: `, where a key must stand. */
function colon({ text, tree }: KaijiFile, offset: number): Splice | undefined {
  const index = tree.cuts.indexAt(offset - 1);
  const base = tree.cuts.startAt(index);
  const errors = tree.cuts.list.at(index)?.errors ?? [];
  const at = offset - 1 - base;
  const error = errors[countUpTo(errors, at, ({ start }) => start) - 1];
  if (error?.code !== WIDE_COLON || error.start !== at) return undefined;
  return { start: offset - 1, end: Math.min(base + error.end, text.length), text: ': ' };
}

/** `－` alone on a line where an item of a list may stand → `- `. */
function dash(file: KaijiFile, offset: number): Splice | undefined {
  const line = lineOf(file.text, file.text.lineAt(offset));
  if (line.source.trim() !== '－') return undefined;
  const cursor = cursorAt(file, offset);
  if (cursor?.form !== 'line' || !isList(cursor, cursor.path)) return undefined;
  return { start: offset - 1, end: offset, text: '- ' };
}

function enter(file: KaijiFile, offset: number): Splice | undefined {
  const { text } = file;
  const number = text.lineAt(offset);
  const line = lineOf(text, number);
  const isDashed = line.source.trim() === '-';
  if (number === 0 || (line.source.trim() !== '' && !isDashed)) return undefined;
  const above = lineOf(text, number - 1);
  const end = line.start + line.source.length;
  /** The line as it should begin. */
  const lead = (column: number, rest = ''): Splice => ({ start: line.start, end, text: ' '.repeat(column) + rest });
  const cursor = cursorAt(file, above.start + above.source.length);
  if (cursor?.form === 'comment') return undefined;
  if (cursor?.form === 'prose')
    return above.source.trim() === '' || isDashed ? undefined : lead(/^ */.exec(above.source)?.[0].length ?? 0);
  const own = above.key?.column ?? above.dashes.at(-1);
  if (own === undefined) return undefined;
  if (opensBlockScalar(above)) return lead(own + 2);
  const value = above.source.slice(above.value).trim();
  const isEmpty = value === '' || value.startsWith('#');
  if (isEmpty && !above.key) {
    const column = value === '' ? columnOfList(file, cursor, number - 1, above) : undefined;
    return column === undefined ? undefined : { start: above.start, end, text: ' '.repeat(column) };
  }
  if (isEmpty) {
    if (!cursor?.document?.kind) return undefined;
    // With a comment behind the colon the cursor is in the comment.
    if (isList(cursor, cursor.path)) return lead(own + (indentsLists(cursor) ? 2 : 0), '- ');
    return typesOf(schemaAt(cursor.document.kind, cursor.path)).includes('object') ? lead(own + 2) : undefined;
  }
  // A quote or bracket may still be open.
  if (/^["'[{&*!|>]/.test(value)) return undefined;
  if (above.key) return isDashed ? undefined : lead(own);
  return lead(own, '- ');
}

/** Whether only a list may stand at a path. */
function isList({ document }: Cursor, path: readonly (string | number)[]): boolean {
  const types = document?.kind ? typesOf(schemaAt(document.kind, path)) : [];
  return types.includes('array') && !types.includes('object');
}

/** Whether lists are indented here deeper than their key: as that of the entry around is. */
function indentsLists({ entry, file }: Cursor): boolean {
  if (!entry) return true;
  const { text, tree } = file;
  return indentOf(lineOf(text, text.lineAt(tree.spanOf(entry.node).start))) > 0;
}

/** The column at which a list that ends is followed by the next key: that of its own key. */
function columnOfList({ text }: KaijiFile, cursor: Cursor | undefined, number: number, { dashes }: Line): number | undefined {
  const dash = dashes.at(-1) ?? 0;
  if (dashes.length !== 1) return undefined;
  // The entries of a document.
  if (cursor?.path.length === 2) return 0;
  for (let above = number - 1; above >= Math.max(0, number - FAR); above--) {
    const { key } = lineOf(text, above);
    if (key && key.column <= dash) return key.column;
  }
  return undefined;
}
