/** What a process took from its start to its end, as it tells itself. */
import { fileURLToPath } from 'node:url';

/** Arguments to Node, before the program's, with which it tells. */
export const TELLING_USAGE = ['--require', fileURLToPath(new URL('./process-usage.cjs', import.meta.url))];

/**
 * @param {string} errors what the process wrote to its standard error
 * @returns {{ processor: number, peak: number }} milliseconds of processor time, and bytes of memory at most, of all its threads
 */
export function usageToldIn(errors) {
  const told = /\nused (.*)\n/.exec(errors)?.[1];
  if (told === undefined) throw new Error(`no usage was told: ${errors}`);
  return JSON.parse(told);
}
