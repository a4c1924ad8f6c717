/** The `yaml` package's nodes made into ours: text only, positions relative to the block, aliases bounded. */
import type { Document, ParsedNode, Scalar } from 'yaml';
import { ALIAS_LIMIT } from '../limits.ts';
import { isAlias, isMap, isScalar, isSeq } from './library.ts';
import type { Block, MapNode, Node, Pair, ScalarNode, SeqNode, SyntaxFault } from './tree.ts';

/** The anchors of one document, across its blocks. */
export interface Anchors {
  readonly nodes: Map<string, Node>;
  /** Nodes below each anchored node, aliases expanded; none while the node is still being read. */
  readonly sizes: WeakMap<Node, number>;
  spent: number;
  /** Whether any anchor or alias was met. */
  used: boolean;
}

/** For a document of which nothing is read yet. */
export function newAnchors(): Anchors {
  return { nodes: new Map(), sizes: new WeakMap(), spent: 0, used: false };
}

/**
 * @param source the block as parsed
 * @param back parsed offset → the author's, relative to the block
 * @param problems takes `ALIAS_LIMIT` and `ALIAS_RECURSION`
 */
export function convert(
  document: Document.Parsed,
  block: Block,
  source: string,
  back: (offset: number) => number,
  anchors: Anchors,
  problems: SyntaxFault[],
): Node | undefined {
  /** Nodes made so far, aliases counted with all they stand for. */
  let made = 0;

  const anchored = <N extends Node>(name: string | undefined, node: N): N => {
    if (name !== undefined) {
      anchors.used = true;
      anchors.nodes.set(name, node);
    }
    return node;
  };
  const aliasTarget = (name: string, start: number, end: number): Node | undefined => {
    anchors.used = true;
    const target = anchors.nodes.get(name);
    if (!target) return undefined;
    const size = anchors.sizes.get(target);
    if (size === undefined) problems.push({ code: 'ALIAS_RECURSION', start, end });
    else if (anchors.spent + size > ALIAS_LIMIT) problems.push({ code: 'ALIAS_LIMIT', start, end });
    else {
      anchors.spent += size;
      made += size;
      return target;
    }
    return undefined;
  };

  const node = (parsed: ParsedNode | null | undefined): Node | undefined => {
    if (!parsed?.range) return undefined;
    made++;
    const before = made;
    const start = back(parsed.range[0]);
    const end = back(parsed.range[1]);
    if (isAlias(parsed))
      return { kind: 'alias', block, start, end, name: parsed.source, target: aliasTarget(parsed.source, start, end) };
    const { anchor } = parsed;
    const tagged = parsed.tag !== undefined && !parsed.tag.startsWith('tag:yaml.org,2002:');
    /** Most nodes have neither, and are made as the quick reader makes them: nodes of a kind then have one shape. */
    const extra =
      anchor === undefined && !tagged
        ? undefined
        : { ...(anchor === undefined ? {} : { anchor }), ...(tagged && parsed.tag !== undefined ? { tag: parsed.tag } : {}) };
    let result: Node | undefined;
    if (isScalar(parsed)) {
      const plain = scalar(parsed, block, source, back);
      result = anchored(anchor, extra ? { ...plain, ...extra } : plain);
    } else if (isSeq(parsed)) {
      const items: Node[] = [];
      const plain: Open<SeqNode> = { kind: 'seq', block, start, end, flow: parsed.flow === true, items };
      const seq = extra ? { ...plain, ...extra } : plain;
      anchored(anchor, seq);
      for (const item of parsed.items) {
        const child = node(item as ParsedNode);
        if (child) items.push(child);
      }
      if (!seq.flow) seq.end = items.at(-1)?.end ?? end;
      result = seq;
    } else if (isMap(parsed)) {
      const pairs: Pair[] = [];
      const plain: Open<MapNode> = { kind: 'map', block, start, end, flow: parsed.flow === true, pairs };
      const map = extra ? { ...plain, ...extra } : plain;
      anchored(anchor, map);
      for (const item of parsed.items) {
        const key = node(item.key as ParsedNode);
        if (key) pairs.push({ key, value: node(item.value as ParsedNode | null) });
      }
      const last = pairs.at(-1);
      if (!map.flow && last) {
        // The colon belongs to it; of a key that lacks it the line ends here, and the next is another's.
        const [, keyEnd = 0] = (parsed.items.at(-1)?.key as ParsedNode | undefined)?.range ?? [];
        const colon = /[\r\n]/.test(source.charAt(keyEnd)) ? 0 : 1;
        map.end = Math.max(last.value?.end ?? 0, Math.min(last.key.end + colon, block.length));
      }
      result = map;
    }
    if (result && anchor !== undefined) anchors.sizes.set(result, made - before + 1);
    return result;
  };
  return node(document.contents as ParsedNode | null);
}

/** A collection whose end is still to be found. */
type Open<N extends Node> = Omit<N, 'end'> & { end: number };

const STYLES: Record<string, ScalarNode['style']> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function scalar(parsed: Scalar.Parsed, block: Block, source: string, back: (offset: number) => number): ScalarNode {
  const [from, to] = parsed.range;
  // Quotes the author has not written (a mended value) are no style of his.
  const isMended = to - from - (back(to) - back(from)) >= 2;
  const style = isMended ? 'plain' : (STYLES[parsed.type ?? 'PLAIN'] ?? 'plain');
  const blockStyle = style === 'literal' || style === 'folded';
  const trimmed = blockStyle ? trimmedEnd(source, from, to) : to;
  const keeps = blockStyle && /^[|>][0-9]?\+/.test(source.slice(from, from + 3));
  const text = typeof parsed.value === 'string' ? parsed.value : (parsed.source ?? '');
  const end = back(trimmed);
  return { kind: 'scalar', block, start: back(from), end, outerEnd: keeps ? back(to) : end, style, text };
}

/** A block scalar's end without its trailing line ends, so that what follows it is put on the next line. */
function trimmedEnd(source: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(source[at - 1] as string)) at--;
  return at;
}
