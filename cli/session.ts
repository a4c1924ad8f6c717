/** What commands that read packages share: catalogs, the workspace, the files the arguments name. */
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, posix, resolve, win32 } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Bundled } from '../core/catalog/bundled.ts';
import type { Catalogs } from '../core/catalog/catalogs.ts';
import { internalErrorMessage } from '../core/check.ts';
import type { Io } from '../core/io.ts';
import { type Language, type Localized, languageOf, message } from '../core/language.ts';
import { textField } from '../core/model/field.ts';
import type { Package } from '../core/package/package.ts';
import { canonicalUri } from '../core/package/uri.ts';
import { Workspace } from '../core/package/workspace.ts';
import { Text } from '../core/text/text.ts';
import { bundledCatalogs, disk, userCatalogs } from '../server/disk.ts';
import { whyUnread } from '../server/why-unread.ts';
import { type Console, printable, printableName, UsageError } from './command.ts';
import { type Trouble, Troubles } from './troubles.ts';

export interface Session {
  readonly bundled: Bundled;
  readonly workspace: Workspace;
  /** Whether something below one of the paths asked for could not be read, or a fix failed; said on stderr already. */
  failed(paths: readonly string[]): boolean;
  /** What that was, by place. */
  troublesIn(paths: readonly string[]): readonly Trouble[];
  /** Says what went wrong and stops nothing else. */
  tell(trouble: Trouble): void;
  /** Says that a rule's fix failed; for `CheckOptions.failed`. */
  fixFailed(name: string, error: unknown): void;
  /** One line on stderr that stops nothing. */
  say(text: Localized): void;
}

const unread = message<{ path: string; why: Localized }>({
  ja: ({ path, why }) => `${path}: ${why('ja')}`,
  en: ({ path, why }) => `${path}: ${why('en')}`,
});

/**
 * The bundled catalogs and a workspace over the disk.
 * @param elsewhere told of what cannot be read and of fixes that fail, in place of stderr
 * @param io in place of the disk
 */
export async function openSession(
  out: Pick<Console, 'language' | 'error'>,
  elsewhere?: (trouble: Trouble) => void,
  io: Io = disk,
): Promise<Session> {
  const troubles = new Troubles(out.error);
  const tell = elsewhere ?? ((trouble: Trouble) => troubles.tell(trouble));
  const bundled = await Bundled.load(bundledCatalogs(join(__dirname, 'catalogs')));
  const say = (text: Localized) => out.error(`kaiji: ${text(out.language)}\n`);
  const workspace = new Workspace(io, bundled.catalogs, (uri, error) => {
    tell({ name: uri, uri, text: unread({ path: printableName(displayPath(uri)), why: whyUnread(error) })(out.language) });
  });
  const fixFailed = (name: string, error: unknown) => {
    const reason = printable(error instanceof Error ? error.message : String(error));
    tell({ name, text: internalErrorMessage({ name, reason })(out.language) });
  };
  const troublesIn = (paths: readonly string[]) =>
    troubles.concerning((paths.length > 0 ? paths : ['.']).map((path) => uriOf(path).replace(/\/$/, '')));
  const failed = (paths: readonly string[]) => troublesIn(paths).length > 0;
  return { bundled, workspace, failed, troublesIn, tell, fixFailed, say };
}

const noCatalogFolder = message<{ path: string }>({
  ja: ({ path }) =>
    `環境変数 KAIJI_CATALOGS の「${path}」というフォルダーはありません。そこに置いたカタログと文言は使われません。パスを確かめてください。`,
  en: ({ path }) =>
    `KAIJI_CATALOGS names "${path}", which is not a folder. No catalogs or wording were read from there. Check the path.`,
});

/** Catalogs of the folders named, and of the user's own folder, count in every package. */
export async function shareFolders(
  paths: readonly string[],
  { workspace, say }: Pick<Session, 'workspace' | 'say'>,
): Promise<void> {
  const folders: string[] = [];
  const named = process.env.KAIJI_CATALOGS;
  // The folder of its default need not be there; one that was named must.
  if (named && !(await stat(fileURLToPath(userCatalogs())).catch(() => undefined))?.isDirectory())
    say(noCatalogFolder({ path: printableName(named) }));
  for (const path of paths) if ((await stat(path).catch(() => undefined))?.isDirectory()) folders.push(uriOf(path));
  workspace.share([...folders, userCatalogs()]);
}

/**
 * The catalogs a new file would see: those bundled, of its package, of its folder and of the user's own folder. What the file itself held before does not
 * count.
 */
export async function catalogsAt(file: string, session: Session): Promise<Catalogs> {
  return (await packageAt(file, session)).catalogs;
}

/** The package a new file would stand in, with the catalogs it would see. What the file itself held before does not count. */
export async function packageAt(file: string, session: Session): Promise<Package> {
  const { workspace } = session;
  const folder = dirname(resolve(file));
  // A home folder is no workspace: looking through all of it takes long.
  await shareFolders(folder === homedir() || dirname(folder) === folder ? [] : [folder], session);
  const place = uriOf(file);
  workspace.setOpen(place, Text.of(''));
  return workspace.packageOf(place);
}

/** @throws UsageError where a file cannot be read */
export async function readable(uri: string, path: string): Promise<void> {
  try {
    await disk.read(uri);
  } catch (error) {
    throw new UsageError(unread({ path: printableName(path), why: whyUnread(error) }));
  }
}

/** The URI of a path, relative to the working directory or absolute, in the workspace's spelling. */
export function uriOf(path: string): string {
  return canonicalUri(pathToFileURL(resolve(path)).toString());
}

/** Relative to the working directory, with `/`; absolute where it is on another drive. @param at the working directory, and whether its paths are those of Windows */
export function displayPath(uri: string, at = { cwd: process.cwd(), windows: process.platform === 'win32' }): string {
  const { relative, sep } = at.windows ? win32 : posix;
  const path = relative(at.cwd, fileURLToPath(uri, { windows: at.windows }))
    .split(sep)
    .join('/');
  return path === '' ? '.' : path;
}

/** `language:` of the manifest. */
export function packageLanguage(whole: Package): Language | undefined {
  return languageOf(textField(whole.manifest?.root, 'language')?.value);
}
