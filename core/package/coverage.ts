/** How far the checklists of a package are: numbers for the CLI, the status item and reports. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import { type Control, idsOf, type Resolved } from '../catalog/control.ts';
import { isMissing, isProvisional } from '../model/answer-state.ts';
import { type Answer, answerOf, repliesOf } from '../model/checklist.ts';
import type { KaijiDocument } from '../model/document.ts';
import { listOf } from '../model/entry-at.ts';
import { itemsOf, memoized } from '../model/field.ts';
import { perChunk } from '../yaml/per-chunk.ts';
import { asMap, type MapNode, type Node } from '../yaml/tree.ts';
import { ownCatalog, type PackageView } from './index.ts';
import type { Package } from './package.ts';
import { isSatisfied } from './satisfied.ts';

/** Of one checklist. Every number counts controls of its catalog, each once; an entry for a part counts for its control. */
export interface Coverage {
  readonly uri: string;
  readonly catalog: string;
  readonly controls: number;
  /** Entries without missing-, placeholder- or ditto-answer, not-applicable ones included. */
  readonly answered: number;
  readonly withEvidence: number;
  readonly notApplicable: number;
  /** Entries with a verdict: 適合, 要改善 or 不適合. */
  readonly judged: number;
}

/** One element a checklist, by path, then in file order. A checklist of an unknown catalog has none: what it should hold is not known. */
export function coverageOf(whole: Package): readonly Coverage[] {
  return whole.documents.flatMap((document) => {
    const own = document.kind === 'checklist' ? ownCatalog(document, whole.catalogs) : undefined;
    return own ? [coverageOfDocument(whole, document, own)] : [];
  });
}

function coverageOfDocument(whole: Package, document: KaijiDocument, own: Catalog): Coverage {
  return { uri: document.file.uri, catalog: own.id, ...countsOf(own.data.controls, statesOf(whole, document, own)) };
}

export type Counts = Pick<Coverage, 'controls' | 'answered' | 'withEvidence' | 'notApplicable' | 'judged'>;

/** How far some controls are. @param states as {@link statesOf} gives them */
export function countsOf(controls: readonly { readonly id: string }[], states: ReadonlyMap<string, ControlState>): Counts {
  const counts = { controls: controls.length, answered: 0, withEvidence: 0, notApplicable: 0, judged: 0 };
  for (const { id } of controls) {
    const state = states.get(id);
    if (state?.answered) counts.answered++;
    if (state?.withEvidence) counts.withEvidence++;
    if (state?.notApplicable) counts.notApplicable++;
    if (state?.judged) counts.judged++;
  }
  return counts;
}

/** How far one control is. */
export interface ControlState {
  /** Where its entries name it, in order. */
  readonly at: readonly Node[];
  readonly answered: boolean;
  readonly withEvidence: boolean;
  readonly notApplicable: boolean;
  readonly judged: boolean;
}

/** Of one version of a package, by document. */
const statesIn = memoized((_whole: Package) => new Map<KaijiDocument, ReadonlyMap<string, ControlState>>());

/**
 * Controls of its catalog that a checklist has an entry for, by canonical ID; an entry for a part counts for its control. Worked out once for a version of a
 * package, of a document that was edited from what its other entries were for before.
 */
export function statesOf(whole: Package, document: KaijiDocument, own: Catalog): ReadonlyMap<string, ControlState> {
  const known = statesIn(whole).get(document);
  if (known) return known;
  const states = new Map<string, State>();
  const list = listOf(document, 'answers');
  for (const chunk of list ? answersIn(list, whole.catalogs, own) : [])
    for (const { resolved, map } of chunk) {
      const { id } = resolved.control;
      states.set(id, joined(states.get(id), resolved, map, whole));
    }
  statesIn(whole).set(document, states);
  return states;
}

/** The same of some controls alone, looked up one by one: of a long checklist the rest is not looked at. */
export function statesAmong(
  whole: Package,
  document: KaijiDocument,
  own: Catalog,
  controls: readonly Control[],
): ReadonlyMap<string, ControlState> {
  const states = new Map<string, State>();
  for (const control of controls)
    for (const key of idsOf(control))
      for (const { entry } of whole.index.said(document, 'answers', key)) {
        const map = asMap(entry.node);
        const resolved = own.resolvedOf(key);
        if (map && resolved) states.set(control.id, joined(states.get(control.id), resolved, map, whole));
      }
  return states;
}

type State = ControlState & { readonly at: Node[] };

/** With what one more entry for the control says. */
function joined(before: State | undefined, resolved: Resolved, map: MapNode, whole: PackageView): State {
  const said = saidIn(map);
  const at = before?.at ?? [];
  at.push(said.at);
  return {
    at,
    answered: before?.answered === true || isAnswered(said, resolved, whole),
    withEvidence: before?.withEvidence === true || citesEvidence(said, whole),
    notApplicable: before?.notApplicable === true || said.notApplicable,
    judged: before?.judged === true || said.judged,
  };
}

/** What an entry says of itself, whatever else the package says. */
interface Said {
  /** Where it names its control. */
  readonly at: Node;
  /** Unless a common answer satisfies its control. */
  readonly missing: boolean;
  readonly provisional: boolean;
  readonly cites: boolean;
  /** Ids of common answers, whose evidence counts. */
  readonly uses: readonly string[];
  readonly notApplicable: boolean;
  readonly judged: boolean;
}

const saidIn = memoized((map: MapNode): Said => {
  const answer = answerOf(map);
  const replies = repliesOf(answer);
  return {
    at: answer.control?.node ?? map,
    missing: isMissing(answer, false),
    provisional: isProvisional(answer),
    cites: replies.some(({ evidence }) => evidence.length > 0),
    uses: replies.flatMap(({ use }) => use.map(({ text }) => text)),
    notApplicable: answer.status?.value === 'not-applicable',
    judged: isJudged(answer),
  };
});

/** The entries of a list that are for a control of the catalog. */
const answersIn = perChunk((items: readonly Node[], catalogs: Catalogs, own: Catalog) =>
  items.flatMap((item) => {
    const map = asMap(item);
    const control = map && answerOf(map).control;
    const resolved = control && catalogs.resolve(control.value, own);
    return map && resolved && own.orderOf(resolved.control.id) >= 0 ? [{ map, resolved }] : [];
  }),
);

function isAnswered({ missing, provisional }: Said, resolved: Resolved, whole: PackageView): boolean {
  return !provisional && (!missing || isSatisfied(resolved, whole));
}

function citesEvidence({ cites, uses }: Said, whole: PackageView): boolean {
  return cites || uses.some((id) => itemsOf(asMap(whole.lookup('statements', id)[0]?.entry.node), 'evidence').length > 0);
}

/** A verdict on the whole, on one of its parts, in any round. */
function isJudged(answer: Answer): boolean {
  return repliesOf(answer).some(({ judgements }) =>
    judgements.some(({ result }) => result !== undefined && result.value !== 'not-assessed'),
  );
}
