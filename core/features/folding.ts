/** Folding: documents, categories, entries, what stands under a key, block scalars, runs of comments. Linear; from the tree that is there already. */
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import { inLanguage, type Language } from '../language.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { textField } from '../model/field.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import type { Text } from '../text/text.ts';
import { asMap, isEmpty, keyText, type Node, type SeqNode } from '../yaml/tree.ts';
import { sayIn } from './cards/words.ts';
import { type Categorising, categoryRuns, isCategorised } from './categories.ts';
import { headline } from './markdown.ts';

export interface FoldingOptions {
  readonly language: Language;
  /** How many ranges are wanted at most, the outer ones first; all where absent. */
  readonly most?: number | undefined;
  /** The client shows words in place of what is folded. */
  readonly collapsedText?: boolean;
}

/** One range a line at most: the longest that begins there. Whole lines, 0-based, both ends included; in the order of the file. */
export function foldingRanges(whole: Package, file: KaijiFile, options: FoldingOptions): FoldingRange[] {
  const folds = new Folds(file.text, options.most);
  const { tree } = file;
  const several = file.documents.filter(({ yaml }) => yaml.root).length > 1;
  for (const document of file.documents) {
    const { root, block, start, marked } = document.yaml;
    if (!root) continue;
    const { start: first, end } = tree.spanOf(root);
    const title = options.collapsedText ? textField(document.root, 'title')?.value : undefined;
    if (several) folds.add(marked ? tree.startOf(block) + start : first, end, 0, shown(title ?? ''));
    const { catalogs } = whole;
    inside(root, 1, { catalogs, own: ownCatalog(document, catalogs), folds, document, file, ...options });
  }
  comments(file, folds);
  return folds.told();
}

/** What has been found to fold. */
class Folds {
  private readonly byStart = new Map<number, FoldingRange & { readonly depth: number }>();

  constructor(
    private readonly text: Text,
    private readonly most = Number.POSITIVE_INFINITY,
  ) {}

  /** Notes the lines from one absolute offset to another, if they are several. @param depth how deep it is nested: the deepest are left out first */
  add(from: number, to: number, depth: number, more: Pick<FoldingRange, 'kind' | 'collapsedText'> = {}): void {
    const [startLine, endLine] = [this.text.lineAt(from), this.text.lineAt(Math.max(from, to))];
    if (endLine > Math.max(startLine, this.byStart.get(startLine)?.endLine ?? 0))
      this.byStart.set(startLine, { startLine, endLine, depth, ...more });
  }

  told(): FoldingRange[] {
    const all = [...this.byStart.values()].sort((a, b) => a.startLine - b.startLine);
    const outer = all.length > this.most ? [...all].sort((a, b) => a.depth - b.depth).slice(0, this.most) : all;
    return outer.sort((a, b) => a.startLine - b.startLine).map(({ depth: _, ...range }) => range);
  }
}

interface Context extends Categorising, FoldingOptions {
  readonly file: KaijiFile;
  readonly document: KaijiDocument;
  readonly folds: Folds;
}

/** Notes what of a node's children can be folded. */
function inside(node: Node, depth: number, context: Context): void {
  const { folds, file, document, collapsedText } = context;
  if (node.kind === 'seq') {
    for (const item of node.items) {
      if (item.kind === 'alias') continue;
      folds.add(file.tree.spanOf(item).start, endOf(file, item), depth, collapsedText ? shown(entryWords(item, context)) : {});
      inside(item, depth + 1, context);
    }
  } else if (node.kind === 'map') {
    for (const { key, value } of node.pairs) {
      if (!value || isEmpty(value) || value.kind === 'alias') continue;
      const start = file.tree.spanOf(key).start;
      const isList = value.kind === 'seq';
      const count = isList && collapsedText ? value.items.length : 0;
      folds.add(start, endOf(file, value), depth, shown(count > 0 ? sayIn(context.language)(`${count}件`, `${count}`) : ''));
      const sequence = node === document.root ? keyText({ key, value }) : undefined;
      const hasCategories = isList && sequence !== undefined && isCategorised(document, sequence);
      if (hasCategories) categories(value, start, depth + 1, context);
      inside(value, hasCategories ? depth + 2 : depth + 1, context);
    }
  }
}

/** Where what is folded of a node ends: brackets that close it on a line of their own stay in sight. */
function endOf({ text, tree }: KaijiFile, node: Node): number {
  const { end } = tree.spanOf(node);
  if (node.kind === 'scalar' || node.kind === 'alias' || !node.flow) return end;
  const line = text.lineAt(end);
  return line > 0 && /^[\s\]}]*$/.test(text.slice(text.lineStart(line), end)) ? text.lineEnd(line - 1) : end;
}

function shown(words: string): Pick<FoldingRange, 'collapsedText'> {
  return words === '' ? {} : { collapsedText: words };
}

/** Entries of one category in a row, with the comments right above them: those are headings. @param from where the key of their sequence begins */
function categories({ items }: SeqNode, from: number, depth: number, context: Context): void {
  const { folds, file, language, collapsedText } = context;
  const { text, tree } = file;
  const written = items.filter((item) => item.kind === 'map').map((node) => ({ node }));
  let above = text.lineAt(from);
  for (const { category, entries } of categoryRuns(written, context)) {
    const [first, last] = [entries[0], entries.at(-1)];
    if (!first || !last) continue;
    const { end } = tree.spanOf(last.node);
    const entry = text.lineAt(tree.spanOf(first.node).start);
    let line = entry;
    while (
      line - 1 > above &&
      text
        .lineText(line - 1)
        .trimStart()
        .startsWith('#')
    )
      line--;
    above = text.lineAt(end);
    // Without a heading, one entry is what folds there anyway.
    if (category === '' || (line === entry && entries.length === 1)) continue;
    const words = sayIn(language)(`${category}（${entries.length}件）`, `${category} (${entries.length})`);
    folds.add(text.lineStart(line), end, depth, {
      kind: FoldingRangeKind.Region,
      ...(collapsedText ? { collapsedText: words } : {}),
    });
  }
}

/** What an entry is about and its status, beyond what its first line says. */
function entryWords(node: Node, { catalogs, own, language }: Context): string {
  const map = asMap(node);
  const id = textField(map, 'control') ?? textField(map, 'scenario') ?? textField(map, 'section');
  const control = id && catalogs.resolve(id.value, own)?.control;
  const title = textField(map, 'title') ?? textField(map, 'name') ?? textField(map, 'term');
  const words = title?.value ?? (control ? inLanguage(control.title, language) : '');
  return [headline(words, 60), textField(map, 'status')?.value.trim() ?? ''].filter(Boolean).join(' · ');
}

/** Runs of two comment lines or more. */
function comments({ text, tree }: KaijiFile, folds: Folds): void {
  let from = -1;
  let last = -1;
  const close = () => {
    if (last > from) folds.add(text.lineStart(from), text.lineStart(last), 1, { kind: FoldingRangeKind.Comment });
  };
  for (const block of tree.commented) {
    const base = tree.startOf(block);
    for (const { start } of block.comments) {
      const line = text.lineAt(base + start);
      if (text.slice(text.lineStart(line), base + start).trim() !== '') continue;
      if (line !== last + 1 || from < 0) {
        close();
        from = line;
      }
      last = line;
    }
  }
  close();
}
