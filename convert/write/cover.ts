/** What is on a cover, line by line: the words every format prints in front of a cover's own lines. */

import type { Language } from '../../core/language.ts';
import type { Cover } from '../form/form.ts';

const LABELS: Readonly<Record<Language, { readonly provider: string; readonly version: string; readonly issued: string }>> = {
  ja: { provider: '提供事業者', version: '版', issued: '発行日' },
  en: { provider: 'Provider', version: 'Version', issued: 'Issued' },
};

/** Provider, version and date of issue with their labels, then the form's further lines; lines without a value are left out. HTML and Markdown name the provider by itself and leave it out here. */
export function coverLines(cover: Cover, language: Language): Cover['lines'] {
  const own = (['provider', 'version', 'issued'] as const).map((key) => ({
    label: LABELS[language][key],
    value: cover[key] ?? '',
    ...(cover.origins?.[key] ? { origin: cover.origins[key] } : {}),
  }));
  return [...own, ...cover.lines].filter(({ value }) => value !== '');
}
