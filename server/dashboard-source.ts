/** What a dashboard shows of the packages of a session. */
import type { Form } from '../convert/form/form.ts';
import { type ListedPackage, overviewForm, type ReportOptions, reportForm } from '../convert/report/form.ts';
import type { Check } from '../core/check.ts';
import { coverageOf } from '../core/package/coverage.ts';
import { packageName } from '../core/package/name.ts';
import type { Package } from '../core/package/package.ts';
import { canonicalUri, fileName } from '../core/package/uri.ts';
import type { Workspace } from '../core/package/workspace.ts';
import { deadlinesOf } from '../core/report/deadlines.ts';
import { evidenceOf } from '../core/report/evidence.ts';
import { gapsIn } from '../core/report/gaps.ts';
import { type PackageReport, reportOn } from '../core/report/report.ts';
import type { Configuration } from './configuration.ts';
import type { OpenDocuments } from './documents.ts';
import { packagesOf } from './packages.ts';
import type { Snapshot } from './snapshot.ts';

/** What of the session is asked (server/session.ts). */
export interface Session {
  readonly configuration: Configuration;
  readonly documents: OpenDocuments;
  readonly folders: Iterable<string>;
  ready(): Promise<{ readonly workspace: Workspace }>;
  packageOf(uri: string): Promise<Package | undefined>;
  snapshot(uri: string): Promise<Snapshot | undefined>;
}

/** A package, or all. */
export interface Shown {
  /** The package shown; undefined for all. */
  readonly whole: Package | undefined;
  /** What the form is made of: where all of it is the same, so is the form. */
  readonly of: readonly unknown[];
  form(): Form;
}

/**
 * What is shown of a URI, a folder's or a file's; of all packages where there is none, or of the only one.
 * @param all the packages there are
 * @returns undefined where there is no such package
 */
export async function shownOf(uri: string | undefined, all: readonly Package[], session: Session): Promise<Shown | undefined> {
  const named = await wholeOf(uri, all, session);
  if (!named && (uri !== undefined || all.length === 0)) return undefined;
  const options = await optionsFor(session, named);
  const checked = await checkedOf(named ? [named] : all, session);
  const of = [options.language, options.date, ...checked.map(({ check }) => check)];
  if (!named) {
    return {
      whole: undefined,
      of,
      form: () =>
        overviewForm(
          checked.map(({ whole, check }) => listedIn(whole, check, options.date)),
          options,
        ),
    };
  }
  const [one] = checked;
  return (
    one && { whole: one.whole, of, form: () => reportForm([reportOn(one.whole, one.check.findings, options.date)], options) }
  );
}

/** Reports to be handed on as a file: of what is shown of a URI, or of all packages. */
export async function reportsOf(
  uri: string | undefined,
  session: Session,
): Promise<{ readonly reports: readonly PackageReport[]; readonly options: Omit<ReportOptions, 'shows'> }> {
  const all = uri === undefined ? await packagesOf(session) : [];
  const whole = await wholeOf(uri, all, session);
  const checked = await checkedOf(whole ? [whole] : all, session);
  const { shows: _, ...options } = await optionsFor(session, whole);
  const reports = checked.map((one) => reportOn(one.whole, one.check.findings, options.date));
  return { reports, options };
}

async function wholeOf(uri: string | undefined, all: readonly Package[], session: Session): Promise<Package | undefined> {
  if (uri === undefined) return all.length === 1 ? all[0] : undefined;
  const { workspace } = await session.ready();
  return (await workspace.packageAt(canonicalUri(uri).replace(/\/$/, ''))) ?? session.packageOf(uri);
}

/** A package with what is found in it. */
interface Checked {
  readonly whole: Package;
  readonly check: Check;
}

/** One after the other, so that whoever types is not kept waiting. */
async function checkedOf(all: readonly Package[], session: Session): Promise<readonly Checked[]> {
  const checked: Checked[] = [];
  for (const { files } of all) {
    // By any of its files: a package as a request sees it.
    const [uri] = files.keys();
    const snapshot = uri === undefined ? undefined : await session.snapshot(uri);
    if (snapshot) checked.push({ whole: snapshot.whole, check: await snapshot.check() });
  }
  return checked;
}

/** Worked out last: a package nobody touched stands where it stood. */
const listed = new WeakMap<Check, ListedPackage>();

function listedIn(whole: Package, check: Check, date: string): ListedPackage {
  const known = listed.get(check);
  if (known) return known;
  const one: ListedPackage = {
    uri: whole.uri,
    service: packageName(whole),
    coverage: coverageOf(whole),
    gaps: gapsIn(check.findings),
    deadlines: deadlinesOf(whole, date),
    evidence: evidenceOf(whole, date),
  };
  listed.set(check, one);
  return one;
}

async function optionsFor(session: Session, whole?: Package): Promise<ReportOptions> {
  const { configuration } = session;
  const [uri] = whole?.files.keys() ?? [];
  const { date } = await configuration.checkOptions(uri ?? '');
  return {
    language: await configuration.language(uri),
    date,
    pathOf: (path) => pathIn(session, path),
    shows: 'both',
    hasPages: configuration.pages,
  };
}

/** A path in a folder of the client's, as people read it. */
export function pathIn({ folders }: Pick<Session, 'folders'>, uri: string): string {
  const folder = [...folders].map((one) => canonicalUri(one).replace(/\/$/, '')).find((one) => uri.startsWith(`${one}/`));
  return folder === undefined ? fileName(uri) : decoded(uri.slice(folder.length + 1));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
