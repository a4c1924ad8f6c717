/** The card of a control: what it asks, in short; below a rule how it is answered and what it is tied to. */
import { categoryName } from '../../catalog/catalog.ts';
import type { Control, Resolved } from '../../catalog/control.ts';
import { inLanguage } from '../../language.ts';
import { addressedParts } from '../../model/addressed-parts.ts';
import { answerOf } from '../../model/checklist.ts';
import { japaneseTerm } from '../../model/schema.ts';
import type { Site, Table } from '../../package/index.ts';
import { asMap } from '../../yaml/tree.ts';
import { escaped, paragraphs, prose, quoted } from '../markdown.ts';
import { saidElsewhere } from './said-elsewhere.ts';
import { treatmentLines } from './scenario.ts';
import {
  type CardContext,
  catalogsOf,
  kindName,
  linkOf,
  nameOfEntry,
  partTitle,
  refLine,
  sayIn,
  section,
  unresolvedWord,
} from './words.ts';

/** A control, or a part of one. Sections of an outline have their own card. */
export async function controlCard(found: Resolved, context: CardContext): Promise<string> {
  const { control, part, id } = found;
  const { language } = context;
  const say = sayIn(language);
  const catalogs = catalogsOf(context);
  const data = catalogs.homeOf(control)?.data;
  const { summary, guidance } = await catalogs.textOf(control);
  const official = catalogs.official(control.id);
  const group = data?.groups.find((candidate) => candidate.id === control.group);
  const edition = data?.edition ? say(`（${data.edition}年版）`, ` (${data.edition})`) : '';
  const flags = [
    escaped(inLanguage(categoryName(control, catalogs.homeOf(control)), language)),
    control.obligation === 'must' ? say('必須', 'required') : say('推奨', 'recommended'),
    (part?.disclose ?? control.disclose) ? say('**提示対象**', '**to be disclosed**') : '',
  ].filter(Boolean);
  const cited = catalogs.citing(control.id).filter((other) => catalogs.homeOf(other.control)?.data.prefix !== undefined);
  const more = paragraphs([
    guidance && `**${say('回答の書き方', 'What a good answer says')}**\n\n${prose(inLanguage(guidance, language))}`,
    control.evidence.length > 0 &&
      `**${say('期待されるエビデンス', 'Expected evidence')}**: ${control.evidence.map((kind) => escaped(kindName(kind, context.bundled.evidenceKinds, language))).join(say('、', ', '))}`,
    section(
      say('対応する項目', 'Refers to'),
      [
        ...control.refs.map((ref) => refLine(ref, context)),
        ...control.unresolved.map(({ printed, why }) => `${escaped(printed)}${unresolvedWord(why, language)}`),
      ],
      context,
    ),
    section(
      say('この項目を参照する項目', 'Cited by'),
      cited.map((other) => refLine({ to: other.control.id, relation: other.relation }, context)),
      context,
    ),
    data && `*${escaped(`${inLanguage(data.title, language)}${edition}`)}*`,
  ]);
  return paragraphs([
    `**${escaped(id)}**　${escaped(inLanguage(control.title, language))}`,
    flags.join(' · '),
    group?.preamble && `${say('節に共通', 'For the whole section')}: ${escaped(inLanguage(group.preamble, language))}`,
    group?.condition && `${say('条件', 'Condition')}: ${escaped(inLanguage(group.condition, language))}`,
    official &&
      `**${say('原本の文言', 'Official wording')}**${official.source ? ` (${escaped(official.source)})` : ''}\n\n${quoted(official.text)}`,
    summary && prose(inLanguage(summary, language)),
    partLines(control, part, id, context),
    placesOf(control, id, context),
    ...saidElsewhere(found, context),
    more && `---\n\n${more}`,
  ]);
}

/** The sub-items, ticked where the package's answer speaks of them; none is ticked where it does not go by sub-items. */
function partLines(control: Control, meant: Resolved['part'], id: string, { language, whole }: CardContext): string {
  const say = sayIn(language);
  const sites = [...(whole?.lookup('answers', control.id) ?? []), ...(whole?.lookup('answers', id) ?? [])];
  const addressed = new Set(
    sites.flatMap(({ entry }) => {
      const map = asMap(entry.node);
      return map ? [...addressedParts(answerOf(map), control)] : [];
    }),
  );
  const line = (part: Control['parts'][number]) => {
    const tick = addressed.size === 0 ? '' : addressed.has(part.id) ? '☑ ' : '☐ ';
    const title = inLanguage(partTitle(part), language);
    const said = `${escaped(part.id)}${title === '' ? '' : ` ${escaped(title)}`}${part.disclose ? say('（提示対象）', ' (to be disclosed)') : ''}`;
    return `${tick}${part === meant ? `**${said}**` : said}`;
  };
  // Parts known by number only take one line.
  if (control.parts.length > 0 && control.parts.every((part) => partTitle(part).ja === ''))
    return `- ${say('小項目', 'Sub-items')}: ${control.parts.map(line).join(say('、', ', '))}`;
  return control.parts.map((part) => `- ${line(part)}`).join('\n');
}

/** Where a package answers a control or treats a scenario, or that it does not. */
function placesOf(control: Control, id: string, context: CardContext): string {
  const { language, whole } = context;
  if (!whole) return '';
  const say = sayIn(language);
  const find = (table: Table): readonly Site[] => [...new Set([id, control.id])].flatMap((one) => whole.lookup(table, one));
  const answers = find('answers').map((site) => {
    const map = asMap(site.entry.node);
    const status = map && answerOf(map).status;
    return `${linkOf(whole, site, context)}${status ? ` ${language === 'ja' ? japaneseTerm('status', status.value) : status.value}` : ''}`;
  });
  const statements = find('satisfies').map(
    (site) => `${linkOf(whole, site, context)} ${say('共通回答', 'common answer')} ${escaped(nameOfEntry(site))}`,
  );
  const sections = find('responds-to').map(
    (site) => `${linkOf(whole, site, context)} ${say('開示書の節', 'section')} ${escaped(nameOfEntry(site))}`,
  );
  const treated = find('scenarios').flatMap((site) => treatmentLines(whole, site, context));
  const all = [...answers, ...treated, ...statements, ...sections];
  const isRisk = catalogsOf(context).homeOf(control)?.asks('treatment') === true;
  if (isRisk && all.length === 0)
    return `*${say('このパッケージのリスク対応一覧にはまだありません', 'Not in a risk annex of this package yet')}*`;
  return all.length === 0
    ? `*${say('このパッケージではまだ答えていません', 'Not answered in this package yet')}*`
    : isRisk
      ? section(say('このパッケージでの対応', 'Treated in this package'), all, context)
      : section(say('このパッケージの回答', 'Answered in this package'), all, context);
}
