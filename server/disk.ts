/** {@link Io} over a disk: regular files in UTF-8 only, .gitignore respected, links to folders not followed. */
import { constants } from 'node:fs';
import { type FileHandle, open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Ignore } from 'ignore';
import type { CatalogSource, Io } from '../core/io.ts';
import { LIMITS } from '../core/limits.ts';
import { isKaijiPath } from '../core/package/files.ts';
import { codeOf } from './system-error.ts';

/** A file that is not UTF-8 text. Saving it as read would destroy it, so it is not read at all. */
export class EncodingError extends Error {}

/** A pipe, a device or a socket: reading it might never end. */
export class NoRegularFileError extends Error {}

/** A character takes three bytes at most: a file of more has more characters than are parsed, whatever they are. */
const MOST_BYTES = 3 * LIMITS.length;

export const disk: Io = {
  read: async (uri) => {
    const { bytes, isWhole } = await bytesOf(fileURLToPath(uri), MOST_BYTES);
    return decode(bytes, uri, isWhole);
  },
  readBytes: async (uri, within) => {
    const [path, home] = await Promise.all([uri, within].map((one) => realpath(fileURLToPath(one))));
    if (!path?.startsWith(`${home}${sep}`)) throw new Error(`outside the package: ${uri}`);
    const { bytes, isWhole } = await bytesOf(path, MOST_BYTES);
    if (!isWhole) throw new Error(`too large: ${uri}`);
    return bytes;
  },
  // What is no file (untitled:, vscode-vfs:) is not here; an open document of that kind works alone.
  exists: async (uri) => {
    try {
      await stat(fileURLToPath(uri));
      return true;
    } catch (error) {
      // Behind a door that is closed to us, nobody can say that it is not there.
      return codeOf(error) === 'EACCES';
    }
  },
  list: async (folder, unreadable = () => {}) => {
    if (!folder.startsWith('file:')) return [];
    const root = fileURLToPath(folder);
    const found: string[] = [];
    const failed = (path: string, error: unknown) => unreadable(pathToFileURL(path).toString(), error);
    // A folder that is not there holds nothing.
    if (await disk.exists(folder)) await collect(root, await ignoresAbove(root), found, failed);
    return found.map((path) => pathToFileURL(path).toString());
  },
};

/**
 * What a regular file holds, or the first `most` bytes of it. Opened without waiting, for a pipe would wait for somebody to write.
 * @throws NoRegularFileError
 */
async function bytesOf(path: string, most: number): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await file.stat();
    if (!found.isFile() && !found.isDirectory()) throw new NoRegularFileError(`not a regular file: ${path}`);
    // Of a folder the system says so.
    if (found.size <= most) return { bytes: new Uint8Array(await file.readFile()), isWhole: true };
    return { bytes: await beginning(file, most), isWhole: false };
  } finally {
    await file.close();
  }
}

async function beginning(file: FileHandle, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** The catalogs beside the bundle that runs. */
export function bundledCatalogs(folder: string): CatalogSource {
  return {
    readIndex: () => readFile(join(folder, 'index.json'), 'utf8'),
    readTexts: (catalog) => readFile(join(folder, `${catalog}.json`), 'utf8'),
  };
}

/** The user's own folder of catalogs and official wording: `KAIJI_CATALOGS`, named as the setting's folders are, else `~/.kaiji/catalogs`. It need not be there. */
export function userCatalogs(): string {
  const here = pathToFileURL(process.cwd()).toString();
  const named = folderNamed(process.env.KAIJI_CATALOGS || join(homedir(), '.kaiji', 'catalogs'), here);
  return named ?? here;
}

/** A folder as a person names it: absolute, `~/…`, or relative to `base`, a `file:` URI; undefined where it is relative to nothing on this disk. */
export function folderNamed(path: string, base: string | undefined): string | undefined {
  const home = /^~(?:$|[\\/])/.test(path) ? join(homedir(), path.slice(1)) : undefined;
  if (home !== undefined || isAbsolute(path)) return pathToFileURL(home ?? path).toString();
  return base?.startsWith('file:') ? pathToFileURL(resolve(fileURLToPath(base), path)).toString() : undefined;
}

/** The text of a file. @param isWhole where it is not, it may end within a character. @throws EncodingError where it is not UTF-8 */
export function decode(bytes: Uint8Array, uri: string, isWhole = true): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !isWhole });
  } catch {
    throw new EncodingError(uri);
  }
}

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

const NEVER = new Set(['node_modules', '.git', '.hg', '.svn']);

/**
 * Files of ours below a folder. Links to folders are not followed, so there are no rings, and the length of a path has an end.
 * @param failed told of each folder that cannot be looked into
 */
async function collect(
  folder: string,
  above: readonly IgnoreFile[],
  found: string[],
  failed: (path: string, error: unknown) => void,
): Promise<void> {
  const own = await ignoreFile(folder);
  const ignores = own ? [...above, own] : above;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    failed(folder, error);
    return [];
  });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!NEVER.has(entry.name) && !isIgnored(ignores, path, true)) await collect(path, ignores, found, failed);
    } else if (isKaijiPath(entry.name) && !isIgnored(ignores, path, false)) {
      if (!entry.isSymbolicLink() || !(await leadsToFolder(path))) found.push(path);
    }
  }
}

function leadsToFolder(link: string): Promise<boolean> {
  return stat(link).then(
    (target) => target.isDirectory(),
    () => false,
  );
}

function isIgnored(ignores: readonly IgnoreFile[], path: string, folder: boolean): boolean {
  return ignores.some(({ folder: base, rules }) =>
    rules.ignores(relative(base, path).split(sep).join('/') + (folder ? '/' : '')),
  );
}

/** Bytes of a `.gitignore` that are read. */
export const MOST_RULES = 100_000;
/** A rule with more `**` than this is left out: they are tried in all combinations of the folders of a path. */
export const MOST_STARS = 3;

async function ignoreFile(folder: string): Promise<IgnoreFile | undefined> {
  const read = await bytesOf(join(folder, '.gitignore'), MOST_RULES).catch(() => undefined);
  if (!read) return undefined;
  const { default: ignore } = await import('ignore');
  const lines = new TextDecoder().decode(read.bytes).split(/\r?\n/);
  // Half a line may mean anything: `*` of `*.log`.
  if (!read.isWhole) lines.pop();
  return { folder, rules: ignore().add(lines.filter((line) => line.split('**').length - 1 <= MOST_STARS)) };
}

/** The .gitignore files of the folders above, as far as the repository reaches. */
async function ignoresAbove(folder: string): Promise<readonly IgnoreFile[]> {
  const found: IgnoreFile[] = [];
  let inside = await disk.exists(pathToFileURL(join(folder, '.git')).toString());
  for (let at = folder; !inside && dirname(at) !== at; ) {
    at = dirname(at);
    const file = await ignoreFile(at);
    if (file) found.unshift(file);
    inside = await disk.exists(pathToFileURL(join(at, '.git')).toString());
  }
  return inside ? found : [];
}
