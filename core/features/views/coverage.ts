/** The coverage view: packages, their documents, categories, and what is counted in them, as far as filter and search let it be seen. */
import { categoryName } from '../../catalog/catalog.ts';
import { type Control, categoryOf } from '../../catalog/control.ts';
import { inLanguage, type Language } from '../../language.ts';
import { packageName } from '../../package/name.ts';
import type { Package } from '../../package/package.ts';
import { fileName } from '../../package/uri.ts';
import { type Counted, countedIn, type ItemState } from './counted.ts';
import { nodeId, partsOfId, type ViewNode, type ViewNodeKind, type ViewState } from './node.ts';
import { countsSaid, descriptionOf, itemWords, type Tally, talliesSaid } from './words.ts';

/** What can be asked for alone. Of several, what one of them is true of is shown. */
export const FILTERS = ['unanswered', 'unbacked', 'notApplicable', 'judged', 'overdue'] as const;
export type CoverageFilter = (typeof FILTERS)[number];

export interface CoverageAsked {
  readonly language: Language;
  /** Today, `YYYY-MM-DD`. */
  readonly date: string;
  /** Empty for all there is. */
  readonly filters: readonly CoverageFilter[];
  /** Only these; absent for all. */
  readonly found?: ReadonlySet<Control> | undefined;
}

/**
 * What a package has at the top of the view: itself, or its documents where it is but a file; nothing where nothing of it is shown.
 */
export function coverageRoots(whole: Package, asked: CoverageAsked): readonly ViewNode[] {
  const all = countedIn(whole, asked.date);
  const documents = documentNodes(whole, all, asked);
  if (!whole.manifest || documents.length === 0) return documents;
  const tally = joined(all.map((counted) => tallyOf(counted, everythingIn(counted), asked)));
  return [
    holder(nodeId(whole.uri), 'package', packageName(whole), tally, asked, {
      said: talliesSaid(tally, asked.language),
      folder: fileName(whole.uri),
    }),
  ];
}

/** What a node holds; undefined where there is no such node any more. */
export function coverageChildren(whole: Package, id: string, asked: CoverageAsked): readonly ViewNode[] | undefined {
  const [, place, category] = partsOfId(id);
  const all = countedIn(whole, asked.date);
  if (place === undefined) return whole.manifest ? documentNodes(whole, all, asked) : undefined;
  const counted = all.find((one) => placeOf(one) === place);
  if (!counted) return undefined;
  const { categories } = counted;
  if (category !== undefined) {
    const controls = categories.get(category);
    return controls && itemNodes(whole, counted, controls, asked);
  }
  return [...categories].flatMap(([name, controls]) =>
    isLevel(name, counted) ? categoryNodes(whole, counted, name, controls, asked) : itemNodes(whole, counted, controls, asked),
  );
}

/** The document a node is in, and the control it stands for where it stands for one. */
export function coverageNodeAt(
  whole: Package,
  id: string,
  date: string,
): { readonly counted: Counted; readonly control: Control | undefined } | undefined {
  const [, place, , control] = partsOfId(id);
  const counted = countedIn(whole, date).find((one) => placeOf(one) === place);
  return counted && { counted, control: control === undefined ? undefined : counted.own.control(control) };
}

/** The ids from the top of the view down to a control of a document; down to the document itself where none is given. */
export function coveragePath(whole: Package, counted: Counted, control?: Control): readonly string[] {
  const document = [...(whole.manifest ? [nodeId(whole.uri)] : []), nodeId(whole.uri, placeOf(counted))];
  if (!control) return document;
  const category = categoryOf(control);
  const levels = isLevel(category, counted) ? [nodeId(whole.uri, placeOf(counted), category)] : [];
  return [...document, ...levels, itemId(whole, counted, control)];
}

/** What a document is called in an id: its file, and which of the file's documents it is. */
function placeOf({ document, at }: Counted): string {
  return `${document.file.uri}#${at}`;
}

function itemId(whole: Package, counted: Counted, control: Control): string {
  return nodeId(whole.uri, placeOf(counted), categoryOf(control), control.id);
}

/** One category is no level, and what has none stands beside those that have one. */
function isLevel(category: string, { categories }: Counted): boolean {
  return category !== '' && categories.size > 1;
}

function documentNodes(whole: Package, all: readonly Counted[], asked: CoverageAsked): readonly ViewNode[] {
  return all.flatMap((counted) => {
    const tally = tallyOf(counted, everythingIn(counted), asked);
    if (!isShown(tally, asked)) return [];
    const { document, own, kind } = counted;
    const title = inLanguage(own.data.title, asked.language);
    const name = fileName(document.file.uri);
    return holder(nodeId(whole.uri, placeOf(counted)), kind, name, tally, asked, {
      said: talliesSaid(tally, asked.language, kind),
      about: title,
    });
  });
}

function categoryNodes(
  whole: Package,
  counted: Counted,
  category: string,
  controls: readonly Control[],
  asked: CoverageAsked,
): readonly ViewNode[] {
  const tally = tallyOf(counted, controls, asked);
  const [first] = controls;
  if (!first || !isShown(tally, asked)) return [];
  const name = inLanguage(categoryName(first, counted.own), asked.language);
  return [
    holder(nodeId(whole.uri, placeOf(counted), category), 'category', name, tally, asked, {
      said: talliesSaid(tally, asked.language, counted.kind),
    }),
  ];
}

/** What is said of what holds others. */
interface Said {
  /** The counts, at length. */
  readonly said: readonly string[];
  /** What it is about. */
  readonly about?: string;
  /** Where it is. */
  readonly folder?: string;
}

function holder(
  id: string,
  kind: ViewNodeKind,
  label: string,
  tally: Tally,
  asked: CoverageAsked,
  { said, about, folder }: Said,
): ViewNode {
  const { language } = asked;
  const description = [countsSaid(tally, isNarrowed(asked), language), ...(about === undefined ? [] : [about])];
  return {
    id,
    kind,
    label,
    description: description.join(language === 'ja' ? '　' : '  '),
    tooltip: [label, about, folder, ...said].filter(Boolean).join('\n'),
    spoken: [label, about, ...said].filter(Boolean).join(', '),
    // A further disclosure may have nothing of its outline: one that unfolds into nothing would seem not to be read.
    hasChildren: kind === 'package' || tally.shown > 0,
    shown: tally.shown,
  };
}

function itemNodes(whole: Package, counted: Counted, controls: readonly Control[], asked: CoverageAsked): readonly ViewNode[] {
  const { language } = asked;
  const kind = ({ checklist: 'control', disclosure: 'section', risks: 'scenario' } as const)[counted.kind];
  return controls.flatMap((control) => {
    const state = counted.stateOf(control);
    if (!isWanted(control, state, asked)) return [];
    const title = inLanguage(control.title, language).replace(/\s+/g, ' ');
    // Keys of an outline are for the machine; a reader knows a section by its heading.
    const label = kind === 'section' ? title : `${control.id} ${title}`;
    const words = itemWords(state, counted.kind, language);
    const description = descriptionOf(words, language);
    const category = inLanguage(categoryName(control, counted.own), language);
    return {
      id: itemId(whole, counted, control),
      kind,
      state: iconOf(state),
      label,
      description,
      tooltip: [`${control.id} ${title}`, ...(category === '' ? [] : [category]), description].join('\n'),
      spoken: `${label}, ${words.join(', ')}`,
      hasChildren: false,
      shown: 1,
      copied: control.id,
    };
  });
}

/** The gravest of what is true of it. */
function iconOf({ at, answered, satisfied, withEvidence, notApplicable, judged, overdue }: ItemState): ViewState {
  if (overdue) return 'overdue';
  if (!answered) return at.length === 0 && !satisfied ? 'absent' : 'unanswered';
  if (withEvidence === false) return 'unbacked';
  if (notApplicable) return 'notApplicable';
  return judged ? 'judged' : 'done';
}

const IS: Readonly<Record<CoverageFilter, (state: ItemState) => boolean>> = {
  unanswered: ({ answered }) => !answered,
  unbacked: ({ withEvidence }) => withEvidence === false,
  notApplicable: ({ notApplicable }) => notApplicable,
  judged: ({ judged }) => judged,
  overdue: ({ overdue }) => overdue,
};

function isNarrowed({ filters, found }: CoverageAsked): boolean {
  return filters.length > 0 || found !== undefined;
}

function isWanted(control: Control, state: ItemState, { filters, found }: CoverageAsked): boolean {
  return (found === undefined || found.has(control)) && (filters.length === 0 || filters.some((one) => IS[one](state)));
}

function isShown({ shown }: Tally, asked: CoverageAsked): boolean {
  return shown > 0 || !isNarrowed(asked);
}

function everythingIn({ categories }: Counted): readonly Control[] {
  return [...categories.values()].flat();
}

function tallyOf(counted: Counted, controls: readonly Control[], asked: CoverageAsked): Tally {
  const tally = { controls: controls.length, shown: 0, answered: 0, unbacked: 0, notApplicable: 0, judged: 0, overdue: 0 };
  for (const control of controls) {
    const state = counted.stateOf(control);
    if (state.answered) tally.answered++;
    if (state.withEvidence === false) tally.unbacked++;
    if (state.notApplicable) tally.notApplicable++;
    if (state.judged) tally.judged++;
    if (state.overdue) tally.overdue++;
    if (isWanted(control, state, asked)) tally.shown++;
  }
  return tally;
}

function joined(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  return {
    controls: sum('controls'),
    shown: sum('shown'),
    answered: sum('answered'),
    unbacked: sum('unbacked'),
    notApplicable: sum('notApplicable'),
    judged: sum('judged'),
    overdue: sum('overdue'),
  };
}
