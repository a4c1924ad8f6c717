/** Why the system refused something, in the reader's language: `EACCES` tells a compliance officer nothing. */
import { fixed, type Localized, message } from '../core/language.ts';
import { shown } from '../core/text/shown.ts';

const REASONS: Readonly<Record<string, Localized>> = {
  EACCES: fixed('権限がありません', 'permission denied'),
  EPERM: fixed('権限がないか、変更が禁じられています', 'not permitted'),
  EROFS: fixed('読み取り専用の場所です', 'the disk is read-only'),
  ENOSPC: fixed('ディスクに空きがありません', 'no space left on the disk'),
  EDQUOT: fixed('使用できる容量の上限に達しました', 'the disk quota is used up'),
  EFBIG: fixed('この場所に置けるファイルの大きさを超えます', 'larger than a file may be there'),
  EBUSY: fixed('ほかのプログラムが使用中です', 'in use by another program'),
  ETXTBSY: fixed('ほかのプログラムが使用中です', 'in use by another program'),
  ENOENT: fixed(
    '見つかりません。消えたか、リンクの先がないか、名前がUTF-8ではありません',
    'not found: it is gone, is a link to nothing, or its name is not UTF-8',
  ),
  ENOTDIR: fixed('パスの途中がフォルダーではありません', 'part of its path is no folder'),
  EISDIR: fixed('フォルダーです', 'it is a folder'),
  ELOOP: fixed('リンクが循環しています', 'its links lead in a circle'),
  ENAMETOOLONG: fixed('名前かパスが長すぎます', 'its name or path is too long'),
  EMFILE: fixed('開いているファイルが多すぎます', 'too many files are open'),
  ENFILE: fixed('開いているファイルが多すぎます', 'too many files are open'),
  EIO: fixed('ディスクの読み書きに失敗しました', 'the disk failed'),
};

const withCode = message<{ reason: Localized; code: string }>({
  ja: ({ reason, code }) => `${reason('ja')}: ${code}`,
  en: ({ reason, code }) => `${reason('en')}: ${code}`,
});

/** The system's error code; undefined for errors of other kinds. */
export function codeOf(error: unknown): string | undefined {
  const { code, syscall } = (error ?? {}) as { readonly code?: unknown; readonly syscall?: unknown };
  return typeof code === 'string' && typeof syscall === 'string' ? code : undefined;
}

/** A phrase without a full stop; with the code, which can be searched for. */
export function reasonOf(error: unknown): Localized {
  const code = codeOf(error);
  const reason = code === undefined ? undefined : REASONS[code];
  if (reason && code !== undefined) return withCode({ reason, code });
  const text = shown(error instanceof Error ? (error.message.split(',')[0] ?? '') : String(error));
  return fixed(text, text);
}
