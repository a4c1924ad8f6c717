/** What is left to do in each category of a checklist, control by control: where the work lies, at a glance. */
import type { PlacedFinding } from '../check.ts';
import type { Bilingual } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { statesOf } from '../package/coverage.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { placeOf, titleOf } from './answers.ts';
import type { OpenJudgement } from './judgements.ts';

/** In the order in which it is done: an answer, what proves it, what was planned, what evaluators asked for, the rest. */
export const REMAINING = ['unanswered', 'unproven', 'overdue', 'judged', 'other'] as const;
export type RemainingKind = (typeof REMAINING)[number];

/** Of a category with anything left. Each list has a control once, in catalog order; a control may be in several. */
export interface RemainingWork extends Readonly<Record<RemainingKind, readonly RemainingControl[]>> {
  readonly uri: string;
  readonly catalog: string;
  readonly category: string;
  readonly title: Bilingual;
  /** Controls of the category that are in any of the lists. */
  readonly controls: number;
}

export interface RemainingControl {
  /** Canonical ID, without part. */
  readonly control: string;
  /** 0-based, in the checklist; undefined where it has no entry for the control. */
  readonly line: number | undefined;
}

/** What these report is the state of the answer, which is counted itself. */
const ABOUT_ANSWERS: ReadonlySet<string> = new Set(['missing-control', 'missing-answer', 'placeholder-answer', 'ditto-answer']);

/**
 * By checklist, then in catalog order. What a finding was switched off or suppressed for is not left to do; hints are style.
 * @param findings of the package, by file
 * @param judgements of the package, as judgements.ts has them
 */
export function remainingWork(
  whole: Package,
  findings: ReadonlyMap<string, readonly PlacedFinding[]>,
  judgements: readonly OpenJudgement[],
): readonly RemainingWork[] {
  return whole.documents.flatMap((document) => {
    const own = document.kind === 'checklist' ? ownCatalog(document, whole.catalogs) : undefined;
    if (!own) return [];
    const states = statesOf(whole, document, own);
    const found = foundIn(document, findings.get(document.file.uri) ?? [], (id) => own.resolvedOf(id)?.control.id);
    for (const { uri, control, line } of judgements)
      if (uri === document.file.uri) note(found.judged, own.resolvedOf(control)?.control.id, line);
    return [...own.categories()].flatMap(([category, controls]): readonly RemainingWork[] => {
      const among = (lines: ReadonlyMap<string, number>) =>
        controls.flatMap(({ id }) => (lines.has(id) ? [{ control: id, line: lines.get(id) }] : []));
      const unanswered = controls.flatMap(({ id }) => {
        const state = states.get(id);
        const [at] = state?.at ?? [];
        return state?.answered ? [] : [{ control: id, line: at && placeOf(document, at).line }];
      });
      const lists = {
        unanswered,
        unproven: among(found.unproven),
        overdue: among(found.overdue),
        judged: among(found.judged),
        other: among(found.other),
      };
      const left = new Set(Object.values(lists).flatMap((list) => list.map(({ control }) => control)));
      if (left.size === 0) return [];
      return [
        {
          uri: document.file.uri,
          catalog: own.id,
          category: category || own.data.title.ja,
          title: titleOf(controls, own),
          controls: left.size,
          ...lists,
        },
      ];
    });
  });
}

type Found = Readonly<Record<Exclude<RemainingKind, 'unanswered'>, Map<string, number>>>;

/** Controls with findings: the line of the first. @param controlOf of an ID, part included, that of its control */
function foundIn(
  document: KaijiDocument,
  findings: readonly PlacedFinding[],
  controlOf: (id: string) => string | undefined,
): Found {
  const found = { unproven: new Map(), overdue: new Map(), judged: new Map(), other: new Map() };
  for (const finding of findings) {
    const { rule, severity, control, controls, start, file } = finding;
    if (finding.document !== document || severity === 'hint' || ABOUT_ANSWERS.has(rule)) continue;
    const list = rule === 'missing-evidence' ? found.unproven : rule === 'overdue' ? found.overdue : found.other;
    // Of a finding that stands for several controls only the first is at its place.
    for (const id of controls ?? (control === undefined ? [] : [control]))
      note(list, controlOf(id), file.text.positionAt(start).line);
  }
  return found;
}

function note(list: Map<string, number>, control: string | undefined, line: number): void {
  if (control !== undefined && !list.has(control)) list.set(control, line);
}
