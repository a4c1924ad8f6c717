/** Writes a common answer out where it is used: the reverse of extract-statement.ts. The statement itself stays, for others may use it. */
import { CodeActionKind } from 'vscode-languageserver-types';
import { message } from '../../language.ts';
import { answerOf } from '../../model/checklist.ts';
import { evidenceUses } from '../../model/evidence.ts';
import { statementOf } from '../../model/statements.ts';
import { inOrder, type Splice } from '../../text/text.ts';
import { insertItems, insertPair, literalLines, removePair, scalarSource } from '../../yaml/edit.ts';
import { removeItem } from '../../yaml/reorder.ts';
import { replacePairByLines } from '../../yaml/replace-pair.ts';
import { replaceText } from '../../yaml/set.ts';
import { flowSource } from '../../yaml/source.ts';
import { asMap, isDamaged, isEmpty, type MapNode, type Node, pairOf } from '../../yaml/tree.ts';
import { holdersAt, schemaOfHolder } from './holders.ts';
import type { Refactoring, Selection } from './refactoring.ts';

const inline = message<{ id: string }>({
  ja: ({ id }) => `共通回答 ${id} の文面を、この回答に書き写す`,
  en: ({ id }) => `Write the common answer ${id} out here`,
});

export const inlineStatement: Refactoring = {
  name: 'inline-statement',
  kind: `${CodeActionKind.RefactorInline}.statement`,
  near: ['use'],
  offers(selection) {
    const { whole, file } = selection;
    const holder = holdersAt(selection).findLast((one) => schemaOfHolder(selection, one)?.properties?.use);
    if (selection.document.kind !== 'checklist' || !holder || isDamaged(holder.map)) return [];
    const { map } = holder;
    // Texts are read in the order same-as, use, answer: only the last of those used can go over without changing places.
    const id = answerOf(map).use.at(-1)?.text;
    const statement = asMap(id === undefined ? undefined : whole.lookup('statements', id)[0]?.entry.node);
    const text = statement && statementOf(statement).text?.value.trim();
    const splices = id && statement && text ? writtenOut(selection, map, statement, text) : undefined;
    return id && splices ? [{ title: inline({ id }), edits: [{ uri: file.uri, splices }] }] : [];
  },
};

function writtenOut({ file }: Selection, map: MapNode, statement: MapNode, text: string): readonly Splice[] | undefined {
  const use = pairOf(map, 'use');
  const answer = pairOf(map, 'answer');
  const evidence = pairOf(map, 'evidence');
  if (!use || [use, answer, evidence].some((pair) => pair && !isOwn(pair.value))) return undefined;
  const used = use.value?.kind === 'seq' ? use.value.items.length : 1;
  const cited = new Set(evidenceUses(map).map(({ ref }) => ref.text));
  const sources = evidenceUses(statement).flatMap(({ ref, node }) => (cited.has(ref.text) ? [] : [flowSource(node)]));
  const citing =
    evidence && sources.length > 0
      ? [
          insertItems(
            file,
            map,
            'evidence',
            sources.map((source) => [source]),
          ),
        ]
      : [];
  const listing = !evidence && sources.length > 0 ? [`evidence: [${sources.join(', ')}]`] : [];
  const [first = '', ...rest] = /[\r\n]/.test(text) ? literalLines(text) : [scalarSource(text)];
  const lines = [`answer: ${first}`, ...rest, ...listing];
  if (used === 1 && !answer) return inOrder([...replacePairByLines(file, map, use, lines), ...citing]);
  const dropped = used > 1 ? removeItem(file, map, 'use', used - 1) : removePair(file, map, use);
  if (!dropped) return undefined;
  if (!answer) return inOrder([insertPair(file, map, lines, 'use'), ...citing, dropped]);
  const said = answer.value?.kind === 'scalar' ? answer.value : undefined;
  if (!said || isEmpty(said)) return undefined;
  const longer = replaceText(file, map, said, `${text}\n${said.text.trim()}`);
  return inOrder([longer, ...(listing.length > 0 ? [insertPair(file, map, listing, 'answer')] : []), ...citing, dropped]);
}

/** What bears an anchor, or is one's alias, is read elsewhere too. */
function isOwn(node: Node | undefined): boolean {
  return node === undefined || (node.kind !== 'alias' && node.kind !== 'map' && node.anchor === undefined);
}
