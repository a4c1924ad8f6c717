/**
 * Package → findings: runs the rules, applies severities and suppressions, orders and, where asked, ungroups. A rule that throws is reported once and hides
 * nothing else.
 *
 * What a check finds is taken over by the next one of the same package wherever neither the document nor anything the rule looked up has changed
 * (check/reads.ts): the cost of an edit is that of the documents it can concern. Invariant 7 (docs/adding.md): the findings are those of a check from scratch.
 */

import { limited } from './check/limited.ts';
import { expanded, inOrder, internalError, type PlacedFinding, placed } from './check/placed.ts';
import { Changes, type Reads, recording } from './check/reads.ts';
import { type LevelOptions, levelsOf } from './check/severity.ts';
import { MAX_FINDINGS } from './limits.ts';
import type { Entry, KaijiDocument, KaijiFile } from './model/document.ts';
import type { Table } from './package/index.ts';
import type { Package } from './package/package.ts';
import { fileLimit } from './rules/file-limit.ts';
import { rules } from './rules/registry.ts';
import type { DocumentRule, EntryRule, Finding, Fix, FixContext, Noted, Outcome, Rule } from './rules/rule.ts';
import { type Suppression, suppressionsIn } from './suppression.ts';

export { absolute, documentAt, internalErrorMessage, type PlacedFinding } from './check/placed.ts';
export type { Level } from './check/severity.ts';

export interface CheckOptions extends LevelOptions {
  /** Today, `YYYY-MM-DD`: what is overdue or expired is measured against it. */
  readonly date: string;
  /** Show a grouped finding once for each of its controls. */
  readonly expand?: boolean;
  /** Findings told of one file; those of limits.ts where absent. */
  readonly mostFindings?: number;
  /** The rules to run; those of the registry where absent. Tests break one on purpose. */
  readonly rules?: readonly Rule[];
  /** Told of a fix or code action that threw, by the name of its rule: it hides nothing else, and must not vanish unsaid. */
  readonly failed?: (name: string, error: unknown) => void;
}

/** One check of a package, and what makes the next one cheap. Immutable. */
export interface Check {
  readonly whole: Package;
  /** By position, then by rule. Every file has an element, perhaps empty; one in which nothing changed is the array of the check before. */
  readonly findings: ReadonlyMap<string, readonly PlacedFinding[]>;
  /** How many documents (files, for rules about their text) each rule looked at; those taken over are not counted. */
  readonly runs: ReadonlyMap<string, number>;
  /** What each rule found, by what it looked at. */
  readonly results: Results;
  readonly date: string;
  /** The levels in force, and whether groups are shown one by one. */
  readonly shown: string;
}

type Subject = KaijiDocument | KaijiFile;
type Results = ReadonlyMap<Subject, ReadonlyMap<Rule, Result>>;

/** What one rule found in one document or file, before levels and comments. */
interface Result {
  readonly findings: readonly Finding[];
  readonly reads: Reads | undefined;
  /** It threw, perhaps after it found something. */
  readonly error?: unknown;
}

/** The findings of every file of a package, from scratch. */
export function checkPackage(whole: Package, options: CheckOptions): Check['findings'] {
  return check(whole, options).findings;
}

/** @param before a check of the same package in another version, if there was one */
export function check(whole: Package, options: CheckOptions, before?: Check): Check {
  const levels = levelsOf(whole, options);
  const most = options.mostFindings ?? MAX_FINDINGS;
  const active = options.rules ?? rules;
  const shown = JSON.stringify([options.expand === true, active.map((rule) => [rule.code, levels(rule) ?? ''])]);
  const last = before?.whole.catalogs === whole.catalogs && before.date === options.date ? before : undefined;
  const changes = last && new Changes(last.whole, whole);
  const results = new Map<Subject, ReadonlyMap<Rule, Result>>();
  const runs = new Map<string, number>();
  const findings = new Map<string, readonly PlacedFinding[]>();
  const broken = new Set<string>();

  for (const file of whole.files.values()) {
    let isFresh = last?.whole.files.get(file.uri) !== file || last.shown !== shown;
    const found: PlacedFinding[] = [];
    const place = (rule: Rule, result: Result) => {
      for (const finding of result.findings)
        for (const single of options.expand ? expanded(finding) : [finding]) found.push(placed(rule, single, file, levels(rule)));
      if (result.error !== undefined && !broken.has(rule.code)) found.push(internalError(rule.code, result.error, file));
      if (result.error === undefined) return;
      broken.add(rule.code);
      // Whether it is told here depends on the files before.
      isFresh = true;
    };
    for (const subject of [file, ...file.documents]) {
      const own = new Map<Rule, Result>();
      for (const rule of active) {
        if (levels(rule) === 'off') continue;
        let result = last?.results.get(subject)?.get(rule);
        if (!result || (result.reads && changes?.concern(result.reads, result.findings.length === 0))) {
          result = 'tree' in subject ? resultOfFile(rule, subject) : resultOfDocument(rule, subject, whole, options.date);
          if (!result) continue;
          isFresh = true;
          runs.set(rule.code, (runs.get(rule.code) ?? 0) + 1);
        }
        own.set(rule, result);
        place(rule, result);
      }
      results.set(subject, own);
    }
    const same = isFresh ? undefined : last?.findings.get(file.uri);
    findings.set(file.uri, same ?? limited(inOrder(judged(file, found, active, levels, place)), file, most, levels(fileLimit)));
  }
  return { whole, findings, runs, results, date: options.date, shown };
}

/**
 * The fixes of a finding; a producer that throws gives none, takes no other's away, and is told to `options.failed`.
 * @param safeOnly whether those that need judgement may be missing
 */
export function fixesOf(finding: PlacedFinding, whole: Package, options: CheckOptions, safeOnly = false): readonly Fix[] {
  const rule = (options.rules ?? rules).find(({ code }) => code === finding.rule);
  const { document, file } = finding;
  const context: FixContext = { package: whole, document, file, date: options.date, safeOnly };
  try {
    return rule?.fixes?.(finding, context) ?? [];
  } catch (error) {
    options.failed?.(finding.rule, error);
    return [];
  }
}

const byCode: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.code, rule]));

/** The rule of a code; undefined for none. */
export function ruleNamed(code: string): Rule | undefined {
  return byCode.get(code);
}

/** What a rule about text finds in a file; undefined for one that looks at something else. */
function resultOfFile(rule: Rule, file: KaijiFile): Result | undefined {
  if (rule.scope !== 'block') return undefined;
  return collected(
    undefined,
    file.tree.blocks.map((block) => () => rule.check(block, file)),
  );
}

/** What a rule about documents or their entries finds in one; undefined for one that looks at something else. */
function resultOfDocument(rule: Rule, document: KaijiDocument, whole: Package, date: string): Result | undefined {
  if ((rule.scope !== 'document' && rule.scope !== 'entry') || !concerns(rule, document)) return undefined;
  const reads: readonly Table[] = rule.reads ?? [];
  const { context, reads: recorded } = recording(whole, document, reads, date);
  const entries = entriesFor(rule, document);
  if (rule.scope === 'entry')
    return collected(
      recorded,
      entries.map((entry) => () => rule.check(entry, context)),
    );
  // Made in the looks, so that a note that throws takes away nothing but itself.
  const notes: Noted[] = [];
  const noting = rule.note
    ? entries.map((entry) => (): Iterable<Finding> => {
        const note = rule.note?.(entry, context);
        if (note) notes.push({ entry, note });
        return [];
      })
    : [];
  return collected(recorded, [...noting, () => rule.check(document, { ...context, notes: () => notes })]);
}

/** The entries a rule looks at or notes, the header first. */
function entriesFor({ sequences }: EntryRule | DocumentRule, { root, header, entries }: KaijiDocument): readonly Entry[] {
  const all = root ? [header, ...entries] : [];
  return sequences ? all.filter(({ sequence }) => sequences.includes(sequence)) : all;
}

/** A rule that names kinds looks at documents of these; an entry rule that names none at those of every known kind. */
function concerns(rule: Extract<Rule, { readonly scope: 'entry' | 'document' | 'outcome' }>, { kind }: KaijiDocument): boolean {
  return rule.kinds ? kind !== undefined && rule.kinds.includes(kind) : rule.scope !== 'entry' || kind !== undefined;
}

/** A look that throws hides nothing the others find. */
function collected(reads: Reads | undefined, looks: readonly (() => Iterable<Finding>)[]): Result {
  const findings: Finding[] = [];
  let failure: { readonly error: unknown } | undefined;
  for (const look of looks) {
    try {
      for (const finding of look()) findings.push(finding);
    } catch (error) {
      failure ??= { error: error ?? new Error('nothing was said') };
    }
  }
  return { findings, reads, ...failure };
}

/** The findings no comment silences, with those of the rules that judge them and the comments. */
function judged(
  file: KaijiFile,
  found: PlacedFinding[],
  active: readonly Rule[],
  levels: ReturnType<typeof levelsOf>,
  place: (rule: Rule, result: Result) => void,
): PlacedFinding[] {
  const suppressions = suppressionsIn(file);
  const kept = found.filter((finding) => !isSilenced(finding, suppressions));
  const inForce = active.filter((rule) => levels(rule) !== 'off');
  // `place` adds to `found`, of which `kept` has all that counts: emptied, it takes what one rule more finds.
  const more = (rule: Rule, look: () => Iterable<Finding>) => {
    found.length = 0;
    place(rule, collected(undefined, [look]));
    return found.splice(0);
  };
  const outcomes = inForce.flatMap((rule) =>
    rule.scope === 'outcome'
      ? file.documents.flatMap((document) =>
          concerns(rule, document) ? more(rule, () => rule.check(document, outcomeOf(document, kept))) : [],
        )
      : [],
  );
  const all = [...kept, ...outcomes.filter((finding) => !isSilenced(finding, suppressions))];
  // A rule that is off might have found what a comment silences.
  const silent = active.filter((rule) => levels(rule) === 'off').map(({ code }) => code);
  for (const { used, codes } of suppressions) for (const code of silent) if (codes.includes(code)) used.add(code);
  const about = inForce.flatMap((rule) =>
    rule.scope === 'suppression' ? suppressions.flatMap((one) => more(rule, () => rule.check(one))) : [],
  );
  return [...all, ...about];
}

function outcomeOf(document: KaijiDocument, findings: readonly PlacedFinding[]): Outcome {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const finding of findings) if (finding.document === document) counts[finding.severity]++;
  return { counts };
}

/** Whether a comment silences a finding; the comment is then of use. */
function isSilenced(finding: PlacedFinding, suppressions: readonly (Suppression & { used: Set<string> })[]): boolean {
  let isSilent = false;
  for (const { from, to, codes, used } of suppressions) {
    if (finding.start < from || finding.start >= to || !codes.includes(finding.rule)) continue;
    used.add(finding.rule);
    isSilent = true;
  }
  return isSilent;
}
