/**
 * Package → findings: runs the rules, applies severities and suppressions, orders and, where asked, ungroups. A rule that throws is reported once and hides
 * nothing else.
 *
 * What a check finds is kept by entry (check/ledger.ts) with what the rules asked the index for (check/dependents.ts). The next check of the package looks
 * again at the entries that were edited and at those that asked for what is another now: the cost of an edit is that of the entries it concerns. Invariant 7
 * (docs/adding.md): the findings are those of a check from scratch.
 */

import { concernedBy, nameOf } from './check/changes.ts';
import { type Clock, type Cost, Costs } from './check/costs.ts';
import { Dependents, type Look } from './check/dependents.ts';
import { type Display, FileFindings, type FileFound, failedIn, foundInBlock } from './check/file-findings.ts';
import { closeLedger, type Found, hasFound, type Ledger } from './check/ledger.ts';
import { type Desk, ledgerOf } from './check/next-ledger.ts';
import type { PlacedFinding } from './check/placed.ts';
import { Plan } from './check/plan.ts';
import { Recorder } from './check/recorder.ts';
import { type LevelOptions, levelsOf } from './check/severity.ts';
import { MAX_FINDINGS } from './limits.ts';
import type { KaijiFile } from './model/document.ts';
import { Accepted, type Baseline } from './package/baseline.ts';
import type { Package } from './package/package.ts';
import type { Part } from './package/part.ts';
import { rules } from './rules/registry.ts';
import type { Fix, FixContext, Rule } from './rules/rule.ts';
import { atOnce } from './slices.ts';
import { hasSuppressions } from './suppression.ts';
import type { Text } from './text/text.ts';
import type { Block } from './yaml/tree.ts';

export { absolute, documentAt, internalErrorMessage, type PlacedFinding } from './check/placed.ts';
export type { Level } from './check/severity.ts';

export interface CheckOptions extends LevelOptions {
  /** Today, `YYYY-MM-DD`: what is overdue or expired is measured against it. */
  readonly date: string;
  /** Show a grouped finding once for each of its controls. */
  readonly expand?: boolean;
  /** A baseline that counts beside that of the package. */
  readonly baseline?: Baseline;
  /** Findings told of one file; those of limits.ts where absent. */
  readonly mostFindings?: number;
  /** By which the check is timed ({@link Check.cost}); it is not where absent. */
  readonly clock?: Clock;
  /** The rules to run; those of the registry where absent. Tests break one on purpose. */
  readonly rules?: readonly Rule[];
  /** Told of a fix or code action that threw, by the name of its rule: it hides nothing else, and must not vanish unsaid. */
  readonly failed?: (name: string, error: unknown) => void;
}

/** The findings of each file by its URI; every file has some, perhaps none. Put together when asked for. */
export type Findings = ReadonlyMap<string, readonly PlacedFinding[]>;

/** One check of a package, and what makes the next one cheap. Its findings do not change; what it keeps for the next check goes over to it. */
export class Check {
  private readonly counts: ReadonlyMap<readonly Rule[], number>;
  #all: Findings | undefined;

  constructor(
    readonly whole: Package,
    readonly files: ReadonlyMap<string, FileFindings>,
    readonly setting: Setting,
    private kept: Kept | undefined,
    counts: ReadonlyMap<readonly Rule[], number>,
    private readonly costs: Costs | undefined,
    private readonly slowestBefore: Cost | undefined,
  ) {
    this.counts = counts;
  }

  /** What this check cost, what was taken over from the one before not counted; undefined where no clock was handed in. */
  get cost(): Cost | undefined {
    return this.costs?.cost;
  }

  /** What the slowest check cost, of this and those it started from while the rules in force were the same. */
  get slowest(): Cost | undefined {
    const { cost, slowestBefore } = this;
    return cost && slowestBefore && slowestBefore.total > cost.total ? slowestBefore : cost;
  }

  /** By position, then by rule. Every file has an element, perhaps empty; one in which nothing changed is the array of the check before. */
  get findings(): Findings {
    this.#all ??= new Map([...this.files].map(([uri, file]) => [uri, file.placed]));
    return this.#all;
  }

  /** Those of one file; the others are not put together. */
  findingsOf(uri: string): readonly PlacedFinding[] {
    return this.files.get(uri)?.placed ?? [];
  }

  /** Another object whenever the findings of a file, or the lines they stand on, may be others. */
  stampOf(uri: string): object | undefined {
    return this.files.get(uri)?.stamp;
  }

  /** How many blocks, entries and documents each rule looked at in this check; those taken over are not counted. */
  get runs(): ReadonlyMap<string, number> {
    const runs = new Map<string, number>();
    for (const [group, count] of this.counts) for (const { code } of group) runs.set(code, (runs.get(code) ?? 0) + count);
    return runs;
  }

  /** What the next check starts from; once. */
  handOver(): Kept | undefined {
    const { kept } = this;
    this.kept = undefined;
    return kept;
  }
}

/** What everything found depends on beside the package. */
interface Setting {
  readonly date: string;
  readonly plan: Plan;
  readonly baselines: readonly Baseline[];
  readonly accepted: Accepted;
}

/** What changes from check to check, and belongs to the newest one. */
interface Kept {
  readonly dependents: Dependents;
  readonly ledgers: ReadonlyMap<string, Ledger>;
  readonly blocks: WeakMap<Block, readonly Found[]>;
}

/** The findings of every file of a package, from scratch. */
export function checkPackage(whole: Package, options: CheckOptions): Findings {
  return check(whole, options).findings;
}

/** @param before the newest check of the same package in another version, if there was one; an older one helps as little as none */
export function check(whole: Package, options: CheckOptions, before?: Check): Check {
  return atOnce(checking(whole, options, before));
}

/** The same in steps. One that is given up takes what `before` kept along: the next check starts from scratch. */
export function checking(whole: Package, options: CheckOptions, before?: Check): Generator<void, Check> {
  const costs = options.clock && new Costs(options.clock);
  const steps = stepsOf(whole, options, before, costs);
  return costs ? costs.ofSteps(steps) : steps;
}

function* stepsOf(
  whole: Package,
  options: CheckOptions,
  before: Check | undefined,
  costs: Costs | undefined,
): Generator<void, Check> {
  const levels = levelsOf(whole, options);
  const all = options.rules ?? rules;
  const inForce = all.filter((rule) => levels(rule) !== 'off');
  const isSame = before && before.whole.catalogs === whole.catalogs && before.setting.date === options.date;
  const isSamePlan = isSame && sameList(before.setting.plan.rules, inForce);
  const last = isSamePlan ? before : undefined;
  const kept = last?.handOver();
  const plan = last?.setting.plan ?? new Plan(inForce);
  const baselines = [whole.baseline, options.baseline].filter((one) => one !== undefined);
  const isSameBaseline = last && sameList(last.setting.baselines, baselines);
  const accepted = isSameBaseline ? last.setting.accepted : new Accepted(baselines, options.date);
  const shownAs = [options.expand === true, options.mostFindings ?? 0, all.map((rule) => levels(rule) ?? '')];
  const display: Display = {
    plan,
    all,
    levels,
    expand: options.expand === true,
    accepted,
    most: options.mostFindings ?? MAX_FINDINGS,
    key: JSON.stringify(shownAs),
  };

  const dependents = kept?.dependents ?? new Dependents();
  const concerned: ReadonlySet<Look> = kept && last ? concernedBy(last.whole, whole, dependents) : new Set();
  const homes = new Set([...concerned].map(({ home }) => home));
  const counts = new Map<readonly Rule[], number>();
  const ran = (group: readonly Rule[]) => void counts.set(group, (counts.get(group) ?? 0) + 1);
  const desk: Desk = { plan, dependents, concerned, homes, ran, costs };
  const ledgers = new Map<string, Ledger>();
  const blocks = kept?.blocks ?? new WeakMap<Block, readonly Found[]>();
  const former = kept ? last?.files : undefined;
  const changed = changedFiles(whole, former);
  const files = new Map<string, FileFindings>();
  const broken = new Set<Rule>();

  for (const file of whole.files.values()) {
    const own: Ledger[] = [];
    for (const document of file.documents) {
      const name = nameOf(document);
      const part = whole.index.parts.get(document) as Part;
      const recorder = new Recorder(whole, document, dependents, options.date);
      const ledger = yield* ledgerOf(document, part, kept?.ledgers.get(name), desk, recorder);
      ledgers.set(name, ledger);
      own.push(ledger);
    }
    const old = former?.get(file.uri);
    const inBlocks = old?.found.file === file ? old.found.blocks : blocksOf(file, plan, blocks, ran);
    const found: FileFound = { file, blocks: inBlocks, ledgers: own };
    files.set(file.uri, next(found, display, broken, changed, old));
    for (const rule of failedIn(found)) broken.add(rule);
  }
  for (const [name, ledger] of kept?.ledgers ?? []) if (!ledgers.has(name)) closeLedger(ledger, dependents);
  dependents.sweep();
  return new Check(
    whole,
    files,
    { date: options.date, plan, baselines, accepted },
    { dependents, ledgers, blocks },
    counts,
    costs,
    last?.slowest,
  );
}

/** The findings of a file: those of the check before where they are the same, under its stamp where they look the same. */
function next(
  found: FileFound,
  display: Display,
  broken: ReadonlySet<Rule>,
  changed: ReadonlySet<string>,
  old: FileFindings | undefined,
): FileFindings {
  const isShownAlike =
    old?.display.key === display.key &&
    old.display.accepted === display.accepted &&
    broken.size === 0 &&
    old.broken.size === 0 &&
    ![...old.pointsTo].some((uri) => changed.has(uri));
  if (old && isShownAlike) {
    if (old.found.file === found.file && sameList(old.found.blocks, found.blocks) && sameList(old.found.ledgers, found.ledgers))
      return old;
    const isQuiet =
      sameList(old.found.blocks, found.blocks) &&
      found.ledgers.length === old.found.ledgers.length &&
      found.ledgers.every((ledger, i) => ledger === old.found.ledgers[i] || ledger.isQuiet) &&
      !hasSuppressions(old.found.file) &&
      !hasSuppressions(found.file);
    const hasAny = found.blocks.length > 0 || found.ledgers.some(hasFound);
    // Within one line an edit moves no other; of several at once one may make up for what another moves.
    if (isQuiet && (!hasAny || isWithinLine(found.file.text, old.found.file.text)))
      return new FileFindings(found, display, old.stamp, broken, old.pointsTo);
  }
  return new FileFindings(found, display, {}, new Set(broken));
}

/** Whether two versions of a text differ in one line at most. */
function isWithinLine(now: Text, former: Text): boolean {
  const { start, end, formerEnd } = now.difference(former);
  return now.lineAt(start) === now.lineAt(end) && former.lineAt(start) === former.lineAt(formerEnd);
}

/** What the rules about blocks find in a file: in those with errors, and in the first, which stands for the file. */
function blocksOf(
  file: KaijiFile,
  plan: Plan,
  known: WeakMap<Block, readonly Found[]>,
  ran: (rules: readonly Rule[]) => void,
): readonly Found[] {
  const { firstBlock: first } = file.tree;
  const of = (block: Block) => {
    const found = known.get(block);
    if (found && block !== first) return found;
    ran(plan.blocks);
    const now = foundInBlock(block, file, plan);
    known.set(block, now);
    return now;
  };
  return [...of(first), ...file.tree.faulty.filter((block) => block !== first).flatMap(of)];
}

/** The files that are others than in a check before, or gone. */
function changedFiles(whole: Package, former: ReadonlyMap<string, FileFindings> | undefined): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const [uri, { found }] of former ?? []) if (whole.fileAt(uri) !== found.file) changed.add(uri);
  return changed;
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
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
