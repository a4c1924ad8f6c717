/** Checking one package, down to the text that is printed: what a thread sends back is small and holds no tree. */
import { type CheckOptions, check } from '../../core/check.ts';
import type { Language } from '../../core/language.ts';
import { coverageOf } from '../../core/package/coverage.ts';
import type { Severity } from '../../core/rules/rule.ts';
import type { Look, ShownCoverage } from '../output/format.ts';
import { type FormatName, formatNamed } from '../output/formats.ts';
import { targetOf, type Unit } from '../plan.ts';
import { displayPath, packageLanguage, type Session } from '../session.ts';
import type { Trouble } from '../troubles.ts';

/** What the call asks for, the same for every package. Plain data. */
export interface Order {
  readonly options: Pick<CheckOptions, 'date' | 'override' | 'expand' | 'baseline'>;
  readonly format: FormatName;
  readonly look: Look;
  /** `--lang`. */
  readonly language: Language | undefined;
  /** For packages that say none. */
  readonly fallback: Language;
}

/** What is printed of one package. Plain data. */
export interface PackageReport {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly coverage: readonly ShownCoverage[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly fixable: number;
  /** Findings that a baseline accepts. */
  readonly accepted: number;
  readonly language: Language;
}

/** What comes of one package. Plain data. */
export interface Outcome {
  /** Absent where the check stopped; the troubles then say so. */
  readonly report: PackageReport | undefined;
  /** What is still to be told of it. */
  readonly troubles: readonly Trouble[];
}

/** Reads and checks one package, and drops it. */
export async function reportOnPackage(unit: Unit, session: Session, order: Order): Promise<PackageReport> {
  const { whole, uris } = await targetOf(unit, session);
  try {
    const options: CheckOptions = { ...order.options, failed: session.fixFailed };
    const found = check(whole, options);
    const format = formatNamed(order.format, order.look);
    const language = order.language ?? packageLanguage(whole) ?? order.fallback;
    const counts = { error: 0, warning: 0, info: 0, hint: 0 };
    let fixable = 0;
    let accepted = 0;
    const files = [...uris].map((uri) => {
      const findings = found.findingsOf(uri);
      for (const { severity } of findings) counts[severity]++;
      accepted += found.files.get(uri)?.accepted ?? 0;
      const path = displayPath(uri);
      const part = format.file({ path, whole, findings, language }, options);
      fixable += part.fixable ?? 0;
      return { path, text: part.text };
    });
    const coverage = coverageOf(whole)
      .filter(({ uri }) => uris.has(uri))
      .map(({ uri, ...numbers }) => ({ path: displayPath(uri), ...numbers }));
    return { files, coverage, counts, fixable, accepted, language };
  } finally {
    session.workspace.release(whole);
  }
}
