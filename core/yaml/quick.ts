/**
 * A reader of the YAML people write: block mappings and sequences, scalars of every style, flow collections on one line, comments. It reads a block several
 * times faster than the parser and leaves no garbage; on anything else (anchors, tags, `?`, `---`, tabs in the indentation, whatever is an error or comes near
 * one) it says that it is not certain, and the parser reads the block. Its rules are those of the `yaml` package, not of the specification: where the two
 * differ, the tree is to be the same.
 */
import { MAX_DEPTH } from '../limits.ts';
import { blockScalar } from './quick-block.ts';
import {
  COLON,
  type Cursor,
  DASH,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  isBlank,
  LF,
  LONGEST_KEY,
  nextLine,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  skipSpaces,
  TAB,
} from './quick-cursor.ts';
import { flowCollection } from './quick-flow.ts';
import { beginsPlain, emptyScalar, ONE_LINE, plainLine, plainScalar, quotedScalar, scalarNode } from './quick-scalar.ts';
import type { Block, MapNode, Node, Pair, ScalarNode, SeqNode, Span } from './tree.ts';

export interface Quick {
  readonly root: Node | undefined;
  /** Ascending. */
  readonly comments: readonly Span[];
}

/**
 * The tree of a stretch of YAML as parseBlock would give it, read without the parser; undefined where this reader is not certain that it can.
 * @param source the stretch, from the beginning of a line
 * @param block what the nodes shall refer to
 */
export function quickRead(source: string, block: Block): Quick | undefined {
  if (hasLoneReturn(source)) return undefined;
  const reader = new Reader(source, block);
  if (!reader.toContent()) return undefined;
  if (reader.column < 0) return { root: undefined, comments: reader.comments };
  if (source.charCodeAt(reader.at) === BOM) return undefined;
  const root = reader.node(-1, reader.column, true, 1);
  // A scalar or flow collection alone is no document of ours.
  if (!root || root.kind === 'scalar' || root.kind === 'alias' || root.flow || reader.column >= 0) return undefined;
  return { root, comments: reader.comments };
}

function hasLoneReturn(source: string): boolean {
  for (let at = source.indexOf('\r'); at >= 0; at = source.indexOf('\r', at + 1)) {
    if (source.charCodeAt(at + 1) !== LF) return true;
  }
  return false;
}

const BOM = 0xfeff;
const BAR = 124;
const DOT = 46;

/** Methods that read return undefined, or false, where the reader is not certain; all is over then. */
class Reader implements Cursor {
  at = 0;
  /** Where `at` stands on the line, after {@link toContent}: at content in this column, or at the end of the source (-1). */
  column = -1;
  readonly comments: Span[] = [];
  /** The leftmost column of the comment lines passed last. */
  private lowest = 0;

  constructor(
    readonly source: string,
    readonly block: Block,
  ) {}

  /**
   * The value at `at`: on a line of its own, or behind a dash.
   * @param parent the column of the collection it belongs to
   * @param column its own
   * @param fresh whether it begins its line
   * @param depth of the collection it may be, from 1
   */
  node(parent: number, column: number, fresh: boolean, depth: number): Node | undefined {
    const { source, at: start } = this;
    switch (source.charCodeAt(start)) {
      case DASH:
        if (isBlank(source.charCodeAt(start + 1))) return this.seq(column, depth);
        break;
      case OPEN_BRACKET:
      case OPEN_BRACE:
        return this.ended(flowCollection(this, depth));
      case BAR:
      case GREATER:
        return fresh ? undefined : this.blockScalar(parent);
      case SINGLE_QUOTE:
      case DOUBLE_QUOTE: {
        const scalar = quotedScalar(this, this.least(parent, fresh));
        if (!scalar) return undefined;
        const colon = skipSpaces(source, this.at);
        if (source.charCodeAt(colon) !== COLON) return this.ended(scalar);
        if (source.lastIndexOf('\n', this.at) > start) return undefined;
        this.at = colon;
        return this.map(column, this.colon(scalar), depth);
      }
    }
    if (!beginsPlain(source, start)) return undefined;
    const end = plainLine(this);
    if (source.charCodeAt(this.at) === COLON) return this.map(column, this.colon(scalarNode(this, start, end, 'plain')), depth);
    return this.ended(plainScalar(this, start, end, this.least(parent, fresh)));
  }

  /** The mapping whose first key is read; `at` is behind its colon. */
  private map(column: number, first: ScalarNode | undefined, depth: number): MapNode | undefined {
    if (!first || depth > MAX_DEPTH) return undefined;
    const { block } = this;
    // What is kept is a copy: a list that was filled one by one keeps room for more.
    const pairs: Pair[] = [];
    let key = first;
    let value: Node;
    for (;;) {
      const read = this.value(column, depth + 1);
      if (!read) return undefined;
      value = read;
      pairs.push({ key, value });
      if (this.column !== column) break;
      const next = this.key();
      if (!next) return undefined;
      key = next;
    }
    if (this.column > column) return undefined;
    const end = Math.max(value.end, Math.min(key.end + 1, block.length));
    return { kind: 'map', block, start: first.start, end, flow: false, pairs: pairs.slice() };
  }

  /** The key at `at`, which goes behind its colon. */
  private key(): ScalarNode | undefined {
    const { source, at: start } = this;
    const quote = source.charCodeAt(start);
    if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) {
      const scalar = quotedScalar(this, ONE_LINE);
      this.at = skipSpaces(source, this.at);
      return scalar && this.colon(scalar);
    }
    return beginsPlain(source, start) ? this.colon(scalarNode(this, start, plainLine(this), 'plain')) : undefined;
  }

  /** Goes behind the colon of `key`, which must be at `at`. */
  private colon(key: ScalarNode): ScalarNode | undefined {
    const { source, at } = this;
    if (source.charCodeAt(at) !== COLON || !isBlank(source.charCodeAt(at + 1)) || at - key.start > LONGEST_KEY) return undefined;
    this.at = at + 1;
    return key;
  }

  /** What stands behind a key's colon, on its line or below. */
  private value(column: number, depth: number): Node | undefined {
    const { source } = this;
    const at = skipSpaces(source, this.at);
    const char = source.charCodeAt(at);
    if (isBlank(char) || char === HASH) {
      if (!this.below(at)) return undefined;
      if (this.column > column) return this.node(column, this.column, true, depth);
      return this.column === column && this.isDash() ? this.seq(column, depth) : emptyScalar(this, at);
    }
    this.at = at;
    switch (char) {
      case OPEN_BRACKET:
      case OPEN_BRACE:
        return this.ended(flowCollection(this, depth));
      case BAR:
      case GREATER:
        return this.blockScalar(column);
      case SINGLE_QUOTE:
      case DOUBLE_QUOTE:
        return this.ended(quotedScalar(this, column + 1));
    }
    return beginsPlain(source, at) ? this.ended(plainScalar(this, at, plainLine(this), column + 1)) : undefined;
  }

  /** The sequence whose first dash is at `at`. */
  private seq(column: number, depth: number): SeqNode | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const { source, block, at: start } = this;
    const items: Node[] = [];
    let item: Node | undefined;
    do {
      const dash = this.at;
      const at = skipSpaces(source, dash + 1);
      const char = source.charCodeAt(at);
      if (isBlank(char) || char === HASH) {
        if (!this.below(at)) return undefined;
        item = this.column > column ? this.node(column, this.column, true, depth + 1) : emptyScalar(this, at);
      } else {
        this.at = at;
        item = this.node(column, column + at - dash, false, depth + 1);
      }
      if (!item) return undefined;
      items.push(item);
    } while (this.column === column && this.isDash());
    return this.column > column ? undefined : { kind: 'seq', block, start, end: item.end, flow: false, items: items.slice() };
  }

  private isDash(): boolean {
    return this.source.charCodeAt(this.at) === DASH && isBlank(this.source.charCodeAt(this.at + 1));
  }

  private blockScalar(parent: number): ScalarNode | undefined {
    const scalar = blockScalar(this, parent);
    return scalar && this.toContent() ? scalar : undefined;
  }

  /** Goes on behind a colon or dash without a value on its line, `at` the end of it or a comment. */
  private below(at: number): boolean {
    this.at = at;
    return this.source.charCodeAt(at) !== TAB && nextLine(this, true) && this.toContent();
  }

  /** Goes on behind a value that must end its line. */
  private ended<N extends Node>(node: N | undefined): N | undefined {
    return node && nextLine(this, false) && this.toContent() ? node : undefined;
  }

  /**
   * The indentation that lines need to run a scalar on. A comment further left, before the scalar, makes the parser forget what it is; the scalar may then
   * stand on one line only, and nothing may follow.
   */
  private least(parent: number, fresh: boolean): number {
    return fresh && this.lowest <= parent ? ONE_LINE : parent + 1;
  }

  /** Goes to the next line with content; `at` is the beginning of a line. */
  toContent(): boolean {
    const { source } = this;
    this.lowest = Number.POSITIVE_INFINITY;
    for (let lineStart = this.at; ; lineStart = this.at) {
      const at = skipSpaces(source, lineStart);
      const column = at - lineStart;
      const char = source.charCodeAt(at);
      this.at = at;
      if (char === HASH && column < this.lowest) this.lowest = column;
      if (isBlank(char) || char === HASH) {
        if (char === TAB) return false;
        if (at >= source.length) {
          this.column = -1;
          return true;
        }
        if (!nextLine(this, true)) return false;
        continue;
      }
      this.column = column;
      return column > 0 || !((char === DASH && source.startsWith('---', at)) || (char === DOT && source.startsWith('...', at)));
    }
  }
}
