/** Entries a document lacks for controls of its catalog: one finding a category, and the fixes that make the entries. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Control, ControlText } from '../../catalog/control.ts';
import type { Localized } from '../../language.ts';
import type { KaijiDocument } from '../../model/document.ts';
import type { Package } from '../../package/package.ts';
import type { Splice } from '../../text/text.ts';
import type { Finding, Fix, FixContext, Place } from '../rule.ts';
import { byCategory, nameOfCategory } from './by-category.ts';

/** What a rule says of them. */
export interface MissingWords {
  readonly missing: (of: { readonly category: string; readonly catalog: Catalog; readonly ids: readonly string[] }) => Localized;
  /** Of one, where findings are shown ungrouped. */
  readonly missingOne: (of: { readonly control: string }) => Localized;
  readonly scaffoldOne: (of: { readonly control: string; readonly title: string }) => Localized;
  readonly scaffoldCategory: (of: { readonly category: string; readonly count: number }) => Localized;
  readonly scaffoldAll: (of: { readonly count: number }) => Localized;
}

interface Data {
  readonly catalog: Catalog;
  readonly controls: readonly Control[];
}

/** @param absent controls of the catalog without an entry, in its order */
export function* missingEntries(
  at: Place,
  catalog: Catalog,
  absent: readonly Control[],
  { missing, missingOne }: MissingWords,
): Iterable<Finding> {
  for (const [category, controls] of byCategory(catalog, absent)) {
    const ids = controls.map(({ id }) => id);
    yield {
      at,
      message: missing({ category, catalog, ids }),
      controls: ids,
      each: (control) => missingOne({ control }),
      data: { catalog, controls } satisfies Data,
    };
  }
}

/** What of a rule makes entries: which are absent, and where new ones go. */
export interface EntryMaker {
  readonly absent: (whole: Package, catalog: Catalog) => readonly Control[];
  readonly insert: (
    document: KaijiDocument,
    whole: Package,
    controls: readonly Control[],
    text: ControlText,
  ) => readonly Splice[];
}

/** Entries for the first control of the finding, for its category, and for all that are absent. */
export function entryFixes(
  finding: Finding,
  { package: whole, document }: FixContext,
  { absent, insert }: EntryMaker,
  words: MissingWords,
): readonly Fix[] {
  const { catalog, controls } = finding.data as Data;
  // Of a finding told by itself (`--expand`, a baseline that accepts the others) its own.
  const control = controls.find(({ id }) => finding.controls?.includes(id));
  if (!document || !control) return [];
  const category = nameOfCategory(catalog, control);
  const edit = (wanted: readonly Control[], text: ControlText = {}) => [
    { uri: document.file.uri, splices: insert(document, whole, wanted, text) },
  ];
  const all = everythingOf(whole, catalog, () => {
    const wanted = absent(whole, catalog);
    return { count: wanted.length, edits: edit(wanted) };
  });
  return [
    {
      title: words.scaffoldOne({ control: control.id, title: control.title.ja }),
      edits: edit([control], catalog.textNow(control.id)),
    },
    ...(controls.length > 1
      ? [{ title: words.scaffoldCategory({ category, count: controls.length }), edits: edit(controls) }]
      : []),
    ...(all.count > controls.length ? [{ title: words.scaffoldAll({ count: all.count }), edits: all.edits }] : []),
  ];
}

interface Everything {
  readonly count: number;
  readonly edits: Fix['edits'];
}

/** Every group of a file offers the same edit of everything; it is made once for each version of the package. */
const everything = new WeakMap<Package, Map<Catalog, Everything>>();

function everythingOf(whole: Package, catalog: Catalog, make: () => Everything): Everything {
  const known = everything.get(whole) ?? new Map<Catalog, Everything>();
  everything.set(whole, known);
  let all = known.get(catalog);
  if (!all) {
    all = make();
    known.set(catalog, all);
  }
  return all;
}
