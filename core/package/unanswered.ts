/** What of a catalog a package has no entry for: worked out from the index, or by difference from what was worked out before. */
import type { Catalog } from '../catalog/catalog.ts';
import { type Control, idsOf, partIdsOf } from '../catalog/control.ts';
import type { KaijiDocument } from '../model/document.ts';
import { memoized } from '../model/field.ts';
import { ownCatalog, type PackageView, type Table } from './index.ts';

type View = Pick<PackageView, 'lookup' | 'catalogs'>;

/** Whether a control of a catalog has what it should have. */
type IsPresent = (control: Control) => boolean;

/**
 * Controls of a catalog that no entry of the package's checklists answers and no statement satisfies, in catalog order. Some but not all parts do not make
 * the whole: an entry for a part counts as an entry for its control, a satisfied part does not.
 *
 * Depends on the sites of `answers` and `satisfies` under the canonical IDs of the catalog's controls and parts: whether there are any, and of which catalog
 * the documents of `answers` are by their headers.
 */
export function unanswered(view: View, catalog: Catalog): readonly Control[] {
  return absent(catalog, answeredIn(view, catalog));
}

/**
 * The same from what it was before.
 * @param changed keys of `answers` and `satisfies` under which sites came, went or are of another catalog now; more do no harm
 * @returns `before` itself where nothing differs
 */
export function unansweredAfter(
  before: readonly Control[],
  view: View,
  catalog: Catalog,
  changed: Iterable<string>,
): readonly Control[] {
  return absentAfter(before, catalog, answeredIn(view, catalog), changed);
}

/**
 * Scenarios of a catalog that no risk annex of the package has, in catalog order; one said not to apply is there.
 *
 * Depends on the sites of `scenarios` under the IDs of the catalog, as {@link unanswered} on those of `answers`.
 */
export function untreated(view: View, catalog: Catalog): readonly Control[] {
  return absent(catalog, treatedIn(view, catalog));
}

/** The same from what it was before, as {@link unansweredAfter}. @param changed keys of `scenarios` */
export function untreatedAfter(
  before: readonly Control[],
  view: View,
  catalog: Catalog,
  changed: Iterable<string>,
): readonly Control[] {
  return absentAfter(before, catalog, treatedIn(view, catalog), changed);
}

function answeredIn(view: View, catalog: Catalog): IsPresent {
  const answered = entriesIn(view, catalog, 'answers');
  const satisfied = (id: string) => view.lookup('satisfies', id).length > 0;
  return (control) => {
    if (answered(control.id) || satisfied(control.id)) return true;
    const partIds = partIdsOf(control);
    return partIds.some(answered) || (partIds.length > 0 && partIds.every(satisfied));
  };
}

function treatedIn(view: View, catalog: Catalog): IsPresent {
  const treated = entriesIn(view, catalog, 'scenarios');
  return ({ id }) => treated(id);
}

/** Whether there is an entry under an ID. The same numbers in another edition of the catalog are others. */
function entriesIn(view: View, catalog: Catalog, table: Table): (id: string) => boolean {
  const counted = new Map<KaijiDocument, boolean>();
  const counts = (document: KaijiDocument) => {
    const known = counted.get(document);
    if (known !== undefined) return known;
    const own = ownCatalog(document, view.catalogs);
    const is = own === catalog || own?.id !== catalog.id;
    counted.set(document, is);
    return is;
  };
  return (id) => view.lookup(table, id).some(({ document }) => counts(document));
}

function absent({ data }: Catalog, isPresent: IsPresent): readonly Control[] {
  return data.controls.filter((control) => !isPresent(control));
}

function absentAfter(
  before: readonly Control[],
  catalog: Catalog,
  isPresent: IsPresent,
  changed: Iterable<string>,
): readonly Control[] {
  const { places, named } = placesIn(catalog);
  const placeAt = (at: number) => places.get(before[at] as Control) as number;
  /** How many of `before` stand before a place. */
  const countBefore = (place: number) => {
    let low = 0;
    let high = before.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (placeAt(middle) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const concerned = new Set([...changed].flatMap((key) => named.get(key) ?? []));
  const after: Control[] = [];
  let taken = 0;
  let isSame = true;
  for (const place of [...concerned].sort((a, b) => a - b)) {
    const control = catalog.data.controls[place] as Control;
    const at = countBefore(place);
    const wasAbsent = before[at] === control;
    const isAbsent = !isPresent(control);
    if (wasAbsent === isAbsent) continue;
    isSame = false;
    for (; taken < at; taken++) after.push(before[taken] as Control);
    if (isAbsent) after.push(control);
    else taken++;
  }
  if (isSame) return before;
  for (; taken < before.length; taken++) after.push(before[taken] as Control);
  return after;
}

/** Where each control stands in a catalog, and which controls a canonical ID concerns: itself, or the one it is a part of. */
const placesIn = memoized(({ data }: Catalog) => {
  const places = new Map<Control, number>();
  const named = new Map<string, number[]>();
  const name = (id: string, place: number) => {
    const known = named.get(id);
    if (known) known.push(place);
    else named.set(id, [place]);
  };
  data.controls.forEach((control, place) => {
    places.set(control, place);
    for (const id of idsOf(control)) name(id, place);
  });
  return { places, named };
});
