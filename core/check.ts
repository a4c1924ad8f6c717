/**
 * Package → findings: runs the rules, applies severities and suppressions, orders and, where asked, ungroups. A rule that throws is reported once and hides
 * nothing else.
 */
import { type Localized, message } from './language.ts';
import type { KaijiDocument, KaijiFile } from './model/document.ts';
import { mapField } from './model/field.ts';
import { ownCatalog, type Site, type Table } from './package/index.ts';
import type { Package } from './package/package.ts';
import { rules } from './rules/registry.ts';
import type { DocumentContext, Finding, Fix, FixContext, Place, Rule, Severity } from './rules/rule.ts';
import { suppressionsIn } from './suppression.ts';
import { asScalar, keyText } from './yaml/tree.ts';

export type Level = Severity | 'off';

export interface CheckOptions {
  /** Today, `YYYY-MM-DD`: what is overdue or expired is measured against it. */
  readonly date: string;
  /** The editor's severities, below those of `kaiji.yaml`. */
  readonly editor?: Readonly<Record<string, Level>>;
  /** The command line's, above them. */
  readonly override?: Readonly<Record<string, Level>>;
  /** Show a grouped finding once for each of its controls. */
  readonly expand?: boolean;
  /** The rules to run; those of the registry where absent. Tests break one on purpose. */
  readonly rules?: readonly Rule[];
  /** Told of a fix or code action that threw, by the name of its rule: it hides nothing else, and must not vanish unsaid. */
  readonly failed?: (name: string, error: unknown) => void;
}

/** A finding with its rule, severity and place in the file. Offsets are absolute, UTF-16, half-open. */
export interface PlacedFinding extends Omit<Finding, 'severity'> {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: KaijiFile;
  readonly document: KaijiDocument | undefined;
  readonly start: number;
  readonly end: number;
}

/** The findings of every file of a package: by position, then by rule. Every file has an element, perhaps empty. */
export function checkPackage(whole: Package, options: CheckOptions): ReadonlyMap<string, readonly PlacedFinding[]> {
  const levels = levelsOf(whole, options);
  const active = options.rules ?? rules;
  const found = new Map<KaijiFile, PlacedFinding[]>();
  const broken = new Set<string>();
  for (const file of whole.files.values()) found.set(file, []);

  const run: Run = (rule, file, check) => {
    const level = levels(rule);
    if (level === 'off') return [];
    const results: PlacedFinding[] = [];
    try {
      for (const finding of check()) {
        for (const single of options.expand ? expanded(finding) : [finding])
          results.push(placed(rule, single, finding.file ?? file, level));
      }
    } catch (error) {
      if (!broken.has(rule.code)) results.push(internalError(rule.code, error, file));
      broken.add(rule.code);
    }
    return results;
  };
  const keep = (findings: readonly PlacedFinding[]) => {
    for (const finding of findings) found.get(finding.file)?.push(finding);
  };

  for (const rule of active) {
    if (rule.scope === 'package') {
      const [first] = whole.files.values();
      if (first) keep(run(rule, first, () => rule.check(whole, { date: options.date })));
      continue;
    }
    for (const file of whole.files.values()) {
      if (rule.scope === 'block') for (const block of file.tree.blocks) keep(run(rule, file, () => rule.check(block, file)));
      if (rule.scope !== 'document' && rule.scope !== 'entry') continue;
      for (const document of file.documents) {
        if (rule.kinds ? !document.kind || !rule.kinds.includes(document.kind) : rule.scope === 'entry' && !document.kind)
          continue;
        const context = contextOf(whole, document, rule.reads ?? [], options.date);
        if (rule.scope === 'document') keep(run(rule, file, () => rule.check(document, context)));
        else if (document.root) {
          for (const entry of [document.header, ...document.entries]) {
            if (!rule.sequences || rule.sequences.includes(entry.sequence))
              keep(run(rule, file, () => rule.check(entry, context)));
          }
        }
      }
    }
  }

  const result = new Map<string, readonly PlacedFinding[]>();
  for (const [file, findings] of found) result.set(file.uri, inOrder(suppressed(file, findings, active, levels, run)));
  return result;
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

export function ruleNamed(code: string): Rule | undefined {
  return rules.find((rule) => rule.code === code);
}

function contextOf(whole: Package, document: KaijiDocument, reads: readonly Table[], date: string): DocumentContext {
  const allowed = (table: Table) => {
    if (!reads.includes(table)) throw new Error(`table ${table} is not among those the rule reads`);
  };
  return {
    catalogs: whole.catalogs,
    own: ownCatalog(document, whole.catalogs),
    date,
    lookup(table: Table, key: string): readonly Site[] {
      allowed(table);
      return whole.lookup(table, key);
    },
    keys(table: Table): ReadonlySet<string> {
      allowed(table);
      return whole.keys(table);
    },
  };
}

/** Severity: default < editor settings < kaiji.yaml < command line. */
function levelsOf(whole: Package, options: CheckOptions): (rule: Rule) => Level | undefined {
  const manifest: Record<string, Level> = {};
  for (const pair of mapField(whole.manifest?.root, 'rules')?.pairs ?? []) {
    const code = keyText(pair);
    const level = known(asScalar(pair.value)?.text);
    if (code && level) manifest[code] = level;
  }
  return (rule) => options.override?.[rule.code] ?? manifest[rule.code] ?? known(options.editor?.[rule.code]);
}

/** Settings are typed by hand, and clients pass them on as they are. */
function known(level: unknown): Level | undefined {
  return typeof level === 'string' && LEVELS.has(level) ? (level as Level) : undefined;
}

const LEVELS: ReadonlySet<string> = new Set(['error', 'warning', 'info', 'hint', 'off']);

function placed(rule: Rule, finding: Finding, file: KaijiFile, level: Level | undefined): PlacedFinding {
  const { start, end } = absolute(file, finding.at);
  const severity = level === undefined || level === 'off' ? (finding.severity ?? rule.severity) : level;
  const document = documentAt(file, start);
  return { ...finding, rule: rule.code, severity, file, document, start, end };
}

/** Absolute span of a place, within the file. */
export function absolute(file: KaijiFile, at: Place): { readonly start: number; readonly end: number } {
  const base = file.tree.startOf(at.block);
  const start = Math.min(base + at.start, file.text.length);
  return { start, end: Math.min(Math.max(base + at.end, start), file.text.length) };
}

/** The document of a file in which an offset stands. */
export function documentAt(file: KaijiFile, offset: number): KaijiDocument | undefined {
  let found = file.documents[0];
  for (const document of file.documents) {
    if (file.tree.startOf(document.yaml.block) + document.yaml.start <= offset) found = document;
  }
  return found;
}

function* expanded(finding: Finding): Iterable<Finding> {
  if (!finding.controls || !finding.each) yield finding;
  else for (const control of finding.controls) yield { ...finding, control, controls: [control], message: finding.each(control) };
}

/** Runs one check and places what it yields; a throw becomes one internal error. */
type Run = (
  rule: Rule,
  file: KaijiFile,
  check: () => Iterable<Finding & { readonly file?: KaijiFile }>,
) => readonly PlacedFinding[];

/** The findings no comment silences, and those about the comments themselves. */
function suppressed(
  file: KaijiFile,
  findings: readonly PlacedFinding[],
  active: readonly Rule[],
  levels: (rule: Rule) => Level | undefined,
  run: Run,
): PlacedFinding[] {
  const suppressions = suppressionsIn(file);
  if (suppressions.length === 0) return [...findings];
  const kept = findings.filter((finding) => {
    const silencing = suppressions.filter(
      ({ from, to, codes }) => finding.start >= from && finding.start < to && codes.includes(finding.rule),
    );
    for (const { used } of silencing) used.add(finding.rule);
    return silencing.length === 0;
  });
  // A rule that is off might have found what a comment silences.
  const silent = active.filter((rule) => levels(rule) === 'off').map(({ code }) => code);
  for (const { used, codes } of suppressions) for (const code of silent) if (codes.includes(code)) used.add(code);
  const about = active.flatMap((rule) =>
    rule.scope === 'suppression' ? suppressions.flatMap((one) => run(rule, file, () => rule.check(one))) : [],
  );
  return [...kept, ...about];
}

function inOrder(findings: PlacedFinding[]): readonly PlacedFinding[] {
  return findings.sort((a, b) => a.start - b.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) || a.end - b.end);
}

/** What `internal-error` says of a rule, fix or feature that failed. */
export const internalErrorMessage: (parameters: { readonly name: string; readonly reason: string }) => Localized = message({
  ja: ({ name, reason }) =>
    `「${name}」の検査が内部エラーで止まりました（${reason}）。ほかの検査結果はそのまま使えます。出力パネルの記録を添えて開発元に知らせてください。`,
  en: ({ name, reason }) =>
    `The check "${name}" failed (${reason}). All other findings stand. Please report it with the log of the output panel.`,
});

function internalError(name: string, error: unknown, file: KaijiFile): PlacedFinding {
  const block = file.tree.blocks[0];
  if (!block) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  return {
    rule: 'internal-error',
    severity: 'error',
    message: internalErrorMessage({ name, reason }),
    at: { block, start: 0, end: 0 },
    file,
    document: file.documents[0],
    start: 0,
    end: 0,
  };
}
