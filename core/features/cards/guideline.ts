/** The card of a guideline: its name, issuer and editions, and what took their place. */
import type { Guidelines } from '../../catalog/guideline.ts';
import { inLanguage, type Language } from '../../language.ts';
import { bullets, escaped, paragraphs } from '../markdown.ts';
import { sayIn } from './words.ts';

/** @param written `ID@EDITION`, or an ID alone, which stands for all its editions; undefined for a guideline nobody here knows */
export function guidelineCard(written: string, guidelines: Guidelines, language: Language): string | undefined {
  const found = guidelines.of(written);
  const guideline = found?.guideline ?? guidelines.guideline(written.trim());
  if (!guideline) return undefined;
  const say = sayIn(language);
  const editions = found ? [found.edition] : guideline.editions;
  const lines = editions.map(({ edition, date, successor, unconfirmed }) => {
    const after = successor === undefined ? say('現行', 'in force') : say(`後継: ${successor}`, `superseded by ${successor}`);
    const doubt = unconfirmed ? say('・原典未確認', ', not confirmed from the original') : '';
    return `${edition} (${date}) ${after}${doubt}`;
  });
  return paragraphs([
    `**${escaped(written)}**　${escaped(inLanguage(guideline.title, language))}`,
    escaped(inLanguage(guideline.issuer, language)),
    bullets(lines.map(escaped)),
  ]);
}
