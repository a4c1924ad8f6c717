/** What a filled sheet says of one control. */
import type { Control } from '../../core/catalog/control.ts';
import { dittoIn } from '../../core/model/answer-text.ts';
import type { Note } from '../sheet/note.ts';

export interface EvidenceCited {
  readonly ref: string;
  /** '' where no place is given. */
  readonly at: string;
}

/** What a round of evaluation says. */
export interface Judgement {
  /** Undefined where the sheet has one round and gives it no number. */
  readonly round: number | undefined;
  result?: string;
  finding: string;
  improvement: string;
  due?: string;
  by: string;
}

/** Texts as the sheet has them, '' where it has none; terms in Japanese. */
export interface AnswerEntry {
  readonly control: Control;
  status?: string;
  /** Its answer said nothing but the status. */
  isTerse?: true;
  responsibility?: string;
  /** Whom it relies on, by name. */
  from?: string;
  answer: string;
  /** Canonical ID. */
  sameAs?: string;
  reason: string;
  action: string;
  due?: string;
  readonly evidence: EvidenceCited[];
  /** One a round of evaluation, in the order of their columns. */
  readonly judgements: Judgement[];
  by: string;
  updated?: string;
  note: string;
  /** Marks above the entry. */
  readonly doubts: Note[];
}

export function blankEntry(control: Control): AnswerEntry {
  const texts = { answer: '', reason: '', action: '', by: '', note: '' };
  return { control, ...texts, judgements: [], evidence: [], doubts: [] };
}

/** Whether 同上 below may mean it: it has an answer of its own, or one that is its status. */
export function stands({ answer, status, isTerse, sameAs }: AnswerEntry): boolean {
  if (answer !== '') return dittoIn(answer)?.own !== '';
  return sameAs === undefined && (isTerse === true || status === NOT_APPLICABLE);
}

/** What needs no answer. */
export const NOT_APPLICABLE = '対象外';

/** Whether there is anything to write. */
export function says({ control: _, doubts: __, evidence, judgements, ...fields }: AnswerEntry): boolean {
  return (
    evidence.length > 0 || judgements.length > 0 || Object.values(fields).some((field) => field !== undefined && field !== '')
  );
}

/** Two texts, one below the other. */
export function below(above: string, text: string): string {
  return above === '' ? text : `${above}\n${text}`;
}
