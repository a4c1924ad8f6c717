/** Writing files so that a reader never sees half of one: a temporary name beside the target, then renamed. */
import { open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { message } from '../core/language.ts';
import { printable, UsageError } from './command.ts';

const exists = message<{ path: string }>({
  ja: ({ path }) =>
    `${path} はすでにあるため、書き込みませんでした。上書きするときは --force を、別の名前にするときは -o を指定してください。`,
  en: ({ path }) => `${path} exists already and was left alone. Use --force to replace it, or another name with -o.`,
});

const noFolder = message<{ path: string }>({
  ja: ({ path }) => `${path}: フォルダーがありません。先に作ってください。`,
  en: ({ path }) => `${path}: there is no such folder. Make it first.`,
});

const isFolder = message<{ path: string }>({
  ja: ({ path }) => `${path} はフォルダーです。書き込むファイルの名前まで指定してください。`,
  en: ({ path }) => `${path} is a folder. Name the file to write.`,
});

export const wrote = message<{ path: string }>({
  ja: ({ path }) => `${path} に書き込みました。`,
  en: ({ path }) => `Wrote ${path}.`,
});

/** @throws UsageError where a file cannot be written to, or is there and must not be replaced; asked before anything else is done */
export async function mayWrite(path: string, force: boolean): Promise<void> {
  const folder = await stat(dirname(resolve(path))).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UsageError(noFolder({ path: printable(dirname(path)) }));
  // What is there but cannot be read is there all the same.
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new UsageError(isFolder({ path: printable(path) }));
  if (found && !force) throw new UsageError(exists({ path: printable(path) }));
}

/** Writes text as UTF-8, or bytes, keeping the mode of a file that is there; a link stays one. On failure the old file is intact and the error is thrown. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await writeAll([[path, content]]);
}

/**
 * Several files that belong together, each as {@link writeWhole} writes it: all of them lie beside their targets before the first takes its place, so that what
 * usually goes wrong (a full disk, a folder that is not there or not ours) leaves every old file as it was.
 */
export async function writeAll(files: Iterable<readonly [path: string, content: string | Uint8Array]>): Promise<void> {
  const ready: { readonly temporary: string; readonly target: string }[] = [];
  try {
    for (const [path, content] of files) {
      const target = await realpath(path).catch(() => path);
      const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
      const mode = await stat(target).then(
        (found) => found.mode,
        () => 0o644,
      );
      const file = await open(temporary, 'w', mode);
      ready.push({ temporary, target });
      try {
        await file.writeFile(content, 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
    }
    for (const { temporary, target } of ready) await rename(temporary, target);
  } catch (error) {
    for (const { temporary } of ready) await unlink(temporary).catch(() => {});
    throw error;
  }
}
