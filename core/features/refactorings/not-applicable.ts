/** Says that an answer, one of its sub-items or targets, a section or a scenario does not apply, the reason left to be written. Words of the author stay. */
import { CodeActionKind } from 'vscode-languageserver-types';
import { fixed, message } from '../../language.ts';
import { isBlank, isPlaceholder } from '../../model/answer-text.ts';
import { textField } from '../../model/field.ts';
import { canonicalTerm, japaneseTerm } from '../../model/schema.ts';
import { WHY_NOT_APPLICABLE } from '../../scaffold/reason.ts';
import type { Splice } from '../../text/text.ts';
import { fillPair, insertPair } from '../../yaml/edit.ts';
import { pairAt } from '../../yaml/item-at.ts';
import { replacePair } from '../../yaml/replace-pair.ts';
import { setPair } from '../../yaml/set.ts';
import { isDamaged, isEmpty, keyText, type MapNode, type Node, type Pair, pairOf } from '../../yaml/tree.ts';
import { documentLanguage } from '../document-language.ts';
import { lineOf } from '../line.ts';
import { type Holder, holdersAt, schemaOfHolder } from './holders.ts';
import type { Offer, Refactoring, Selection } from './refactoring.ts';

const mark = message<{ term: string }>({
  ja: ({ term }) => `「${term}」とし、理由を書く`,
  en: ({ term }) => `Mark as ${term}, with a reason`,
});

const markKey = fixed('該当しないものとし、理由を書く（not-applicable）', 'Mark as not applicable, with a reason');

export const notApplicable: Refactoring = {
  name: 'not-applicable',
  kind: `${CodeActionKind.RefactorRewrite}.notApplicable`,
  near: ['status', 'not-applicable'],
  offers(selection) {
    const holders = holdersAt(selection);
    const bare = bareSubItem(selection, holders.at(-1));
    if (bare) return bare;
    const holder = holders.findLast((one) => {
      const properties = schemaOfHolder(selection, one)?.properties;
      return properties?.['not-applicable'] ?? (properties?.status && properties.reason);
    });
    if (!holder || isDamaged(holder.map)) return [];
    const byKey = schemaOfHolder(selection, holder)?.properties?.['not-applicable'] !== undefined;
    return byKey ? inPlaceOf(selection, holder.map) : byStatus(selection, holder.map);
  },
};

function byStatus(selection: Selection, map: MapNode): readonly Offer[] {
  const { file } = selection;
  const status = pairOf(map, 'status');
  const written = textField(map, 'status')?.value;
  if (written !== undefined && canonicalTerm('status', written) === 'not-applicable') return [];
  if (!isOwn(status?.value)) return [];
  const { term, reason } = wordsFor(selection);
  const splices: Splice[] = [];
  const hasReason = !isEmpty(pairOf(map, 'reason')?.value);
  const line = `reason: ${reason}`;
  const waiting = hasReason || pairOf(map, 'reason') ? undefined : waitingAnswer(map);
  if (waiting) {
    const setting = status ? [setPair(file, map, 'status', term)] : [];
    splices.push(...setting, replacePair(file, waiting, status ? line : map.flow ? `status: ${term}, ${line}` : line));
    if (!status && !map.flow) splices.unshift(insertPair(file, map, [`status: ${term}`], before(map)));
  } else if (status) {
    splices.push(setPair(file, map, 'status', term));
    if (!hasReason) splices.push(fillPair(file, map, 'reason', [line], 'status'));
  } else {
    const behind = before(map);
    if (hasReason) splices.push(insertPair(file, map, [`status: ${term}`], behind));
    else if (pairOf(map, 'reason'))
      splices.push(insertPair(file, map, [`status: ${term}`], behind), fillPair(file, map, 'reason', [line]));
    else splices.push(insertPair(file, map, [`status: ${term}`, line], behind));
  }
  return [{ title: mark({ term }), edits: [{ uri: file.uri, splices }] }];
}

/** A section or a scenario of a risk annex that says nothing yet. */
function inPlaceOf({ file, document, whole }: Selection, map: MapNode): readonly Offer[] {
  const key = 'not-applicable';
  const says = ['body', 'responses', 'treatment', 'sections'].some((one) => !saysNothing(pairOf(map, one)?.value));
  if (says || !isEmpty(pairOf(map, key)?.value)) return [];
  const line = `${key}: ${WHY_NOT_APPLICABLE[documentLanguage(document, whole)]}`;
  const body = pairOf(map, 'body');
  const splice =
    body && !pairOf(map, key)
      ? replacePair(file, body, line)
      : fillPair(
          file,
          map,
          key,
          [line],
          ['title', 'section', 'scenario'].find((one) => pairOf(map, one)),
        );
  return [{ title: markKey, edits: [{ uri: file.uri, splices: [splice] }] }];
}

/** A sub-item with nothing behind its number, or with what only holds the place of an answer. */
function bareSubItem(selection: Selection, holder: Holder | undefined): readonly Offer[] | undefined {
  const { file, document, start } = selection;
  if (document.kind !== 'checklist' || !holder || holder.path.length !== 3 || holder.path[2] !== 'parts') return undefined;
  const line = lineOf(file.text, file.text.lineAt(start));
  const pair = holder.map.pairs[pairAt(file.tree, holder.map.pairs, Math.max(start, line.start + line.content))];
  const key = pair && keyText(pair);
  if (!pair || key === undefined || pair.value?.kind === 'map') return undefined;
  if (!saysNothing(pair.value) || isDamaged(holder.map)) return [];
  const { term, reason } = wordsFor(selection);
  const value = `{ status: ${term}, reason: ${reason} }`;
  return [{ title: mark({ term }), edits: [{ uri: file.uri, splices: [setPair(file, holder.map, key, value)] }] }];
}

/** The pair of an answer that waits to be written, to be replaced. */
function waitingAnswer(map: MapNode): Pair | undefined {
  const pair = pairOf(map, 'answer');
  const isWaiting = pair?.value?.kind === 'scalar' && !isEmpty(pair.value) && saysNothing(pair.value) && isOwn(pair.value);
  return isWaiting ? pair : undefined;
}

/** The term as the document's author writes terms, and the words that stand for the reason. */
function wordsFor({ document, whole }: Selection): { readonly term: string; readonly reason: string } {
  const language = documentLanguage(document, whole);
  return {
    term: language === 'ja' ? japaneseTerm('status', 'not-applicable') : 'not-applicable',
    reason: WHY_NOT_APPLICABLE[language],
  };
}

/** The key a status stands behind. */
function before(map: MapNode): string | undefined {
  return ['control', 'target', 'name', 'id'].find((key) => pairOf(map, key));
}

function saysNothing(node: Node | undefined): boolean {
  if (isEmpty(node)) return true;
  if (node?.kind === 'seq') return node.items.length === 0;
  return node?.kind === 'scalar' && (isBlank(node.text) || isPlaceholder(node.text));
}

/** What bears no anchor may be replaced: what does says something elsewhere too. */
function isOwn(node: Node | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.anchor === undefined && node.tag === undefined);
}
