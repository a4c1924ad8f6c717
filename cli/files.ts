/** Writing files so that a reader never sees half of one: a temporary name beside the target, then renamed. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fixed, type Localized, message } from '../core/language.ts';
import { codeOf, reasonOf } from '../server/system-error.ts';
import { printableName, UsageError } from './command.ts';

const exists = message<{ path: string }>({
  ja: ({ path }) =>
    `${path} はすでにあるため、書き込みませんでした。上書きするときは --force を、別の名前にするときは -o を指定してください。`,
  en: ({ path }) => `${path} exists already and was left alone. Use --force to replace it, or another name with -o.`,
});

const noFolder = message<{ path: string }>({
  ja: ({ path }) => `${path}: フォルダーがありません。先に作ってください。`,
  en: ({ path }) => `${path}: there is no such folder. Make it first.`,
});

const noRegularFile = message<{ path: string }>({
  ja: ({ path }) =>
    `${path} はふつうのファイルではない（パイプやデバイスなど）ため、書き込みませんでした。画面や別のプログラムに渡すときは -o - を指定してください。`,
  en: ({ path }) =>
    `${path} is no regular file (but a pipe or a device) and was left alone. -o - writes to the screen or another program.`,
});

const changedMeanwhile = message<{ path: string }>({
  ja: ({ path }) =>
    `${path} は、読み取ったあとでほかのプログラムが変更したため、何も書き込みませんでした。もう一度実行してください。`,
  en: ({ path }) => `${path} was changed by another program after it was read; nothing was written. Run the command again.`,
});

const notWritten = message<{ path: string; reason: Localized; wayOut: Localized }>({
  ja: ({ path, reason, wayOut }) =>
    `${path} に書き込めませんでした（${reason('ja')}）。元のファイルはそのまま残っています。${wayOut('ja')}`,
  en: ({ path, reason, wayOut }) =>
    `${path} could not be written (${reason('en')}). What was there is as it was. ${wayOut('en')}`,
});

const MAKE_ROOM = fixed(
  '空きを作るか、-o で別の場所を指定して、もう一度実行してください。',
  'Make room, or name another place with -o, and run the command again.',
);
const CLOSE_IT = fixed('そのプログラムで閉じてから、もう一度実行してください。', 'Close it there and run the command again.');
const ELSEWHERE = fixed(
  '書き込める場所か、ほかのプログラムで開いていないかを確かめるか、-o で別の場所を指定して、もう一度実行してください。',
  'Check that you may write there and that no other program has it open, or name another place with -o, and run the command again.',
);
/** What a person can do about it, by the system's code; {@link ELSEWHERE} for any other. */
const WAYS_OUT: Readonly<Record<string, Localized>> = {
  ENOSPC: MAKE_ROOM,
  EDQUOT: MAKE_ROOM,
  EFBIG: MAKE_ROOM,
  EBUSY: CLOSE_IT,
  ETXTBSY: CLOSE_IT,
};

/** Why a file could not be written, as a person is told. */
export function cannotWrite(path: string, error: unknown): UsageError {
  const wayOut = WAYS_OUT[codeOf(error) ?? ''] ?? ELSEWHERE;
  return new UsageError(notWritten({ path: printableName(path), reason: reasonOf(error), wayOut }));
}

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
  if (!folder?.isDirectory()) throw new UsageError(noFolder({ path: printableName(dirname(path)) }));
  // What is there but cannot be read is there all the same.
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new UsageError(isFolder({ path: printableName(path) }));
  if (found && !found.isFile()) throw new UsageError(noRegularFile({ path: printableName(path) }));
  if (found && !force) throw new UsageError(exists({ path: printableName(path) }));
}

/** What is to be written. `was`: what it was made of; where the file holds something else now, it is left alone. */
export type Writing = readonly [path: string, content: string | Uint8Array, was?: string];

/**
 * Writes text as UTF-8, or bytes, keeping the mode of a file that is there; a link stays one.
 * @throws UsageError where that fails; the old file is intact then
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await writeAll([[path, content]]);
}

/**
 * Several files that belong together, each as {@link writeWhole} writes it: all of them lie beside their targets before the first takes its place, so that what
 * usually goes wrong (a full disk, a folder that is not there or not ours) leaves every old file as it was.
 */
export async function writeAll(files: Iterable<Writing>): Promise<void> {
  const ready: {
    readonly path: string;
    readonly temporary: string;
    readonly target: string;
    readonly was: string | undefined;
  }[] = [];
  let at = '';
  try {
    for (const [path, content, was] of files) {
      at = path;
      const target = await realpath(path).catch(() => path);
      const found = await stat(target).catch(() => undefined);
      await mayBeReplaced(path, target);
      // Short, because the target's own name may be as long as names can be; nobody's guess, because the folder may be everybody's.
      // Made anew, never written through: a name that is there already may be a link to anywhere.
      const temporary = join(dirname(target), `.kaiji-${randomBytes(6).toString('hex')}.tmp`);
      const file = await open(temporary, 'wx', found?.mode ?? 0o644);
      ready.push({ path, temporary, target, was });
      try {
        if (found) await file.chmod(found.mode);
        await file.writeFile(content, 'utf8');
        await file.sync();
      } finally {
        await file.close();
      }
    }
    for (const { path, target, was } of ready) {
      at = path;
      // Somebody may have saved it, or put something in its place, while the others were written.
      await mayBeReplaced(path, target, was);
    }
    for (const { path, temporary, target } of ready) {
      at = path;
      await rename(temporary, target);
    }
  } catch (error) {
    for (const { temporary } of ready) await rm(temporary, { force: true }).catch(() => {});
    throw codeOf(error) === undefined ? error : cannotWrite(at, error);
  }
}

/** Renaming asks neither whether a file may be written nor whether it is one. @throws UsageError, or what the system says */
async function mayBeReplaced(path: string, target: string, was?: string): Promise<void> {
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory()) throw new UsageError(isFolder({ path: printableName(path) }));
  if (found && !found.isFile()) throw new UsageError(noRegularFile({ path: printableName(path) }));
  if (found) await access(target, constants.W_OK);
  if (was !== undefined && (!found || (await readFile(target, 'utf8')) !== was))
    throw new UsageError(changedMeanwhile({ path: printableName(path) }));
}
