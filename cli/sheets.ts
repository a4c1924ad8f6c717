/** Files of sheets for the commands that import them, and where what they make may go. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type * as Convert from '../convert/import.ts';
import type { Sheet } from '../convert/sheet/sheet.ts';
import { fixed, type Localized, message } from '../core/language.ts';
import { isKaijiPath } from '../core/package/files.ts';
import { printableName, UsageError } from './command.ts';
import { mayWrite } from './files.ts';

export const unreadable = message<{ path: string; reason: Localized }>({
  ja: ({ path, reason }) => `${path}: ${reason('ja')}`,
  en: ({ path, reason }) => `${path}: ${reason('en')}`,
});

const absent = fixed('ファイルがありません。パスを確かめてください。', 'no such file. Check the path.');

const isFolder = fixed('フォルダーです。読み取るファイルを指定してください。', 'is a folder. Name the file to read.');

const badName = message<{ path: string }>({
  ja: ({ path }) => `${path}: ファイル名の末尾は .kaiji.yaml にしてください（kaiji.yaml という名前は使えません）。`,
  en: ({ path }) => `${path}: the file name must end in .kaiji.yaml (kaiji.yaml itself cannot be used).`,
});

/** @param output a path, or `-` for standard output. @throws UsageError where nothing can be written there, or something must not be replaced */
export async function mayImportTo(output: string, force: boolean): Promise<void> {
  if (output === '-') return;
  const name = basename(output);
  if (!isKaijiPath(name) || name === 'kaiji.yaml') throw new UsageError(badName({ path: printableName(output) }));
  await mayWrite(output, force);
}

/** What a file to be read holds. @throws UsageError where it cannot be read */
export async function bytesIn(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'ENOENT'
        ? absent
        : error.code === 'EISDIR'
          ? isFolder
          : fixed(`読めません（${error.message}）。`, `cannot be read (${error.message}).`);
    throw new UsageError(unreadable({ path: printableName(path), reason }));
  });
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The sheets of a file. @throws UsageError where it cannot be read, or is no sheet */
export async function sheetsIn(convert: typeof Convert, path: string): Promise<readonly Sheet[]> {
  const bytes = await bytesIn(path);
  return reading(convert, path, () => convert.readSheets(bytes, basename(path)));
}

/** What cannot be read is a matter of the call, named with its file. */
export async function reading<T>({ SheetError }: typeof Convert, path: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SheetError) throw new UsageError(unreadable({ path: printableName(path), reason: error.text }));
    throw error;
  }
}
