/** A disclosure's sections as they are printed: under the chapters of its outline, each with number, title and anchor. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import { outlineSection } from '../../core/features/target.ts';
import { inLanguage, type Language } from '../../core/language.ts';
import { type Section, sectionsOf } from '../../core/model/disclosure.ts';
import type { KaijiDocument } from '../../core/model/document.ts';
import { memoized } from '../../core/model/field.ts';
import { ownCatalog } from '../../core/package/index.ts';
import type { Package } from '../../core/package/package.ts';
import { anchorFor, type Making } from './making.ts';
import { depthOf, numbersOf } from './numbering.ts';

export interface PrintedSection {
  /** Undefined for a chapter that only gathers sections of one group of the outline. */
  readonly section: Section | undefined;
  readonly number: string;
  readonly title: string;
  /** 1 the outermost. */
  readonly level: number;
  readonly anchor: string;
  readonly sections: readonly PrintedSection[];
}

/** A section of the document, or a chapter, before it has its number. */
interface Planned {
  readonly section: Section | undefined;
  readonly number: string | undefined;
  readonly title: string;
  readonly sections: readonly Planned[];
}

const printed = memoized((_whole: Package) => new Map<string, WeakMap<KaijiDocument, readonly PrintedSection[]>>());

/** The sections of a disclosure. Worked out once for a version of a package. */
export function printedSections(whole: Package, document: KaijiDocument, language: Language): readonly PrintedSection[] {
  const byLanguage = printed(whole);
  const known = byLanguage.get(language) ?? new WeakMap<KaijiDocument, readonly PrintedSection[]>();
  byLanguage.set(language, known);
  let sections = known.get(document);
  if (!sections) {
    sections = laidOut(planned(whole, document, language));
    known.set(document, sections);
  }
  return sections;
}

/** The first section with a key or id, those it covers besides (`also`) included. */
export function findSection(sections: readonly PrintedSection[], target: string): PrintedSection | undefined {
  for (const one of sections) {
    const { section } = one;
    if (section?.key?.value === target || section?.id?.value === target) return one;
    if (section?.also.some(({ text }) => text === target)) return one;
    const nested = findSection(one.sections, target);
    if (nested) return nested;
  }
  return undefined;
}

/** 「2.1 組織的取組における基本方針」. */
export function sectionName({ number, title }: Pick<PrintedSection, 'number' | 'title'>): string {
  return [number, title].filter(Boolean).join(' ');
}

/** A section of another document than the form is made of: that document's title, number and title; undefined where no disclosure has it. */
export function sectionElsewhere(whole: Package, target: string, { language }: Pick<Making, 'language'>): string | undefined {
  for (const document of whole.documents) {
    if (document.kind !== 'disclosure') continue;
    const found = findSection(printedSections(whole, document, language), target);
    const form = language === 'ja' ? 'サービス仕様適合開示書' : 'disclosure';
    if (found) return `${form} ${sectionName(found)}`;
  }
  return undefined;
}

function planned(whole: Package, document: KaijiDocument, language: Language): readonly Planned[] {
  const outline = ownCatalog(document, whole.catalogs);
  const plan = (section: Section): Planned => ({
    section,
    number: section.number?.value.trim() || undefined,
    title: titleOf(section, whole, outline, language),
    sections: section.sections.map(plan),
  });
  const sections = annexesNamed(sectionsOf(document).map(plan), language);
  return outline ? inChapters(sections, outline, language) : sections;
}

function titleOf({ title, key, id }: Section, whole: Package, outline: Catalog | undefined, language: Language): string {
  const own = title?.value.trim();
  if (own) return own;
  const control = key && (outline?.control(key.value) ?? outlineSection(whole, key.value));
  return control ? inLanguage(control.title, language) : (key?.value ?? id?.value ?? '');
}

/** Annexes are called so rather than numbered among the chapters. */
function annexesNamed(sections: readonly Planned[], language: Language): readonly Planned[] {
  const isNameless = ({ number, section }: Planned) => number === undefined && section?.key?.value.startsWith('annex.') === true;
  const annexes = sections.filter(isNameless);
  const word = language === 'ja' ? '別紙' : 'Annex ';
  return sections.map((one) =>
    isNameless(one) ? { ...one, number: (annexes.length > 1 ? `${word}${annexes.indexOf(one) + 1}` : word).trim() } : one,
  );
}

/** Sections of one group of the outline that stand together are a chapter, with those of the author's own between them. */
function inChapters(sections: readonly Planned[], outline: Catalog, language: Language): readonly Planned[] {
  const groupOf = ({ section }: Planned) => (section?.key ? outline.control(section.key.value)?.group : undefined);
  const isOwn = ({ section }: Planned) => !section?.key || !outline.control(section.key.value);
  const result: Planned[] = [];
  for (let at = 0; at < sections.length; ) {
    const first = sections[at] as Planned;
    const group = groupOf(first);
    const title = outline.data.groups.find(({ id }) => id === group)?.title;
    let end = at + 1;
    if (title) {
      for (let next = end; next < sections.length; next++) {
        const one = sections[next] as Planned;
        if (groupOf(one) === group) end = next + 1;
        else if (!isOwn(one)) break;
      }
    }
    const run = sections.slice(at, end);
    const number = title && chapterNumber(run, sections);
    if (title && number !== undefined)
      result.push({ section: undefined, number: number || undefined, title: inLanguage(title, language), sections: run });
    else result.push(...run);
    at = end;
  }
  return result;
}

/** What the numbers of a chapter's sections begin with; '' where they have none; undefined where they fit in no chapter. */
function chapterNumber(run: readonly Planned[], all: readonly Planned[]): string | undefined {
  const given = run.flatMap(({ number }) => number ?? []);
  if (given.length === 0) return '';
  const heads = new Set(given.map((number) => (depthOf(number) > 1 ? number.normalize('NFKC').split('.')[0] : undefined)));
  const [head] = heads;
  const isTaken = all.some(({ number }) => number?.normalize('NFKC').replace(/\.$/, '') === head);
  return heads.size === 1 && head !== undefined && !isTaken ? head : undefined;
}

function laidOut(plan: readonly Planned[]): readonly PrintedSection[] {
  const numbers = numbersOf(plan);
  const anchors = new Set<string>();
  const anchorOf = ({ section }: Planned, number: string): string => {
    const name = anchorFor('section', section?.id?.value ?? section?.key?.value ?? number);
    let anchor = name;
    for (let n = 2; anchors.has(anchor); n++) anchor = `${name}-${n}`;
    anchors.add(anchor);
    return anchor;
  };
  const print = (one: Planned, depth: number): PrintedSection => {
    const number = numbers.get(one) ?? '';
    const level = Math.max(depth, depthOf(number));
    const anchor = anchorOf(one, number);
    const { section, title } = one;
    return { section, number, title, level, anchor, sections: one.sections.map((child) => print(child, level + 1)) };
  };
  return plan.map((one) => print(one, 1));
}
