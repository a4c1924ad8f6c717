/** What the coverage view counts: the items of a checklist, the sections of a disclosure, the scenarios of a risk annex, each with how it is. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Catalogs } from '../../catalog/catalogs.ts';
import type { Control } from '../../catalog/control.ts';
import { placeholdersIn } from '../../model/answer-text.ts';
import { outlineOf, type Section, sectionOf, withNested } from '../../model/disclosure.ts';
import type { KaijiDocument } from '../../model/document.ts';
import { listOf } from '../../model/entry-at.ts';
import { memoized, textField } from '../../model/field.ts';
import { statesOf } from '../../package/coverage.ts';
import { ownCatalog } from '../../package/index.ts';
import type { Package } from '../../package/package.ts';
import { isSatisfied } from '../../package/satisfied.ts';
import { treatedIn } from '../../package/treated.ts';
import { lacksEvidence } from '../../rules/missing-evidence.ts';
import { missingKeys } from '../../rules/missing-section.ts';
import { isEmptySection, keysOf } from '../../rules/shared/outline.ts';
import { isOverdue } from '../../rules/shared/undertaking.ts';
import { perChunk } from '../../yaml/per-chunk.ts';
import { asMap, type Node } from '../../yaml/tree.ts';

export type CountedKind = 'checklist' | 'disclosure' | 'risks';

export interface ItemState {
  /** Where the document names it, in order; nowhere where it has no entry. */
  readonly at: readonly Node[];
  /** Answered, written or treated, or said not to apply. */
  readonly answered: boolean;
  /** A common answer satisfies it, so that an entry is owed by nobody. */
  readonly satisfied: boolean;
  /** False where something is claimed that nothing backs (rule missing-evidence); undefined where nothing need be: what is planned, does not apply, is said elsewhere. */
  readonly withEvidence: boolean | undefined;
  readonly notApplicable: boolean;
  readonly judged: boolean;
  readonly overdue: boolean;
}

/** A document as the view counts it. */
export interface Counted {
  readonly document: KaijiDocument;
  /** Its place in its file, 0-based. */
  readonly at: number;
  readonly kind: CountedKind;
  readonly own: Catalog;
  /** By category, '' for those of none, in the order of the catalog. */
  readonly categories: ReadonlyMap<string, readonly Control[]>;
  stateOf(control: Control): ItemState;
}

/** By path, then in file order. A document of an unknown catalog has nothing to be counted against. @param date today, `YYYY-MM-DD` */
export function countedIn(whole: Package, date: string): readonly Counted[] {
  const known = countedOn(whole);
  const all =
    known.get(date) ??
    [...whole.files.values()].flatMap((file) =>
      file.documents.flatMap((document, at) => counted(whole, document, at, date) ?? []),
    );
  known.set(date, all);
  return all;
}

/** Of one version of a package, by date: a view asks branch by branch. */
const countedOn = memoized((_whole: Package) => new Map<string, readonly Counted[]>());

/** Whether documents of a kind have anything the view counts. */
export function isCounted(kind: KaijiDocument['kind']): kind is CountedKind {
  return kind === 'checklist' || kind === 'disclosure' || kind === 'risks';
}

/** One document; undefined for one that is not counted. */
export function counted(whole: Package, document: KaijiDocument, at: number, date: string): Counted | undefined {
  const { kind } = document;
  const own = isCounted(kind) ? ownCatalog(document, whole.catalogs) : undefined;
  if (!own || !isCounted(kind)) return undefined;
  const told = { checklist: ofAnswers, disclosure: ofSections, risks: ofScenarios }[kind](whole, document, own, date);
  return { document, at, kind, own, categories: own.categories(), ...told };
}

type Told = Pick<Counted, 'stateOf'> & Partial<Pick<Counted, 'categories'>>;

const ABSENT: ItemState = {
  at: [],
  answered: false,
  satisfied: false,
  withEvidence: undefined,
  notApplicable: false,
  judged: false,
  overdue: false,
};

function ofAnswers(whole: Package, document: KaijiDocument, own: Catalog, date: string): Told {
  const states = statesOf(whole, document, own);
  const late = lateIn(document, 'answers', 'control', whole.catalogs, own, date);
  const unbacked = unbackedIn(document, whole, own);
  return {
    stateOf(control) {
      const state = states.get(control.id);
      if (!state) return { ...ABSENT, satisfied: isSatisfied({ control, id: control.id }, whole) };
      const { at, answered, notApplicable, judged } = state;
      const withEvidence = state.withEvidence || (answered && unbacked.has(control.id) ? false : undefined);
      return { at, answered, satisfied: false, withEvidence, notApplicable, judged, overdue: late.has(control.id) };
    },
  };
}

function unbackedIn(document: KaijiDocument, whole: Package, own: Catalog): Pick<ReadonlySet<string>, 'has'> {
  const { catalogs, lookup } = whole;
  const ids = new Set<string>();
  for (const item of listOf(document, 'answers')?.toArray() ?? []) {
    const map = asMap(item);
    const lacking = map && lacksEvidence(map, { own, catalogs, lookup });
    if (lacking) ids.add(lacking.control.id);
  }
  return ids;
}

function ofScenarios(whole: Package, document: KaijiDocument, own: Catalog, date: string): Told {
  const states = treatedIn(document, whole.catalogs, own);
  const late = lateIn(document, 'scenarios', 'scenario', whole.catalogs, own, date);
  return {
    stateOf({ id }) {
      const state = states.get(id);
      if (!state) return ABSENT;
      const { at, treated: answered, notApplicable } = state;
      return { ...ABSENT, at, answered, notApplicable, overdue: late.has(id) };
    },
  };
}

/** Of the outline, the sections the document has and, in the first disclosure of an outline, those that none has and one must. */
function ofSections(whole: Package, document: KaijiDocument, own: Catalog): Told {
  const states = sectionStates(whole, document);
  const written = outlineOf(document);
  const isFirst = whole.lookup('disclosures', written)[0]?.document === document;
  const missing = new Set(isFirst ? missingKeys(own, written, whole) : []);
  const categories = [...own.categories()]
    .map(([category, all]) => [category, all.filter(({ id }) => states.has(id) || missing.has(id))] as const)
    .filter(([, controls]) => controls.length > 0);
  return { categories: new Map(categories), stateOf: ({ id }) => states.get(id) ?? ABSENT };
}

/** By key of the outline. */
function sectionStates(whole: Package, document: KaijiDocument): ReadonlyMap<string, ItemState> {
  const states = new Map<string, ItemState>();
  for (const section of sectionsIn(document)) {
    const notApplicable = section.notApplicable !== undefined;
    const answered = notApplicable || isWritten(section, whole, document);
    for (const [i, key] of keysOf(section).entries()) {
      const at = i === 0 && section.key ? section.key.node : (section.also[i - (section.key ? 1 : 0)] ?? section.node);
      const before = states.get(key) ?? ABSENT;
      states.set(key, {
        ...before,
        at: [...before.at, at],
        answered: before.answered || answered,
        notApplicable: before.notApplicable || notApplicable,
      });
    }
  }
  return states;
}

/** Every section of a disclosure, in document order. */
export function sectionsIn(document: KaijiDocument): readonly Section[] {
  return (listOf(document, 'sections')?.toArray() ?? []).flatMap((item) => {
    const map = asMap(item);
    return map ? [...withNested(sectionOf(map))] : [];
  });
}

/** Has a body, or what stands for one, and nothing in it that is left to fill in. */
function isWritten(section: Section, whole: Package, document: KaijiDocument): boolean {
  const elsewhere = (list: string) => whole.lookup('targets', list).some(({ entry }) => entry.sequence === list);
  if (isEmptySection(section, ownCatalog(document, whole.catalogs), document, elsewhere)) return false;
  return placeholdersIn(section.body?.value ?? '').length === 0;
}

/** IDs of the controls with something overdue in an entry of theirs. */
function lateIn(
  document: KaijiDocument,
  sequence: string,
  key: string,
  catalogs: Catalogs,
  own: Catalog,
  date: string,
): Pick<ReadonlySet<string>, 'has'> {
  const list = listOf(document, sequence);
  return new Set(list ? latePerChunk(list, key, catalogs, own, date).flat() : []);
}

const latePerChunk = perChunk((items: readonly Node[], key: string, catalogs: Catalogs, own: Catalog, date: string) =>
  items.flatMap((item) => {
    const id = isOverdue(item, date) ? textField(asMap(item), key) : undefined;
    const found = id && catalogs.resolve(id.value, own)?.control.id;
    return found === undefined ? [] : [found];
  }),
);
