/** Comments by where they stand: the tree has no nodes for them. */
import type { KaijiFile } from '../model/document.ts';
import { countUpTo } from '../yaml/item-at.ts';
import type { Span } from '../yaml/tree.ts';

/** The comment an offset is in or touches, from its `#`. Absolute. */
export function commentAt({ tree }: KaijiFile, offset: number): Span | undefined {
  const { cuts } = tree;
  const at = cuts.indexAt(offset);
  for (const index of [at, at - 1]) {
    const block = index >= 0 ? cuts.list.at(index) : undefined;
    if (!block) continue;
    const base = cuts.startAt(index);
    const comment = block.comments[countUpTo(block.comments, offset - base, ({ start }) => start) - 1];
    if (comment && base + comment.end >= offset) return { start: base + comment.start, end: base + comment.end };
  }
  return undefined;
}

/** An ID of a guideline as people write it, `CL-94`, `METI-2.6.14(1)`, `ＲＳ－１．１①`; an id or key of a package, `ev-sla`, `org.policy`; the code of a rule. */
const NAME =
  /(?<![A-Za-zＡ-Ｚａ-ｚ])[A-Za-zＡ-Ｚａ-ｚ]+[-－][0-9０-９]+(?:[.．][0-9０-９]+)*(?:[(（][0-9０-９]+[)）])?[①-⑳]?|(?<![a-z0-9.-])[a-z][a-z0-9]*(?:[.-][a-z0-9]+)+/g;

/** What looks like an ID in the comment at an offset, with its absolute span. */
export function nameInComment(file: KaijiFile, offset: number): (Span & { readonly name: string }) | undefined {
  const comment = commentAt(file, offset);
  if (!comment) return undefined;
  const line = file.text.lineAt(offset);
  const from = Math.max(comment.start, file.text.lineStart(line), offset - REACH);
  const source = file.text.slice(from, Math.min(comment.end, file.text.lineEnd(line), offset + REACH));
  for (const { 0: name, index } of source.matchAll(NAME)) {
    const start = from + index;
    if (start <= offset && offset <= start + name.length) return { name, start, end: start + name.length };
  }
  return undefined;
}

/** No name is longer. */
const REACH = 200;
