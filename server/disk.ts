/** {@link Io} over a disk: UTF-8 only, .gitignore respected, links to folders not followed. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Ignore } from 'ignore';
import type { CatalogSource, Io } from '../core/io.ts';
import { isKaijiPath } from '../core/package/files.ts';

/** A file that is not UTF-8 text. Saving it as read would destroy it, so it is not read at all. */
export class EncodingError extends Error {}

export const disk: Io = {
  read: async (uri) => decode(await readFile(fileURLToPath(uri)), uri),
  readBytes: async (uri) => new Uint8Array(await readFile(fileURLToPath(uri))),
  // What is no file (untitled:, vscode-vfs:) is not here; an open document of that kind works alone.
  exists: async (uri) => {
    try {
      await stat(fileURLToPath(uri));
      return true;
    } catch {
      return false;
    }
  },
  list: async (folder) => {
    if (!folder.startsWith('file:')) return [];
    const root = fileURLToPath(folder);
    const found: string[] = [];
    await collect(root, await ignoresAbove(root), found, 0);
    return found.map((path) => pathToFileURL(path).toString());
  },
};

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

/** The text of a file. @throws EncodingError where it is not UTF-8 */
export function decode(bytes: Uint8Array, uri: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EncodingError(uri);
  }
}

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Folders deeper than this below the searched one are not entered. */
const MAX_DEPTH = 40;
const NEVER = new Set(['node_modules', '.git', '.hg', '.svn']);

async function collect(folder: string, above: readonly IgnoreFile[], found: string[], depth: number): Promise<void> {
  const own = await ignoreFile(folder);
  const ignores = own ? [...above, own] : above;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth < MAX_DEPTH && !NEVER.has(entry.name) && !isIgnored(ignores, path, true))
        await collect(path, ignores, found, depth + 1);
    } else if (isKaijiPath(entry.name) && !isIgnored(ignores, path, false)) found.push(path);
  }
}

function isIgnored(ignores: readonly IgnoreFile[], path: string, folder: boolean): boolean {
  return ignores.some(({ folder: base, rules }) =>
    rules.ignores(relative(base, path).split(sep).join('/') + (folder ? '/' : '')),
  );
}

async function ignoreFile(folder: string): Promise<IgnoreFile | undefined> {
  const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { default: ignore } = await import('ignore');
  return { folder, rules: ignore().add(text) };
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
