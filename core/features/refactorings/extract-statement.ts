/** Makes the answer at the cursor a common answer, its twins with it. */
import { CodeActionKind } from 'vscode-languageserver-types';
import { message } from '../../language.ts';
import { type WrittenAnswer, writtenBy } from '../../model/written-answer.ts';
import { asCommonAnswer } from '../../scaffold/statement.ts';
import { twinsOf } from '../../scaffold/twins.ts';
import type { Offer, Refactoring, Selection } from './refactoring.ts';

const extract = message<{ same: number; near: number }>({
  ja: ({ same, near }) => `この回答を共通回答にする${twinsJa(same, near)}`,
  en: ({ same, near }) => `Make this a common answer${twinsEn(same, near)}`,
});

const replace = message<{ id: string; same: number; near: number }>({
  ja: ({ id, same, near }) => `この回答を、同じ文面の共通回答 ${id} に置き換える${twinsJa(same, near)}`,
  en: ({ id, same, near }) => `Use the common answer ${id}, which says the same${twinsEn(same, near)}`,
});

export const extractStatement: Refactoring = {
  name: 'extract-statement',
  kind: `${CodeActionKind.RefactorExtract}.statement`,
  offers(selection) {
    const written = writtenAt(selection);
    if (!written) return [];
    const { whole } = selection;
    const { same, near } = twinsOf(whole, written);
    const offer = (alike: readonly WrittenAnswer[]): readonly Offer[] => {
      const made = asCommonAnswer(whole, written, [...same, ...alike]);
      if (!made) return [];
      const counts = { same: same.length, near: alike.length };
      return [{ title: made.exists ? replace({ id: made.id, ...counts }) : extract(counts), edits: made.edits }];
    };
    return [...offer([]), ...(near.length > 0 ? offer(near) : [])];
  },
};

/** The answer of the sub-item or target at the cursor, else that of the entry. */
function writtenAt({ file, entry, start }: Selection): WrittenAnswer | undefined {
  const { tree } = file;
  const own = entry.sequence === 'answers' ? writtenBy(entry) : [];
  const inner = own.find(({ answer, reply, map, pair }) => {
    if (reply === answer) return false;
    const from = tree.spanOf(reply.map ? map : pair.key).start;
    return from <= start && start <= tree.spanOf(reply.map ? map : (pair.value ?? pair.key)).end;
  });
  return inner ?? own.find(({ answer, reply }) => reply === answer);
}

function twinsJa(same: number, near: number): string {
  const counts = [...(same > 0 ? [`同じ文面の${same}件`] : []), ...(near > 0 ? [`ほぼ同じ${near}件`] : [])];
  return counts.length === 0 ? '' : `（${counts.join('と、')}も${near > 0 ? '同じ文面にそろえる' : ''}）`;
}

function twinsEn(same: number, near: number): string {
  const counts = [
    ...(same > 0 ? [`${same} with the same text`] : []),
    ...(near > 0 ? [`${near} nearly the same, reworded`] : []),
  ];
  return counts.length === 0 ? '' : ` (and ${counts.join(', ')})`;
}
