/** What commands that read packages share: catalogs, the workspace, the files the arguments name. */
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Bundled } from '../core/catalog/bundled.ts';
import type { Catalogs } from '../core/catalog/catalogs.ts';
import { internalErrorMessage } from '../core/check.ts';
import { type Language, type Localized, languageOf, message } from '../core/language.ts';
import { textField } from '../core/model/field.ts';
import type { Package } from '../core/package/package.ts';
import { canonicalUri } from '../core/package/uri.ts';
import { Workspace } from '../core/package/workspace.ts';
import { Text } from '../core/text/text.ts';
import { bundledCatalogs, disk, EncodingError, userCatalogs } from '../server/disk.ts';
import { type Console, printable, UsageError } from './command.ts';

export interface Session {
  readonly bundled: Bundled;
  readonly workspace: Workspace;
  /**
   * Whether a file below one of the folders asked for was there and could not be read; said on stderr already. A neighbour that is context only does not
   * decide about the files asked for. A fix that failed counts too.
   */
  failed(paths: readonly string[]): boolean;
  /** Says once by name on stderr that a rule's fix failed; for `CheckOptions.failed`. */
  fixFailed(name: string, error: unknown): void;
  /** One line on stderr that stops nothing. */
  say(text: Localized): void;
}

const unreadable = message<{ path: string; reason: string }>({
  ja: ({ path, reason }) => `${path}: 読めません（${reason}）。`,
  en: ({ path, reason }) => `${path}: cannot be read (${reason}).`,
});

const notUtf8 = message<{ path: string }>({
  ja: ({ path }) =>
    `${path}: 文字コードがUTF-8ではない（Shift_JISなど）ため、読みませんでした。エディターで文字コードをUTF-8にして保存し直してください。`,
  en: ({ path }) => `${path}: is not UTF-8 (Shift_JIS perhaps) and was not read. Save it again as UTF-8.`,
});

function cannotRead(error: unknown, path: string): Localized {
  const reason = error instanceof Error ? (error.message.split(',')[0] ?? '') : String(error);
  return error instanceof EncodingError ? notUtf8({ path }) : unreadable({ path, reason });
}

/** The bundled catalogs and a workspace over the disk, which tells on stderr what it cannot read. */
export async function openSession(out: Console): Promise<Session> {
  const bundled = await Bundled.load(bundledCatalogs(join(__dirname, 'catalogs')));
  const say = (text: Localized) => out.error(`kaiji: ${text(out.language)}\n`);
  const bad = new Set<string>();
  const workspace = new Workspace(disk, bundled.catalogs, (uri, error) => {
    bad.add(uri);
    say(cannotRead(error, printable(displayPath(uri))));
  });
  const broken = new Set<string>();
  const fixFailed = (name: string, error: unknown) => {
    if (broken.has(name)) return;
    broken.add(name);
    say(internalErrorMessage({ name, reason: printable(error instanceof Error ? error.message : String(error)) }));
  };
  const failed = (paths: readonly string[]) => {
    if (broken.size > 0) return true;
    const folders = (paths.length > 0 ? paths : ['.']).map((path) => uriOf(path).replace(/\/$/, ''));
    return [...bad].some((uri) => folders.some((folder) => uri === folder || uri.startsWith(`${folder}/`)));
  };
  return { bundled, workspace, failed, fixFailed, say };
}

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

export interface Target {
  readonly whole: Package;
  /** URIs of the package's files that were asked for. */
  readonly uris: ReadonlySet<string>;
}

/** The packages and files that paths name, in order of path; throws {@link UsageError} for a path that is not there or a file that cannot be read. */
export async function targetsOf(paths: readonly string[], { workspace, say }: Session): Promise<readonly Target[]> {
  const asked = new Set<string>();
  const named = paths.length > 0 ? paths : ['.'];
  await shareFolders(named, { workspace, say });
  for (const path of named) {
    const uri = uriOf(path);
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new UsageError(absent({ path: printable(path) }));
    if (found.isDirectory()) {
      const packages = await workspace.packagesIn(uri);
      if (packages.length === 0) say(noneFound({ path: printable(path) }));
      const below = uri.endsWith('/') ? uri : `${uri}/`;
      for (const { files } of packages) for (const file of files.keys()) if (file.startsWith(below)) asked.add(file);
    } else {
      // Open, it counts in the package around it even where its name or .gitignore keeps it out of the folder's list.
      workspace.setOpen(uri, await textOf(uri, path));
      asked.add(uri);
    }
  }
  // Packages are fetched once everything is open: one fetched before would lack what was opened after.
  const targets = new Map<string, { whole: Package; uris: Set<string> }>();
  const homes = new Map<string, Package>();
  for (const uri of [...asked].sort()) {
    const whole = homes.get(uri) ?? (await workspace.packageOf(uri));
    const target = targets.get(whole.uri) ?? { whole, uris: new Set() };
    if (!targets.has(whole.uri)) for (const file of whole.files.keys()) homes.set(file, whole);
    if (whole.files.has(uri)) target.uris.add(uri);
    targets.set(whole.uri, target);
  }
  return [...targets.values()];
}

const noCatalogFolder = message<{ path: string }>({
  ja: ({ path }) =>
    `環境変数 KAIJI_CATALOGS の「${path}」というフォルダーはありません。そこに置いたカタログと文言は使われません。パスを確かめてください。`,
  en: ({ path }) =>
    `KAIJI_CATALOGS names "${path}", which is not a folder. No catalogs or wording were read from there. Check the path.`,
});

/** Catalogs of the folders named, and of the user's own folder, count in every package. */
async function shareFolders(paths: readonly string[], { workspace, say }: Pick<Session, 'workspace' | 'say'>): Promise<void> {
  const folders: string[] = [];
  const named = process.env.KAIJI_CATALOGS;
  // The folder of its default need not be there; one that was named must.
  if (named && !(await stat(fileURLToPath(userCatalogs())).catch(() => undefined))?.isDirectory())
    say(noCatalogFolder({ path: printable(named) }));
  for (const path of paths) if ((await stat(path).catch(() => undefined))?.isDirectory()) folders.push(uriOf(path));
  workspace.share([...folders, userCatalogs()]);
}

/**
 * The catalogs a new file would see: those bundled, of its package, of its folder and of the user's own folder. What the file itself held before does not
 * count.
 */
export async function catalogsAt(file: string, session: Session): Promise<Catalogs> {
  const { workspace } = session;
  const folder = dirname(resolve(file));
  // A home folder is no workspace: looking through all of it takes long.
  await shareFolders(folder === homedir() || dirname(folder) === folder ? [] : [folder], session);
  const place = uriOf(file);
  workspace.setOpen(place, Text.of(''));
  return (await workspace.packageOf(place)).catalogs;
}

async function textOf(uri: string, path: string): Promise<Text> {
  try {
    return Text.of(await disk.read(uri));
  } catch (error) {
    throw new UsageError(cannotRead(error, printable(path)));
  }
}

/** The URI of a path, relative to the working directory or absolute, in the workspace's spelling. */
export function uriOf(path: string): string {
  return canonicalUri(pathToFileURL(resolve(path)).toString());
}

/** Relative to the working directory, with `/`. */
export function displayPath(uri: string): string {
  const path = relative(process.cwd(), fileURLToPath(uri)).split(sep).join('/');
  return path === '' ? '.' : path;
}

/** `language:` of the manifest. */
export function packageLanguage(whole: Package): Language | undefined {
  return languageOf(textField(whole.manifest?.root, 'language')?.value);
}
