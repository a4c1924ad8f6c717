/** {@link Io} over a revision of a git repository: what `git show` would print, without a working tree of its own. */
import { execFile } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Io } from '../core/io.ts';
import { message } from '../core/language.ts';
import { isKaijiPath } from '../core/package/files.ts';
import { canonicalUri } from '../core/package/uri.ts';
import { decode, disk } from '../server/disk.ts';
import { printableName, UsageError } from './command.ts';

/** A revision and a path in it. */
export interface Revision {
  readonly revision: string;
  /** Relative to the working directory, or absolute. */
  readonly path: string;
}

const badRevision = message<{ revision: string }>({
  ja: ({ revision }) => `「${revision}」はgitの版の名前として使えません。HEAD~1、v1.0、コミットのIDのように指定してください。`,
  en: ({ revision }) => `"${revision}" cannot be a git revision. Write one such as HEAD~1, v1.0 or the ID of a commit.`,
});

const noGit = message<{ argument: string }>({
  ja: ({ argument }) =>
    `${argument}: gitが見つからないため、過去の版を読めません。gitをインストールするか、比べる版を別のフォルダーに取り出して、そのパスを指定してください。`,
  en: ({ argument }) =>
    `${argument}: git is not installed, so no earlier version can be read. Install it, or name a folder with that version.`,
});

const noRepository = message<{ argument: string; folder: string }>({
  ja: ({ argument, folder }) =>
    `${argument}: ${folder} はgitで管理されていません。gitで管理しているフォルダーの中で実行するか、比べるフォルダーのパスを指定してください。`,
  en: ({ argument, folder }) =>
    `${argument}: ${folder} is not in a git repository. Run inside one, or name a folder to compare with.`,
});

const noRevision = message<{ revision: string }>({
  ja: ({ revision }) => `「${revision}」という版はありません。git log か git tag で名前を確かめてください。`,
  en: ({ revision }) => `there is no revision "${revision}". See git log or git tag for the names.`,
});

const noPath = message<{ revision: string; path: string }>({
  ja: ({ revision, path }) =>
    `${revision} の版に ${path} はありません。パスと版を確かめてください（パスは、いまのフォルダーから見たものです）。`,
  en: ({ revision, path }) => `${revision} has no ${path}. Check the path (as seen from the working directory) and the revision.`,
});

/**
 * `REV:PATH` taken apart; undefined for a path. What is there under the whole name is a path, and so is `C:\…`.
 * @throws UsageError for a revision that git would take for an option
 */
export async function revisionIn(argument: string): Promise<Revision | undefined> {
  const colon = argument.indexOf(':');
  if (colon < 0 || /^[A-Za-z]:[\\/]/.test(argument) || (await isThere(argument))) return undefined;
  const [revision, path] = [argument.slice(0, colon), argument.slice(colon + 1)];
  if (revision === '' || revision.startsWith('-')) throw new UsageError(badRevision({ revision: printableName(revision) }));
  return { revision, path: path === '' ? '.' : path };
}

/** A revision opened. */
export interface GitTree {
  /** Files of the repository as the revision has them; what lies outside of it comes from disk. */
  readonly io: Io;
  /** The URI of the path asked for, and what it is. */
  readonly uri: string;
  readonly isFolder: boolean;
}

/** @throws UsageError where git, the repository, the revision or the path is missing */
export async function openRevision({ revision, path }: Revision): Promise<GitTree> {
  const argument = printableName(`${revision}:${path}`);
  const place = await nearestFolder(resolve(path));
  const git = (...args: readonly string[]) => run(place.folder, args);
  const root = await git('rev-parse', '--show-toplevel').then(text, (error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === 'ENOENT' ? noGit({ argument }) : noRepository({ argument, folder: printableName(place.folder) }),
    );
  });
  const commit = await git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`).then(text, () => {
    throw new UsageError(noRevision({ revision: printableName(revision) }));
  });
  const top = resolve(root);
  const blobs = blobsIn(text(await git('ls-tree', '-r', '-z', '--full-tree', commit)), top);
  const asked = join(place.folder, place.rest);
  const uri = uriAt(asked);
  const isFolder = [...blobs.keys()].some((one) => one.startsWith(uri === uriAt(top) ? uri : `${uri}/`));
  if (!isFolder && !blobs.has(uri))
    throw new UsageError(noPath({ revision: printableName(revision), path: printableName(path) }));
  return { io: treeIo(blobs, top, (blob) => git('cat-file', 'blob', blob)), uri, isFolder };
}

/** @param read gives the bytes of a blob */
function treeIo(blobs: ReadonlyMap<string, string>, top: string, read: (blob: string) => Promise<Uint8Array>): Io {
  const isInside = (uri: string) => {
    const way = uri.startsWith('file:') ? relative(top, fileURLToPath(uri)) : '..';
    return way !== '..' && !way.startsWith(`..${sep}`);
  };
  return {
    async read(uri) {
      if (!isInside(uri)) return disk.read(uri);
      return decode(await this.readBytes(uri, uri), uri);
    },
    async readBytes(uri, within) {
      if (!isInside(uri)) return disk.readBytes(uri, within);
      const blob = blobs.get(canonicalUri(uri));
      if (blob === undefined) throw new Error(`no such file: ${uri}`);
      return read(blob);
    },
    async exists(uri) {
      if (!isInside(uri)) return disk.exists(uri);
      const one = canonicalUri(uri).replace(/\/$/, '');
      return blobs.has(one) || [...blobs.keys()].some((file) => file.startsWith(`${one}/`));
    },
    async list(folder, unreadable) {
      if (!isInside(folder)) return disk.list(folder, unreadable);
      const one = canonicalUri(folder).replace(/\/$/, '');
      return [...blobs.keys()].filter((uri) => uri.startsWith(`${one}/`) && isKaijiPath(uri));
    },
  };
}

/** Canonical URI → blob, of `git ls-tree -r -z`. Links and submodules are no files of ours. */
function blobsIn(listing: string, top: string): ReadonlyMap<string, string> {
  const blobs = new Map<string, string>();
  for (const line of listing.split('\0')) {
    const match = /^100\d{3} blob ([0-9a-f]+)\t([\s\S]+)$/.exec(line);
    if (match) blobs.set(uriAt(join(top, match[2] as string)), match[1] as string);
  }
  return blobs;
}

function uriAt(path: string): string {
  return canonicalUri(pathToFileURL(path).toString()).replace(/\/$/, '');
}

/** The folder of a path that is there now, and the way from it: the revision may have what was removed since. */
async function nearestFolder(path: string): Promise<{ readonly folder: string; readonly rest: string }> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return { folder: await realpath(path), rest: '' };
  const parent = dirname(path);
  if (parent === path) return { folder: path, rest: '' };
  const { folder, rest } = await nearestFolder(parent);
  return { folder, rest: join(rest, basename(path)) };
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').replace(/\n$/, '');
}

/** More output than this is no package of ours, in bytes. */
const MOST = 256_000_000;

/**
 * A repository says itself where it fetches what it lacks, and by which program (`remote.*.uploadpack` of a partial clone): nothing is fetched, whatever it says.
 * The first is for git from 2.44 on, the second for those before.
 */
const NOTHING_FETCHED = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };

/** git without a shell: arguments are handed over as they are. */
function run(folder: string, args: readonly string[]): Promise<Uint8Array> {
  return new Promise((done, failed) => {
    const env = { ...process.env, ...NOTHING_FETCHED };
    const options = { cwd: folder, encoding: 'buffer' as const, maxBuffer: MOST, windowsHide: true, env };
    execFile('git', [...args], options, (error, stdout) => (error ? failed(error) : done(stdout)));
  });
}
