/**
 * Semantic tokens: what IDs, references, terms and placeholders are, and whether what they name is there. What an entry says by itself is worked out once and
 * kept with its node, which later versions of the file share; what the package says to it is asked anew.
 */
import type { Range } from 'vscode-languageserver-types';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { entriesTouching } from '../model/entry-at.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { atOnce } from '../slices.ts';
import type { Node } from '../yaml/tree.ts';
import { type Asked, PackageLooks, type Reading } from './tokens/look.ts';
import { type Mark, marksOf } from './tokens/marks.ts';
import type { Look, TokenCodes } from './tokens/token.ts';

/**
 * The tokens of a file as LSP encodes them: five numbers each, line and column relative to the token before, then length, type and modifiers by the client's
 * legend. Columns and lengths count UTF-16. No token goes over a line end, and none overlap. Linear; with a range it costs what the range holds.
 * @param range only the tokens on the lines it touches
 */
export function semanticTokens(whole: Package, file: KaijiFile, codes: TokenCodes, range?: Range): number[] {
  return atOnce(semanticTokensInSteps(whole, file, codes, range));
}

/** The same in steps, some entries at a time. */
export function* semanticTokensInSteps(
  whole: Package,
  file: KaijiFile,
  codes: TokenCodes,
  range?: Range,
): Generator<void, number[]> {
  const { text } = file;
  const first = range ? text.lineAt(text.offsetAt(range.start)) : 0;
  const last = range ? text.lineAt(text.offsetAt(range.end)) : text.lineCount;
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const document of file.documents) {
    const reading: Reading = { kind: document.kind, catalogs: whole.catalogs, own: ownCatalog(document, whole.catalogs) };
    const looks = new PackageLooks(whole, reading.own);
    const touched = range ? { from: text.lineStart(first), to: text.lineEnd(last) } : undefined;
    for (const { base, tokens } of yield* stretchesOf(document, reading, touched)) {
      yield;
      for (const token of tokens) {
        const at = base + token.line;
        if (at < first || at > last) continue;
        const look = 'role' in token.look ? looks.of(token.look) : token.look;
        const type = codes.typeOf(look);
        if (type < 0) continue;
        data.push(at - line, at === line ? token.column - character : token.column);
        data.push(token.length, type, codes.modifiersOf(look));
        line = at;
        character = token.column;
      }
    }
  }
  return data;
}

/** Replace `deleteCount` numbers from `start` on by `data`. */
interface TokensEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data?: number[];
}

/** What makes other tokens of those told before: nothing, or one edit without the tokens both begin and end with. Linear. */
export function tokenEdits(before: readonly number[], after: readonly number[]): TokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  if (head === before.length && head === after.length) return [];
  head -= head % NUMBERS;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  tail -= tail % NUMBERS;
  const data = after.slice(head, after.length - tail);
  return [{ start: head, deleteCount: before.length - tail - head, ...(data.length > 0 ? { data } : {}) }];
}

/** Of each token. */
const NUMBERS = 5;

/** One token, on one line. */
interface Token {
  /** Counted from the line its stretch is told by. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly look: Look | Asked;
}

/** Tokens that move together. */
interface Stretch {
  /** The line in the file that their lines are counted from. */
  readonly base: number;
  /** In the order of the file; at least one. */
  readonly tokens: readonly Token[];
}

/** The tokens of a document, or those of its entries that touch a stretch of the file, in the order of the file. */
function* stretchesOf(
  document: KaijiDocument,
  reading: Reading,
  touched: { readonly from: number; readonly to: number } | undefined,
): Generator<void, readonly Stretch[]> {
  const { file, header, lists } = document;
  if (!document.kind || !document.root) return [];
  // Between the keys of the header stand those of the entries: its tokens go one by one.
  const stretches: Stretch[] = marksOf(header, reading).flatMap((mark) =>
    tokensOf(file, [mark], 0).map((token) => ({ base: 0, tokens: [token] })),
  );
  const add = (sequence: string, node: Node) => {
    const stretch = stretchOf(document, sequence, node, reading);
    if (stretch.tokens.length > 0) stretches.push(stretch);
  };
  if (touched) for (const { sequence, node } of entriesTouching(document, touched.from, touched.to)) add(sequence, node);
  else
    for (const { sequence, items } of lists)
      for (const chunk of items.chunks) {
        for (const node of chunk) add(sequence, node);
        yield;
      }
  return stretches.sort((a, b) => {
    const [one, other] = [a.tokens[0] as Token, b.tokens[0] as Token];
    return a.base + one.line - (b.base + other.line) || one.column - other.column;
  });
}

/** What was worked out of an entry, and from what. */
interface Kept extends Reading {
  readonly sequence: string;
  readonly tokens: readonly Token[];
}

const kept = new WeakMap<Node, Kept>();

/** The tokens of an entry. A block begins with a line, and an entry stands in one: an edit elsewhere moves its lines, never its columns. */
function stretchOf(document: KaijiDocument, sequence: string, node: Node, reading: Reading): Stretch {
  const { file } = document;
  const base = file.text.lineAt(file.tree.startOf(node.block));
  const { kind, catalogs, own } = reading;
  const known = kept.get(node);
  if (known && known.kind === kind && known.catalogs === catalogs && known.own === own && known.sequence === sequence)
    return { base, tokens: known.tokens };
  const tokens = tokensOf(file, marksOf(document.entryOf(sequence, node), reading), base);
  kept.set(node, { kind, catalogs, own, sequence, tokens });
  return { base, tokens };
}

/** Marks as tokens, lines counted from `base`, without white space around them. One that goes over line ends becomes one on each line. */
function tokensOf({ text }: KaijiFile, marks: readonly Mark[], base: number): readonly Token[] {
  return marks.flatMap(({ start, end, look }): Token[] => {
    const [first, last] = [text.lineAt(start), text.lineAt(end)];
    const tokens: Token[] = [];
    for (let line = first; line <= last; line++) {
      const begin = text.lineStart(line);
      const source = text.slice(Math.max(start, begin), Math.min(end, text.lineEnd(line)));
      const lead = source.length - source.trimStart().length;
      const length = source.trimEnd().length - lead;
      if (length > 0) tokens.push({ line: line - base, column: Math.max(start, begin) - begin + lead, length, look });
    }
    return tokens;
  });
}
