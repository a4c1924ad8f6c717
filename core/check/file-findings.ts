/** The findings of one file, put together when somebody asks: placed, without those a comment silences, in order. */
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import type { Accepted } from '../package/baseline.ts';
import { fileLimit } from '../rules/file-limit.ts';
import type { Finding, Outcome, Rule } from '../rules/rule.ts';
import { hasSuppressions, type Suppression, suppressionsIn } from '../suppression.ts';
import type { Block } from '../yaml/tree.ts';
import { unaccepted } from './accepted.ts';
import { type Found, foundIn, type Ledger } from './ledger.ts';
import { limited } from './limited.ts';
import { expanded, inOrder, internalError, type PlacedFinding, placed } from './placed.ts';
import { concerns, type Plan } from './plan.ts';
import type { Level } from './severity.ts';

/** How findings are shown. */
export interface Display {
  readonly plan: Plan;
  /** All rules, those that are off too: a comment that names one of them may be of use. */
  readonly all: readonly Rule[];
  readonly levels: (rule: Rule) => Level | undefined;
  readonly expand: boolean;
  readonly accepted: Accepted;
  readonly most: number;
  /** What of it a person could see, as one text. */
  readonly key: string;
}

/** What was found in one file, by the rules that read it. */
export interface FileFound {
  readonly file: KaijiFile;
  readonly blocks: readonly Found[];
  readonly ledgers: readonly Ledger[];
}

/** Immutable; what it puts together it keeps. */
export class FileFindings {
  #list: readonly PlacedFinding[] | undefined;
  #points: ReadonlySet<string> | undefined;
  #accepted = 0;

  /**
   * @param stamp the same one as long as the findings and the lines they stand on are the same
   * @param broken rules that failed in a file before this one, and are told of there
   * @param pointsTo of a version with the same findings, which somebody may have seen
   */
  constructor(
    readonly found: FileFound,
    readonly display: Display,
    readonly stamp: object,
    readonly broken: ReadonlySet<Rule>,
    pointsTo?: ReadonlySet<string>,
  ) {
    this.#points = pointsTo;
  }

  /** By position, then by rule. */
  get placed(): readonly PlacedFinding[] {
    this.#list ??= this.place();
    return this.#list;
  }

  /** How many more there are that a baseline accepts, a group's counted one by one. */
  get accepted(): number {
    // They are counted where the others are put together.
    this.#list ??= this.place();
    return this.#accepted;
  }

  /** The other files in which something stands that a finding points to; none before anybody has seen them. */
  get pointsTo(): ReadonlySet<string> {
    if (!this.#list) return this.#points ?? NONE;
    const { uri } = this.found.file;
    this.#points ??= new Set(
      this.#list.flatMap(({ related = [] }) => related.map((one) => one.uri)).filter((one) => one !== uri),
    );
    return this.#points;
  }

  private place(): readonly PlacedFinding[] {
    const { file, blocks, ledgers } = this.found;
    const { levels, most, plan, all } = this.display;
    const failed = new Set(this.broken);
    const found: PlacedFinding[] = [];
    const place = (one: Found) => this.placeOne(one, failed, found);
    for (const one of blocks) place(one);
    for (const ledger of ledgers) for (const one of foundIn(ledger)) place(one);
    const suppressions = hasSuppressions(file) ? suppressionsIn(file) : [];
    const open = (findings: readonly PlacedFinding[]) =>
      unaccepted(findings, this.display.accepted, (count) => {
        this.#accepted += count;
      });
    const told = (findings: readonly PlacedFinding[]) =>
      open(suppressions.length === 0 ? findings : findings.filter((one) => !isSilenced(one, suppressions)));
    const kept = told(found);
    const more = (rule: Rule, look: () => Iterable<Finding>): PlacedFinding[] => {
      const list: PlacedFinding[] = [];
      this.placeOne(attempted(rule, look), failed, list);
      return list;
    };
    const outcomes = plan.rules.flatMap((rule) =>
      rule.scope === 'outcome'
        ? file.documents.flatMap((document) =>
            concerns(rule, document.kind) ? more(rule, () => rule.check(document, outcomeOf(document, kept))) : [],
          )
        : [],
    );
    const shown = [...kept, ...told(outcomes)];
    // A rule that is off might have found what a comment silences.
    const silent = all.filter((rule) => levels(rule) === 'off').map(({ code }) => code);
    for (const { used, codes } of suppressions) for (const code of silent) if (codes.includes(code)) used.add(code);
    const about = plan.rules.flatMap((rule) =>
      rule.scope === 'suppression' ? suppressions.flatMap((one) => more(rule, () => rule.check(one))) : [],
    );
    // No comment silences what is said of comments; a baseline accepts it like anything else.
    return limited(inOrder([...shown, ...open(about)]), file, most, levels(fileLimit));
  }

  private placeOne({ rule, findings, error }: Found, told: Set<Rule>, to: PlacedFinding[]): void {
    const { file } = this.found;
    const { expand, levels } = this.display;
    for (const finding of findings)
      for (const single of expand ? expanded(finding) : [finding]) to.push(placed(rule, single, file, levels(rule)));
    if (error === undefined || told.has(rule)) return;
    told.add(rule);
    to.push(internalError(rule.code, error, file));
  }
}

const NONE: ReadonlySet<string> = new Set();

/** The rules that failed in a file. */
export function failedIn({ blocks, ledgers }: FileFound): readonly Rule[] {
  const failed = (found: Iterable<Found>) => [...found].filter(({ error }) => error !== undefined).map(({ rule }) => rule);
  return [...failed(blocks), ...ledgers.flatMap((ledger) => failed(foundIn(ledger)))];
}

/** What the rules about blocks find in one. @param file that the block is of */
export function foundInBlock(block: Block, file: KaijiFile, { blocks }: Plan): readonly Found[] {
  return blocks
    .map((rule) => attempted(rule, () => rule.check(block, file)))
    .filter(({ findings, error }) => findings.length > 0 || error !== undefined);
}

function attempted(rule: Rule, look: () => Iterable<Finding>): Found {
  const findings: Finding[] = [];
  try {
    for (const finding of look()) findings.push(finding);
    return { rule, findings };
  } catch (error) {
    return { rule, findings, error: error ?? new Error('nothing was said') };
  }
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
