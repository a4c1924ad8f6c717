/** What stands for a reason until it is written. */
import type { Language } from '../language.ts';

/** YAML source of the reason why something does not apply; `placeholder-answer` finds the blanks. */
export const WHY_NOT_APPLICABLE: Readonly<Record<Language, string>> = {
  ja: '●●のため、対象外です。',
  en: '"●● (why it does not apply)"',
};
