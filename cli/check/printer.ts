/** Prints reports on packages in order of the files' paths, each as soon as everything before it is printed, in whatever order they come. */
import type { Language } from '../../core/language.ts';
import type { Severity } from '../../core/rules/rule.ts';
import type { Console } from '../command.ts';
import { type ReportFormat, SEVERITIES, type ShownCoverage } from '../output/format.ts';
import { byPath, type Unit } from '../plan.ts';
import { displayPath, type Session } from '../session.ts';
import type { Trouble } from '../troubles.ts';
import type { Outcome } from './package-report.ts';

/** Has a life cycle: `add` for every package, once each, then `end`. */
export class Printer {
  /** Every file, in order of path, and whose it is. */
  private readonly files: readonly { readonly path: string; readonly unit: Unit }[];
  private readonly added = new Map<Unit, readonly Trouble[]>();
  /** What is to be printed of the packages added, by path. */
  private readonly waiting = new Map<string, { readonly text: string; readonly language: Language }>();
  private readonly coverage: ShownCoverage[] = [];
  private readonly counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  private fixable = 0;
  private accepted = 0;
  private language: Language | undefined;
  private nextFile = 0;
  private nextUnit = 0;
  private printed = 0;
  /** Files of which something was printed. */
  private said = 0;
  private hasBegun = false;

  /**
   * @param units every package that will be added, by the path of their first file
   * @param out takes the report, and what went wrong with the packages
   */
  constructor(
    private readonly units: readonly Unit[],
    private readonly format: ReportFormat,
    private readonly out: Pick<Console, 'language' | 'print'> & Pick<Session, 'tell'>,
  ) {
    this.files = units.flatMap((unit) => unit.uris.map((uri) => ({ path: displayPath(uri), unit }))).sort(byPath);
  }

  add(unit: Unit, { report, troubles }: Outcome): void {
    this.added.set(unit, troubles);
    if (report) {
      const { files, coverage, counts, fixable, accepted, language } = report;
      for (const { path, text } of files) this.waiting.set(path, { text, language });
      this.coverage.push(...coverage);
      for (const severity of SEVERITIES) this.counts[severity] += counts[severity];
      this.fixable += fixable;
      this.accepted += accepted;
    }
    this.tellTroubles();
    this.printFiles();
  }

  /** Prints what is said of all files, and what went wrong; returns how many findings there were of each severity. */
  end(concerning: readonly Trouble[]): Readonly<Record<Severity, number>> {
    const { printed: files, counts, fixable, accepted, language = this.out.language } = this;
    const troubles = concerning.map(({ text, uri }) => ({ text, ...(uri === undefined ? {} : { path: displayPath(uri) }) }));
    this.print(this.format.tail({ files, counts, fixable, accepted, coverage: this.coverage.sort(byPath), language, troubles }));
    return counts;
  }

  private tellTroubles(): void {
    for (let unit = this.units[this.nextUnit]; unit && this.added.has(unit); unit = this.units[++this.nextUnit])
      for (const trouble of this.added.get(unit) ?? []) this.out.tell(trouble);
  }

  private printFiles(): void {
    for (let file = this.files[this.nextFile]; file && this.added.has(file.unit); file = this.files[++this.nextFile]) {
      const part = this.waiting.get(file.path);
      if (!part) continue;
      this.waiting.delete(file.path);
      this.language ??= part.language;
      this.printed++;
      if (part.text === '') continue;
      this.print(`${this.said++ > 0 ? this.format.between : ''}${part.text}`);
    }
  }

  private print(text: string): void {
    // Not before there is something: a run that cannot begin prints nothing.
    const all = `${this.hasBegun ? '' : this.format.head(this.out.language)}${text}`;
    this.hasBegun = true;
    if (all !== '') this.out.print(all);
  }
}
