/** The file of a bundled catalog's texts: first everything in one language, then everything in the other, which a zip file packs a tenth smaller. */
import type { Bilingual, Language } from '../language.ts';
import type { CatalogTexts, ControlText } from './control.ts';

/** Language → canonical ID → what the control says at length in it. */
type TextsFile = Readonly<
  Partial<Record<Language, Readonly<Record<string, Readonly<Partial<Record<keyof ControlText, string>>>>>>>
>;

const FIELDS: readonly (keyof ControlText)[] = ['summary', 'guidance'];

/** As JSON. */
export function textsFile(texts: CatalogTexts): string {
  const inLanguage = (language: Language) => {
    const said = Object.entries(texts).map(([id, text]) => {
      const fields = FIELDS.flatMap((field) => {
        const words = text[field]?.[language];
        return words === undefined ? [] : [[field, words] as const];
      });
      return [id, Object.fromEntries(fields)] as const;
    });
    return Object.fromEntries(said.filter(([, fields]) => Object.keys(fields).length > 0));
  };
  return JSON.stringify({ ja: inLanguage('ja'), en: inLanguage('en') } satisfies TextsFile);
}

/** @param json what {@link textsFile} wrote. Throws where it is no JSON. */
export function textsFrom(json: string): CatalogTexts {
  const { ja = {}, en = {} } = JSON.parse(json) as TextsFile;
  const texts: Record<string, ControlText> = {};
  for (const [id, own] of Object.entries(ja)) {
    const english = Object.hasOwn(en, id) ? en[id] : undefined;
    const bilingual = (field: keyof ControlText): Readonly<Partial<Record<keyof ControlText, Bilingual>>> => {
      const [words, translated] = [own[field], english?.[field]];
      return words === undefined ? {} : { [field]: { ja: words, ...(translated === undefined ? {} : { en: translated }) } };
    };
    texts[id] = { ...bilingual('summary'), ...bilingual('guidance') };
  }
  return texts;
}
