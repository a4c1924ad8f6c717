/** The card of a fact (仕様値): what it says, what is asked of it and by whom, and what the package says it is. */
import type { Catalogs } from '../../catalog/catalogs.ts';
import { type Fact, type FactKey, Facts } from '../../catalog/facts.ts';
import { inLanguage, type Language } from '../../language.ts';
import type { Site } from '../../package/index.ts';
import { sourceTitle, spoken, valueAt } from '../../rules/shared/stated-facts.ts';
import { escaped, paragraphs } from '../markdown.ts';
import { type CardContext, catalogsOf, linkOf, nameOfEntry, sayIn, section, sectionOf } from './words.ts';

/** @param named a key of `facts:`; undefined for one of the author's own that nobody else states */
export function factCard(named: FactKey, context: CardContext): string | undefined {
  const { language, whole } = context;
  const { fact, key, target } = named;
  const catalogs = catalogsOf(context);
  const { facts } = catalogs;
  const say = sayIn(language);
  const sites = whole?.lookup('facts', Facts.indexKey(named)) ?? [];
  if (!fact && sites.length < 2) return undefined;
  const unit = fact && facts.unitOf(fact);
  const values = (fact?.values ?? []).map(({ value, ja }) => `\`${ja}\` (\`${value}\`)`);
  const stated = (site: Site) => {
    const written = site.node.kind === 'scalar' ? site.node.text : '';
    const value = spoken(named, valueAt(site, named, facts), written, facts)(language);
    return `${whole ? linkOf(whole, site, context) : ''} ${escaped(nameOfEntry(site))}: **${escaped(value)}**`;
  };
  const whose = target === '' ? '' : say(`　対象: ${escaped(target)}`, ` of ${escaped(target)}`);
  const counted = unit ? say(`（${unit.ja}）`, ` (${unit.en})`) : '';
  const head = fact
    ? `**${escaped(inLanguage(fact.label, language))}**　\`${key}\`${counted}${whose}`
    : `**${escaped(key)}**${whose}`;
  return paragraphs([
    head,
    fact && escaped(inLanguage(fact.description, language)),
    values.join(say('・', ', ')),
    section(say('求められていること', 'Asked for'), fact ? askedOf(fact, catalogs, language) : [], context),
    sectionOf(say('このパッケージでの値', 'Stated in this package'), sites, stated, context),
  ]);
}

/** What guidelines and catalogs ask of a fact, a line each in Markdown. */
export function askedOf({ asks = [] }: Fact, catalogs: Catalogs, language: Language): readonly string[] {
  const say = sayIn(language);
  return asks.map(({ from, at, said, unless = {}, unconfirmed }) => {
    const excuses = Object.entries(unless).map(([other, canonical]) => `${other}: ${canonical}`);
    const but = excuses.length > 0 ? say(`（${excuses.join('、')} のときを除く）`, ` (unless ${excuses.join(' or ')})`) : '';
    const doubt = unconfirmed ? say('（原典未確認）', ' (not confirmed from the original)') : '';
    const source = from[0] === undefined ? '' : sourceTitle(from[0], catalogs)(language);
    return escaped(`${at} ${inLanguage(said, language)}${but}${doubt}${say('　', ' – ')}${source}`);
  });
}
