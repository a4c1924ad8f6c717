/** How far the checklists of a package are: numbers for the CLI, the status item and reports. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Resolved } from '../catalog/control.ts';
import { isMissing, isProvisional } from '../model/answer-state.ts';
import { type Answer, answerOf, repliesOf } from '../model/checklist.ts';
import type { KaijiDocument } from '../model/document.ts';
import { itemsOf, memoized } from '../model/field.ts';
import { perChunk } from '../yaml/per-chunk.ts';
import { asMap, type Node } from '../yaml/tree.ts';
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
 * package, of a document that was edited from what was noted of its other entries before.
 */
export function statesOf(whole: Package, document: KaijiDocument, own: Catalog): ReadonlyMap<string, ControlState> {
  const known = statesIn(whole).get(document);
  if (known) return known;
  const states = new Map<string, ControlState & { readonly at: Node[] }>();
  const list = document.lists.find(({ sequence }) => sequence === 'answers')?.items;
  for (const noted of list ? notesOn(list, whole.catalogs, own).flat() : []) {
    const { at, resolved, notApplicable, judged } = noted;
    const { id } = resolved.control;
    const before = states.get(id);
    const entries = before?.at ?? [];
    entries.push(at);
    states.set(id, {
      at: entries,
      answered: before?.answered === true || isAnswered(noted, whole),
      withEvidence: before?.withEvidence === true || citesEvidence(noted, whole),
      notApplicable: before?.notApplicable === true || notApplicable,
      judged: before?.judged === true || judged,
    });
  }
  statesIn(whole).set(document, states);
  return states;
}

/** What an entry says of itself, whatever else the package says. */
interface Noted {
  readonly at: Node;
  readonly resolved: Resolved;
  /** Unless a common answer satisfies its control. */
  readonly missing: boolean;
  readonly provisional: boolean;
  readonly cites: boolean;
  /** Ids of common answers, whose evidence counts. */
  readonly uses: readonly string[];
  readonly notApplicable: boolean;
  readonly judged: boolean;
}

const notesOn = perChunk((items: readonly Node[], catalogs: Catalogs, own: Catalog): readonly Noted[] =>
  items.flatMap((item): readonly Noted[] => {
    const map = asMap(item);
    const answer = map && answerOf(map);
    const resolved = answer?.control && catalogs.resolve(answer.control.value, own);
    if (!answer?.control || !resolved || own.orderOf(resolved.control.id) < 0) return [];
    const replies = repliesOf(answer);
    return [
      {
        at: answer.control.node,
        resolved,
        missing: isMissing(answer, false),
        provisional: isProvisional(answer),
        cites: replies.some(({ evidence }) => evidence.length > 0),
        uses: replies.flatMap(({ use }) => use.map(({ text }) => text)),
        notApplicable: answer.status?.value === 'not-applicable',
        judged: isJudged(answer),
      },
    ];
  }),
);

function isAnswered({ resolved, missing, provisional }: Noted, whole: PackageView): boolean {
  return !provisional && (!missing || isSatisfied(resolved, whole));
}

function citesEvidence({ cites, uses }: Noted, whole: PackageView): boolean {
  return cites || uses.some((id) => itemsOf(asMap(whole.lookup('statements', id)[0]?.entry.node), 'evidence').length > 0);
}

/** A verdict on the whole, on one of its parts, in any round. */
function isJudged(answer: Answer): boolean {
  return repliesOf(answer).some(({ judgements }) =>
    judgements.some(({ result }) => result !== undefined && result.value !== 'not-assessed'),
  );
}
