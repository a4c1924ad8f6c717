/**
 * What a place of a document speaks of, as something that occurs elsewhere too: a subject. The tables of the index say it (core/package/tables/): whoever notes
 * a node under a key can be asked again which node was noted how, so that what is found from a use finds that use.
 */
import { Facts } from '../catalog/facts.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { entryOf } from '../model/entry-at.ts';
import type { Named } from '../model/id-nouns.ts';
import { ownCatalog, type Table } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { contribute } from '../package/tables/contribute.ts';
import { mentionedControl } from '../package/tables/mentions.ts';
import type { Node, ScalarNode, Span } from '../yaml/tree.ts';
import { type Found, nodeAt } from './node-at.ts';
import { outlineSection, targetAt } from './target.ts';

/**
 * What has an id of its own, by its list; and
 * - `controls`: `CL-94`, or a part of one, `CL-22(3)`
 * - `section-keys`: keys of an outline, and own ones (`x.…`); `sections` are the ids sections may have besides
 * - `own-scenarios`: `x.…` of a risk annex; `scenarios` are those of a risk assessment
 * - `facts`: `KEY` or `KEY@TARGET`; `catalogs`: without an edition
 */
export type SubjectKind = Named | 'controls' | 'section-keys' | 'own-scenarios' | 'facts' | 'catalogs';

export interface Subject {
  readonly is: SubjectKind;
  /** As defined; of controls canonical, of facts as the index has it. */
  readonly id: string;
  /** The package that defines it, by URI; undefined where none does. */
  readonly home: string | undefined;
}

export interface SubjectAt {
  readonly subject: Subject;
  /** The characters of its id there, without quotes, brackets or what else stands beside it. Absolute. */
  readonly span: Span;
}

/**
 * The subject at a place. What it costs is that of the entry there.
 * @param offset in `file`, UTF-16; at the end of a word is in it
 */
export function subjectAt(whole: Package, file: KaijiFile, offset: number): SubjectAt | undefined {
  const found = nodeAt(file, offset);
  if (!found) return undefined;
  if (found.link) return linked(whole, found, found.link);
  const subject = found.isKey ? subjectOfKey(whole, found) : subjectOfValue(whole, found);
  return subject && { subject, span: found.alias ? found.span : spanWithin(file, found.node, writtenIn(found.node, subject)) };
}

function linked(whole: Package, { document }: Found, { start, end, target }: Span & { readonly target: string }) {
  const subject = subjectNamed(whole, target, document);
  return subject && { subject, span: spanInLink(document.file, { start, end }, subject) };
}

/** The characters of the id within a reference. @param link absolute, brackets included */
export function spanInLink({ text }: KaijiFile, link: Span, { is }: Subject): Span {
  const inner = text.slice(link.start + 2, link.end - 2);
  const prefix = is === 'tables' && inner.trim().startsWith(TABLE) ? TABLE.length : 0;
  const start = link.start + 2 + (inner.length - inner.trimStart().length) + prefix;
  return { start, end: link.start + 2 + inner.trimEnd().length };
}

const TABLE = 'table:';

/** What `[[TARGET]]` means in a document; undefined for a list (`[[roles]]`) and for what is nothing. */
export function subjectNamed(whole: Package, target: string, document: KaijiDocument): Subject | undefined {
  const control = mentionedControl(target, whole.catalogs, ownCatalog(document, whole.catalogs));
  if (control) return { is: 'controls', id: control.id, home: undefined };
  if (target.startsWith(TABLE)) return subjectOf(whole, 'tables', target.slice(TABLE.length));
  const is =
    MENTIONED.find((kind) => homeOf(whole, kind, target)) ?? (outlineSection(whole, target) ? 'section-keys' : undefined);
  return is && subjectOf(whole, is, target);
}

/** What a reference may mean, the first first: of ids that two kinds share, the kind named here before has it. */
export const MENTIONED: readonly SubjectKind[] = [
  'evidence',
  'statements',
  'section-keys',
  'sections',
  'tables',
  'references',
  'parties',
  'roles',
  'own-scenarios',
  'assets',
  'threats',
  'vulnerabilities',
  'scenarios',
  'measures',
];

/** The package that defines an id for `whole`: itself, else the nearest it extends. */
export function homeOf(whole: Package, is: SubjectKind, id: string): Package | undefined {
  const [table, key] = definition(is, id);
  for (let at: Package | undefined = whole; at; at = at.parent) if (at.index.lookup(table, key).length > 0) return at;
  return undefined;
}

/** Where what defines an id is noted. */
export function definition(is: SubjectKind, id: string): readonly [Table, string] {
  if (is === 'section-keys') return ['sections', id];
  return is === 'own-scenarios' ? ['scenarios', id] : ['ids', `${is} ${id}`];
}

/** A guideline, its controls and what its answers state belong to no package. */
const EVERYBODYS: ReadonlySet<SubjectKind> = new Set<SubjectKind>(['controls', 'facts', 'catalogs']);

function subjectOf(whole: Package, is: SubjectKind, id: string): Subject {
  return { is, id, home: EVERYBODYS.has(is) ? undefined : homeOf(whole, is, id)?.uri };
}

/** The key of a fact, or of a part of the control that its entry answers. */
function subjectOfKey(whole: Package, found: Found): Subject | undefined {
  if (found.path.at(-2) === 'facts' && found.document.kind !== undefined)
    return { is: 'facts', id: Facts.indexKey(whole.catalogs.facts.keyOf(found.node.text.trim())), home: undefined };
  const target = targetAt(whole, found);
  return target?.is === 'control' ? { is: 'controls', id: target.resolved.id, home: undefined } : undefined;
}

/** What the index notes of a value, read from the entry it stands in. */
function subjectOfValue(whole: Package, { document, node, path }: Found): Subject | undefined {
  const [sequence, index] = path;
  const entry = (typeof index === 'number' ? entryOf(document, String(sequence), index) : undefined) ?? document.header;
  const { catalogs } = whole;
  let subject: Subject | undefined;
  contribute(entry, { catalogs, own: ownCatalog(document, catalogs) }, (table, key, _entry, noted: Node) => {
    if (noted === node && key) subject ??= subjectNoted(whole, table, key);
  });
  return subject;
}

/** Where an id of a kind that packages define is named, beside `[[…]]`. */
export const USES: Partial<Record<SubjectKind, Table>> = {
  evidence: 'evidence-uses',
  statements: 'statement-uses',
  parties: 'party-uses',
  roles: 'role-uses',
  assets: 'assessed',
  threats: 'threat-uses',
  vulnerabilities: 'vulnerability-uses',
  measures: 'counted-on',
};

/** Tables whose keys are ids of one kind. Those that hold two kinds are told apart before this is asked. */
const OF_ONE_KIND: Partial<Record<Table, SubjectKind>> = {
  answers: 'controls',
  satisfies: 'controls',
  'responds-to': 'controls',
  texts: 'controls',
  sections: 'section-keys',
  ...(Object.fromEntries(Object.entries(USES).map(([kind, table]) => [table, kind])) as Partial<Record<Table, SubjectKind>>),
};

/** The subject a table is noted something about under a key. */
function subjectNoted(whole: Package, table: Table, key: string): Subject | undefined {
  if (table === 'ids' || table === 'uses') {
    const at = key.indexOf(' ');
    return subjectOf(whole, key.slice(0, at) as SubjectKind, key.slice(at + 1));
  }
  if (table === 'party-uses') {
    const [name = '', id] = key.split('#') as [string, string?];
    if (id === undefined) return subjectOf(whole, 'parties', key);
    const platform = whole.platforms.get(name);
    return platform && subjectOf(platform, 'statements', id);
  }
  if (table === 'scenarios') return subjectOf(whole, whole.catalogs.resolve(key) ? 'controls' : 'own-scenarios', key);
  if (table === 'measures' || table === 'counted-on') {
    // A measure of the package's own before a control of that name.
    if (homeOf(whole, 'measures', key)) return subjectOf(whole, 'measures', key);
    const control = whole.catalogs.resolve(key);
    return subjectOf(whole, control ? 'controls' : 'measures', control?.id ?? key);
  }
  const kind = OF_ONE_KIND[table];
  return kind && subjectOf(whole, kind, key);
}

/** What of a scalar is the id: of `aws-tokyo#st-x` what stands behind the sign. */
export function writtenIn(node: ScalarNode, { is }: Subject): string {
  const text = node.text.trim();
  return is === 'statements' ? text.slice(text.indexOf('#') + 1) : text;
}

/** Where a text stands in the source of a scalar. An id written with escapes is all there is between its quotes. */
export function spanWithin(file: KaijiFile, node: ScalarNode, text: string): Span {
  const { start, end } = file.tree.spanOf(node);
  const at = file.text.slice(start, end).lastIndexOf(text);
  if (at >= 0) return { start: start + at, end: start + at + text.length };
  const quoted = node.style === 'double' || node.style === 'single';
  return quoted ? { start: start + 1, end: Math.max(start + 1, end - 1) } : { start, end };
}
