/** Why a file or folder of the disk was not read, and the way out. */
import { fixed, type Localized, message } from '../core/language.ts';
import { EncodingError, NoRegularFileError } from './disk.ts';
import { reasonOf } from './system-error.ts';

const unreadable = message<{ reason: Localized }>({
  ja: ({ reason }) => `読めませんでした（${reason('ja')}）。読めるようにするか、不要なら .gitignore で除いてください。`,
  en: ({ reason }) => `could not be read (${reason('en')}). Make it readable, or leave it out by .gitignore if it is not needed.`,
});

const noRegularFile = fixed(
  'ふつうのファイルではない（パイプやデバイスなど）ため、読みませんでした。別の名前にするか、.gitignore で除いてください。内容を渡すには kaiji check --stdin を使います。',
  'is no regular file (but a pipe or a device) and was not read. Rename it or leave it out by .gitignore. kaiji check --stdin takes text from a pipe.',
);

const notUtf8 = fixed(
  '文字コードがUTF-8ではない（Shift_JISなど）ため、読みませんでした。エディターで文字コードをUTF-8にして保存し直してください。',
  'is not UTF-8 (Shift_JIS perhaps) and was not read. Save it again as UTF-8.',
);

/** A sentence that follows the name of what was not read. */
export function whyUnread(error: unknown): Localized {
  if (error instanceof EncodingError) return notUtf8;
  return error instanceof NoRegularFileError ? noRegularFile : unreadable({ reason: reasonOf(error) });
}
