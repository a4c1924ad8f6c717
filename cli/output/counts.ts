/** The last lines for people: how many findings there are, and how many of them `kaiji fix` settles. */
import { counted } from '../../core/language.ts';
import type { Summary } from './format.ts';

export function countsTold({ files, counts, fixable, language }: Summary): string {
  const total = counts.error + counts.warning + counts.info + counts.hint;
  const found =
    language === 'ja'
      ? `${files}ファイル: 指摘 ${total}件（エラー ${counts.error}、警告 ${counts.warning}、情報 ${counts.info}、ヒント ${counts.hint}）\n`
      : `${counted(files, 'file')}: ${counted(total, 'finding')} (${counted(counts.error, 'error')}, ${counted(counts.warning, 'warning')}, ${counts.info} info, ${counted(counts.hint, 'hint')})\n`;
  if (fixable === 0) return found;
  return language === 'ja'
    ? `${found}このうち ${fixable}件は kaiji fix で直せます。\n`
    : `${found}${fixable} of them can be fixed with kaiji fix.\n`;
}
