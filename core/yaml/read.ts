/**
 * Text → positioned tree. Never fails: what the parser rejects becomes errors beside the part of the tree that stands.
 *
 * A file is cut at its top-level keys and the entries of its top-level sequences (lines.ts), and each stretch is read on its own: a broken entry costs that
 * entry and no other, and an edit the stretches it touches (reread.ts). Where the cuts cannot be certain (several documents, anchors, merge conflicts, no
 * mapping at the top) the file is read as a whole. Both ways lead to the same tree; test/blocks.test.ts holds them to it.
 */
import { LIMITS } from '../limits.ts';
import type { Text } from '../text/text.ts';
import { newAnchors } from './convert.ts';
import { join } from './join.ts';
import { type LineScan, scanLines } from './lines.ts';
import { outlined } from './outline.ts';
import { emptyDocument, isHarmless, type Parsed, parseBlock, settled } from './parse.ts';
import { reread } from './reread.ts';
import { readStretch, statesOf, stretchesOf } from './stretch.ts';
import { Block, Blocks, isEmpty, SourceTree, type SyntaxFault, type YamlDocument } from './tree.ts';

/**
 * Reads a file.
 * @param longest UTF-16 code units; a longer file is not parsed
 * @param before an earlier version of it: what did not change since is taken over
 * @returns its tree; `documents` has one element at least, perhaps without root
 */
export function readYaml(text: Text, longest = LIMITS.length, before?: SourceTree): SourceTree {
  if (text.length > longest) return unread(text, { code: 'TOO_LONG', start: 0, end: 1 });
  const again = before && reread(before, text);
  if (again) return again;
  const source = text.toString();
  const nul = source.indexOf('\0');
  if (nul >= 0) return unread(text, { code: 'BINARY', start: nul, end: nul + 1 });
  const scan = scanLines(source);
  return inBlocks(text, source, scan) ?? asWhole(text, source, scan);
}

/** Reads a file as a whole first, whether or not it can be cut: what reading in blocks is measured against. */
export function readWhole(text: Text): SourceTree {
  const source = text.toString();
  return asWhole(text, source, scanLines(source));
}

function unread(text: Text, why: SyntaxFault): SourceTree {
  const block = new Block(text.length);
  block.found([why], []);
  return new SourceTree(text, Blocks.of([block]), [emptyDocument(block)]);
}

/** Each stretch on its own; undefined where the cuts are not certain. */
function inBlocks(text: Text, source: string, { cuts, defects, isMarked }: LineScan): SourceTree | undefined {
  if (isMarked || /\r(?!\n)/.test(source)) return undefined;
  const stretches = stretchesOf(source.length, cuts, defects);
  const parts: Parsed[] = [];
  for (const stretch of stretches) {
    const part = readStretch(source, stretch);
    // What anchors mean is not decided here, and the stretches behind are many.
    if (part.isAnchored) return undefined;
    parts.push(part);
  }
  return outlined(text, parts, statesOf(stretches, cuts));
}

/** The whole file; where the parser objects, its stretches one by one. */
function asWhole(text: Text, source: string, { defects, cuts }: LineScan): SourceTree {
  const whole = parseBlock(source, defects, newAnchors());
  if (whole.errors.every(isHarmless) && !whole.documents.some(hasLoneColon)) return treeOf(text, [whole], whole.documents);
  const stretches = stretchesOf(source.length, cuts, defects);
  if (stretches.length < 2) return treeOf(text, [whole], whole.documents);
  let anchors = newAnchors();
  const lone = source.search(/\r(?!\n)/);
  const parts = stretches.map((stretch) => {
    if (source.startsWith('---', stretch.start)) anchors = newAnchors();
    return readStretch(source, stretch, anchors, lone >= stretch.start);
  });
  const { documents, strays } = join(parts);
  for (const { block, start, end } of strays)
    parts.find((part) => part.block === block)?.errors.push({ code: 'STRAY', start, end });
  // Apart each stretch may be sound where together they are not: the parser's first objection stands then.
  if (!parts.some(({ errors }) => errors.some((error) => !isHarmless(error)))) {
    const first = whole.errors.find((error) => !isHarmless(error));
    const index = stretches.filter(({ start }) => first !== undefined && start <= first.start).length - 1;
    const start = stretches[index]?.start ?? 0;
    const home = parts[index];
    if (first && home)
      home.errors.push({ code: first.code, start: first.start - start, end: Math.min(first.end - start, home.block.length) });
  }
  return treeOf(text, parts, documents);
}

/** A top-level `:` or `?` without a key is YAML, and takes the entries behind it along. */
function hasLoneColon({ root }: YamlDocument): boolean {
  return (
    root?.kind === 'map' && !root.flow && root.pairs.some(({ key }) => isEmpty(key) || key.kind === 'seq' || key.kind === 'map')
  );
}

function treeOf(text: Text, parts: readonly Parsed[], documents: readonly YamlDocument[]): SourceTree {
  return new SourceTree(text, Blocks.of(parts.map(settled)), documents);
}
