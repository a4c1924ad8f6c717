/**
 * Takes a fact (仕様値) that the text of an answer, a common answer or a section states in so many words into its `facts`, for the author to confirm. What a
 * text does not state plainly is not offered (core/prose/facts-in-text.ts): nothing is asserted that was only guessed.
 */
import { CodeActionKind } from 'vscode-languageserver-types';
import { Facts } from '../../catalog/facts.ts';
import { message } from '../../language.ts';
import { answerOf } from '../../model/checklist.ts';
import { sectionOf, withNested } from '../../model/disclosure.ts';
import type { Entry } from '../../model/document.ts';
import { factsOf } from '../../model/facts.ts';
import { type Field, textField } from '../../model/field.ts';
import { statementOf } from '../../model/statements.ts';
import { factsIn, type StatedFact } from '../../prose/facts-in-text.ts';
import { nameOf } from '../../rules/shared/place.ts';
import type { Splice } from '../../text/text.ts';
import { fillPair, insertPair, scalarSource } from '../../yaml/edit.ts';
import { asMap, isDamaged, isEmpty, type MapNode, type Node, pairOf } from '../../yaml/tree.ts';
import { documentLanguage } from '../document-language.ts';
import type { Offer, Refactoring, Selection } from './refactoring.ts';

const take = message<{ words: string; fact: string }>({
  ja: ({ words, fact }) => `本文の「${words}」を仕様値 ${fact} として加える`,
  en: ({ words, fact }) => `Add the fact ${fact}, as the text says ("${words}")`,
});

/** A text that may state facts of the mapping it stands in. */
interface Source {
  readonly owner: MapNode;
  readonly text: Field<string>;
  /** The key of the pair `facts` goes behind. */
  readonly after: string | undefined;
  /** What the text speaks of, where it is one of several targets. */
  readonly target: string;
}

export const factFromProse: Refactoring = {
  name: 'fact-from-prose',
  kind: `${CodeActionKind.RefactorRewrite}.facts`,
  *offers(selection) {
    const { whole, file, document, entry } = selection;
    const { facts } = whole.catalogs;
    const language = documentLanguage(document, whole);
    const near = [...sourcesIn(entry)].filter((source) => isSelected(source, selection) && !isDamaged(source.owner));
    const found = near.flatMap((source) => factsIn(source.text.value, facts).map((stated) => ({ source, stated })));
    for (const { source, stated } of found) {
      const key = Facts.indexKey({ key: stated.fact.key, target: source.target });
      // Two texts of one entry that say different things say nothing plain; and what is stated is not stated again.
      const isSaidOtherwise = found.some(
        (one) =>
          one.source.target === source.target &&
          one.stated.fact === stated.fact &&
          one.stated.value.canonical !== stated.value.canonical,
      );
      const isStated = factsOf(source.owner).some(
        (one) => Facts.indexKey(facts.keyOf(one.key)) === Facts.indexKey(facts.keyOf(key)),
      );
      const splice = isSaidOtherwise || isStated ? undefined : adding(selection, source, key, valueIn(stated, language));
      if (!splice) continue;
      const title = take({ words: stated.words, fact: `${key}: ${valueIn(stated, language)}` });
      yield { title, edits: [{ uri: file.uri, splices: [splice] }] } satisfies Offer;
    }
  },
};

function* sourcesIn(entry: Entry): Generator<Source> {
  const map = asMap(entry.node);
  if (!map) return;
  switch (entry.sequence) {
    case 'answers': {
      const { answer, parts, responses } = answerOf(map);
      const after = ['evidence', 'answer'].find((key) => pairOf(map, key));
      for (const text of [answer, ...parts.map((part) => part.answer)]) if (text) yield { owner: map, text, after, target: '' };
      for (const { map: response, answer: text } of responses) {
        const target = textField(response, 'target')?.value.trim() ?? '';
        if (text && target !== '') yield { owner: map, text, after, target };
      }
      break;
    }
    case 'statements': {
      const { text } = statementOf(map);
      if (text) yield { owner: map, text, after: ['evidence', 'text'].find((key) => pairOf(map, key)), target: '' };
      break;
    }
    case 'sections':
      for (const { node, body } of withNested(sectionOf(map))) {
        if (body) yield { owner: node, text: body, after: ['evidence', 'body'].find((key) => pairOf(node, key)), target: '' };
      }
  }
}

/** The text itself is selected, or what names the entry it stands in. */
function isSelected({ owner, text }: Source, { file, start, end }: Selection): boolean {
  const touches = (span: { readonly start: number; readonly end: number }) => span.start <= end && start <= span.end;
  const name = nameOf(owner);
  const base = file.tree.startOf(name.block);
  return touches(file.tree.spanOf(text.node)) || touches({ start: base + name.start, end: base + name.end });
}

/** A value as an author of one language writes it. */
function valueIn({ fact, value }: StatedFact, language: 'ja' | 'en'): string {
  const term = fact.values?.find((one) => one.value === value.canonical);
  return language === 'ja' && term ? term.ja : value.canonical;
}

function adding({ file }: Selection, { owner, after }: Source, key: string, value: string): Splice | undefined {
  const pair = pairOf(owner, 'facts');
  const existing: Node | undefined = pair?.value;
  const line = `${scalarSource(key, true)}: ${scalarSource(value, true)}`;
  if (!pair) return insertPair(file, owner, ['facts:', `  ${line}`], after);
  if (isEmpty(existing)) return fillPair(file, owner, 'facts', ['facts:', `  ${line}`]);
  // What an alias brings in belongs to others too.
  return existing?.kind === 'map' ? insertPair(file, existing, [line]) : undefined;
}
