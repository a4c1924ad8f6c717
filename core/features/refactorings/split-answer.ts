/** Splits an answer to a control with sub-items into one answer each: by the numbers of its text where these are the form's, else left to the author. */
import { CodeActionKind } from 'vscode-languageserver-types';
import type { Control, Part } from '../../catalog/control.ts';
import { partKey } from '../../catalog/id.ts';
import { message } from '../../language.ts';
import type { KaijiFile } from '../../model/document.ts';
import { type Written, writtenIn } from '../../model/written-answer.ts';
import { ownCatalog } from '../../package/index.ts';
import { itemMarksIn } from '../../prose/item-marks.ts';
import { answerControl } from '../../rules/shared/control.ts';
import { PLACEHOLDER } from '../../scaffold/answer.ts';
import type { Splice } from '../../text/text.ts';
import { insertPair, literalLines, scalarSource } from '../../yaml/edit.ts';
import { replacePairByLines } from '../../yaml/replace-pair.ts';
import { replaceText } from '../../yaml/set.ts';
import { pairOf } from '../../yaml/tree.ts';
import type { Refactoring } from './refactoring.ts';

const split = message<{ parts: readonly string[] }>({
  ja: ({ parts }) => `回答を、番号ごとに小項目 ${parts.join('・')} の回答に分ける`,
  en: ({ parts }) => `Split the answer by its numbers into sub-items ${parts.join(', ')}`,
});

const move = message<{ first: string }>({
  ja: ({ first }) => `小項目ごとの回答欄を作る（今の回答は ${first} に置く）`,
  en: ({ first }) => `Answer sub-item by sub-item (the answer as it is goes to ${first})`,
});

export const splitAnswer: Refactoring = {
  name: 'split-answer',
  kind: `${CodeActionKind.RefactorRewrite}.parts`,
  near: ['answer'],
  offers({ whole: { catalogs }, file, document, entry }) {
    if (entry.sequence !== 'answers' || entry.node.kind !== 'map') return [];
    const map = entry.node;
    const written = writtenIn(map).find(({ answer, reply }) => reply === answer);
    const found = written && answerControl(written.answer, catalogs, ownCatalog(document, catalogs));
    if (!written || !found || found.part || found.control.parts.length < 2) return [];
    if (pairOf(map, 'parts') || pairOf(map, 'responses')) return [];
    const { parts } = found.control;
    const pieces = piecesOf(written.node.text, found.control);
    const first = parts[0] as Part;
    const whole = { head: '', byPart: new Map([[first.id, written.node.text.trim()]]) };
    const splices = parted(file, written, parts, pieces ?? whole);
    const title = pieces ? split({ parts: [...pieces.byPart.keys()] }) : move({ first: first.id });
    return [{ title, edits: [{ uri: file.uri, splices }] }];
  },
};

interface Pieces {
  /** What stands before the first number. */
  readonly head: string;
  /** By the ID of the sub-item, in the order of the catalog. */
  readonly byPart: ReadonlyMap<string, string>;
}

/** A text by its numbers; undefined where these are not the sub-items', each once, written as the form writes them. */
function piecesOf(text: string, { parts }: Control): Pieces | undefined {
  const form = /^[(（]/.test(parts[0]?.id ?? '') ? 'bracketed' : 'circled';
  const marks = itemMarksIn(text).filter((mark) => mark.form === form);
  if (marks.length < 2 || new Set(marks.map(({ number }) => number)).size < marks.length) return undefined;
  const said = new Map<string, string>();
  for (const [i, { number, start }] of marks.entries()) {
    const part = parts.find(({ id }) => partKey(id) === String(number));
    if (!part) return undefined;
    const piece = text.slice(start, marks[i + 1]?.start);
    said.set(part.id, piece.replace(/^(?:[（(][0-9０-９]{1,2}[）)]|[①-⑳⑴-⒇])/, '').trim());
  }
  if ([...said.values()].includes('')) return undefined;
  const byPart = new Map(parts.flatMap(({ id }) => (said.has(id) ? [[id, said.get(id) as string] as const] : [])));
  return { head: text.slice(0, marks[0]?.start).trim(), byPart };
}

/** The sub-items in place of the answer, or behind what stands before its first number. */
function parted(
  file: KaijiFile,
  { map, pair, node }: Written,
  parts: readonly Part[],
  { head, byPart }: Pieces,
): readonly Splice[] {
  const lines = parts.flatMap(({ id }) => {
    const text = byPart.get(id) ?? PLACEHOLDER;
    const [first = '', ...rest] = /[\r\n]/.test(text) ? literalLines(text) : [scalarSource(text)];
    return [`  ${JSON.stringify(id)}: ${first}`, ...rest.map((line) => (line === '' ? '' : `  ${line}`))];
  });
  if (head === '') return replacePairByLines(file, map, pair, ['parts:', ...lines]);
  return [replaceText(file, map, node, head), insertPair(file, map, ['parts:', ...lines], 'answer')];
}
