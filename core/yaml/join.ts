/** Documents parsed in stretches, put together again: keys into one mapping, entries under the key before them. */
import { type Block, isEmpty, type MapNode, type Node, type Pair, type SeqNode, type YamlDocument } from './tree.ts';

type OpenMap = Omit<MapNode, 'pairs' | 'end'> & { pairs: Pair[]; end: number };
type OpenSeq = Omit<SeqNode, 'items'> & { items: Node[] };

/** A lone `:` or what odd white space makes of an entry is no key: the entries behind it belong where those before it do. */
export function isKey(key: Node): boolean {
  return key.kind === 'scalar' && /^[^\s\u200b\-?:]/.test(key.text);
}

export interface Joined {
  /** One element at least. */
  readonly documents: readonly YamlDocument[];
  /** What fits nowhere: half a key, an entry under no key. */
  readonly strays: readonly Node[];
}

export function join(parts: readonly { readonly block: Block; readonly documents: readonly YamlDocument[] }[]): Joined {
  const documents: YamlDocument[] = [];
  const strays: Node[] = [];
  let root: OpenMap | undefined;
  let sequence: OpenSeq | undefined;
  for (const piece of parts.flatMap((part) => part.documents)) {
    const { block, root: content } = piece;
    if (piece.marked) root = undefined;
    if (!content || isEmpty(content)) continue;
    if (!root) {
      root = { kind: 'map', block, start: content.start, end: content.end, flow: false, pairs: [] };
      sequence = undefined;
      documents.push({ ...piece, root });
    }
    if (content.kind === 'map') {
      for (const { key, value } of content.pairs) {
        if (!isKey(key)) {
          strays.push(key);
          continue;
        }
        sequence = value?.kind === 'seq' && !value.flow ? { ...value, items: [...value.items] } : undefined;
        root.pairs.push({ key, value: sequence ?? value });
      }
    } else if (content.kind === 'seq' && !content.flow) {
      const last = root.pairs.at(-1);
      if (!sequence && last && isEmpty(last.value)) {
        sequence = { kind: 'seq', block, start: content.start, end: content.end, flow: false, items: [] };
        root.pairs[root.pairs.length - 1] = { key: last.key, value: sequence };
      }
      if (sequence) for (const item of content.items) sequence.items.push(item);
      else strays.push(content);
    } else strays.push(content);
    if (block === root.block) root.end = Math.max(root.end, content.end);
  }
  const [first] = parts;
  if (documents.length === 0 && first) {
    const [empty] = first.documents;
    documents.push({ root: undefined, block: first.block, start: empty?.start ?? 0, marked: empty?.marked ?? false });
  }
  return { documents, strays };
}
