/** The state of what is handed over: what is still reported about it, and whether it holds what is meant for inside. */
import type { Findings } from '../../core/check.ts';
import { type Localized, message } from '../../core/language.ts';

const unfinished = message<{ errors: number; warnings: number }>({
  ja: ({ errors, warnings }) =>
    `元の文書には、まだ指摘が${errors + warnings}件残っています（${[
      ...(errors > 0 ? [`エラー ${errors}件`] : []),
      ...(warnings > 0 ? [`警告 ${warnings}件`] : []),
    ].join('、')}）。渡す前に、問題パネルか kaiji check で確かめてください。`,
  en: ({ errors, warnings }) =>
    `${errors + warnings} findings are still open in the documents (${errors} errors, ${warnings} warnings). See them in the Problems panel or with kaiji check before this is handed over.`,
});

/** Errors and warnings of the files that are exported; undefined where there are none. @param uris of these files */
export function openFindings(findings: Findings, uris: ReadonlySet<string>): Localized | undefined {
  const own = [...findings].flatMap(([uri, found]) => (uris.has(uri) ? found : []));
  const count = (severity: string) => own.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  return errors + warnings > 0 ? unfinished({ errors, warnings }) : undefined;
}
