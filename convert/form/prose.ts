/**
 * An author's Markdown (format: text) as blocks. CommonMark with GFM's tables, strikethrough and bare addresses, and the format's own rules: line breaks are
 * kept, a mark at the start of a line opens an item and is printed as written, `[[…]]` is a reference, HTML is text. What Japanese text stumbles over is left
 * out or mended: four spaces are no code, `10~20分` strikes nothing out, a bare address ends before the first kana, `**「強調」**の` is strong.
 */
import type { ListItem, List as MarkdownList, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { referenceForms } from '../../core/model/reference.ts';
import type { Block, Inline, Item, List, Origin, Picture, Table, TableCell } from './form.ts';
import { inlinesOf } from './inline.ts';
import {
  asWritten,
  BREAK,
  CLOSE,
  DEEPEST,
  JOIN,
  OPEN,
  type ProseContext,
  phrases,
  type Reading,
  sourceOf,
  textual,
  words,
} from './phrases.ts';

export type { ProseContext } from './phrases.ts';

import { Levels, openedBy } from './marks.ts';
import { Recent } from './recent.ts';

/**
 * The parser's time grows with the square of what it reads at once (of open brackets, for one): longer texts are read in pieces parted at blank lines, and a
 * piece that is longer without any is printed line by line. UTF-16.
 */
const LONGEST = 20_000;
/** Constructs of Markdown that authors of Japanese documents do not mean. */
const OFF = {
  disable: {
    null: [
      ...['htmlFlow', 'htmlText', 'codeIndented', 'definition', 'setextUnderline', 'tasklistCheck'],
      ...['gfmFootnoteDefinition', 'gfmFootnoteCall', 'gfmPotentialFootnoteCall'],
    ],
  },
};
const EXTENSIONS = [gfm({ singleTilde: false }), OFF];
/** Trees of the parser, which takes most of the time a form takes: of a disclosure and some sheets. */
const trees = new Recent<readonly RootContent[] | 'refused'>(500_000);

/** The blocks of a text. Never fails: what is no Markdown is printed line by line. */
export function blocksOf(written: string, context: ProseContext): readonly Block[] {
  const text = written.replace(/\r\n?/g, '\n');
  const targets = referenceForms(text).filter(({ target }) => target !== '');
  let source = '';
  let at = 0;
  targets.forEach(({ start, end }, i) => {
    source += text.slice(at, start) + OPEN + i + CLOSE;
    at = end;
  });
  const references = targets.map(({ start, end }) => text.slice(start, end));
  const levels = new Levels();
  let first = 0;
  return piecesOf(mended(source + text.slice(at))).flatMap((piece) => {
    const reading: Reading = { context, source: piece, first, written: references, levels };
    first += linesIn(piece);
    if (!MARKUP.test(piece)) return unmarked(piece, reading);
    const tree = piece.length > LONGEST || isDeep(piece) ? undefined : parsed(piece);
    return tree ? flow(tree, reading, 0) : lineByLine(piece, reading);
  });
}

/** What Markdown may give a meaning. Most answers have none of it and need no parser. */
const MARKUP = /[*_`~[\]<>#|\\&!@]|^[ \t]*(?:[-+=]|[0-9]{1,9}[.)][ \t\r\n])|:\/\/|www\./im;

/** Paragraphs parted by blank lines, as the parser would read them. */
function unmarked(source: string, reading: Reading): readonly Block[] {
  const paragraphs: Line[][] = [[]];
  source.split('\n').forEach((written, at) => {
    const line = trimmed(written);
    const what = textual(line, reading);
    if (line === '') paragraphs.push([]);
    else if (what.length > 0) paragraphs.at(-1)?.push({ what, at, end: at + 1 });
  });
  return paragraphs.flatMap((lines) => itemsAmong(lines, reading));
}

function linesIn(source: string): number {
  return source.split('\n').length;
}

/** Where lines of what is read come from, 0-based, `end` behind the last; nothing where nobody asks. */
function placed({ context, first }: Reading, line: number, end: number): { readonly origin?: Origin } {
  return context.originAt ? { origin: context.originAt(first + line, first + end) } : {};
}

function placedAs({ position }: RootContent, reading: Reading): { readonly origin?: Origin } {
  return position ? placed(reading, position.start.line - 1, position.end.line) : {};
}

/** What stands within a block that is placed as a whole. */
function within(reading: Reading): Reading {
  const { originAt: _originAt, ...context } = reading.context;
  return { ...reading, context, levels: new Levels() };
}

/** Without spaces and tabs at its ends; full-width spaces indent. Linear: a regular expression for the end would begin anew at every space. */
function trimmed(line: string): string {
  let end = line.length;
  while (end > 0 && ' \t'.includes(line.charAt(end - 1))) end--;
  return line.slice(0, end).replace(/^[ \t]+/, '');
}

/** A text in pieces the parser reads at once, parted at blank lines that stand in no block of code. */
function piecesOf(source: string): readonly string[] {
  if (source.length <= LONGEST) return [source];
  const pieces: string[] = [];
  let piece = '';
  let isCode = false;
  for (const part of source.split(/(?<=\n)[ \t]*\n/)) {
    if (!isCode && piece !== '' && piece.length + part.length > LONGEST) {
      pieces.push(piece);
      piece = '';
    }
    piece += piece === '' ? part : `\n${part}`;
    if ((part.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0) % 2 === 1) isCode = !isCode;
  }
  return [...pieces, piece];
}

/** The same for one line of print: paragraphs are parted by line breaks, tables and pictures by their words. */
export function inlineOf(text: string, context: ProseContext): readonly Inline[] {
  return inlinesOf(blocksOf(text, context));
}

/** Punctuation within `**` beside a letter outside keeps CommonMark from seeing emphasis; a character that is neither lets it. */
function mended(source: string): string {
  return source.replace(/\*\*(?=[^\s*])([^*\n]*[^\s*])\*\*/g, (_all, inner: string) => `**${JOIN}${inner}${JOIN}**`);
}

function isDeep(source: string): boolean {
  return /^(?:[ \t]*(?:>|[-+*][ \t]|[0-9]{1,9}[.)][ \t])){20}/m.test(source);
}

function parsed(source: string): readonly RootContent[] | undefined {
  const tree = trees.of(source, parse);
  return tree === 'refused' ? undefined : tree;
}

function parse(source: string): readonly RootContent[] | 'refused' {
  try {
    return fromMarkdown(source, { extensions: EXTENSIONS, mdastExtensions: [gfmFromMarkdown()] }).children;
  } catch {
    // The parser's recursion has an end.
    return 'refused';
  }
}

function lineByLine(source: string, reading: Reading): readonly Block[] {
  const content = source.split('\n').flatMap((line, i) => (i > 0 ? [BREAK, ...textual(line, reading)] : textual(line, reading)));
  return content.length > 0 ? [{ is: 'paragraph', content, ...placed(reading, 0, linesIn(source)) }] : [];
}

function flow(nodes: readonly RootContent[], reading: Reading, depth: number): Block[] {
  const top = Math.min(...nodes.map((node) => (node.type === 'heading' ? node.depth : 6)));
  return nodes.flatMap((node) => blocksOfNode(node, reading, depth, top));
}

function blocksOfNode(node: RootContent, reading: Reading, depth: number, top: number): readonly Block[] {
  const { context, levels } = reading;
  const from = placedAs(node, reading);
  if (depth > DEEPEST) return [{ is: 'paragraph', content: textual(sourceOf(node, reading), reading), ...from }];
  switch (node.type) {
    case 'paragraph':
      return paragraphs(node.children, reading);
    case 'heading': {
      levels.reset();
      const content = phrases(node.children, reading, 0);
      const level = context.headingLevel;
      if (level === undefined) return [{ is: 'paragraph', content: [{ is: 'strong', content }], ...from }];
      return [{ is: 'heading', level: Math.min(level + node.depth - top, 9), number: '', content, ...from }];
    }
    case 'list':
      return node.ordered
        ? orderedItems(node, reading, levels.of('1.'), depth)
        : [{ ...bulletList(node, reading, depth), ...from }];
    case 'table':
      levels.reset();
      return [{ ...tableOf(node, reading), ...from }];
    case 'blockquote':
      return [{ is: 'quote', blocks: flow(node.children, reading, depth + 1) }];
    case 'code':
      return [{ is: 'code', text: asWritten(node.value, reading), ...from }];
    case 'thematicBreak':
      levels.reset();
      return [{ is: 'paragraph', content: [words('――――――――')], ...from }];
    default:
      return [{ is: 'paragraph', content: textual(sourceOf(node, reading), reading), ...from }];
  }
}

function bulletList({ children }: MarkdownList, reading: Reading, depth: number): List {
  return {
    is: 'list',
    items: children.map((item) => flow(item.children, within(reading), depth + 1)),
  };
}

/** A list by numbers: items whose marks are what the author wrote, gaps and repetitions included. */
function orderedItems(list: MarkdownList, reading: Reading, level: number, depth: number): readonly Block[] {
  return list.children.flatMap((item) => itemBlocks(item, markOf(item, list, reading), reading, level, depth));
}

function itemBlocks(item: ListItem, mark: string, reading: Reading, level: number, depth: number): readonly Block[] {
  const blocks: Block[] = [];
  let content: readonly Inline[] = [];
  for (const child of item.children) {
    if (child.type === 'paragraph' && blocks.length === 0) {
      const run = phrases(child.children, reading, 0);
      content = content.length > 0 ? [...content, BREAK, ...run] : run;
    } else if (child.type === 'list' && depth <= DEEPEST) {
      blocks.push(
        ...child.children.flatMap((inner) => itemBlocks(inner, markOf(inner, child, reading), reading, level + 1, depth + 1)),
      );
    } else blocks.push(...blocksOfNode(child, reading, depth + 1, 1));
  }
  return [{ is: 'item', mark, level, content, ...placedAs(item, reading) }, ...blocks];
}

function markOf(item: ListItem, { ordered }: MarkdownList, reading: Reading): string {
  return (ordered && /^[0-9]{1,9}[.)]/.exec(sourceOf(item, reading))?.[0]) || '・';
}

function tableOf(node: Extract<RootContent, { type: 'table' }>, reading: Reading): Table {
  const [head, ...rows] = node.children.map(({ children }) => ({
    cells: children.map((cell, column): TableCell => {
      const align = node.align?.[column];
      return { blocks: paragraphs(cell.children, within(reading), true), ...(align ? { align } : {}) };
    }),
  }));
  return { is: 'table', head: head ? [head] : [], rows };
}

/** A line of print, or a picture that stands between lines. */
interface Line {
  readonly what: readonly Inline[] | Picture;
  /** The line of the source it begins in, 0-based, and the one behind it. */
  readonly at: number;
  readonly end: number;
}

function paragraphs(nodes: readonly PhrasingContent[], reading: Reading, isCell = false): readonly Block[] {
  return itemsAmong(linesOf(nodes, reading, isCell), reading);
}

/** The lines of a paragraph: those that a mark opens are items, with the lines that follow until one is indented; the rest stay together. */
function itemsAmong(lines: readonly Line[], reading: Reading): readonly Block[] {
  const blocks: Block[] = [];
  let open: { content: Inline[]; readonly at: number; end: number; readonly item?: Omit<Item, 'content'> } | undefined;
  const close = () => {
    if (open) {
      const { item = { is: 'paragraph' as const }, content, at, end } = open;
      blocks.push({ ...item, content, ...placed(reading, at, end) });
    }
    open = undefined;
  };
  for (const { what: line, at, end } of lines) {
    if ('is' in line) {
      close();
      blocks.push({ ...line, ...placed(reading, at, end) });
      continue;
    }
    const [first, ...others] = line;
    const opened = first?.is === 'text' ? openedBy(others.length > 0 ? `${first.text}…` : first.text) : undefined;
    if (opened && first?.is === 'text') {
      close();
      const rest = others.length > 0 ? opened.rest.slice(0, -1) : opened.rest;
      const item = { is: 'item', mark: opened.mark, level: reading.levels.of(opened.kind) } as const;
      open = { item, at, end, content: [...(rest === '' ? [] : [words(rest)]), ...others] };
    } else if (open && !(open.item && isIndented(line))) {
      open.content.push(BREAK, ...line);
      open.end = end;
    } else {
      close();
      reading.levels.reset();
      open = { at, end, content: [...line] };
    }
  }
  close();
  return blocks;
}

function isIndented([first]: readonly Inline[]): boolean {
  return first?.is === 'text' && first.text.startsWith('\u3000');
}

function linesOf(nodes: readonly PhrasingContent[], reading: Reading, isCell: boolean): readonly Line[] {
  const lines: Line[] = [];
  let line: Inline[] = [];
  /** Where the line begins, and where it is read. */
  let [at, now] = [0, 0];
  const end = () => {
    if (line.length > 0) lines.push({ what: line, at, end: now + 1 });
    line = [];
  };
  for (const node of nodes) {
    now = (node.position?.start.line ?? 1) - 1;
    const uri = node.type === 'image' ? reading.context.pictureAt(node.url) : undefined;
    if (node.type === 'image' && uri !== undefined) {
      end();
      lines.push({ what: { is: 'picture', uri, text: asWritten(node.alt ?? '', reading) }, at: now, end: now + 1 });
      continue;
    }
    for (const inline of phrases([node], reading, 0, isCell)) {
      if (inline.is === 'break') {
        end();
        now++;
        continue;
      }
      if (line.length === 0) at = now;
      line.push(inline);
    }
    // Emphasis may reach over lines.
    now = Math.max(now, (node.position?.end.line ?? 1) - 1);
  }
  end();
  return lines;
}
