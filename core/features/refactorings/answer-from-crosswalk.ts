/** Answers the unanswered control at the cursor from what the package says to controls tied to it by the crosswalk. */
import { CodeActionKind } from 'vscode-languageserver-types';
import { type Language, type Localized, message } from '../../language.ts';
import { isMissing } from '../../model/answer-state.ts';
import { isPlaceholder } from '../../model/answer-text.ts';
import { answerOf } from '../../model/checklist.ts';
import type { KaijiFile } from '../../model/document.ts';
import { ownCatalog } from '../../package/index.ts';
import { isSatisfied } from '../../package/satisfied.ts';
import { type TiedAnswer, tiedAnswers } from '../../package/tied-answers.ts';
import type { Splice } from '../../text/text.ts';
import { fillPair, literalLines, scalarSource } from '../../yaml/edit.ts';
import { replacePair } from '../../yaml/replace-pair.ts';
import { replaceText, setPair } from '../../yaml/set.ts';
import { isDamaged, isEmpty, type MapNode, pairOf } from '../../yaml/tree.ts';
import { relationWord } from '../cards/words.ts';
import { headline } from '../markdown.ts';
import type { Offer, Refactoring } from './refactoring.ts';

interface Named {
  readonly id: string;
  readonly control: string;
  readonly one: TiedAnswer;
}

const use = message<Named>({
  ja: ({ id, control, one }) => `共通回答 ${id} を使う（${[control, ...relation(one, 'ja')].join('・')}）: ${head(one, 'ja')}`,
  en: ({ id, control, one }) =>
    `Use the common answer ${id} (${[control, ...relation(one, 'en')].join(', ')}): ${head(one, 'en')}`,
});

const refer = message<Named>({
  ja: ({ id, one }) => `${id} の回答と同じにする（${['same-as', ...relation(one, 'ja')].join('・')}）: ${head(one, 'ja')}`,
  en: ({ id, one }) => `Answer as ${id} does (${['same-as', ...relation(one, 'en')].join(', ')}): ${head(one, 'en')}`,
});

const draft = message<Named>({
  ja: ({ id, one }) => `${id} の回答を下書きとして写す${relation(one, 'ja').map((word) => `（${word}）`)}: ${head(one, 'ja')}`,
  en: ({ id, one }) =>
    `Copy the answer to ${id} as a draft${relation(one, 'en').map((word) => ` (${word})`)}: ${head(one, 'en')}`,
});

export const answerFromCrosswalk: Refactoring = {
  name: 'answer-from-crosswalk',
  kind: `${CodeActionKind.RefactorRewrite}.crosswalk`,
  offers({ whole, file, document, entry }) {
    const { node: map } = entry;
    const own = ownCatalog(document, whole.catalogs);
    if (document.kind !== 'checklist' || entry.sequence !== 'answers' || map.kind !== 'map' || !own || isDamaged(map)) return [];
    const answer = answerOf(map);
    const found = answer.control && whole.catalogs.resolve(answer.control.value, own);
    if (!found) return [];
    const { value } = pairOf(map, 'answer') ?? {};
    if (answer.sameAs.length > 0 || answer.use.length > 0) return [];
    const blank = answer.answer !== undefined && value === answer.answer.node && isPlaceholder(answer.answer.value);
    if (!blank && !isMissing(answer, isSatisfied(found, whole))) return [];
    return tiedAnswers(found, whole).map((one): Offer => {
      const named = { id: one.id, control: one.tied.found.id, one };
      const [title, splice] = answering(file, map, named);
      return { title, edits: [{ uri: file.uri, splices: [splice] }] };
    });
  },
};

/** An answer to the same or to more answers this too; one to less, or to something else in part, is a draft. */
function answering(file: KaijiFile, map: MapNode, named: Named): readonly [Localized, Splice] {
  const { id, one } = named;
  if (one.is === 'statement') return [use(named), instead(file, map, 'use', `[${scalarSource(id, true)}]`)];
  const { relation: tie } = one.tied;
  if (tie === 'equal' || tie === 'subset') return [refer(named), instead(file, map, 'same-as', scalarSource(id, map.flow))];
  return [draft(named), asDraft(file, map, one.text)];
}

function asDraft(file: KaijiFile, map: MapNode, text: string): Splice {
  const { value } = pairOf(map, 'answer') ?? {};
  if (value?.kind === 'scalar' && !isEmpty(value)) return replaceText(file, map, value, text);
  const [first = '', ...rest] = /[\r\n]/.test(text) ? literalLines(text) : [scalarSource(text)];
  return fillPair(file, map, 'answer', [`answer: ${first}`, ...rest], after(map));
}

/** `key: source` in the place of the answer that is none, or where one would go. */
function instead(file: KaijiFile, map: MapNode, key: string, source: string): Splice {
  const pair = pairOf(map, 'answer');
  return pair && !pairOf(map, key) ? replacePair(file, pair, `${key}: ${source}`) : setPair(file, map, key, source, after(map));
}

function after(map: MapNode): string {
  return pairOf(map, 'status') ? 'status' : 'control';
}

/** In words; none for mere overlap. */
function relation({ tied }: TiedAnswer, language: Language): readonly string[] {
  const word = relationWord(tied.relation, language);
  return word === '' ? [] : [word];
}

function head({ text }: TiedAnswer, language: Language): string {
  const words = headline(text, 20);
  return language === 'ja' ? `「${words}」` : `“${words}”`;
}
