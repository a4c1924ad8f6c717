/** The two languages every message exists in. */
export type Language = 'ja' | 'en';

/** A message not yet rendered: the reader's language is known only at the door it leaves by. */
export type Localized = (language: Language) => string;

/** A message in both languages, both from the same parameters: a missing one is a type error. */
export function message<P = void>(texts: { readonly [L in Language]: (parameters: P) => string }): (parameters: P) => Localized {
  return (parameters) => (language) => texts[language](parameters);
}

/** A message without parameters. */
export function fixed(ja: string, en: string): Localized {
  return (language) => (language === 'ja' ? ja : en);
}

/** A name and what sets it off from the Japanese words behind it: a space, or nothing where it ends in a bracket of full width. */
export function inSentence(name: string): string {
  return /[）」]$/.test(name) ? name : `${name} `;
}

/** A count and what is counted, in English: `1 finding`, `2 findings`. @param several where it is not the word with an s */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** A text that catalogs and schemas carry in both languages, the second perhaps not written yet. */
export interface Bilingual {
  readonly ja: string;
  readonly en?: string;
}

/** The text in `language`, else in the other. */
export function inLanguage(text: Bilingual, language: Language): string {
  return language === 'en' ? (text.en ?? text.ja) : text.ja || (text.en ?? '');
}

/** `ja`, `en`, `ja_JP.UTF-8`, `en-US` …; undefined for anything else. */
export function languageOf(tag: string | undefined): Language | undefined {
  const match = /^(ja|en)([-_.].*)?$/i.exec(tag ?? '');
  return match ? (match[1]?.toLowerCase() as Language) : undefined;
}
