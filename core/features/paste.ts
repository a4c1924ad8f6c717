/**
 * Text of several lines pasted where words of the author stand: its lines are indented like the text around them, and a value on one line becomes a text that
 * runs over lines. What is no such place, and what was copied from a Kaiji document, entries and keys, stays as it is.
 */
import type { TextEdit } from 'vscode-languageserver-types';
import type { KaijiFile } from '../model/document.ts';
import { schemaAt } from '../model/schema.ts';
import type { Range, Text } from '../text/text.ts';
import { typesOf } from './completion/keys.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { type Line, lineOf, opensBlockScalar } from './line.ts';

/** A line of a document rather than of a text: an entry, or an indented key. */
const STRUCTURE = /^ *- [a-z][a-z0-9.-]*:(?: |$)|^ +[a-z][a-z0-9.-]*:(?: |$)/m;
const FIRST_KEY = /^[a-z][a-z0-9.-]*:(?:\s|$)/;

/**
 * @param range what is pasted over; empty at a cursor
 * @param text as copied, lines ended in any way
 * @returns what changes instead, in the order in which it is to be applied where two things stand at one place; undefined where it is pasted as it is
 */
export function pasted(file: KaijiFile, range: Range, text: string): readonly TextEdit[] | undefined {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length < 2 || STRUCTURE.test(text) || FIRST_KEY.test(text)) return undefined;
  const start = file.text.offsetAt(range.start);
  const end = file.text.offsetAt(range.end);
  // A range of another version of the text.
  if (end < start) return undefined;
  const place = placeOf(file, start);
  if (!place) return undefined;
  if (place.isBlock) return inBlock(file, start, end, lines);
  const line = lineOf(file.text, range.start.line);
  return range.end.line === range.start.line && line.source.length <= LONGEST
    ? asBlock(file, line, start, end, lines)
    : undefined;
}

/** Whether an offset stands in a block scalar of the author's words, or on the line of a key that takes such words; undefined elsewhere. */
function placeOf(file: KaijiFile, offset: number): { readonly isBlock: boolean } | undefined {
  const { text } = file;
  const line = lineOf(text, text.lineAt(offset));
  let cursor = cursorAt(file, offset);
  if (line.source.trim() === '') {
    // A line still empty belongs to the text above, wherever on it the cursor stands.
    const above = lineAbove(file, text.lineAt(offset));
    if (!above) return undefined;
    const opens = opensBlockScalar(above);
    cursor = cursorAt(file, above.start + (opens ? above.value : above.source.length));
    if (!opens && cursor?.form !== 'prose') return undefined;
    return isTextAt(cursor) ? { isBlock: true } : undefined;
  }
  if (!cursor && line.key && opensBlockScalar(line)) cursor = cursorAt(file, line.start + line.value);
  if (cursor?.form === 'prose') return isTextAt(cursor) ? { isBlock: true } : undefined;
  if (!cursor || !line.key || (cursor.form !== 'value' && cursor.form !== 'comment')) return undefined;
  const path = cursor.form === 'comment' ? [...cursor.path, line.key.text] : cursor.path;
  return isTextAt({ ...cursor, path }) ? { isBlock: false } : undefined;
}

function lineAbove({ text }: KaijiFile, number: number): Line | undefined {
  for (let n = number - 1; n >= 0; n--) if (text.lineText(n).trim() !== '') return lineOf(text, n);
  return undefined;
}

function isTextAt(cursor: Cursor | undefined): boolean {
  const kind = cursor?.document?.kind;
  if (!kind) return false;
  const schema = schemaAt(kind, cursor.path);
  const types = typesOf(schema);
  // The parts of an answer are texts, or mappings with one.
  return schema?.['x-prose'] === true || (types.includes('string') && types.includes('object'));
}

/** A longer line is not looked at as a whole. */
const LONGEST = 2000;

/** Into a block scalar: as deep as the lines around. */
function inBlock(file: KaijiFile, start: number, end: number, lines: readonly string[]): readonly TextEdit[] | undefined {
  const { text } = file;
  const number = text.lineAt(start);
  const indent = indentOfText(file, number);
  // What is pasted over may reach out of the text.
  if (indent === undefined || !isWithin(file, number, text.lineAt(end), indent)) return undefined;
  const column = start - text.lineStart(number);
  const before = text.slice(text.lineStart(number), start);
  const behind = text.slice(end, text.lineEnd(text.lineAt(end)));
  const isFirst = before.trim() === '';
  const lead = isFirst ? Math.max(0, indent - column) : 0;
  const fitting = lines.slice(1).every((line) => line.trim() === '' || (/^ */.exec(line)?.[0].length as number) >= indent);
  if (fitting && lead === 0) return undefined;
  const written = fitting ? lines : indented(lines, indent, behind);
  const first = (isFirst ? written[0] : lines[0]) ?? '';
  return [edit(text, start, end, [`${' '.repeat(first === '' ? 0 : lead)}${first}`, ...written.slice(1)].join(text.eol))];
}

/** As the value of a key that has none, or one on its line: the value becomes a block scalar. */
function asBlock(
  file: KaijiFile,
  line: Line,
  start: number,
  end: number,
  lines: readonly string[],
): readonly TextEdit[] | undefined {
  const { source, key, value } = line;
  if (!key) return undefined;
  const { text } = file;
  const comment = source.slice(key.behind).search(/(?:^|[ \t])#/);
  const valueEnd = comment < 0 ? source.length : key.behind + comment;
  const written = source.slice(value, Math.max(value, valueEnd)).trim();
  const indent = key.column + 2;
  const lineEnd = line.start + source.length;
  const below = () => indented(['', ...withoutLead(lines)], indent, '').join(text.eol);
  if (opensBlockScalar(line)) return start === lineEnd && comment < 0 ? [edit(text, start, end, below())] : undefined;
  const isReplaced = start <= line.start + value && end >= line.start + value + written.length;
  if (/^["'[{|>&*!]/.test(written) || isDeeper(file, text.lineAt(start) + 1, key.column)) return undefined;
  if (comment >= 0) {
    // The hint stays where it is, behind the sign that a text follows.
    const sign = line.start + key.behind;
    return written === '' && start === end ? [edit(text, sign, sign, ' |'), edit(text, lineEnd, lineEnd, below())] : undefined;
  }
  const head = `|${text.eol}${' '.repeat(indent)}`;
  const body = indented(withoutLead(lines), indent, isReplaced ? '' : text.slice(end, lineEnd)).join(text.eol);
  if (isReplaced || written === '') return [edit(text, start, end, (start === line.start + key.behind ? ' ' : '') + head + body)];
  return [edit(text, line.start + value, line.start + value, head), edit(text, start, end, body)];
}

function edit(text: Text, start: number, end: number, newText: string): TextEdit {
  return { range: text.rangeOf(start, end), newText };
}

/** The first line as it begins the text, the others indented; what they are deeper than what all have in front they keep. @param behind what follows on the line of the last one */
function indented(lines: readonly string[], indent: number, behind: string): string[] {
  const [first = '', ...others] = lines.map((line) => line.replace(/^[ \t]+/, (white) => white.replaceAll('\t', '  ')));
  const widths = others.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length as number);
  // Copied as whole lines: what all have in front is where they stood.
  const own = /^ */.exec(first)?.[0].length as number;
  const common = Math.min(own, ...widths);
  const last = others.length - 1;
  return [
    // A text may not begin deeper than it goes on.
    first.slice(widths.some((width) => width < own) ? own : common),
    ...others.map((line, i) =>
      line.trim() === '' && !(i === last && behind.trim() !== '') ? '' : ' '.repeat(indent) + line.slice(common),
    ),
  ];
}

/** The first line without the white space before it, for it follows another beginning. */
function withoutLead(lines: readonly string[]): readonly string[] {
  const lead = /^[ \t]*/.exec(lines[0] ?? '')?.[0].length ?? 0;
  return [
    (lines[0] ?? '').slice(lead),
    ...lines.slice(1).map((line) => (/^[ \t]*$/.test(line.slice(0, lead)) ? line.slice(lead) : line)),
  ];
}

/** Column at which the text of the block scalar around a line begins; undefined where no such text is found. */
function indentOfText(file: KaijiFile, number: number): number | undefined {
  const { text } = file;
  for (let n = number - 1; n >= 0; n--) {
    const line = lineOf(text, n);
    const column = line.key?.column ?? line.dashes.at(-1);
    if (column === undefined || !opensBlockScalar(line) || !isWithin(file, n + 1, number, column + 1)) continue;
    for (let below = n + 1; below < text.lineCount; below++) {
      const source = text.lineText(below);
      if (source.trim() === '') continue;
      const width = /^ */.exec(source)?.[0].length as number;
      return width > column ? width : column + 2;
    }
    return column + 2;
  }
  return undefined;
}

/** Whether lines `[from, to]` with anything on them are indented by `indent` at least. */
function isWithin({ text }: KaijiFile, from: number, to: number, indent: number): boolean {
  for (let n = from; n <= to; n++) {
    const source = text.lineText(n);
    if (source.trim() !== '' && (/^ */.exec(source)?.[0].length as number) < indent) return false;
  }
  return true;
}

/** Whether the next line with anything on it belongs to the key in `column`. */
function isDeeper({ text }: KaijiFile, from: number, column: number): boolean {
  for (let n = from; n < text.lineCount; n++) {
    const source = text.lineText(n);
    if (source.trim() === '') continue;
    const width = /^ */.exec(source)?.[0].length as number;
    return width > column || (width === column && source.startsWith('- ', width));
  }
  return false;
}
