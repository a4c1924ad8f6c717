/** What there is to say of a control, a section, an evidence item, a common answer: the texts of hovers and of completion documentation. */
import type { Bundled, EvidenceKind } from '../catalog/bundled.ts';
import { type Catalogs, type Control, categoryOf, type Ref, type Relation, type Resolved } from '../catalog/catalog.ts';
import { type Bilingual, inLanguage, type Language } from '../language.ts';
import { answerOf } from '../model/checklist.ts';
import { evidenceItem } from '../model/evidence.ts';
import { scalarsOf, textField } from '../model/field.ts';
import { japaneseTerm } from '../model/schema.ts';
import type { Site, Table } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { asMap } from '../yaml/tree.ts';
import { bullets, escaped, escapedLines, headline, linkTo, paragraphs } from './markdown.ts';

export interface CardContext {
  readonly language: Language;
  readonly bundled: Bundled;
  /** Absent where only the guideline is spoken of. */
  readonly whole?: Package | undefined;
}

/** How many places or references a card lists. */
const LISTED = 8;

type Say = (ja: string, en: string) => string;

function sayIn(language: Language): Say {
  return (ja, en) => (language === 'ja' ? ja : en);
}

/** A control, or a part of one, as Markdown. Sections of an outline have {@link sectionCard}. */
export async function controlCard({ control, part, id }: Resolved, context: CardContext): Promise<string> {
  const { language, bundled, whole } = context;
  const say = sayIn(language);
  const catalogs = whole?.catalogs ?? bundled.catalogs;
  const data = catalogs.homeOf(control)?.data;
  const text = await catalogs.textOf(control);
  const group = data?.groups.find((candidate) => candidate.id === control.group);
  const flags = [
    control.obligation === 'must' ? say('必須', 'required') : say('推奨', 'recommended'),
    (part?.disclose ?? control.disclose) ? say('**提示対象**', '**to be disclosed**') : '',
  ].filter(Boolean);
  const partLine = (one: Control['parts'][number]) => {
    const line = `${escaped(one.id)} ${escaped(inLanguage(bilingualOf(one), language))}${one.disclose ? say('（提示対象）', ' (to be disclosed)') : ''}`;
    return one === part ? `**${line}**` : line;
  };
  const about = [
    ...control.refs.map((ref) => refLine(ref, catalogs, language)),
    ...control.unresolved.map(({ printed, why }) => `${escaped(printed)}${unresolvedWord(why, language)}`),
  ];
  const cited = catalogs.citing(control.id).filter((other) => catalogs.homeOf(other.control)?.data.prefix !== undefined);
  return paragraphs([
    `**${escaped(id)}**　${escaped(inLanguage(control.title, language))}`,
    [
      escaped(categoryOf(control)),
      data
        ? escaped(
            `${inLanguage(data.title, language)}${data.edition ? say(`（${data.edition}年版）`, ` (${data.edition})`) : ''}`,
          )
        : '',
      flags.join(say('・', ', ')),
    ]
      .filter(Boolean)
      .join('  \n'),
    group?.condition && `${say('条件', 'Condition')}: ${escaped(inLanguage(group.condition, language))}`,
    text.summary && escapedLines(inLanguage(text.summary, language)),
    control.parts.length > 0 && control.parts.map(partLine).join('  \n'),
    text.guidance &&
      `**${say('回答の書き方', 'What a good answer says')}**  \n${escapedLines(inLanguage(text.guidance, language))}`,
    control.evidence.length > 0 &&
      `**${say('期待されるエビデンス', 'Expected evidence')}**: ${control.evidence.map((kind) => escaped(kindName(kind, bundled.evidenceKinds, language))).join(say('、', ', '))}`,
    section(say('対応する項目', 'Refers to'), about, say),
    section(
      say('この項目を参照する項目', 'Cited by'),
      cited.map((other) => refLine({ to: other.control.id, relation: other.relation }, catalogs, language)),
      say,
    ),
    whole && placesOf(whole, id, control, language),
  ]);
}

/** Where a package answers a control, or that it does not. */
function placesOf(whole: Package, id: string, control: Control, language: Language): string {
  const say = sayIn(language);
  const find = (table: Table) => [...new Set([...whole.lookup(table, id), ...whole.lookup(table, control.id)])];
  const answers = find('answers').map((site) => {
    const map = asMap(site.entry.node);
    const status = map && answerOf(map).status;
    return `${linkOf(whole, site)}${status ? ` ${language === 'ja' ? japaneseTerm('status', status.value) : status.value}` : ''}`;
  });
  const statements = find('satisfies').map(
    (site) => `${linkOf(whole, site)} ${say('共通回答', 'common answer')} ${escaped(nameOfEntry(site))}`,
  );
  const sections = find('responds-to').map(
    (site) => `${linkOf(whole, site)} ${say('開示書の節', 'section')} ${escaped(nameOfEntry(site))}`,
  );
  const all = [...answers, ...statements, ...sections];
  return all.length === 0
    ? `*${say('このパッケージではまだ答えていません', 'Not answered in this package yet')}*`
    : section(say('このパッケージの回答', 'Answered in this package'), all, say);
}

/** A section of an outline as Markdown. */
export function sectionCard(control: Control, { language, bundled, whole }: CardContext): string {
  const say = sayIn(language);
  const catalogs = whole?.catalogs ?? bundled.catalogs;
  const required = {
    R: say('必須の節', 'required'),
    C: say('該当しない旨（not-applicable）を書かない限り必須の節', 'required unless marked not-applicable'),
    O: say('任意の節', 'optional'),
  };
  const answers = control.answers.map((id) => {
    const found = catalogs.resolve(id);
    return found ? titledFound(found, language) : escaped(id);
  });
  const sites = whole?.lookup('sections', control.id) ?? [];
  return paragraphs([
    `**${escaped(control.id)}**　${escaped(inLanguage(control.title, language))}`,
    [escaped(categoryOf(control)), control.required ? required[control.required] : ''].filter(Boolean).join('  \n'),
    control.renders &&
      say(
        '本文がなければ、用語・主体・窓口などのデータから組み立てます。',
        'Without a body it is put together from data (terms, parties, contacts …).',
      ),
    section(say('この節で答える項目', 'Controls it must answer'), answers, say),
    whole &&
      (sites.length > 0
        ? section(
            say('この節のある場所', 'Where it stands'),
            sites.map((site) => linkOf(whole, site)),
            say,
          )
        : `*${say('このパッケージにはまだありません', 'Not in this package yet')}*`),
  ]);
}

/** undefined for an id no register has. */
export function evidenceCard(id: string, { language, bundled, whole }: CardContext): string | undefined {
  const say = sayIn(language);
  const site = whole?.lookup('evidence', id)[0];
  const map = asMap(site?.entry.node);
  if (!whole || !site || !map) return undefined;
  const { title, kind, location, expires } = evidenceItem(map);
  const uses = whole.lookup('evidence-uses', id).map((use) => `${linkOf(whole, use)} ${escaped(nameOfEntry(use))}`);
  const lines: readonly (readonly [string, string | undefined])[] = [
    [say('種類', 'Kind'), kind && kindName(kind.value, bundled.evidenceKinds, language)],
    [say('所在', 'Location'), location?.value],
    [say('版', 'Version'), textField(map, 'version')?.value],
    [say('有効期限', 'Expires'), expires?.value],
    [say('所管', 'Owner'), textField(map, 'owner')?.value],
    [say('公開の範囲', 'Who may see it'), textField(map, 'confidentiality')?.value],
  ];
  return paragraphs([
    `**${escaped(id)}**　${escaped(title?.value ?? '')}`,
    bullets(lines.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${escaped(value)}`]))),
    `${say('登録', 'Registered')}: ${linkOf(whole, site)}`,
    uses.length > 0
      ? section(say('挙げている場所', 'Cited by'), uses, say)
      : `*${say('まだどこからも挙げられていません', 'Nothing cites it yet')}*`,
  ]);
}

/** undefined for an id no statements file has. */
export function statementCard(id: string, { language, bundled, whole }: CardContext): string | undefined {
  const say = sayIn(language);
  const site = whole?.lookup('statements', id)[0];
  const map = asMap(site?.entry.node);
  if (!whole || !site || !map) return undefined;
  const catalogs = whole.catalogs ?? bundled.catalogs;
  const satisfies = scalarsOf(map, 'satisfies').map(({ text }) => {
    const found = catalogs.resolve(text);
    return found ? titledFound(found, language) : escaped(text);
  });
  const uses = whole.lookup('statement-uses', id).map((use) => `${linkOf(whole, use)} ${escaped(nameOfEntry(use))}`);
  return paragraphs([
    `**${escaped(id)}**　${escaped(textField(map, 'title')?.value ?? say('共通回答', 'Common answer'))}`,
    escapedLines(textField(map, 'text')?.value ?? ''),
    section(say('答える項目', 'Satisfies'), satisfies, say),
    section(say('使っている回答', 'Used by'), uses, say),
    `${say('定義', 'Defined')}: ${linkOf(whole, site)}`,
  ]);
}

/** The name of an evidence kind; of an unknown one, the term itself. */
export function kindName(id: string, kinds: readonly EvidenceKind[], language: Language): string {
  const kind = kinds.find((candidate) => candidate.id === id);
  return kind ? inLanguage(kind, language) : id;
}

/** What a person calls the entry a site stands in. */
export function nameOfEntry({ entry, document }: Site): string {
  const map = asMap(entry.node);
  for (const key of ['control', 'section', 'title', 'term', 'name', 'id']) {
    const field = textField(map, key);
    if (field) return field.value;
  }
  return document.kind ?? '';
}

/** English value and Japanese term of an enumerated value as written; undefined for no term of `name`. */
export function termPair(
  terms: Readonly<Record<string, readonly string[]>>,
  written: string,
): { readonly en: string; readonly ja: string } | undefined {
  const plain = written.trim().normalize('NFKC');
  const en = Object.keys(terms).find((value) => value === plain || terms[value]?.includes(plain));
  return en === undefined ? undefined : { en, ja: terms[en]?.[0] ?? en };
}

function linkOf(whole: Package, { document, node }: Site): string {
  return linkTo(whole, document.file, document.file.tree.spanOf(node).start);
}

function titled(id: string, title: Bilingual, language: Language): string {
  return `${escaped(id)} ${escaped(headline(inLanguage(title, language), 120))}`;
}

/** A part goes by its own title. */
function titledFound({ id, control, part }: Resolved, language: Language): string {
  const own = part && bilingualOf(part);
  return titled(id, own && inLanguage(own, language) !== '' ? own : control.title, language);
}

function refLine({ to, relation }: Ref, catalogs: Catalogs, language: Language): string {
  const found = catalogs.resolve(to);
  const line = found ? titledFound(found, language) : escaped(to);
  const word = relationWord(relation, language);
  return word === '' ? line : `${line}${language === 'ja' ? `（${word}）` : ` (${word})`}`;
}

/** What a control asks compared with another; nothing for mere overlap. */
export function relationWord(relation: Relation | undefined, language: Language): string {
  const words: Readonly<Record<Relation, Bilingual>> = {
    equal: { ja: '同じ内容', en: 'asks the same' },
    subset: { ja: 'この項目より広い', en: 'asks more than this' },
    superset: { ja: 'この項目に含まれる', en: 'contained in this' },
    intersects: { ja: '', en: '' },
  };
  return relation === undefined ? '' : inLanguage(words[relation], language);
}

/** Why a printed reference leads nowhere. */
export function unresolvedWord(why: 'recommended' | 'absent', language: Language): string {
  const words: Readonly<Record<typeof why, Bilingual>> = {
    recommended: { ja: '（推奨事項のため、告示にはありません）', en: ' (a recommendation; not in the notice)' },
    absent: { ja: '（該当する番号がありません）', en: ' (no such number)' },
  };
  return inLanguage(words[why], language);
}

function section(heading: string, items: readonly string[], say: Say): string {
  if (items.length === 0) return '';
  const more = items.length - LISTED;
  const rest = more > 0 ? [say(`ほか ${more}件`, `and ${more} more`)] : [];
  return `**${heading}**\n\n${bullets([...items.slice(0, LISTED), ...rest])}`;
}

function bilingualOf({ ja, en }: { readonly ja?: string; readonly en?: string }): Bilingual {
  return { ja: ja ?? '', ...(en === undefined ? {} : { en }) };
}
