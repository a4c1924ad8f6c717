/** Flow collections on one line, for the quick reader (quick.ts). */
import { MAX_DEPTH } from '../limits.ts';
import {
  COLON,
  CR,
  type Cursor,
  DASH,
  DOUBLE_QUOTE,
  HASH,
  isBlank,
  LF,
  LONGEST_KEY,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUESTION,
  SINGLE_QUOTE,
  SPACE,
  skipSpaces,
  TAB,
} from './quick-cursor.ts';
import { beginsPlain, emptyScalar, ONE_LINE, quotedScalar, scalarNode } from './quick-scalar.ts';
import type { MapNode, Node, Pair, ScalarNode, SeqNode } from './tree.ts';

const COMMA = 44;
const CLOSE_BRACKET = 93;
const CLOSE_BRACE = 125;

/** The collection whose bracket is at the cursor, which goes behind its end; undefined where it is not certain. */
export function flowCollection(cursor: Cursor, depth: number): MapNode | SeqNode | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const { source, block, at: start } = cursor;
  const isMap = source.charCodeAt(start) === OPEN_BRACE;
  const close = isMap ? CLOSE_BRACE : CLOSE_BRACKET;
  const pairs: Pair[] = [];
  const items: Node[] = [];
  let at = skipSpaces(source, start + 1);
  while (source.charCodeAt(at) !== close) {
    cursor.at = at;
    const item = flowNode(cursor, depth + 1);
    if (!item) return undefined;
    at = skipSpaces(source, cursor.at);
    if (source.charCodeAt(at) === COLON) {
      if (item.kind !== 'scalar') return undefined;
      const colon = at;
      cursor.at = skipSpaces(source, colon + 1);
      const value = endsFlow(source.charCodeAt(cursor.at)) ? emptyScalar(cursor, cursor.at) : flowNode(cursor, depth + 1);
      if (!value) return undefined;
      at = skipSpaces(source, cursor.at);
      const pair = { key: item, value };
      if (isMap) pairs.push(pair);
      else if (colon - item.start > LONGEST_KEY || depth === MAX_DEPTH) return undefined;
      else items.push({ kind: 'map', block, start: item.start, end: value.end, flow: true, pairs: [pair] });
    } else if (!isMap) items.push(item);
    else if (item.kind === 'scalar') pairs.push({ key: item, value: undefined });
    else return undefined;
    if (source.charCodeAt(at) === COMMA) at = skipSpaces(source, at + 1);
    else if (source.charCodeAt(at) !== close) return undefined;
  }
  cursor.at = at + 1;
  if (isMap) return { kind: 'map', block, start, end: at + 1, flow: true, pairs: pairs.slice() };
  return { kind: 'seq', block, start, end: at + 1, flow: true, items: items.slice() };
}

function flowNode(cursor: Cursor, depth: number): Node | undefined {
  const char = cursor.source.charCodeAt(cursor.at);
  if (char === OPEN_BRACKET || char === OPEN_BRACE) return flowCollection(cursor, depth);
  return char === SINGLE_QUOTE || char === DOUBLE_QUOTE ? quotedScalar(cursor, ONE_LINE) : flowPlain(cursor);
}

function flowPlain(cursor: Cursor): ScalarNode | undefined {
  const { source, at: start } = cursor;
  const first = source.charCodeAt(start);
  if (!beginsPlain(source, start) || first === COLON) return undefined;
  if ((first === DASH || first === QUESTION) && isFlow(source.charCodeAt(start + 1))) return undefined;
  let end = start;
  for (let at = start; ; at++) {
    const char = source.charCodeAt(at);
    if (char === SPACE || char === TAB) {
      if (source.charCodeAt(at + 1) === HASH) return undefined;
    } else if (isFlow(char) || (char === COLON && (isBlank(source.charCodeAt(at + 1)) || isFlow(source.charCodeAt(at + 1))))) {
      cursor.at = end;
      return scalarNode(cursor, start, end, 'plain');
    } else if (char === LF || char === CR || Number.isNaN(char)) return undefined;
    else end = at + 1;
  }
}

function isFlow(char: number): boolean {
  return char === COMMA || char === OPEN_BRACKET || char === CLOSE_BRACKET || char === OPEN_BRACE || char === CLOSE_BRACE;
}

function endsFlow(char: number): boolean {
  return char === COMMA || char === CLOSE_BRACKET || char === CLOSE_BRACE;
}
