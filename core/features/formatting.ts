/**
 * Formatting: what is typed full-width where only structure can stand, control IDs in their canonical spelling, keys of an entry in the order of the schema,
 * white space. Texts, comments and the order of entries stay; what cannot be read stays byte for byte.
 */
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { CheckOptions, PlacedFinding } from '../check.ts';
import { type Entry, type KaijiFile, readFile } from '../model/document.ts';
import { entriesTouching } from '../model/entry-at.ts';
import type { Package } from '../package/package.ts';
import { noncanonicalControl } from '../rules/noncanonical-control.ts';
import { composed, trimmed } from '../text/compose.ts';
import { inOrder, type Splice } from '../text/text.ts';
import { isBroken, type LayoutOptions, type Lines, layoutSplices } from '../yaml/layout.ts';
import { strayBlanks } from '../yaml/reorder-pairs.ts';
import { sameMeaning } from '../yaml/same-meaning.ts';
import type { Block } from '../yaml/tree.ts';
import { fixAllEdits } from './fix-all.ts';
import { keyOrderSplices } from './formatting/key-order.ts';
import { findingsTouching } from './touching.ts';

export interface FormattingOptions {
  /** The findings of the file, in this version, by start. */
  readonly findings: readonly PlacedFinding[];
  readonly options: CheckOptions;
  readonly layout?: LayoutOptions;
}

/** Faults that are a matter of full and half width, or of tabs: what was meant is certain, and no character of a value. */
const WIDTH = new Set(
  ['fullwidth-colon', 'missing-space', 'ideographic-indent', 'tab-indent', 'dash'].map((kind) => `DEFECT:${kind}`),
);

/**
 * The edits that format a file, by start, none overlapping; few and small, so that cursors and folds stay.
 * @param range only entries and top-level keys that it touches; the whole file where absent
 */
export function formattingEdits(whole: Package, file: KaijiFile, asked: FormattingOptions, range?: Range): TextEdit[] {
  const { splices, isSound } = formatted(whole, file, asked, range);
  return isSound ? splices.map(({ start, end, text }) => ({ range: file.text.rangeOf(start, end), newText: text })) : [];
}

/** What formatting would do, and whether the file then says what it said before: nothing is done otherwise. */
export function formatted(
  whole: Package,
  file: KaijiFile,
  asked: FormattingOptions,
  range?: Range,
): { readonly splices: readonly Splice[]; readonly isSound: boolean } {
  const lines = range && { from: range.start.line, to: lastLine(range) };
  const spelled = spelling(whole, file, asked, lines);
  const first = spliced(file, spelled);
  const ordered = keyOrder(first, lines);
  const second = spliced(first, ordered);
  // Neither of them adds or removes a line.
  const laid = layoutSplices(second, asked.layout, lines);
  const third = spliced(second, laid);
  const splices = inOrder(trimmed(file.text, composed(file.text, composed(file.text, spelled, ordered), laid)));
  return { splices, isSound: third === first || sameMeaning(first.tree, third.tree) };
}

/** An end at the start of a line does not reach that line. */
function lastLine({ start, end }: Range): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

function spliced(file: KaijiFile, splices: readonly Splice[]): KaijiFile {
  return splices.length === 0 ? file : readFile(file.uri, file.text.spliceAll(splices), undefined, file);
}

/** Full-width structure made half-width, and IDs made canonical: as the fixes do it. Blocks with another fault are left out. */
function spelling(
  whole: Package,
  file: KaijiFile,
  { findings, options }: FormattingOptions,
  lines: Lines | undefined,
): readonly Splice[] {
  const { tree, text } = file;
  const [from, to] = lines ? [text.lineStart(lines.from), text.lineEnd(lines.to)] : [0, text.length];
  const mended = tree.faulty.flatMap((block) => {
    if (!isMendable(block)) return [];
    const base = tree.startOf(block);
    return block.errors.flatMap(({ start, end, mended }) =>
      mended === undefined || base + end < from || base + start > to
        ? []
        : [{ start: base + start, end: base + end, text: mended }],
    );
  });
  const { code } = noncanonicalControl;
  const named = findingsTouching(findings, from, to).filter(({ rule, at }) => rule === code && isMendable(at.block));
  const ids = fixAllEdits(whole, named, options, { rule: code }).edits.flatMap(({ uri, splices }) =>
    uri === file.uri ? splices : [],
  );
  return inOrder([...mended, ...ids]);
}

function isMendable(block: Block): boolean {
  return (
    !isBroken(block) || block.errors.every(({ code, mended }) => (mended === undefined ? code === 'LONE_CR' : WIDTH.has(code)))
  );
}

/** Keys in order; blanks that could become part of a text on the way are taken out first. */
function keyOrder(file: KaijiFile, lines: Lines | undefined): readonly Splice[] {
  const disordered = [...soundEntries(file, lines)].filter((entry) => keyOrderSplices(file, entry).length > 0);
  const blanks = disordered.flatMap(({ node }) => strayBlanks(file, node));
  const cleared = spliced(file, blanks);
  const ordered = [...soundEntries(cleared, lines)].flatMap((entry) => keyOrderSplices(cleared, entry));
  return composed(file.text, blanks, ordered);
}

function* soundEntries({ documents, text }: KaijiFile, lines: Lines | undefined): Generator<Entry> {
  const [from, to] = lines ? [text.lineStart(lines.from), text.lineEnd(lines.to)] : [0, text.length];
  for (const document of documents)
    for (const entry of entriesTouching(document, from, to)) if (!isBroken(entry.node.block)) yield entry;
}
