/** The last lines for people: how many findings there are, how many of them `kaiji fix` settles, and how many more a baseline accepts. */
import { counted, fixed } from '../../core/language.ts';
import type { Summary } from './format.ts';

export function countsTold({ files, counts, fixable, accepted, language }: Summary): string {
  const { error, warning, info, hint } = counts;
  const total = error + warning + info + hint;
  const lines = [
    fixed(
      `${files}ファイル: 指摘 ${total}件（エラー ${error}、警告 ${warning}、情報 ${info}、ヒント ${hint}）`,
      `${counted(files, 'file')}: ${counted(total, 'finding')} (${counted(error, 'error')}, ${counted(warning, 'warning')}, ${info} info, ${counted(hint, 'hint')})`,
    ),
    ...(fixable > 0
      ? [fixed(`このうち ${fixable}件は kaiji fix で直せます。`, `${fixable} of them can be fixed with kaiji fix.`)]
      : []),
    ...(accepted > 0
      ? [
          fixed(
            `ほかに、ベースラインで受け入れた指摘が ${accepted}件あります。`,
            `${accepted} more ${accepted === 1 ? 'is' : 'are'} accepted by a baseline.`,
          ),
        ]
      : []),
  ];
  return lines.map((line) => `${line(language)}\n`).join('');
}
