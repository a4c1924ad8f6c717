/** What commands that read packages share: catalogs, the workspace, the files the arguments name. */
import { stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Bundled } from '../core/catalog/bundled.ts';
import { message } from '../core/language.ts';
import type { Package } from '../core/package/package.ts';
import { Workspace } from '../core/package/workspace.ts';
import { bundledCatalogs, disk, EncodingError } from '../server/disk.ts';
import { type Console, UsageError } from './command.ts';

export interface Session {
  readonly bundled: Bundled;
  readonly workspace: Workspace;
  /** Whether a file was there and could not be read; said on stderr already. */
  failed(): boolean;
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

export async function openSession(out: Console): Promise<Session> {
  const bundled = await Bundled.load(bundledCatalogs(join(__dirname, 'catalogs')));
  let failed = false;
  const workspace = new Workspace(disk, bundled.catalogs, (uri, error) => {
    failed = true;
    const path = displayPath(uri);
    const reason = error instanceof Error ? (error.message.split(',')[0] ?? '') : String(error);
    out.error(`kaiji: ${(error instanceof EncodingError ? notUtf8({ path }) : unreadable({ path, reason }))(out.language)}\n`);
  });
  return { bundled, workspace, failed: () => failed };
}

const absent = message<{ path: string }>({
  ja: ({ path }) => `${path}: ファイルもフォルダーもありません。パスを確かめてください。`,
  en: ({ path }) => `${path}: no such file or folder. Check the path.`,
});

export interface Target {
  readonly whole: Package;
  /** URIs of the package's files that were asked for. */
  readonly uris: ReadonlySet<string>;
}

/** The packages and files that paths name, in order of path; throws {@link UsageError} for a path that is not there. */
export async function targetsOf(paths: readonly string[], { workspace }: Session): Promise<readonly Target[]> {
  const targets = new Map<string, { whole: Package; uris: Set<string> }>();
  const add = (whole: Package, uris: Iterable<string>) => {
    const known = targets.get(whole.uri) ?? { whole, uris: new Set() };
    for (const uri of uris) if (whole.files.has(uri)) known.uris.add(uri);
    targets.set(whole.uri, known);
  };
  for (const path of paths.length > 0 ? paths : ['.']) {
    const uri = pathToFileURL(resolve(path)).toString();
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new UsageError(absent({ path }));
    if (found.isDirectory()) {
      for (const whole of await workspace.packagesIn(uri)) {
        add(
          whole,
          [...whole.files.keys()].filter((file) => file.startsWith(uri.endsWith('/') ? uri : `${uri}/`)),
        );
      }
    } else {
      // A file of another name still belongs to the package around it.
      const whole = await workspace.packageOf(uri);
      if (whole.files.has(uri)) add(whole, [uri]);
      else {
        const file = workspace.setOpen(uri, await textOf(uri, path));
        add(whole.with(file), [uri]);
      }
    }
  }
  return [...targets.values()];
}

async function textOf(uri: string, path: string) {
  const { Text } = await import('../core/text/text.ts');
  try {
    return Text.of(await disk.read(uri));
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new UsageError(error instanceof EncodingError ? notUtf8({ path }) : unreadable({ path, reason }));
  }
}

/** Relative to the working directory, with `/`. */
export function displayPath(uri: string): string {
  const path = relative(process.cwd(), fileURLToPath(uri)).split(sep).join('/');
  return path === '' ? '.' : path;
}
