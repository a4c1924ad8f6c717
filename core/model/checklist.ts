/** checklist/v1: answers to the controls of one catalog. */
import { asMap, asScalar, asSeq, keyText, type MapNode, type Node, type ScalarNode, valueUnder } from '../yaml/tree.ts';
import { isBlank } from './answer-text.ts';
import type { KaijiDocument } from './document.ts';
import { type EvidenceUse, evidenceUses } from './evidence.ts';
import { type Field, mapField, memoized, scalarsOf, termField, textField } from './field.ts';

/** What may be said of a control as a whole, of one of its parts, and of one target. */
export interface Reply {
  /** The mapping; for a part given as bare text, undefined. */
  readonly map: MapNode | undefined;
  readonly answer: Field<string> | undefined;
  readonly status: Field<string> | undefined;
  readonly responsibility: Field<string> | undefined;
  /** With 外部事業者に依拠: a party, or a package and its statement. */
  readonly from: Field<string> | undefined;
  readonly reason: Field<string> | undefined;
  readonly plan: MapNode | undefined;
  readonly evidence: readonly EvidenceUse[];
  readonly sameAs: readonly ScalarNode[];
  readonly use: readonly ScalarNode[];
  readonly judgements: readonly Judgement[];
}

/** What an evaluator said in one round. */
export interface Judgement {
  readonly map: MapNode;
  /** 1-based; by its place in the list where it says none. */
  readonly round: number;
  /** English value. */
  readonly result: Field<string> | undefined;
  readonly finding: Field<string> | undefined;
  readonly improvement: Field<string> | undefined;
  readonly due: Field<string> | undefined;
  readonly by: Field<string> | undefined;
}

export interface PartReply extends Reply {
  /** The key as written: `(1)`, `①`, `1`. */
  readonly key: Node;
  readonly keyText: string;
}

export interface Answer extends Reply {
  readonly node: MapNode;
  readonly control: Field<string> | undefined;
  readonly parts: readonly PartReply[];
  readonly responses: readonly Reply[];
}

/** The catalog reference of a checklist (`catalog:`), as written. */
export function catalogOf(document: KaijiDocument): Field<string> | undefined {
  return textField(document.root, 'catalog');
}

/** An entry of `answers` with its parts and responses. */
export const answerOf = memoized((node: MapNode): Answer => {
  const parts: PartReply[] = [];
  for (const pair of mapField(node, 'parts')?.pairs ?? []) {
    const text = keyText(pair);
    if (text === undefined) continue;
    const map = asMap(pair.value);
    const bare = asScalar(pair.value);
    const said = bare && !isBlank(bare.text) ? bare : undefined;
    const reply = replyOf(map);
    parts.push({ ...reply, key: pair.key, keyText: text, ...(said ? { answer: { value: said.text, node: said } } : {}) });
  }
  const responses = (asSeq(valueUnder(node, 'responses'))?.items ?? []).flatMap((item) => {
    const map = asMap(item);
    return map ? [replyOf(map)] : [];
  });
  return { ...replyOf(node), node, control: textField(node, 'control'), parts, responses };
});

function replyOf(map: MapNode | undefined): Reply {
  return {
    map,
    answer: wordsOf(map, 'answer'),
    status: termField(map, 'status', 'status'),
    responsibility: termField(map, 'responsibility', 'responsibility'),
    from: textField(map, 'from'),
    reason: wordsOf(map, 'reason'),
    plan: mapField(map, 'plan'),
    evidence: evidenceUses(map),
    sameAs: scalarsOf(map, 'same-as'),
    use: scalarsOf(map, 'use'),
    judgements: judgementsOf(map),
  };
}

/** By round; of two of one round the later written stands later. */
function judgementsOf(map: MapNode | undefined): readonly Judgement[] {
  const value = valueUnder(map, 'judgement');
  return (asSeq(value)?.items ?? [value])
    .flatMap((item, i): Judgement[] => {
      const judged = asMap(item);
      if (!judged) return [];
      const round = Number(textField(judged, 'round')?.value.normalize('NFKC') ?? i + 1);
      return [
        {
          map: judged,
          round: Number.isInteger(round) ? round : i + 1,
          result: termField(judged, 'result', 'result'),
          finding: wordsOf(judged, 'finding'),
          improvement: wordsOf(judged, 'improvement'),
          due: textField(judged, 'due'),
          by: textField(judged, 'by'),
        },
      ];
    })
    .sort((a, b) => a.round - b.round);
}

/** A text that says something: `""` and an empty block scalar do not. */
function wordsOf(map: MapNode | undefined, key: string): Field<string> | undefined {
  const field = textField(map, key);
  return field && !isBlank(field.value) ? field : undefined;
}

/** The entry itself and everything below it that answers: parts and responses. */
export function repliesOf(answer: Answer): readonly Reply[] {
  return [answer, ...answer.parts, ...answer.responses];
}

/** Whether the entry says anything of its own or by reference (not by a statement's `satisfies`, which the package knows). */
export function hasAnswer(answer: Answer): boolean {
  return repliesOf(answer).some((reply) => reply.answer !== undefined || refersToAnswer(reply));
}

/** Whether a reply is answered elsewhere: 同上, a common answer, or a platform's. */
export function refersToAnswer(reply: Reply): boolean {
  return reply.sameAs.length > 0 || reply.use.length > 0 || inheritedFrom(reply) !== undefined;
}

/** `PACKAGE#STATEMENT` of the platform whose statement answers for us (外部事業者に依拠); undefined where a party is named, or nobody. */
export function inheritedFrom({ responsibility, from }: Reply): Field<string> | undefined {
  return responsibility?.value === 'inherited' && from?.value.includes('#') ? from : undefined;
}
