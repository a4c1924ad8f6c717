/** Every place where something is defined, answered or named, found through the tables of the index. */
import { idsOf } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { answerOf } from '../model/checklist.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { factsOf } from '../model/facts.ts';
import { referencesIn } from '../model/reference.ts';
import type { Site, Table } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { asMap, type Node, type ScalarNode, type Span, walk } from '../yaml/tree.ts';
import { definition, homeOf, type Subject, spanInLink, spanWithin, subjectNamed, USES, writtenIn } from './subject.ts';

/**
 * - `definition`: where it gets its id or key
 * - `answer`: where a control is answered, or a scenario treated
 * - `use`: anything else that names it
 */
export type OccurrenceKind = 'definition' | 'answer' | 'use';

export interface Occurrence extends Span {
  readonly is: OccurrenceKind;
  readonly file: KaijiFile;
}

/**
 * Occurrences in every package in which the id means this subject, each place once, by path and place.
 * @param whole the package in which somebody asks
 * @param packages those that may have it, `whole` included (`Workspace.related`)
 */
export function occurrencesOf(subject: Subject, whole: Package, packages: Iterable<Package>): readonly Occurrence[] {
  const found = [...packages].flatMap((one) => [
    ...occurrencesIn(subject, whole, one, (table, key) => one.index.lookup(table, key)),
  ]);
  return ordered(found);
}

/** Occurrences in one file of the package in which somebody asks, in order. */
export function occurrencesInFile(subject: Subject, whole: Package, file: KaijiFile): readonly Occurrence[] {
  const lookup = (table: Table, key: string) => file.documents.flatMap((document) => whole.index.said(document, table, key));
  return ordered([...occurrencesIn(subject, whole, whole, lookup)]);
}

type Lookup = (table: Table, key: string) => readonly Site[];

function* occurrencesIn(subject: Subject, whole: Package, one: Package, lookup: Lookup): Generator<Occurrence> {
  if (subject.home === undefined ? sharesWith(whole, one) : homeOf(one, subject.is, subject.id)?.uri === subject.home)
    yield* named(subject, one, lookup);
  if (subject.is !== 'statements' || subject.home === undefined) return;
  for (const [name, platform] of one.platforms) {
    if (homeOf(platform, 'statements', subject.id)?.uri !== subject.home) continue;
    for (const site of lookup('party-uses', `${name}#${subject.id}`)) yield* inValue('use', site, subject);
  }
}

/** Whether what two packages say of a guideline is said of one service: one extends the other. */
function sharesWith(a: Package, b: Package): boolean {
  return isExtendedBy(a, b) || isExtendedBy(b, a);
}

function isExtendedBy({ uri }: Package, other: Package): boolean {
  for (let at: Package | undefined = other; at; at = at.parent) if (at.uri === uri) return true;
  return false;
}

function* named(subject: Subject, one: Package, lookup: Lookup): Generator<Occurrence> {
  const { is, id } = subject;
  if (is === 'controls') yield* ofControl(subject, one, lookup);
  else if (is === 'facts') yield* ofFact(subject, one, lookup);
  else {
    const inTable = function* (kind: OccurrenceKind, table: Table, key: string) {
      for (const site of lookup(table, key)) yield* inValue(kind, site, subject);
    };
    yield* inTable('definition', ...definition(is, id));
    const table = USES[is];
    if (table) yield* inTable('use', table, id);
    yield* inTable('use', 'uses', `${is} ${id}`);
    yield* mentioned(is === 'tables' ? [id, `table:${id}`] : [id], subject, one, lookup);
  }
}

/** Tables with controls as their keys, and what stands there. */
const OF_CONTROLS: readonly (readonly [Table, OccurrenceKind])[] = [
  ['answers', 'answer'],
  ['scenarios', 'answer'],
  ['measures', 'answer'],
  ['satisfies', 'use'],
  ['responds-to', 'use'],
  ['counted-on', 'use'],
  ['texts', 'use'],
];

/** Of a control also what is said of its parts; of a part its answer, or that of the whole where it has none of its own. */
function* ofControl(subject: Subject, one: Package, lookup: Lookup): Generator<Occurrence> {
  const resolved = one.catalogs.resolve(subject.id);
  const ids = resolved && !resolved.part ? idsOf(resolved.control) : [subject.id];
  for (const id of ids) {
    for (const site of lookup('ids', `controls ${id}`)) yield* inValue('definition', site, subject);
    for (const [table, is] of OF_CONTROLS) for (const site of lookup(table, id)) yield* inValue(is, site, subject);
    for (const site of lookup('uses', `controls ${id}`)) yield* inValue('use', site, subject);
  }
  if (resolved?.part) {
    for (const site of lookup('answers', resolved.control.id)) {
      const map = asMap(site.entry.node);
      const { id } = resolved.part;
      const key = map && answerOf(map).parts.find(({ keyText }) => partKey(keyText) === partKey(id))?.key;
      yield* inValue('answer', key ? { document: site.document, node: key } : site, subject);
    }
  }
  yield* mentioned(ids, subject, one, lookup);
}

/** Of a fact also what is stated of single targets. */
function* ofFact({ id }: Subject, one: Package, lookup: Lookup): Generator<Occurrence> {
  const keys = [...one.index.keys('facts')].filter((key) => key === id || key.startsWith(`${id}@`));
  for (const key of keys) {
    for (const { document, entry, node } of lookup('facts', key)) {
      const { file } = document;
      for (const map of walk(entry.node)) {
        const stated = map.kind === 'map' ? factsOf(map).find((one) => one.node === node) : undefined;
        if (stated?.keyNode.kind === 'scalar')
          yield { is: 'use', file, ...spanWithin(file, stated.keyNode, stated.keyNode.text.trim()) };
      }
    }
  }
}

function* inValue(
  is: OccurrenceKind,
  { document: { file }, node }: { readonly document: Site['document']; readonly node: Node },
  subject: Subject,
): Generator<Occurrence> {
  if (node.kind === 'scalar') yield { is, file, ...spanWithin(file, node, writtenIn(node, subject)) };
}

/** The references to a subject, in each text that has one under these names. */
function* mentioned(names: readonly string[], subject: Subject, one: Package, lookup: Lookup): Generator<Occurrence> {
  const texts = new Map<ScalarNode, Site>();
  for (const name of names)
    for (const site of lookup('mentions', name)) if (site.node.kind === 'scalar') texts.set(site.node, site);
  /** Whether a reference means it, by document and name: a text may have one a thousand times. */
  const meant = new Map<KaijiDocument, Map<string, boolean>>();
  for (const [node, { document }] of texts) {
    const { file } = document;
    const known = meant.get(document) ?? new Map<string, boolean>();
    meant.set(document, known);
    const base = file.tree.startOf(node.block);
    for (const { target, start, end } of referencesIn(node, file.text.slice(base + node.start, base + node.end))) {
      const means = known.get(target) ?? isMeant(target, document, subject, one);
      known.set(target, means);
      if (means) yield { is: 'use', file, ...spanInLink(file, { start: base + start, end: base + end }, subject) };
    }
  }
}

/** Whether a reference means a subject; one to a part means its control too. */
function isMeant(target: string, document: KaijiDocument, { is, id, home }: Subject, one: Package): boolean {
  const meant = subjectNamed(one, target, document);
  if (meant?.is !== is || meant.home !== home) return false;
  return meant.id === id || (is === 'controls' && one.catalogs.resolve(meant.id)?.control.id === id);
}

/** By path and place; of several at one place the first. */
function ordered(found: readonly Occurrence[]): readonly Occurrence[] {
  const places = new Map<string, Map<number, Occurrence>>();
  for (const one of found) {
    const inFile = places.get(one.file.uri) ?? new Map<number, Occurrence>();
    places.set(one.file.uri, inFile);
    if (!inFile.has(one.start)) inFile.set(one.start, one);
  }
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, inFile]) => [...inFile.values()].sort((a, b) => a.start - b.start));
}
