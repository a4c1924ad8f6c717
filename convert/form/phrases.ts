/** What stands within a line of an author's Markdown: emphasis, links, code, references. */
import type { Nodes, PhrasingContent } from 'mdast';
import type { Inline, Origin } from './form.ts';
import type { Levels } from './marks.ts';

/** Where a text stands. */
export interface ProseContext {
  /** What `[[target]]` prints. */
  refer(target: string): readonly Inline[];
  /** The URI of a picture inside the package; undefined for any other path. */
  pictureAt(path: string): string | undefined;
  /** The level of a heading of the text; absent where none may stand, as in a cell. */
  readonly headingLevel?: number;
  /** Where lines of the text come from, 0-based, `end` behind the last; absent where nobody asks. */
  readonly originAt?: (line: number, end: number) => Origin;
}

/** A text while it is read. */
export interface Reading {
  readonly context: ProseContext;
  readonly source: string;
  /** Which line of the whole text is the first of the source, 0-based. */
  readonly first: number;
  /** The references as written, by their number. */
  readonly written: readonly string[];
  readonly levels: Levels;
}

/** Containers and spans nested deeper are printed as written. */
export const DEEPEST = 30;

/** Not characters of any text: they stand for references, and keep `**` from touching punctuation, while the parser reads. */
export const [OPEN, CLOSE, JOIN] = ['\uFDD0', '\uFDD1', '\uFDD2'];

export const BREAK: Inline = { is: 'break' };
export const words = (text: string): Inline => ({ is: 'text', text });

/** The words of a paragraph or a cell, line breaks among them. @param isCell where `<br>` is a line break: a cell knows no other */
export function phrases(nodes: readonly PhrasingContent[], reading: Reading, depth: number, isCell = false): Inline[] {
  return nodes.flatMap((node) => phrase(node, reading, depth, isCell));
}

const SPANS = { strong: 'strong', emphasis: 'emphasis', delete: 'struck' } as const;

function phrase(node: PhrasingContent, reading: Reading, depth: number, isCell: boolean): readonly Inline[] {
  if (depth > DEEPEST) return textual(sourceOf(node, reading), reading);
  switch (node.type) {
    case 'text':
      return isCell ? textual(node.value.replace(/<br ?\/?>/gi, '\n'), reading) : textual(node.value, reading);
    case 'strong':
    case 'emphasis':
    case 'delete':
      return [{ is: SPANS[node.type], content: phrases(node.children, reading, depth + 1, isCell) }];
    case 'inlineCode':
      return [{ is: 'code', content: [words(asWritten(node.value, reading))] }];
    case 'break':
      return [BREAK];
    case 'link':
      return linked(node, reading, depth, isCell);
    case 'image':
      return textual(node.alt ?? '', reading);
    default:
      return textual(sourceOf(node, reading), reading);
  }
}

/** Where a document may lead out of itself. */
const OUTWARD = /^(?:https?:\/\/|mailto:)[\x21-\x7e\u0080-\uFDCF\uFDF0-\uFFFD]+$/i;

function linked(
  { url, children }: Extract<PhrasingContent, { type: 'link' }>,
  reading: Reading,
  depth: number,
  isCell: boolean,
): readonly Inline[] {
  const [only] = children;
  const isBare = children.length === 1 && only?.type === 'text' && url.endsWith(only.value);
  if (isBare) {
    // A bare address ends where other than ASCII begins: https://example.jp/docsに公開. The parser read no escape in either.
    const bare = unescaped(only.value);
    const length = bare.search(/[^\x21-\x7e]|$/);
    const href = unescaped(url).slice(0, unescaped(url).length - (bare.length - length));
    const address = words(bare.slice(0, length));
    return [OUTWARD.test(href) ? { is: 'link', href, content: [address] } : address, ...textual(bare.slice(length), reading)];
  }
  const content = phrases(children, reading, depth + 1, isCell);
  const href = url.replaceAll(JOIN, '');
  return OUTWARD.test(href) ? [{ is: 'link', href, content }] : content;
}

function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~]|$)/g, '$1');
}

/** Text with its line breaks and references. */
export function textual(value: string, reading: Reading): Inline[] {
  const inlines: Inline[] = [];
  const put = (text: string) => {
    text
      .replaceAll(JOIN, '')
      .split('\n')
      .forEach((line, i) => {
        if (i > 0) inlines.push(BREAK);
        if (line !== '') inlines.push(words(line));
      });
  };
  let at = 0;
  for (const { 0: marked, 1: number, index } of value.matchAll(PLACE)) {
    const written = reading.written[Number(number)];
    if (written === undefined) continue;
    put(value.slice(at, index));
    inlines.push(...reading.context.refer(written.slice(2, -2).trim()));
    at = index + marked.length;
  }
  put(value.slice(at));
  return inlines;
}

const PLACE = new RegExp(`${OPEN}([0-9]{1,6})${CLOSE}`, 'g');

/** In code, and in the words for a picture, a reference is what is written. */
export function asWritten(value: string, { written }: Reading): string {
  return value.replaceAll(JOIN, '').replace(PLACE, (marked, number: string) => written[Number(number)] ?? marked);
}

/** What a node was read from. */
export function sourceOf({ position }: Nodes, { source }: Reading): string {
  return position ? source.slice(position.start.offset, position.end.offset) : '';
}
