/** One stretch of a file → its nodes, by the `yaml` package; what the line scan found amiss is read as it was meant. */
import type { CST, Document } from 'yaml';
import { MAX_DEPTH } from '../limits.ts';
import { type Anchors, convert, newAnchors } from './convert.ts';
import { Composer, Parser } from './library.ts';
import { mend } from './mend.ts';
import { Block, type Defect, type Span, type SyntaxFault, type YamlDocument } from './tree.ts';

/** A stretch as read. What is beside the nodes is still open to additions; {@link settled} closes it. */
export interface Parsed {
  readonly block: Block;
  readonly documents: readonly YamlDocument[];
  readonly errors: SyntaxFault[];
  readonly comments: readonly Span[];
  /** Whether it has anchors or aliases: what they mean is not decided here. */
  readonly isAnchored: boolean;
}

/** The block of a stretch, with its errors in order. */
export function settled({ block, errors, comments }: Parsed): Block {
  block.found(
    errors.sort((a, b) => a.start - b.start),
    comments,
  );
  return block;
}

/**
 * Reads a stretch as a file of its own. Never throws.
 * @param source the stretch
 * @param defects what the line scan found in it, relative to it
 * @param shared anchors of the stretches before in the same document; takes those of this one
 * @param isFirst whether no lone CR stands before it: they are told once a file
 */
export function parseBlock(source: string, defects: readonly Defect[], shared: Anchors, isFirst = true): Parsed {
  const errors = defects.map(faultOfDefect);
  const block = new Block(source.length);
  const mended = mend(source, defects);
  const { text } = mended;
  // The parser names places behind the end.
  const back = (offset: number) => Math.min(mended.back(offset), block.length);
  const lone = text.includes('\r') ? text.search(/\r(?!\n)/) : -1;
  // `yaml` ends a line at LF alone, LSP at a lone CR too: they are read as LF.
  const unbroken = lone < 0 ? text : text.replace(/\r(?!\n)/g, '\n');
  if (lone >= 0 && isFirst) errors.push({ code: 'LONE_CR', start: back(lone), end: back(lone) + 1 });
  const documents: YamlDocument[] = [];
  let comments: readonly Span[] = [];
  try {
    const tokens = [...new Parser().parse(unbroken)];
    const inspection = inspect(tokens);
    comments = inspection.comments.map((span) => ({ start: back(span.start), end: back(span.end) }));
    if (inspection.depth > MAX_DEPTH) {
      errors.push({ code: 'TOO_DEEP', start: 0, end: Math.min(block.length, 1) });
      return { block, documents: [emptyDocument(block)], errors, comments, isAnchored: false };
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
  return { block, documents, errors, comments, isAnchored: shared.used };
}

function faultOfDefect({ kind, start, end, mended }: Defect): SyntaxFault {
  const isRead = kind !== 'conflict-marker' && kind !== 'too-deep';
  return { code: `DEFECT:${kind}`, start, end, ...(isRead ? { mended } : {}) };
}

/** Errors that leave the tree whole. */
export function isHarmless({ code }: SyntaxFault): boolean {
  return code.startsWith('DEFECT:') || code.startsWith('ALIAS_') || code === 'LONE_CR' || code === 'TAG_RESOLVE_FAILED';
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

/** A document of which nothing is read. */
export function emptyDocument(block: Block): YamlDocument {
  return { root: undefined, block, start: 0, marked: false };
}
