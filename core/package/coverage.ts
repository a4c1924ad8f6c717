/** How far the checklists of a package are: numbers for the CLI, the status item and reports. */
import type { Catalog } from '../catalog/catalog.ts';
import { isMissing, isProvisional } from '../model/answer-state.ts';
import { type Answer, answerOf, repliesOf } from '../model/checklist.ts';
import { entriesOf, type KaijiDocument } from '../model/document.ts';
import { itemsOf } from '../model/field.ts';
import { asMap } from '../yaml/tree.ts';
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

function coverageOfDocument(whole: PackageView, document: KaijiDocument, own: Catalog): Coverage {
  const states = [...statesOf(whole, document, own).values()];
  const count = (is: keyof ControlState) => states.filter((state) => state[is]).length;
  return {
    uri: document.file.uri,
    catalog: own.id,
    controls: own.data.controls.length,
    answered: count('answered'),
    withEvidence: count('withEvidence'),
    notApplicable: count('notApplicable'),
    judged: count('judged'),
  };
}

/** How far one control is. */
export interface ControlState {
  readonly answered: boolean;
  readonly withEvidence: boolean;
  readonly notApplicable: boolean;
  readonly judged: boolean;
}

/** Controls of its catalog that a checklist has an entry for, by canonical ID; an entry for a part counts for its control. */
export function statesOf(whole: PackageView, document: KaijiDocument, own: Catalog): ReadonlyMap<string, ControlState> {
  const states = new Map<string, ControlState>();
  for (const { node } of entriesOf(document, 'answers')) {
    const map = asMap(node);
    const answer = map && answerOf(map);
    const found = answer?.control && whole.catalogs.resolve(answer.control.value, own);
    if (!answer || !found || own.orderOf(found.control.id) < 0) continue;
    const satisfied = isSatisfied(found, whole);
    const before = states.get(found.control.id);
    states.set(found.control.id, {
      answered: before?.answered === true || (!isMissing(answer, satisfied) && !isProvisional(answer)),
      withEvidence: before?.withEvidence === true || citesEvidence(whole, answer),
      notApplicable: before?.notApplicable === true || answer.status?.value === 'not-applicable',
      judged: before?.judged === true || isJudged(answer),
    });
  }
  return states;
}

function citesEvidence(whole: PackageView, answer: Answer): boolean {
  return repliesOf(answer).some(
    (reply) =>
      reply.evidence.length > 0 ||
      reply.use.some((use) => itemsOf(asMap(whole.lookup('statements', use.text)[0]?.entry.node), 'evidence').length > 0),
  );
}

/** A verdict on the whole, on one of its parts, in any round. */
function isJudged(answer: Answer): boolean {
  return repliesOf(answer).some(({ judgements }) =>
    judgements.some(({ result }) => result !== undefined && result.value !== 'not-assessed'),
  );
}
