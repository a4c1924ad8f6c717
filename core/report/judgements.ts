/** The evaluator's round: what was found and is not settled, and whether a sheet is ready to be judged. */
import type { PlacedFinding } from '../check/placed.ts';
import { answerOf, type Judgement } from '../model/checklist.ts';
import { entriesOf, type KaijiDocument } from '../model/document.ts';
import { itemsOf, mapField, textField } from '../model/field.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { answerControl } from '../rules/shared/control.ts';
import { namedReplies } from '../rules/shared/reply.ts';
import { asMap } from '../yaml/tree.ts';

export interface OpenJudgement {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  /** Canonical ID, part included. */
  readonly control: string;
  /** What is spoken of, where answers differ by target. */
  readonly target: string | undefined;
  readonly round: number;
  /** `needs-improvement` or `nonconforming`. */
  readonly result: string;
  readonly finding: string | undefined;
  readonly improvement: string | undefined;
  /** As written. */
  readonly due: string | undefined;
  readonly by: string | undefined;
}

/** 要改善 and 不適合 of the newest round of each control and part; by path, then in document order. */
export function openJudgements(whole: Package): readonly OpenJudgement[] {
  return checklists(whole).flatMap((document) => {
    const { file } = document;
    const own = ownCatalog(document, whole.catalogs);
    return entriesOf(document, 'answers').flatMap(({ node }) => {
      const map = asMap(node);
      if (!map) return [];
      const answer = answerOf(map);
      return namedReplies(answer, answerControl(answer, whole.catalogs, own)).flatMap(({ reply, id }): OpenJudgement[] => {
        const judgement = newest(reply.judgements);
        const result = judgement?.result?.value;
        if (!judgement || (result !== 'needs-improvement' && result !== 'nonconforming')) return [];
        return [
          {
            uri: file.uri,
            line: file.text.positionAt(file.tree.spanOf(judgement.map).start).line,
            control: id,
            target: textField(reply.map, 'target')?.value,
            round: judgement.round,
            result,
            finding: judgement.finding?.value.trim(),
            improvement: judgement.improvement?.value.trim(),
            due: judgement.due?.value,
            by: judgement.by?.value,
          },
        ];
      });
    });
  });
}

/** The last with a verdict: a round in which nothing was assessed settles nothing. */
function newest(judgements: readonly Judgement[]): Judgement | undefined {
  return judgements.filter(({ result }) => result !== undefined && result.value !== 'not-assessed').at(-1);
}

/** Of a checklist: who submits it, who judges it, and whether it counts as submitted. */
export interface Submission {
  readonly uri: string;
  readonly catalog: string | undefined;
  /** 整理番号. */
  readonly referenceNo: string | undefined;
  readonly submitted: string | undefined;
  /** The date of submission stands there, and nothing that a submission needs is missing (incomplete-submission). */
  readonly complete: boolean;
  readonly applicant: string | undefined;
  readonly evaluators: number;
}

/**
 * One element a checklist, by path.
 * @param findings of the package, by file
 */
export function submissionsOf(whole: Package, findings: ReadonlyMap<string, readonly PlacedFinding[]>): readonly Submission[] {
  return checklists(whole).map((document) => {
    const { root, file } = document;
    const submitted = textField(root, 'submitted')?.value;
    const isLacking = (findings.get(file.uri) ?? []).some(
      (one) => one.rule === 'incomplete-submission' && one.document === document,
    );
    return {
      uri: file.uri,
      catalog: ownCatalog(document, whole.catalogs)?.id,
      referenceNo: textField(root, 'reference-no')?.value,
      submitted,
      complete: submitted !== undefined && !isLacking,
      applicant: textField(mapField(root, 'applicant'), 'organization')?.value,
      evaluators: itemsOf(root, 'evaluators').length,
    };
  });
}

function checklists(whole: Package): readonly KaijiDocument[] {
  return whole.documents.filter(({ kind }) => kind === 'checklist');
}
