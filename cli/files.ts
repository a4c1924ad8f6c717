/** Writing files so that a reader never sees half of one: a temporary name beside the target, then renamed. */
import { open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Writes `text` as UTF-8, keeping the mode of a file that is there; a link stays one. On failure the old file is intact and the error is thrown. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const mode = await stat(target).then(
    (found) => found.mode,
    () => 0o644,
  );
  try {
    const file = await open(temporary, 'w', mode);
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}
