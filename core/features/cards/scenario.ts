/** What a risk annex says of a scenario. */
import { inLanguage, type Language } from '../../language.ts';
import { effectiveRows, isOwnScenario, scenarioOf } from '../../model/risks.ts';
import { canonicalTerm, japaneseTerm } from '../../model/schema.ts';
import type { Site } from '../../package/index.ts';
import type { Package } from '../../package/package.ts';
import { asMap } from '../../yaml/tree.ts';
import { escaped, headline, paragraphs } from '../markdown.ts';
import { type CardContext, linkOf, sayIn, section } from './words.ts';

/** How an annex treats a scenario: a line for each of its rows, with target, treatment, parties and the beginning of what is done. */
export function treatmentLines(whole: Package, site: Site, context: CardContext): readonly string[] {
  const { language } = context;
  const say = sayIn(language);
  const between = say('・', ', ');
  const map = asMap(site.entry.node);
  const scenario = map && scenarioOf(map);
  if (!scenario) return [linkOf(whole, site, context)];
  if (scenario.notApplicable) {
    const why = escaped(headline(scenario.notApplicable.value, 120));
    return [`${linkOf(whole, site, context)} ${say('該当なし', 'not applicable')}: ${why}`];
  }
  return effectiveRows(scenario).map(({ map: row, target, words, parties, content }) => {
    const treatments = words.map(({ value, written }) => (value === undefined ? written : termIn('treatment', value, language)));
    const who = parties.map(({ text }) => termIn('party', canonicalTerm('party', text) ?? text, language));
    const said = [treatments.join(between) || say('対応なし', 'no treatment'), who.join(between)].filter(Boolean).join(' / ');
    // What an alias brings in stands elsewhere in the file.
    const link = linkOf(whole, row === map ? site : { ...site, node: row }, context);
    return `${link} ${target ? `${escaped(target.value)}: ` : ''}${escaped(said)}${content ? ` — ${escaped(headline(content.value, 80))}` : ''}`;
  });
}

/** The card of an author's own scenario; undefined for any other id. */
export function ownScenarioCard(id: string, context: CardContext): string | undefined {
  const { language, whole } = context;
  const sites = isOwnScenario(id) ? (whole?.lookup('scenarios', id) ?? []) : [];
  const map = asMap(sites[0]?.entry.node);
  if (!whole || !map) return undefined;
  const { title, category } = scenarioOf(map);
  const say = sayIn(language);
  return paragraphs([
    `**${escaped(id)}**　${escaped(title?.value ?? '')}`,
    [category?.value, inLanguage({ ja: '独自のシナリオ', en: 'a scenario of your own' }, language)]
      .filter(Boolean)
      .map((one) => escaped(one ?? ''))
      .join(' · '),
    section(
      say('このパッケージでの対応', 'Treated in this package'),
      sites.flatMap((site) => treatmentLines(whole, site, context)),
      context,
    ),
  ]);
}

function termIn(name: 'treatment' | 'party', value: string, language: Language): string {
  return language === 'ja' ? japaneseTerm(name, value) : value;
}
