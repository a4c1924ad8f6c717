/**
 * What a rule is. A rule is one file of this folder that exports one of these and its page (`docs`), and its import and element in registry.ts; the CLI picks
 * it up from there, docs/rules.md and the setting by `npm run docs`, and a test asks for a fixture that shows it (docs/adding.md). What several rules have in
 * common stands in shared/, what would make the file of one too long in parts/.
 *
 * `scope` says what a check reads: a block (its text and syntax errors), an entry (with its document's header), or a document: its header and what the rule
 * notes of each entry. Of the rest of the package a check knows what it looks up in the index, by the tables it names in `reads`: a rule about the package is
 * one about each entry or document concerned. Of a site a check may read the entry it stands in and the header of its document; of one that stands in a
 * header also what could not be read of its file.
 *
 * What a rule found is taken over, file by file (blocks) or document by document (entries too), while neither that nor anything it looked up has changed
 * (core/check/reads.ts).
 */
import type { Catalog } from '../catalog/catalog.ts';
import type { Bilingual, Localized } from '../language.ts';
import type { Entry, KaijiDocument, KaijiFile } from '../model/document.ts';
import type { KindName } from '../model/schema.ts';
import type { Baseline } from '../package/baseline.ts';
import type { PackageView, Site, Table } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import type { Suppression } from '../suppression.ts';
import type { Splice } from '../text/text.ts';
import type { Block, Span } from '../yaml/tree.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Where a finding stands: a span relative to a block. Every node is one. */
export interface Place extends Span {
  readonly block: Block;
}

/** What a check yields. */
export interface Finding {
  readonly at: Place;
  readonly message: Localized;
  /** Canonical ID of the control or section concerned. */
  readonly control?: string;
  /** What a grouped finding stands for. */
  readonly controls?: readonly string[];
  /** The message of one of `controls` where findings are shown ungrouped (`--expand`). */
  readonly each?: (control: string) => Localized;
  readonly related?: readonly Related[];
  /** Instead of the rule's own severity. */
  readonly severity?: Severity;
  /** What the rule's fixes need to know; read by that rule alone. */
  readonly data?: unknown;
}

export interface Related {
  /** The file it stands in, of this package or one it builds on (`Package.fileAt`): the version at hand when it is shown. */
  readonly uri: string;
  readonly at: Place;
  readonly message: Localized;
}

/** Edits of one file; the splices refer to the version the finding was made for and do not overlap. */
export interface FileEdit {
  readonly uri: string;
  readonly splices: readonly Splice[];
}

export interface Fix {
  readonly title: Localized;
  readonly edits: readonly FileEdit[];
  /** Needs no judgement: `kaiji fix` and fix-all apply it. One a finding at most. */
  readonly safe?: boolean;
  /** The one a person most likely wants. */
  readonly preferred?: boolean;
}

/** What a check may read beside its entry or document. Of index tables only those the rule `reads`. */
export interface EntryContext extends PackageView {
  /** The catalog or outline of the document. */
  readonly own: Catalog | undefined;
  /** The package's folder, as a URI; of a file outside any package, the file itself. */
  readonly home: string;
  /** Today, `YYYY-MM-DD`. */
  readonly date: string;
  /** Whether the document is the first of those that contribute to a key: what counts over all of them is told there. */
  leads(table: Table, key: string): boolean;
  /** Whether a file the package's register locates is known not to be there. For a rule that `reads`, be it no table. */
  isAbsent(uri: string): boolean;
  /** The baseline the package names; undefined for none. For a rule that `reads`, be it no table. */
  baseline(): Baseline | undefined;
}

/**
 * What a document rule notes of an entry: plain data, and nodes of that entry to point at. Two notes say the same where their keys are equal, so everything
 * else a check concludes from has to be in the key. What is only pointed at need not be.
 */
export interface Note {
  readonly key: string | number;
}

/** What is noted of one entry. */
export interface Noted<N extends Note = Note> {
  /** The sequence of the entry; `''` for the header. */
  readonly sequence: string;
  readonly note: N;
}

/** What a check of a document may read beside its header. */
export interface DocumentContext<N extends Note = Note> extends EntryContext {
  /** What the rule noted, the header's first, in document order. */
  notes(): readonly Noted<N>[];
  /**
   * The same in parts. A part in which nothing changed is the same array from one version to the next: what a rule counts over all entries of a long document
   * it can count part by part and keep (`memoized`).
   */
  noteParts(): readonly (readonly Noted<N>[])[];
  /** The keys under which the document itself contributes to a table, each once, in any order. */
  saidKeys(table: Table): Iterable<string>;
  /** What the document itself contributes under a key, in document order. */
  said(table: Table, key: string): readonly Site[];
}

/** What fixes may read: everything, for they run on request only. */
export interface FixContext {
  readonly package: Package;
  readonly document: KaijiDocument | undefined;
  readonly file: KaijiFile;
  readonly date: string;
  /** Only a safe fix is asked for: a rule may leave the others out where they cost much. */
  readonly safeOnly?: boolean;
}

/**
 * The page of a rule, in Markdown: what it protects, an example, the way out. Each rule's file exports its own as `docs`, beside the rule and not in it: the
 * build makes data of the pages (scripts/generate.mjs), read when one is first shown (`Bundled.ruleDocs`), and no program carries
 * them. A page that names values is a function: bundlers keep what may act when it is evaluated.
 */
export type RuleDocs = Required<Bilingual>;

interface RuleBase {
  /** Public and stable (docs/rules.md); never changes its meaning. */
  readonly code: string;
  readonly severity: Severity;
  /** What sets its findings apart: what could be deleted, which editors fade; what time has run out for, which a report lists as due. */
  readonly about?: 'unneeded' | 'time';
  /** One line each: what it reports. */
  readonly summary: Localized;
  /** The ways out of one of its findings, the likeliest first. */
  fixes?(finding: Finding, context: FixContext): readonly Fix[];
}

export interface BlockRule extends RuleBase {
  readonly scope: 'block';
  check(block: Block, file: KaijiFile): Iterable<Finding>;
}

export interface EntryRule extends RuleBase {
  readonly scope: 'entry';
  /** Kinds of document it applies to; all known kinds where absent. */
  readonly kinds?: readonly KindName[];
  /** Sequences whose entries it looks at (`''` is the header); all where absent. */
  readonly sequences?: readonly string[];
  /** Index tables it looks keys up in. */
  readonly reads?: readonly Table[];
  check(entry: Entry, context: EntryContext): Iterable<Finding>;
}

export interface DocumentRule<N extends Note = Note> extends RuleBase {
  readonly scope: 'document';
  /** As for entries; a document of unknown kind is shown only to rules that name no kinds. */
  readonly kinds?: readonly KindName[];
  /** Sequences whose entries it takes note of (`''` is the header); all where absent. */
  readonly sequences?: readonly string[];
  /** Index tables it looks keys up in, lists the keys of, or asks what the document says to; those of its notes among them. */
  readonly reads?: readonly Table[];
  /**
   * Its check goes through the entries themselves: it is repeated with every change of the document. A rule without this reads the header, what could not
   * be read (`tree.faulty`), its notes and what it asks of the context, and nothing else of the document.
   */
  readonly readsEntries?: true;
  /**
   * What the check has to know of one entry; undefined for nothing. Made once for an entry as it stands: of the document it may read the header, of the
   * package what it looks up, and its notes are made anew for the entries that looked up what changed.
   */
  note?(entry: Entry, context: EntryContext): N | undefined;
  /**
   * Where the header is the same, nothing looked up or said has changed and what is noted says the same, entry by entry, a check that found nothing is not
   * repeated. One that found something is, for its findings may stand in the entries noted; a rule that notes nothing is not concerned by entries at all.
   */
  check(document: KaijiDocument, context: DocumentContext<N>): Iterable<Finding>;
}

/** Rules that judge what the others found in a document: they run last, on what no comment silences. */
export interface OutcomeRule extends RuleBase {
  readonly scope: 'outcome';
  readonly kinds?: readonly KindName[];
  check(document: KaijiDocument, outcome: Outcome): Iterable<Finding>;
}

export interface Outcome {
  /** Findings in the document, by severity as it is set. */
  readonly counts: Readonly<Record<Severity, number>>;
}

/** Rules about suppressing: they judge what the engine did with the comments of a file. */
export interface SuppressionRule extends RuleBase {
  readonly scope: 'suppression';
  check(suppression: Suppression): Iterable<Finding>;
}

/** Reported by the engine itself: `internal-error`. */
export interface EngineRule extends RuleBase {
  readonly scope: 'engine';
}

export type Rule = BlockRule | EntryRule | DocumentRule | OutcomeRule | SuppressionRule | EngineRule;
