/** Which packages a call is about, found out without reading them. */
import { stat } from 'node:fs/promises';
import { type Localized, message } from '../core/language.ts';
import type { Package } from '../core/package/package.ts';
import { printableName, UsageError } from './command.ts';
import { displayPath, readable, type Session, shareFolders, uriOf } from './session.ts';

const absent = message<{ path: string }>({
  ja: ({ path }) => `${path}: ファイルもフォルダーもありません。パスを確かめてください。`,
  en: ({ path }) => `${path}: no such file or folder. Check the path.`,
});

const noneFound = message<{ path: string }>({
  ja: ({ path }) =>
    `${path}: 検査するファイルが見つかりません。ファイル名を kaiji.yaml にするか、末尾を .kaiji.yaml にしてください（.gitignore で除いたものは探しません）。`,
  en: ({ path }) =>
    `${path}: no kaiji files found. Name them kaiji.yaml or with .kaiji.yaml at the end (what .gitignore leaves out is not searched).`,
});

const notWhole = message<{ path: string }>({
  ja: ({ path }) =>
    `${path}: 読めなかったものがあるため、何も書き込みませんでした。上に示したものを読めるようにするか除いてから、もう一度実行してください。`,
  en: ({ path }) =>
    `${path}: nothing was written, for not all of it could be read. Make what is named above readable, or leave it out, then try again.`,
});

/** One package, as far as it was asked for. Plain data. */
export interface Unit {
  /** Its folder, or the file that stands alone, as reports show it. */
  readonly path: string;
  /** Its files that were asked for, in order of path; one at least. */
  readonly uris: readonly string[];
}

export interface Plan {
  /** By the path of their first file. */
  readonly units: readonly Unit[];
  /** The files named, which count in their packages whatever their names are. */
  readonly named: ReadonlySet<string>;
}

/** As plain comparison orders them: `a/b` before `a/b/c`. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

/**
 * The packages that paths name. The session's workspace then knows the files named and the folders whose catalogs count everywhere.
 * @throws UsageError for a path that is not there or a file that cannot be read
 */
export async function planOf(paths: readonly string[], session: Session): Promise<Plan> {
  const { workspace, say } = session;
  const asked = new Set<string>();
  const named = new Set<string>();
  const given = paths.length > 0 ? paths : ['.'];
  await shareFolders(given, session);
  for (const path of given) {
    const uri = uriOf(path);
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new UsageError(absent({ path: printableName(path) }));
    if (found.isDirectory()) {
      const files = await workspace.filesIn(uri);
      if (files.length === 0) say(noneFound({ path: printableName(path) }));
      for (const file of files) asked.add(file);
    } else {
      await readable(uri, path);
      named.add(uri);
      asked.add(uri);
    }
  }
  workspace.include(named);
  const units = new Map<string, { path: string; uris: string[] }>();
  const files = [...asked].map((uri) => ({ uri, path: displayPath(uri) })).sort(byPath);
  for (const { uri } of files) {
    const home = (await workspace.homeOf(uri)) ?? uri;
    const unit = units.get(home) ?? { path: displayPath(home), uris: [] };
    unit.uris.push(uri);
    units.set(home, unit);
  }
  return { units: [...units.values()], named };
}

export interface Target {
  readonly whole: Package;
  /** URIs of the package's files that were asked for. */
  readonly uris: ReadonlySet<string>;
}

/** A package read; files that cannot be read are absent. */
export async function targetOf({ uris }: Unit, { workspace }: Session): Promise<Target> {
  const [first = ''] = uris;
  const whole = await workspace.packageOf(first);
  return { whole, uris: new Set(uris.filter((uri) => whole.files.has(uri))) };
}

/** All the packages that paths name, read; throws as {@link planOf} does. */
export async function targetsOf(paths: readonly string[], session: Session): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const unit of (await planOf(paths, session)).units) targets.push(await targetOf(unit, session));
  return targets;
}

/**
 * The one package a path names, all of it read: half a package is not handed over, nor moved.
 * @param words what to say of a path with no package, or with several
 * @throws UsageError where it is not one, or something of it could not be read, which was told
 */
export async function theTarget(
  path: string,
  session: Session,
  words: { readonly none: Localized; several(count: number): Localized },
): Promise<Target> {
  const targets = await targetsOf([path], session);
  if (session.failed([path])) throw new UsageError(notWhole({ path: printableName(path) }));
  const [target] = targets;
  if (!target) throw new UsageError(words.none);
  if (targets.length > 1) throw new UsageError(words.several(targets.length));
  return target;
}
