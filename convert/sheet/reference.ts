/** References to the ministries' guidelines as a sheet prints them, as far as placing them needs: which guideline a cell speaks of, and which sections. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Catalogs } from '../../core/catalog/catalogs.ts';
import type { Control } from '../../core/catalog/control.ts';
import { readReferences } from '../../core/catalog/reference/read.ts';
import { REFERENCE_CATALOGS, type ReferenceRole } from './columns.ts';
import { sectionIn } from './number.ts';

/** One guideline's sections, in every edition's numbering. */
interface Family {
  readonly prefix: string;
  /** Section as printed → section in the catalog's own numbers. */
  readonly sections: ReadonlyMap<string, string>;
  /** First numbers of its sections: `3` of `3.2.1`. */
  readonly chapters: ReadonlySet<string>;
}

export interface References {
  /** The guideline a cell's reference is to; undefined for a cell that is none, or that fits several. */
  familyOf(text: string): ReferenceRole | undefined;
  /** The sections of a guideline a cell names, in the numbers of its catalog. Recommended items, which no catalog has, count with their section. */
  sectionsPrinted(text: string, role: ReferenceRole): ReadonlySet<string>;
  /** Those a control refers to. */
  sectionsCited(control: Control, role: ReferenceRole): ReadonlySet<string>;
}

/** Longer cells are prose. */
const LONGEST = 2000;

export function referencesBy(catalogs: Catalogs): References {
  const families = new Map<ReferenceRole, Family>();
  for (const [role, id] of Object.entries(REFERENCE_CATALOGS) as [ReferenceRole, string][]) {
    const catalog = catalogs.of(id);
    if (catalog) families.set(role, familyFrom(catalog));
  }
  const roles = new Map<string, ReferenceRole | undefined>();
  const fits = (is: (family: Family) => boolean) => {
    const fitting = [...families].filter(([, family]) => is(family)).map(([role]) => role);
    return fitting.length === 1 ? fitting[0] : undefined;
  };
  const read = (text: string): ReferenceRole | undefined => {
    const [first] = readReferences(text.slice(0, LONGEST), catalogs);
    // A reference is what the cell is, not what its prose mentions.
    if (!first || !/^[[［【]?(?:本文)?$/.test(text.slice(0, first.start).trim())) return undefined;
    if (first.ids.length > 0) return fits(({ prefix }) => first.ids.every((id) => id.startsWith(prefix)));
    const chapter = sectionIn(first.printed).split('.')[0] as string;
    return fits(({ chapters }) => chapters.has(chapter));
  };
  return {
    familyOf(text) {
      // Cells recur: a reference is read once.
      if (!roles.has(text)) roles.set(text, read(text));
      return roles.get(text);
    },
    sectionsPrinted(text, role) {
      const family = families.get(role);
      const found = readReferences(text.slice(0, LONGEST), catalogs).flatMap(({ ids, printed }) => {
        const own = ids
          .filter((id) => family && id.startsWith(family.prefix))
          .map((id) => sectionIn(id.slice(family?.prefix.length)));
        return own.length > 0 ? own : (family?.sections.get(sectionIn(printed)) ?? []);
      });
      return new Set(found);
    },
    sectionsCited(control, role) {
      const family = families.get(role);
      if (!family) return new Set();
      const { prefix, sections } = family;
      const cited = control.refs.filter(({ to }) => to.startsWith(prefix)).map(({ to }) => sectionIn(to.slice(prefix.length)));
      return new Set([...cited, ...control.unresolved.flatMap(({ printed }) => sections.get(sectionIn(printed)) ?? [])]);
    },
  };
}

function familyFrom(catalog: Catalog): Family {
  const prefix = `${catalog.data.prefix ?? ''}-`;
  const sections = new Map<string, string>();
  for (const control of catalog.data.controls) {
    const own = sectionIn(control.id.slice(prefix.length));
    for (const number of [own, ...control.aliases.map(sectionIn)]) if (!sections.has(number)) sections.set(number, own);
  }
  return { prefix, sections, chapters: new Set([...sections.keys()].map((section) => section.split('.')[0] as string)) };
}
