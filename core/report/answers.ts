/** How far the answers are: by category of each checklist, and by guideline, through the crosswalk too. */
import { type Catalog, categoryName } from '../catalog/catalog.ts';
import type { Control } from '../catalog/control.ts';
import type { Bilingual } from '../language.ts';
import { placeholdersIn } from '../model/answer-text.ts';
import type { KaijiDocument } from '../model/document.ts';
import { statementOf } from '../model/statements.ts';
import { type Coverage, countsOf, statesOf } from '../package/coverage.ts';
import { ownCatalog, type Site } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { asMap, type Node } from '../yaml/tree.ts';

/** The counts of a checklist for one category of its catalog. */
export interface CategoryCoverage extends Coverage {
  readonly category: string;
  /** The category in both languages, as far as its catalog has them. */
  readonly title: Bilingual;
  /** Where its controls are entered, those first that are not answered; in document order. */
  readonly places: readonly EntryPlace[];
}

/** Where an entry stands. */
export interface EntryPlace {
  /** Canonical ID of its control. */
  readonly control: string;
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
}

/** One element for each category of each checklist. */
export function categoriesOf(whole: Package): readonly CategoryCoverage[] {
  return whole.documents.flatMap((document) => {
    const own = document.kind === 'checklist' ? ownCatalog(document, whole.catalogs) : undefined;
    if (!own) return [];
    const states = statesOf(whole, document, own);
    return [...own.categories()].map(([category, controls]) => ({
      uri: document.file.uri,
      catalog: own.id,
      category: category || own.data.title.ja,
      title: titleOf(controls, own),
      ...countsOf(controls, states),
      places: [false, true].flatMap((answered) =>
        controls.flatMap(({ id }) => {
          const state = states.get(id);
          return state?.answered === answered ? state.at.map((node) => ({ control: id, ...placeOf(document, node) })) : [];
        }),
      ),
    }));
  });
}

/** The category that controls are of; of those in none the title of their catalog. */
export function titleOf([first]: readonly Control[], own: Catalog): Bilingual {
  const name = first && categoryName(first, own);
  return name && name.ja !== '' ? name : own.data.title;
}

export function placeOf({ file }: KaijiDocument, node: Node): Pick<EntryPlace, 'uri' | 'line'> {
  return { uri: file.uri, line: file.text.positionAt(file.tree.spanOf(node).start).line };
}

/** Each control counts once, in the first of these that is true of it. */
export interface GuidelineCoverage {
  readonly catalog: string;
  readonly title: Bilingual;
  readonly controls: number;
  /** Answered itself: by an entry, or by a statement that satisfies it. */
  readonly answered: number;
  /** An answered control asks the same, or more. */
  readonly covered: number;
  /** An answered control asks some of it. */
  readonly touched: number;
  /** Canonical IDs of the rest, in catalog order. */
  readonly open: readonly string[];
  /** The same by category of the guideline, in its order. */
  readonly categories: readonly GuidelineCategory[];
}

export interface GuidelineCategory extends Pick<GuidelineCoverage, 'controls' | 'answered' | 'covered' | 'touched' | 'open'> {
  readonly category: string;
  readonly title: Bilingual;
}

/** The catalogs with anything answered, or tied by the crosswalk to what is; in the order of the catalogs. An outline answers nothing. */
export function guidelinesOf(whole: Package): readonly GuidelineCoverage[] {
  const answered = answeredControls(whole);
  return whole.catalogs.all.flatMap((catalog) => {
    const { data } = catalog;
    if (data.prefix === undefined || whole.catalogs.of(data.id) !== catalog) return [];
    const categories = [...catalog.categories()].map(([category, controls]): GuidelineCategory => {
      const counts = { controls: controls.length, answered: 0, covered: 0, touched: 0 };
      const open: string[] = [];
      for (const control of controls) {
        const state = answered.has(control.id) ? 'answered' : throughCrosswalk(whole, control, answered);
        if (state) counts[state]++;
        else open.push(control.id);
      }
      return { category: category || data.title.ja, title: titleOf(controls, catalog), ...counts, open };
    });
    const sum = (of: 'answered' | 'covered' | 'touched') => categories.reduce((total, one) => total + one[of], 0);
    const counts = { answered: sum('answered'), covered: sum('covered'), touched: sum('touched') };
    if (counts.answered + counts.covered + counts.touched === 0) return [];
    const left = new Set(categories.flatMap(({ open }) => open));
    const open = data.controls.map(({ id }) => id).filter((id) => left.has(id));
    return [{ catalog: data.id, title: data.title, controls: data.controls.length, ...counts, open, categories }];
  });
}

function throughCrosswalk(
  whole: Package,
  { id, refs }: Control,
  answered: ReadonlySet<string>,
): 'covered' | 'touched' | undefined {
  // A relation is seen from the control that names: subset means that it asks less than the other.
  const ties = [
    ...refs.map(({ to, relation }) => ({ other: whole.catalogs.resolve(to)?.control.id, relation })),
    ...whole.catalogs.citing(id).map(({ control, relation }) => ({ other: control.id, relation })),
  ].filter(({ other }) => other !== undefined && answered.has(other));
  if (ties.some(({ relation }) => relation === 'equal' || relation === 'subset')) return 'covered';
  return ties.length > 0 ? 'touched' : undefined;
}

/** Controls answered in any checklist of the package, and those without an entry that a statement satisfies in words that are no placeholder. */
function answeredControls(whole: Package): ReadonlySet<string> {
  const ids = new Set<string>();
  const open = new Set<string>();
  for (const document of whole.documents) {
    const own = document.kind === 'checklist' ? ownCatalog(document, whole.catalogs) : undefined;
    if (own) for (const [id, state] of statesOf(whole, document, own)) (state.answered ? ids : open).add(id);
  }
  for (const id of whole.keys('satisfies')) if (!open.has(id) && whole.lookup('satisfies', id).some(speaks)) ids.add(id);
  return ids;
}

/** Whether the statement a site stands in says something: a placeholder is reported there, and answers nothing yet. */
function speaks({ entry }: Site): boolean {
  const map = asMap(entry.node);
  const words = map && statementOf(map).text;
  return words !== undefined && placeholdersIn(words.value).length === 0;
}
