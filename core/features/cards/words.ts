/** What the cards have in common: names, lists, links. */
import type { Bundled } from '../../catalog/bundled.ts';
import type { Catalogs } from '../../catalog/catalogs.ts';
import type { Control, Ref, Relation, Resolved } from '../../catalog/control.ts';
import type { EvidenceKind } from '../../catalog/evidence-kind.ts';
import { type Bilingual, inLanguage, type Language } from '../../language.ts';
import { textField } from '../../model/field.ts';
import type { Site } from '../../package/index.ts';
import type { Package } from '../../package/package.ts';
import { asMap } from '../../yaml/tree.ts';
import { bullets, escaped, headline, linkTo, placeIn } from '../markdown.ts';

export interface CardContext {
  readonly language: Language;
  readonly bundled: Bundled;
  /** Absent where only the guideline is spoken of. */
  readonly whole?: Package | undefined;
  /** Catalogs in force where no package says so; the bundled ones where absent. */
  readonly catalogs?: Catalogs | undefined;
  /** A link to the page of a clause, for clients that show one. */
  readonly clauseLink?: ((id: string) => string) | undefined;
  /** The card stands on a page of its own: lists are whole, and places in files are named without a link, which a page could not follow. */
  readonly page?: boolean | undefined;
}

/** How many places or references a card lists, but for a page. */
export const LISTED = 8;

export type Say = (ja: string, en: string) => string;

export function sayIn(language: Language): Say {
  return (ja, en) => (language === 'ja' ? ja : en);
}

export function catalogsOf({ whole, catalogs, bundled }: CardContext): Catalogs {
  return whole?.catalogs ?? catalogs ?? bundled.catalogs;
}

/** The name of an evidence kind; of an unknown one, the term itself. */
export function kindName(id: string, kinds: readonly EvidenceKind[], language: Language): string {
  const kind = kinds.find((candidate) => candidate.id === id);
  return kind ? inLanguage(kind, language) : id;
}

/** What a person calls the entry a site stands in. */
export function nameOfEntry({ entry, document }: Site): string {
  const map = asMap(entry.node);
  for (const key of ['control', 'scenario', 'section', 'title', 'term', 'name', 'id']) {
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

/** A site as file and line, a link where the card may have one. */
export function linkOf(
  whole: Package,
  { document, node }: Pick<Site, 'document' | 'node'>,
  { page }: Pick<CardContext, 'page'> = {},
): string {
  const { start } = document.file.tree.spanOf(node);
  return page ? placeIn(whole, document.file, start) : linkTo(whole, document.file, start);
}

/** `CL-94 title`, the ID a link where there are pages to link to. */
export function titled(id: string, title: Bilingual, { language, clauseLink }: CardContext): string {
  const name = clauseLink ? `[${escaped(id)}](${clauseLink(id)})` : escaped(id);
  return `${name} ${escaped(headline(inLanguage(title, language), 120))}`;
}

/** A part goes by its own title. */
export function titledFound({ id, control, part }: Resolved, context: CardContext): string {
  const own = part && partTitle(part);
  return titled(id, own && inLanguage(own, context.language) !== '' ? own : control.title, context);
}

/** A control by its ID, with what it asks compared with the one spoken of. */
export function refLine({ to, relation }: Ref, context: CardContext): string {
  const found = catalogsOf(context).resolve(to);
  const line = found ? titledFound(found, context) : escaped(to);
  const word = relationWord(relation, context.language);
  return word === '' ? line : `${line}${context.language === 'ja' ? `（${word}）` : ` (${word})`}`;
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
export function unresolvedWord(why: 'recommended' | 'absent' | 'unbundled', language: Language): string {
  const words: Readonly<Record<typeof why, Bilingual>> = {
    recommended: { ja: '（推奨事項のため、告示にはありません）', en: ' (a recommendation; not in the notice)' },
    absent: { ja: '（該当する番号がありません）', en: ' (no such number)' },
    unbundled: { ja: '（収録していないガイドラインの番号です）', en: ' (of a guideline that is not included)' },
  };
  return inLanguage(words[why], language);
}

/** A heading and a list, cut to what a card can hold; '' for no items. */
export function section(
  heading: string,
  items: readonly string[],
  { language, page }: Pick<CardContext, 'language' | 'page'>,
): string {
  return sectionOf(heading, items, (item) => item, { language, page });
}

/** As {@link section}, each item told by `line`: only those the card has room for. */
export function sectionOf<T>(
  heading: string,
  items: readonly T[],
  line: (item: T) => string,
  { language, page }: Pick<CardContext, 'language' | 'page'>,
): string {
  if (items.length === 0) return '';
  const listed = page ? items : items.slice(0, LISTED);
  const more = items.length - listed.length;
  const rest = more > 0 ? [sayIn(language)(`ほか${more}件`, `and ${more} more`)] : [];
  return `**${heading}**\n\n${bullets([...listed.map(line), ...rest])}`;
}

/** The first sentence of a text, on one line, cut to `length` UTF-16 units. */
export function firstSentence(text: string, length = 160): string {
  const line = text.trim().split(/\n\s*\n/)[0] ?? '';
  const sentence = /^.*?(?:[。！？]|[.!?](?= [A-Z]|$))/.exec(line.replace(/\s+/g, ' '))?.[0] ?? line;
  return headline(sentence, length);
}

/** The line of a part. */
export function partTitle({ ja, en }: Control['parts'][number]): Bilingual {
  return { ja: ja ?? '', ...(en === undefined ? {} : { en }) };
}
