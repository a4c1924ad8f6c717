/** White space within flow collections: `[a, b]`, `{ a: b }`. What stands between two things on different lines, or around a comment, stays as it is. */
import type { Splice } from '../text/text.ts';
import { type Editable, endOfFlowPair, startOfNode } from './extent.ts';
import { isEmpty, type MapNode, type Node, type SeqNode } from './tree.ts';

/** Splices for a flow collection and those within it. */
export function flowSplices(file: Editable, node: MapNode | SeqNode): readonly Splice[] {
  const { text, tree } = file;
  const splices: Splice[] = [];
  /** Puts `wanted` between two offsets where they have nothing but `sign` and white space between them. */
  const between = (start: number, end: number, sign: string, wanted: string) => {
    const source = text.slice(start, end);
    if (source !== wanted && source.trim() === sign && !/[\r\n]/.test(source)) splices.push({ start, end, text: wanted });
  };
  const visit = (one: Node | undefined) => {
    if (one?.kind !== 'map' && one?.kind !== 'seq') return;
    // Where an empty key stands nobody can tell.
    if (one.kind === 'map' && one.pairs.some(({ key }) => isEmpty(key))) return;
    const { start, end } = tree.spanOf(one);
    const open = text.slice(start, start + 1);
    const close = text.slice(end - 1, end);
    const isBraced = open === '{' && close === '}';
    const parts: { readonly start: number; readonly end: number }[] = [];
    if (one.kind === 'seq') {
      for (const item of one.items) {
        parts.push({ start: startOfNode(file, item), end: tree.spanOf(item).end });
        visit(item);
      }
    } else
      for (const pair of one.pairs) {
        const keyEnd = tree.spanOf(pair.key).end;
        // The name of an alias takes the colon in.
        if (pair.value && !isEmpty(pair.value) && pair.key.kind !== 'alias')
          between(keyEnd, startOfNode(file, pair.value), ':', ': ');
        parts.push({ start: startOfNode(file, pair.key), end: endOfFlowPair(file, pair) });
        visit(pair.key);
        visit(pair.value);
      }
    for (let i = 1; i < parts.length; i++) between(parts[i - 1]?.end ?? 0, parts[i]?.start ?? 0, ',', ', ');
    // `[a: b]` holds a mapping without brackets of its own.
    if (!isBraced && !(open === '[' && close === ']' && one.kind === 'seq')) return;
    const [first, last] = [parts[0], parts.at(-1)];
    const room = isBraced ? ' ' : '';
    if (!first || !last) between(start + 1, end - 1, '', '');
    else {
      between(start + 1, first.start, '', room);
      between(last.end, end - 1, '', room);
    }
  };
  visit(node);
  return splices.filter(({ start, end }) => start <= end);
}
