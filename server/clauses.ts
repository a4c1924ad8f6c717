/** Answers about clauses: finding them, and all there is to say of one. */
import type { Bundled } from '../core/catalog/bundled.ts';
import { categoryName } from '../core/catalog/catalog.ts';
import type { Catalogs } from '../core/catalog/catalogs.ts';
import type { Control, Resolved } from '../core/catalog/control.ts';
import { controlsMeant } from '../core/catalog/reference/read.ts';
import { searchCatalogs } from '../core/catalog/search.ts';
import { controlCard } from '../core/features/cards/control.ts';
import { sectionCard } from '../core/features/cards/section.ts';
import { firstSentence } from '../core/features/cards/words.ts';
import { plainText } from '../core/features/plain.ts';
import { inLanguage, type Language } from '../core/language.ts';
import type { Package } from '../core/package/package.ts';
import { encoded } from './configuration.ts';
import type { ClauseAnswer, ClauseParams, SearchAnswer, SearchHit, SearchParams } from './protocol/clauses.ts';

/** What is said of clauses where a request comes from. */
export interface ClauseContext {
  readonly language: Language;
  readonly bundled: Bundled;
  /** Undefined where it comes from no package. */
  readonly whole: Package | undefined;
  readonly catalogs: Catalogs;
}

/** The clauses words are about, the likeliest first. */
export async function search(
  { words, most }: SearchParams,
  { language, bundled, catalogs }: ClauseContext,
): Promise<SearchAnswer> {
  const found = await searchCatalogs(catalogs, await bundled.glossary(), words);
  const shown = found.slice(0, most);
  return {
    hits: await Promise.all(shown.map(({ control }) => hitOf(control, catalogs, language))),
    more: found.length - shown.length,
  };
}

async function hitOf(control: Control, catalogs: Catalogs, language: Language): Promise<SearchHit> {
  const { summary } = await catalogs.textOf(control);
  return {
    id: control.id,
    catalog: control.catalog,
    title: inLanguage(control.title, language),
    category: inLanguage(categoryName(control, catalogs.homeOf(control)), language),
    summary: summary ? firstSentence(inLanguage(summary, language)) : '',
  };
}

/** All there is to say of a clause; null for none. */
export async function clause({ id, link }: ClauseParams, said: ClauseContext): Promise<ClauseAnswer | null> {
  const { language, catalogs } = said;
  const found = clauseOf(id, catalogs);
  if (!found) return null;
  const { control } = found;
  const clauseLink = link === undefined ? undefined : (other: string) => link.replaceAll('{id}', () => encoded(other));
  const context = { ...said, clauseLink, page: true };
  const isSection = catalogs.homeOf(control)?.data.prefix === undefined;
  const markdown = await (isSection ? sectionCard(control, context) : controlCard(found, context));
  // What a hover has in bold at its head is the heading of a page.
  const page = markdown.replace(/^\*\*([^*]*)\*\*/, '# $1');
  return { id: found.id, title: inLanguage(control.title, language), markdown: page, text: plainText(markdown) };
}

/** By ID, in any form a person or a guideline writes it; the first where it may mean several. */
function clauseOf(typed: string, catalogs: Catalogs): Resolved | undefined {
  return catalogs.resolve(typed) ?? controlsMeant(typed, catalogs)[0];
}
