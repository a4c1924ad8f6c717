/** Where a node of the coverage view leads; for what has no entry yet, the edit that makes one; and the node a place in a document belongs to. */

import type { Catalog } from '../../catalog/catalog.ts';
import type { Control } from '../../catalog/control.ts';
import { documentAt } from '../../check.ts';
import { type Localized, message } from '../../language.ts';
import type { KaijiDocument, KaijiFile } from '../../model/document.ts';
import { entryAt } from '../../model/entry-at.ts';
import { textField } from '../../model/field.ts';
import type { Package } from '../../package/package.ts';
import { insertSections } from '../../rules/missing-section.ts';
import type { FileEdit } from '../../rules/rule.ts';
import { isBroken, unreadableControls } from '../../rules/shared/unreadable.ts';
import { insertAnswers, PLACEHOLDER } from '../../scaffold/answer.ts';
import { insertScenarios } from '../../scaffold/scenario.ts';
import { asMap, isDamaged, type Node, type Span } from '../../yaml/tree.ts';
import { type Counted, counted, sectionsIn } from './counted.ts';
import { coverageNodeAt, coveragePath } from './coverage.ts';
import { evidencePath } from './evidence.ts';
import { partsOfId } from './node.ts';

/** What is still to be written, with the hint behind it. */
const LEFT = new RegExp(`${PLACEHOLDER}|●●(?:（[^）]*）)?`);

/** A place to go to, or an edit that makes it, or why there is neither. */
export type ViewTarget =
  | { readonly file: KaijiFile; readonly span: Span }
  | { readonly edit: FileEdit }
  | { readonly refused: Localized };

const broken = message<{ name: string }>({
  ja: ({ name }) => `${name} の欄を作れません。この文書に読み取れない箇所があります。「問題」パネルの指摘を先に直してください。`,
  en: ({ name }) =>
    `No entry can be made for ${name}: part of the document cannot be read. Correct what the Problems panel shows first.`,
});

/**
 * Where a node leads; undefined where there is no such node any more.
 * @param date today, `YYYY-MM-DD`
 * @param toWrite where in an entry the author goes on: what is left to fill in rather than its ID
 */
export function coverageTarget(whole: Package, id: string, date: string, toWrite = false): ViewTarget | undefined {
  const { manifest } = whole;
  if (partsOfId(id).length === 1) return manifest && { file: manifest.file, span: START };
  const found = coverageNodeAt(whole, id, date);
  if (!found) return undefined;
  const { counted, control } = found;
  const { document, own } = counted;
  const spanOf = (node: Node) => document.file.tree.spanOf(node);
  if (!control) {
    const [, , category] = partsOfId(id);
    const controls = category === undefined ? [] : (counted.categories.get(category) ?? []);
    const places = controls.flatMap((one) => counted.stateOf(one).at.map(spanOf));
    const [first = document.kindNode ? spanOf(document.kindNode) : START] = places.sort((a, b) => a.start - b.start);
    return { file: document.file, span: first };
  }
  const [at] = counted.stateOf(control).at;
  if (at) return { file: document.file, span: (toWrite ? placeToWrite(document, spanOf(at).start) : undefined) ?? spanOf(at) };
  const splices = scaffold(whole, counted, control, own);
  return splices ? { edit: { uri: document.file.uri, splices } } : { refused: broken({ name: control.id }) };
}

const START: Span = { start: 0, end: 0 };

/** What the quick fix for a missing entry inserts, for one control of a document; undefined where it may stand in what cannot be read. */
function scaffold(whole: Package, { document, kind }: Counted, control: Control, own: Catalog): FileEdit['splices'] | undefined {
  if (!document.root || isDamaged(document.root)) return undefined;
  if (kind === 'disclosure') return isBroken(document) ? undefined : insertSections(own, document, [control.id], whole);
  const key = kind === 'risks' ? 'scenario' : 'control';
  if (unreadableControls(document, whole, own, key).includes(control.id)) return undefined;
  const insert = kind === 'risks' ? insertScenarios : insertAnswers;
  const splices = insert(document, whole.catalogs, [control], { text: own.textNow(control.id) });
  return splices.length === 0 ? undefined : splices;
}

/** In the entry at an offset, what stands for what the author has to write; of one with parts alone, behind the first. Comments quote such marks too. */
function placeToWrite(document: KaijiDocument, offset: number): Span | undefined {
  const entry = entryAt(document, offset);
  if (!entry) return undefined;
  const { text, tree } = document.file;
  const { end } = tree.spanOf(entry.node);
  let part: Span | undefined;
  for (let line = text.lineAt(offset); line < text.lineCount && text.lineStart(line) <= end; line++) {
    const source = text.lineText(line);
    if (source.trimStart().startsWith('#')) continue;
    const start = text.lineStart(line);
    const mark = LEFT.exec(source);
    if (mark) return { start: start + mark.index, end: start + mark.index + mark[0].length };
    const key = /^\s+"[^"]+": ?/.exec(source)?.[0].length;
    if (key !== undefined) part ??= { start: start + key, end: start + key };
  }
  return part;
}

/** What a place in a document belongs to: the ids from the top of a view down to it, and how far it reaches. */
export interface ViewPlace {
  readonly path: readonly string[];
  /** Absolute: anywhere in it is the same place. */
  readonly span: Span;
}

/** @param at an offset in `file`; where it is in nothing that is counted, the document; undefined for one the view has not */
export function coveragePlace(whole: Package, file: KaijiFile, at: number, date: string): ViewPlace | undefined {
  const offset = behindIndent(file, at);
  const document = documentAt(file, offset);
  const one = document && counted(whole, document, file.documents.indexOf(document), date);
  if (!one) return undefined;
  return itemPlace(whole, file, one, offset) ?? { path: coveragePath(whole, one), span: { start: at, end: at } };
}

function itemPlace(whole: Package, file: KaijiFile, one: Counted, offset: number): ViewPlace | undefined {
  const { document } = one;
  const entry = entryAt(document, offset);
  if (!entry) return undefined;
  const map = asMap(entry.node);
  const spanOf = (node: Node) => file.tree.spanOf(node);
  const holds = (node: Node) => spanOf(node).start <= offset && offset <= spanOf(node).end;
  if (!holds(entry.node)) return undefined;
  if (one.kind === 'disclosure') {
    const section = sectionsIn(document).findLast(({ node, key }) => holds(node) && key && one.own.control(key.value));
    const also = section?.also.find(holds);
    const control = one.own.control(also?.text ?? section?.key?.value ?? '');
    return control && section && { path: coveragePath(whole, one, control), span: spanOf(also ?? section.node) };
  }
  const id = textField(map, one.kind === 'risks' ? 'scenario' : 'control');
  const control = id && whole.catalogs.resolve(id.value, one.own)?.control;
  if (!control || one.own.orderOf(control.id) < 0) return undefined;
  return { path: coveragePath(whole, one, control), span: spanOf(entry.node) };
}

/** The same of the evidence view. */
export function evidencePlace(whole: Package, file: KaijiFile, at: number, date: string): ViewPlace | undefined {
  const offset = behindIndent(file, at);
  const document = documentAt(file, offset);
  const entry = document && entryAt(document, offset);
  const map = entry?.sequence === 'evidence' ? asMap(entry.node) : undefined;
  const span = map && file.tree.spanOf(map);
  if (!map || !span || offset < span.start || span.end < offset) return undefined;
  const path = evidencePath(whole, { map }, date);
  return path && { path, span };
}

/** In the indent of a line and before its dash one is in what begins there. */
function behindIndent({ text }: KaijiFile, offset: number): number {
  const line = text.lineAt(offset);
  const indent = /^\s*(?:- +)?/.exec(text.lineText(line))?.[0].length ?? 0;
  return Math.max(offset, text.lineStart(line) + indent);
}
