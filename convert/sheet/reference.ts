/** References to the ministries' guidelines as a sheet prints them, as far as placing them needs: which guideline a cell speaks of, and which sections. */
import type { Catalog, Catalogs, Control } from '../../core/catalog/catalog.ts';
import { REFERENCE_CATALOGS, type ReferenceRole } from './columns.ts';
import { sectionIn } from './number.ts';

/** One guideline's sections, in every edition's numbering. */
interface Family {
  readonly catalog: Catalog;
  /** Section as printed → section in the catalog's own numbers. */
  readonly sections: ReadonlyMap<string, string>;
  /** First numbers of its sections: `3` of `3.2.1`. */
  readonly chapters: ReadonlySet<string>;
}

export type Families = ReadonlyMap<ReferenceRole, Family>;

export function familiesOf(catalogs: Catalogs): Families {
  const families = new Map<ReferenceRole, Family>();
  for (const [role, id] of Object.entries(REFERENCE_CATALOGS) as [ReferenceRole, string][]) {
    const catalog = catalogs.of(id);
    if (!catalog) continue;
    const skip = (catalog.data.prefix ?? '').length + 1;
    const sections = new Map<string, string>();
    for (const control of catalog.data.controls) {
      const own = sectionIn(control.id.slice(skip));
      for (const number of [own, ...control.aliases.map(sectionIn)]) if (!sections.has(number)) sections.set(number, own);
    }
    const chapters = new Set([...sections.keys()].map((section) => section.split('.')[0] as string));
    families.set(role, { catalog, sections, chapters });
  }
  return families;
}

/** The guideline a cell's reference is to; undefined for a cell that is none, or that fits several. */
export function familyOf(text: string, families: Families): ReferenceRole | undefined {
  const match = /^[[［【]?(?:本文)?([0-9]{1,2})\.[0-9]/.exec(text.slice(0, 40).normalize('NFKC').trim());
  if (!match) return undefined;
  const chapter = match[1] as string;
  const fitting = [...families].filter(([, { chapters }]) => chapters.has(chapter)).map(([role]) => role);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** The sections a cell names, in the numbers of the guideline's catalog. */
export function sectionsPrinted(text: string, family: Family): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [section] of text
    .slice(0, 2000)
    .normalize('NFKC')
    .matchAll(/(?<![0-9.])[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}/g)) {
    const own = family.sections.get(section);
    if (own !== undefined) found.add(own);
  }
  return found;
}

/** The sections of a guideline a control refers to, those of references without a control included. */
export function sectionsCited(control: Control, family: Family): ReadonlySet<string> {
  const prefix = `${family.catalog.data.prefix}-`;
  const cited = control.refs.filter(({ to }) => to.startsWith(prefix)).map(({ to }) => sectionIn(to.slice(prefix.length)));
  const unresolved = control.unresolved.flatMap(({ printed }) => family.sections.get(sectionIn(printed)) ?? []);
  return new Set([...cited, ...unresolved]);
}
