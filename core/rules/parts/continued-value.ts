/** A value that runs over lines the parser could not put together, found by its lines alone. */
import { type KaijiFile, readFile } from '../../model/document.ts';
import { entryAt } from '../../model/entry-at.ts';
import { problemsOf } from '../../model/validate.ts';
import type { Splice } from '../../text/text.ts';
import { namesOther } from '../shared/free-text.ts';

export interface ContinuedValue {
  /** Writes it as a block scalar, line for line. */
  readonly asBlock: Splice;
  /** Lines behind the first, 0-based, both included. */
  readonly from: number;
  readonly to: number;
  readonly key: string;
  /** Column of its key. */
  readonly column: number;
  /** Whether the line behind the first looks like a key that is indented too far. */
  readonly keyBelow: boolean;
}

const KEY_LINE = /^(\uFEFF?[ ]*(?:-[ ]+)*)(?!-[ ])[^\s:#'"[\]{}][^:]*:[ \t]+(?=\S)/;
const KEY = /^[a-z][a-z0-9-]*:(?:[ \t]|$)/;

/** The value on the line of `offset` with the deeper lines below it; undefined where there are none, or a comment would become text. */
export function continuedValue({ text }: KaijiFile, offset: number): ContinuedValue | undefined {
  const line = text.lineAt(offset);
  const source = text.lineText(line);
  const match = KEY_LINE.exec(source);
  if (!match) return undefined;
  const column = (match[1] as string).length;
  let to = line;
  for (let i = line + 1; i < text.lineCount; i++) {
    const next = text.lineText(i);
    if (next.trim() === '') continue;
    if (next.search(/[^ ]/) <= column) break;
    to = i;
  }
  if (to === line) return undefined;
  const start = text.lineStart(line) + match[0].length;
  const lines = [source.slice(match[0].length)];
  for (let i = line + 1; i <= to; i++) lines.push(text.lineText(i));
  if (lines.some((one) => /(?:^|[ \t])#/.test(one))) return undefined;
  const indent = ' '.repeat(column + 2);
  const body = lines.map((one) => one.replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, '')).map((one) => (one === '' ? '' : indent + one));
  return {
    asBlock: { start, end: text.lineEnd(to), text: ['|', ...body].join(text.eol) },
    from: line + 1,
    to,
    key: source.slice(column, source.indexOf(':', column)).trim(),
    column,
    keyBelow: KEY.test((lines[1] ?? '').trimStart()),
  };
}

/** Whether its key takes a text of several lines: what the schema says of it once it is written so. */
export function takesBlock(file: KaijiFile, { asBlock, key }: ContinuedValue): boolean {
  if (namesOther(key)) return false;
  const after = readFile(file.uri, file.text.spliceAll([asBlock]), undefined, file);
  return after.documents.every((document) =>
    [document.header, entryAt(document, asBlock.start)].every(
      (entry) => !entry || problemsOf(entry).every(({ node }) => after.tree.spanOf(node).start !== asBlock.start),
    ),
  );
}

/** Moves the lines behind the first left, so that their key stands below the one above. */
export function dedented({ text }: KaijiFile, { from, to, column }: ContinuedValue): Splice[] {
  const surplus = text.lineText(from).search(/[^ ]/) - column;
  const splices: Splice[] = [];
  for (let i = from; i <= to; i++) {
    const start = text.lineStart(i);
    if (text.lineText(i).trim() !== '')
      splices.push({ start, end: start + Math.min(surplus, text.lineText(i).search(/[^ ]/)), text: '' });
  }
  return splices;
}
