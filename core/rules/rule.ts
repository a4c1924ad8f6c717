/**
 * What a rule is. A rule is one file that exports one of these and one line in registry.ts; documentation, settings, CLI and tests pick it up from there.
 *
 * `scope` says what a check reads, so that later only what changed is checked again: a block (its text and syntax errors), an entry (with its document's
 * header and the index tables it names in `reads`), a document, or the package.
 */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Localized } from '../language.ts';
import type { Entry, KaijiDocument, KaijiFile } from '../model/document.ts';
import type { KindName } from '../model/schema.ts';
import type { Site, Table } from '../package/index.ts';
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
  readonly file: KaijiFile;
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

/** What an entry check may read beside its entry. */
export interface EntryContext {
  readonly catalogs: Catalogs;
  /** The catalog or outline of the entry's document. */
  readonly own: Catalog | undefined;
  /** Today, `YYYY-MM-DD`. */
  readonly date: string;
  /** Sites of an index table; only of those the rule `reads`. */
  lookup(table: Table, key: string): readonly Site[];
}

export interface DocumentContext extends EntryContext {
  keys(table: Table): ReadonlySet<string>;
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

interface RuleBase {
  /** Public and stable (docs/rules.md); never changes its meaning. */
  readonly code: string;
  readonly severity: Severity;
  /** One line each: what it reports. */
  readonly summary: Localized;
  /** Markdown, both languages: what it protects, an example, the way out. */
  readonly docs: Localized;
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

export interface DocumentRule extends RuleBase {
  readonly scope: 'document';
  /** As for entries; a document of unknown kind is shown only to rules that name no kinds. */
  readonly kinds?: readonly KindName[];
  readonly reads?: readonly Table[];
  check(document: KaijiDocument, context: DocumentContext): Iterable<Finding>;
}

export interface PackageRule extends RuleBase {
  readonly scope: 'package';
  check(whole: Package, context: { readonly date: string }): Iterable<Finding & { readonly file: KaijiFile }>;
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

export type Rule = BlockRule | EntryRule | DocumentRule | PackageRule | SuppressionRule | EngineRule;
