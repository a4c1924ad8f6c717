/** From references as written to controls. */
import type { Catalog } from '../catalog.ts';
import type { Catalogs } from '../catalogs.ts';
import type { Control, Resolved } from '../control.ts';
import type { Step, Written } from './list.ts';
import { writtenReferences } from './written.ts';

export interface Reference {
  /** Half-open, UTF-16, in the text read. */
  readonly start: number;
  readonly end: number;
  /** Tidied: `7.6.14 推(1)`, `3.2.3(2)(ア)1④`. */
  readonly printed: string;
  /**
   * Canonical IDs it may mean, parts included, in catalog order: several where a number is shared (sub-blocks of METI 7.6.14) or names a whole section.
   * Empty where it means none.
   */
  readonly ids: readonly string[];
  /** Where it means none: a recommended item (推) is not in the METI notice; a guideline without catalog is not bundled; else there is no such number. */
  readonly why?: 'recommended' | 'absent' | 'unbundled';
  /** The number as printed leads nowhere, or elsewhere; its heading says what is meant. */
  readonly repaired?: true;
}

/**
 * References in the text of a cell or argument, in every form the guidelines print and people type: `[7.6.14 題] (1),推(2)`, `3.2.3(2)(ア)1.題③,④`,
 * `2.6.14(1)`, `RS-1.1①`, `3.7②`, `CL-22(3)`, `企画管理編 7.6`. Text that is no reference is passed over.
 * @param about the control whose references these are: of several a number may mean, those its catalog entry names are meant
 */
export function readReferences(text: string, catalogs: Catalogs, about?: Control): readonly Reference[] {
  const named = new Set(about?.refs.map(({ to }) => to));
  return writtenReferences(text, catalogs.prefixes).map((written) => {
    const { start, end } = written;
    const printed = `${written.section}${written.recommended ? ' 推' : ''}${numberOf(written.steps)}`;
    const found = meaning(written, catalogs);
    if (typeof found === 'string') return { start, end, printed, ids: [], why: found };
    const ids = narrowed(found.ids, written.restarts, named);
    return { start, end, printed, ids, ...(found.repaired ? { repaired: true as const } : {}) };
  });
}

/**
 * What something typed may mean, in catalog order: an ID in any spelling, without prefix too, an outline's key, or a reference in any form. Each control
 * once, with the part where one was asked for. Empty where it means none.
 */
export function controlsMeant(typed: string, catalogs: Catalogs): readonly Resolved[] {
  const byId = catalogs.all.flatMap((catalog) => catalog.homonymsOf(typed).flatMap((id) => catalog.resolvedOf(id) ?? []));
  const found =
    byId.length > 0
      ? byId
      : readReferences(typed, catalogs).flatMap(({ ids }) => ids.flatMap((id) => catalogs.resolve(id) ?? []));
  return found.filter(({ control }, i) => found.findIndex((other) => other.control === control) === i);
}

type Why = NonNullable<Reference['why']>;
type Meaning = { readonly ids: readonly string[]; readonly repaired?: boolean };

function meaning(written: Written, catalogs: Catalogs): Meaning | Why {
  const { guideline, recommended } = written;
  if (recommended) return 'recommended';
  const asked = catalogs.all.filter(
    ({ data: { prefix } }) => prefix !== undefined && (guideline === undefined || prefix === guideline.toUpperCase()),
  );
  if (asked.length === 0) return 'unbundled';
  for (const number of numbersOf(written)) {
    const found = asked.flatMap((catalog) => under(catalog, written, number));
    if (found.length > 0)
      return { ids: unique(found.flatMap(({ ids }) => ids)), repaired: found.some(({ repaired }) => repaired) };
  }
  const ids = asked.flatMap((catalog) => byTitle(catalog, written));
  return ids.length > 0 ? { ids: unique(ids), repaired: true } : 'absent';
}

/**
 * The number, then what it comes to without the steps a catalog may not go down to: `3.7②-1` is measure 1 of scenario 3.7②; a sub-heading between letter
 * and circled number; a circled item nobody cites. The (2) that every section of MIC chapter 3 has is often left out.
 */
function numbersOf({ section, steps }: Written): readonly string[] {
  const without = (...left: readonly Step['is'][]) => steps.filter(({ is }) => !left.includes(is));
  const shorter = [steps, without('bullet'), without('bullet', 'heading'), without('bullet', 'circled')].filter(
    (list) => list.length > 0 || steps.length === 0,
  );
  const plain = shorter.map((list) => section + numberOf(list));
  const full = steps[0]?.is === 'paren' ? [] : shorter.map((list) => `${section}(2)${numberOf(list)}`);
  return unique([...plain, ...full]);
}

function under(catalog: Catalog, written: Written, number: string): readonly Meaning[] {
  const ids = catalog.homonymsOf(number);
  if (ids.length === 0) {
    const below = catalog.below(number).map(({ id }) => id);
    return below.length > 0 ? [{ ids: below }] : [];
  }
  // The number is there, yet the heading printed with it is another's: the kana is a misprint.
  const other =
    written.steps.some(({ is }) => is === 'kana') && !isTitled(catalog, ids, written.title) ? byTitle(catalog, written) : [];
  return [other.length > 0 ? { ids: other, repaired: true } : { ids }];
}

function isTitled(catalog: Catalog, ids: readonly string[], title: string): boolean {
  const wanted = plain(title);
  return wanted === '' || ids.some((id) => alike(plain(catalog.controlOf(id)?.title.ja ?? ''), wanted));
}

/** The control or section of this heading: in a catalog of sections the number stands below it, in one of headings in the same section. */
function byTitle(catalog: Catalog, { section, steps, title }: Written): readonly string[] {
  const wanted = plain(title);
  if (wanted.length < 2) return [];
  const groups = catalog.data.groups.filter((group) => alike(plain(group.title?.ja ?? ''), wanted));
  if (groups.length > 0) return groups.flatMap(({ number = '' }) => catalog.homonymsOf(number + numberOf(steps)));
  const last = steps.filter(({ is }) => is === 'circled' || is === 'bullet');
  const titled = catalog.below(section).filter((control) => plain(control.title.ja).startsWith(wanted));
  const exact = titled.filter((control) => plain(control.title.ja) === wanted);
  return (exact.length > 0 ? exact : titled).map((control) => catalog.homonymsOf(control.id + numberOf(last))[0] ?? control.id);
}

/** Of several, those the control's own entry names; of sub-blocks that each begin at (1), the one its place in the list says. */
function narrowed(ids: readonly string[], restarts: number, named: ReadonlySet<string>): readonly string[] {
  const meant = ids.filter((id) => named.has(id));
  const left = meant.length > 0 ? meant : ids;
  const one = meant.length > 0 || restarts > 0 ? left[Math.min(restarts, left.length - 1)] : undefined;
  return one === undefined ? left : [one];
}

function numberOf(steps: readonly Step[]): string {
  return steps.map(({ value }) => value).join('');
}

/** Titles as they are compared: without punctuation, width and the words printed differently from page to page. */
function plain(title: string): string {
  return title.normalize('NFKC').replace(/[\s・、。,.()「」/]/g, '');
}

function alike(a: string, b: string): boolean {
  return a !== '' && b !== '' && (a.includes(b) || b.includes(a));
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
