/** Answers as they are written: each text with the pair that holds it, whatever of an entry it answers for. */
import { type Compared, compared } from '../prose/twins.ts';
import { isDamaged, type MapNode, type Pair, pairOf, type ScalarNode, valueUnder } from '../yaml/tree.ts';
import { dittoIn, placeholdersIn } from './answer-text.ts';
import { type Answer, answerOf, type PartReply, type Reply } from './checklist.ts';
import { type Entry, entriesOf, type KaijiDocument } from './document.ts';
import { memoized } from './field.ts';

/** A text of an entry, wherever the entry stands. */
export interface Written {
  readonly answer: Answer;
  /** The entry itself, one of its sub-items or one of its targets. */
  readonly reply: Reply;
  readonly node: ScalarNode;
  /** The mapping that holds the text: that of the reply, or for a sub-item answered in bare text the one under `parts`. */
  readonly map: MapNode;
  readonly pair: Pair;
}

export interface WrittenAnswer extends Written {
  readonly entry: Entry;
}

/** The answers of a document that stand for themselves ({@link writtenIn}), in document order. */
export const writtenAnswers = memoized((document: KaijiDocument): readonly WrittenAnswer[] =>
  entriesOf(document, 'answers').flatMap((entry) => writtenBy(entry)),
);

/** Those of one entry of `answers`. */
export function writtenBy(entry: Entry): readonly WrittenAnswer[] {
  return entry.node.kind === 'map' ? writtenIn(entry.node).map((written) => ({ ...written, entry })) : [];
}

/**
 * The answers of the mapping of an entry that stand for themselves. Left out are 同上 and what waits to be written, and texts that are read elsewhere too
 * or written elsewhere (anchors and aliases), or damaged.
 */
export const writtenIn = memoized((map: MapNode): readonly Written[] => {
  if (isDamaged(map)) return [];
  const answer = answerOf(map);
  const parts = valueUnder(map, 'parts');
  return [
    ...written(answer, answer, map, pairOf(map, 'answer')),
    ...answer.parts.flatMap((part) => {
      const pair = parts?.kind === 'map' ? parts.pairs.find(({ key }) => key === part.key) : undefined;
      if (!pair || parts?.kind !== 'map') return [];
      if (!part.map) return written(answer, part, parts, pair);
      return pair.value === part.map ? written(answer, part, part.map, pairOf(part.map, 'answer')) : [];
    }),
    ...answer.responses.flatMap((response) =>
      response.map ? written(answer, response, response.map, pairOf(response.map, 'answer')) : [],
    ),
  ];
});

function written(answer: Answer, reply: Reply, map: MapNode, pair: Pair | undefined): readonly Written[] {
  const node = reply.answer?.node;
  if (!pair || node?.kind !== 'scalar' || pair.value !== node || node.anchor !== undefined || node.tag !== undefined) return [];
  if (placeholdersIn(node.text).length > 0 || dittoIn(node.text)) return [];
  return [{ answer, reply, node, map, pair }];
}

/** Whether an answer is one of a sub-item. */
export function isPart(reply: Reply): reply is PartReply {
  return 'keyText' in reply;
}

/** The text of an answer or a common answer, ready to be held against others. */
export const comparedOf = memoized((node: ScalarNode): Compared => compared(node.text));
