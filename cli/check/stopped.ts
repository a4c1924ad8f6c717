/** A package whose check did not come to its end. */
import { message } from '../../core/language.ts';
import { type Console, printable, printableName } from '../command.ts';
import type { Unit } from '../plan.ts';
import type { Trouble } from '../troubles.ts';

const stopped = message<{ path: string; reason: string }>({
  ja: ({ path, reason }) =>
    `${path}: 検査が途中で止まったため、結果を表示しません（${reason}）。ほかのファイルの検査は続けます。`,
  en: ({ path, reason }) => `${path}: the check stopped and its results are not shown (${reason}). The other files are checked.`,
});

const outOfMemory = message<{ readonly [none in never]: never }>({
  ja: () => 'メモリが足りません。環境変数 NODE_OPTIONS に --max-old-space-size=8192 のように指定すると増やせます',
  en: () => 'out of memory; NODE_OPTIONS=--max-old-space-size=8192, say, gives more',
});

const ended = message<{ status: number }>({
  ja: ({ status }) => `スレッドが状態 ${status} で終わりました`,
  en: ({ status }) => `its thread ended with status ${status}`,
});

/** Why: an error that was thrown, or the exit status of a thread that ended unasked. */
export type Cause = { readonly error: unknown } | { readonly status: number };

/** In the reader's language, on one line. */
export function reasonOf(cause: Cause, { language }: Pick<Console, 'language'>): string {
  if ('status' in cause) return ended(cause)(language);
  const { error } = cause;
  if ((error as { code?: unknown } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY') return outOfMemory({})(language);
  return printable(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

export function stoppedAt({ path, uris }: Unit, cause: Cause, out: Pick<Console, 'language'>): Trouble {
  const [uri = ''] = uris;
  return {
    name: `stopped ${uri}`,
    uri,
    text: stopped({ path: printableName(path), reason: reasonOf(cause, out) })(out.language),
  };
}
