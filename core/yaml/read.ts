/**
 * Text → positioned tree. Never fails: what the parser rejects becomes errors beside the part of the tree that stands.
 *
 * A sound file is one block. Where the parser objects, the file is cut at its top-level keys and entries (lines.ts) and each stretch is parsed on its own,
 * so that a broken entry costs that entry and no other.
 */
import { Composer, type CST, type Document, Parser } from 'yaml';
import { LIMITS, MAX_DEPTH } from '../limits.ts';
import type { Text } from '../text/text.ts';
import { type Anchors, convert, newAnchors } from './convert.ts';
import { join } from './join.ts';
import { scanLines } from './lines.ts';
import { mend } from './mend.ts';
import {
  type Block,
  type Defect,
  isEmpty,
  type Node,
  SourceTree,
  type Span,
  type SyntaxFault,
  type YamlDocument,
} from './tree.ts';

/**
 * Reads a whole file.
 * @param longest UTF-16 code units; a longer file is not parsed
 * @returns its tree; `documents` has one element at least, perhaps without root.
 */
export function readYaml(text: Text, longest = LIMITS.length): SourceTree {
  if (text.length > longest) return unread(text, { code: 'TOO_LONG', start: 0, end: 1 });
  const source = text.toString();
  const nul = source.indexOf('\0');
  if (nul >= 0) return unread(text, { code: 'BINARY', start: nul, end: nul + 1 });
  const { defects, cuts } = scanLines(source);
  const whole = parseBlock(source, 0, source.length, defects, newAnchors());
  if (whole.block.errors.every(isHarmless) && !whole.documents.some(hasLoneColon))
    return treeOf(text, [whole], whole.documents, defects);
  const bounds = [...new Set([0, ...cuts])];
  if (bounds.length < 2) return treeOf(text, [whole], whole.documents, defects);
  let anchors = newAnchors();
  let from = 0;
  const parts = bounds.map((start, i) => {
    const end = bounds[i + 1] ?? source.length;
    if (source.startsWith('---', start)) anchors = newAnchors();
    const first = from;
    while (from < defects.length && (defects[from] as Defect).start < end) from++;
    return parseBlock(source, start, end, defects.slice(first, from), anchors);
  });
  const { documents, strays } = join(parts);
  for (const stray of strays) (stray.block.errors as SyntaxFault[]).push({ code: 'STRAY', start: stray.start, end: stray.end });
  // Apart each stretch may be sound where together they are not: the parser's first objection stands then.
  if (!parts.some(({ block }) => block.errors.some((error) => !isHarmless(error)))) {
    const first = whole.block.errors.find((error) => !isHarmless(error));
    const index = bounds.filter((start) => first !== undefined && start <= first.start).length - 1;
    const start = bounds[index] ?? 0;
    const home = parts[index];
    if (first && home)
      home.block.errors.push({
        code: first.code,
        start: first.start - start,
        end: Math.min(first.end - start, home.block.length),
      });
  }
  return treeOf(text, parts, documents, defects);
}

function unread(text: Text, why: SyntaxFault): SourceTree {
  const block: Block = { length: text.length, errors: [why], comments: [] };
  return new SourceTree(text, [block], [emptyDocument(block)], []);
}

/** A top-level `:` or `?` without a key is YAML, and takes the entries behind it along. */
function hasLoneColon({ root }: YamlDocument): boolean {
  return (
    root?.kind === 'map' && !root.flow && root.pairs.some(({ key }) => isEmpty(key) || key.kind === 'seq' || key.kind === 'map')
  );
}

/** Errors that leave the tree whole. */
function isHarmless({ code }: SyntaxFault): boolean {
  return code.startsWith('DEFECT:') || code.startsWith('ALIAS_') || code === 'LONE_CR' || code === 'TAG_RESOLVE_FAILED';
}

function treeOf(
  text: Text,
  parts: readonly Parsed[],
  documents: readonly YamlDocument[],
  defects: readonly Defect[],
): SourceTree {
  for (const { block } of parts) block.errors.sort((a, b) => a.start - b.start);
  return new SourceTree(
    text,
    parts.map((part) => part.block),
    documents,
    defects,
  );
}

export interface Parsed {
  readonly block: MutableBlock;
  readonly documents: readonly YamlDocument[];
}

interface MutableBlock extends Block {
  errors: SyntaxFault[];
  comments: Span[];
}

/** The stretch `[start, end)` of `source`, read as a file of its own. */
export function parseBlock(source: string, start: number, end: number, defects: readonly Defect[], shared: Anchors): Parsed {
  const relative = defects.map((defect) => ({ ...defect, start: defect.start - start, end: Math.min(defect.end, end) - start }));
  const errors = relative.map(
    ({ kind, mended, ...span }): SyntaxFault => ({
      code: `DEFECT:${kind}`,
      start: span.start,
      end: span.end,
      ...(kind === 'conflict-marker' || kind === 'too-deep' ? {} : { mended }),
    }),
  );
  const block: MutableBlock = { length: end - start, errors, comments: [] };
  const mended = mend(source.slice(start, end), relative);
  const { text } = mended;
  // The parser names places behind the end.
  const back = (offset: number) => Math.min(mended.back(offset), block.length);
  const unbroken = text.includes('\r')
    ? withoutLoneReturns(text, block, back, start === 0 || source.lastIndexOf('\r', start - 1) < 0)
    : text;
  const documents: YamlDocument[] = [];
  try {
    const tokens = [...new Parser().parse(unbroken)];
    const inspection = inspect(tokens);
    block.comments = inspection.comments.map((span) => ({ start: back(span.start), end: back(span.end) }));
    if (inspection.depth > MAX_DEPTH) {
      errors.push({ code: 'TOO_DEEP', start: 0, end: Math.min(block.length, 1) });
      return { block, documents: [emptyDocument(block)] };
    }
    const composer = new Composer({
      schema: 'failsafe',
      uniqueKeys: false,
      merge: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    let anchors = shared;
    for (const document of composer.compose(tokens, true, unbroken.length)) {
      if (documents.length > 0) anchors = newAnchors();
      errors.push(...problemsOf(document, inspection, back));
      documents.push({
        root: convert(document, block, unbroken, back, anchors, errors),
        block,
        start: back(document.range?.[0] ?? 0),
        marked: document.directives?.docStart === true,
      });
    }
  } catch (error) {
    // The parser's recursion ran out, or it broke on something unforeseen: the block has no tree, the others have theirs.
    errors.push({ code: error instanceof RangeError ? 'TOO_DEEP' : 'UNREADABLE', start: 0, end: Math.min(block.length, 1) });
  }
  if (documents.length === 0) documents.push(emptyDocument(block));
  return { block, documents };
}

/**
 * What the parser objects to. Unknown anchors are left to the rules (they know the whole file), and of what does not close the beginning is named, not the
 * end of the file.
 */
function* problemsOf(
  document: Document.Parsed,
  { unclosed }: Inspection,
  back: (offset: number) => number,
): Iterable<SyntaxFault> {
  for (const { code, pos, message } of [...document.errors, ...document.warnings]) {
    if (code === 'BAD_ALIAS') continue;
    const [from, to] = pos;
    const opener = /Missing closing|must end with|end with a [\]}]/.test(message)
      ? unclosed.filter(({ start }) => start <= from).at(-1)
      : undefined;
    if (opener) yield { code: opener.code, start: back(opener.start), end: back(opener.start) + 1 };
    else yield { code, start: back(from), end: Math.max(back(to), back(from)) };
  }
}

/** `yaml` ends a line at LF alone, LSP at a lone CR too: they are read as LF, and told once a file. */
function withoutLoneReturns(text: string, block: MutableBlock, back: (offset: number) => number, first: boolean): string {
  const at = text.search(/\r(?!\n)/);
  if (at < 0) return text;
  if (first) block.errors.push({ code: 'LONE_CR', start: back(at), end: back(at) + 1 });
  return text.replace(/\r(?!\n)/g, '\n');
}

interface Inspection {
  readonly depth: number;
  readonly comments: readonly Span[];
  /** Where a quote or bracket opens that nothing closes. */
  readonly unclosed: readonly { readonly code: string; readonly start: number }[];
}

/** Collects the comments of a token stream, what is left open in it, and measures its depth, without recursion. */
function inspect(tokens: readonly CST.Token[]): Inspection {
  let deepest = 0;
  const comments: Span[] = [];
  const unclosed: { code: string; start: number }[] = [];
  const stack: [unknown, number][] = [...tokens].reverse().map((token) => [token, 0]);
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [token, depth] = top as [Record<string, unknown>, number];
    if (depth > deepest) deepest = depth;
    if (deepest > MAX_DEPTH * 2) break;
    const start = token.offset as number;
    if (token.type === 'comment') comments.push({ start, end: start + (token.source as string).length });
    else if (token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar') {
      const source = token.source as string;
      if (source.length < 2 || source.at(-1) !== source[0]) unclosed.push({ code: 'UNCLOSED_QUOTE', start });
    } else if (
      token.type === 'flow-collection' &&
      !(token.end as CST.SourceToken[]).some(({ type }) => type === 'flow-seq-end' || type === 'flow-map-end')
    ) {
      unclosed.push({ code: 'UNCLOSED_BRACKET', start: (token.start as CST.SourceToken).offset });
    }
    for (const name of ['end', 'value', 'items', 'sep', 'key', 'start', 'props']) {
      const child = token[name];
      if (Array.isArray(child))
        for (let i = child.length - 1; i >= 0; i--) stack.push([child[i], name === 'items' ? depth + 1 : depth]);
      else if (child && typeof child === 'object') stack.push([child, depth]);
    }
  }
  comments.sort((a, b) => a.start - b.start);
  unclosed.sort((a, b) => a.start - b.start);
  return { depth: deepest, comments, unclosed };
}

function emptyDocument(block: Block): YamlDocument {
  const root: Node | undefined = undefined;
  return { root, block, start: 0, marked: false };
}
