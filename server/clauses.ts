/** Requests about clauses: finding them, and all there is to say of one. */

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
import { encoded } from './configuration.ts';
import {
  type ClauseAnswer,
  type ClauseParams,
  clauseRequest,
  type SearchAnswer,
  type SearchHit,
  type SearchParams,
  searchRequest,
} from './protocol.ts';
import type { Session } from './session.ts';

export function registerClauseRequests(session: Session): void {
  const { connection } = session;
  connection.onRequest(searchRequest, (parameters: SearchParams) =>
    session.guarded<SearchAnswer>(
      'search',
      () => ({ hits: [], more: 0 }),
      () => search(parameters, session),
    ),
  );
  connection.onRequest(clauseRequest, (parameters: ClauseParams) =>
    session.guarded<ClauseAnswer | null>(
      'clause',
      () => null,
      () => clause(parameters, session),
    ),
  );
}

async function search({ words, uri, most }: SearchParams, session: Session): Promise<SearchAnswer> {
  const { bundled } = await session.ready();
  const language = await session.configuration.language(uri);
  const catalogs = await session.catalogsAt(uri);
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

async function clause({ id, uri, link }: ClauseParams, session: Session): Promise<ClauseAnswer | null> {
  const { bundled } = await session.ready();
  const language = await session.configuration.language(uri);
  const whole = await session.packageOf(uri);
  const catalogs = await session.catalogsAt(uri);
  const found = clauseOf(id, catalogs);
  if (!found) return null;
  const { control } = found;
  const clauseLink = link === undefined ? undefined : (other: string) => link.replaceAll('{id}', () => encoded(other));
  const context = { language, bundled, whole, catalogs, clauseLink, page: true };
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
