/** What stands for words not yet written, value by value: what `placeholder-answer` reports and the editor colours. */
import { placeholderFields } from '../../model/answer-state.ts';
import { dittoIn, type Piece, placeholdersIn } from '../../model/answer-text.ts';
import { answerOf, repliesOf } from '../../model/checklist.ts';
import type { Entry } from '../../model/document.ts';
import type { Field } from '../../model/field.ts';
import { effectiveRows, type Scenario, scenarioOf } from '../../model/risks.ts';
import { isNone, saysNone } from '../../model/treatment.ts';
import { asMap, type MapNode, type Node, type ScalarNode } from '../../yaml/tree.ts';
import { type FreeText, freeTextsOf } from './free-text.ts';

/** A placeholder left in a value. */
export interface Placeholder {
  readonly node: ScalarNode;
  /** In the text of the node. */
  readonly piece: Piece;
  /** What the value is; absent for an answer, part or reason of a checklist. */
  readonly text?: FreeText;
}

/** Texts the reader looks for an answer in. The others (a name, a telephone number) may well be a dash. */
const ANSWERING: Readonly<Record<string, readonly string[]>> = {
  sections: ['body', 'not-applicable'],
  statements: ['text'],
  scenarios: ['content', 'reason', 'not-applicable'],
};
/** Names of which no rule says that there is nothing of that name, where it is a blank. */
const UNCHECKED: ReadonlySet<string> = new Set(['appointed-by', 'under', 'accepted-by', 'extends', 'inherits']);
/** Blanks to fill in. */
const BLANK = /[●〇○◯×]{2}/;

/** The placeholders of the answers and reasons of an entry of a checklist; none of any other entry. What an alias brings in is among them. */
export function* placeholdersOfAnswer(entry: Entry): Generator<Placeholder> {
  const map = entry.sequence === 'answers' ? asMap(entry.node) : undefined;
  if (!map) return;
  for (const { value, node } of placeholderFields(answerOf(map)))
    if (node.kind === 'scalar') for (const piece of placeholdersIn(value)) yield { node, piece };
}

/** The first placeholder of each other free text of an entry, in the order written. */
export function* placeholdersOfTexts(entry: Entry): Generator<Placeholder & { readonly text: FreeText }> {
  const map = asMap(entry.node);
  if (!map) return;
  // An entry stands in one block; a header may reach over several, and is short.
  if (entry.sequence !== '' && !(entry.sequence in ANSWERING) && !BLANK.test(sourceOf(entry, map))) return;
  const spoken = new Set<Node | undefined>(
    entry.sequence === 'answers' ? repliesOf(answerOf(map)).flatMap(({ answer, reason }) => [answer?.node, reason?.node]) : [],
  );
  if (entry.sequence === 'scenarios') for (const { node } of dashesOfUntreated(scenarioOf(map))) spoken.add(node);
  for (const text of freeTextsOf(entry, UNCHECKED)) {
    const piece = spoken.has(text.node) ? undefined : pieceLeft(text, entry.sequence);
    if (piece) yield { node: text.node, piece, text };
  }
}

/** A dash in a row without treatment says no more than the treatment does: `missing-treatment` asks for the reason. */
function dashesOfUntreated(scenario: Scenario): readonly Field<string>[] {
  return effectiveRows(scenario)
    .filter(({ words }) => scenario.notApplicable || words.length === 0 || saysNone(words))
    .flatMap(({ contents }) => contents)
    .filter(({ value }) => isNone(value));
}

/** The first placeholder of a text: what stands for an answer where one is looked for, else a blank. */
function pieceLeft({ node, key }: FreeText, sequence: string): Piece | undefined {
  const pieces = placeholdersIn(node.text);
  if (!ANSWERING[sequence]?.includes(key)) return pieces.find(({ start, end }) => BLANK.test(node.text.slice(start, end)));
  const ditto = dittoIn(node.text);
  return pieces[0] ?? (ditto?.own === '' ? ditto.head : undefined);
}

function sourceOf({ document: { file } }: Entry, map: MapNode): string {
  const base = file.tree.startOf(map.block);
  return file.text.slice(base + map.start, base + map.end);
}
