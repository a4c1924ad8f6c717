/** A tree in absolute positions: two readings of one text are the same where this is. */
import type { Node, SourceTree } from '../../core/yaml/tree.ts';

/** Plain data: nodes, errors and comments with offsets of the file. How the file was cut does not show. */
export function dumped(tree: SourceTree): unknown {
  const place = ({ start, end }: { readonly start: number; readonly end: number }, base: number) => [base + start, base + end];
  const node = (one: Node | undefined): unknown => {
    if (!one) return null;
    const { start, end } = tree.spanOf(one);
    const head = [one.kind, start, end, ...(one.anchor === undefined ? [] : [`&${one.anchor}`]), ...(one.tag ? [one.tag] : [])];
    if (one.kind === 'scalar') return [...head, one.style, one.text, tree.startOf(one.block) + one.outerEnd];
    if (one.kind === 'alias') return [...head, one.name, one.target === undefined];
    if (one.kind === 'seq') return [...head, one.flow, one.items.map(node)];
    return [...head, one.flow, one.pairs.map(({ key, value }) => [node(key), node(value)])];
  };
  return {
    documents: tree.documents.map(({ root }) => node(root)),
    errors: tree.blocks.flatMap((block) =>
      block.errors.map((error) => [error.code, ...place(error, tree.startOf(block)), error.mended ?? null]),
    ),
    comments: tree.blocks.flatMap((block) => block.comments.map((span) => place(span, tree.startOf(block)))),
  };
}
