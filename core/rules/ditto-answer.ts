import { fixed, inSentence, message } from '../language.ts';
import { dittoReplies } from '../model/answer-state.ts';
import { type Ditto, dittoIn } from '../model/answer-text.ts';
import { answerOf, type PartReply, type Reply } from '../model/checklist.ts';
import type { KaijiFile } from '../model/document.ts';
import { type Earlier, earlierThanEntry, earlierThanPart, joined, partId, scalarOf } from '../model/earlier-answer.ts';
import { mapField, textField } from '../model/field.ts';
import { ownCatalog } from '../package/index.ts';
import type { Splice } from '../text/text.ts';
import { insertPair, keyColumn, removePair, replaceNode } from '../yaml/edit.ts';
import { replaceText, valueSource } from '../yaml/set.ts';
import { scalarSource } from '../yaml/source.ts';
import { asMap, type MapNode, type Node, type Pair, pairOf, type ScalarNode } from '../yaml/tree.ts';
import type { EntryRule, Fix, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { placeOfPiece } from './shared/piece.ts';

const repeats = message<{ control: string; words: string }>({
  ja: ({ control, words }) =>
    `${inSentence(control)}の「${words}」は、行の順が変わったり項目だけを取り出したりすると、どの回答のことか分からなくなります。same-as に項目IDを書いてください。`,
  en: ({ control, words }) =>
    `"${words}" in ${control} points nowhere once rows are sorted or an item is read alone. Name the control under same-as.`,
});

const repeatsSameAs = message<{ control: string; words: string }>({
  ja: ({ control, words }) =>
    `${inSentence(control)}の「${words}」は、same-as に書いてあることの繰り返しです。「${words}」を消してください。`,
  en: ({ control, words }) => `"${words}" in ${control} repeats what same-as says. Remove it.`,
});

const repeatsTarget = message<{ control: string; words: string }>({
  ja: ({ control, words }) =>
    `${inSentence(control)}の「${words}」は、対象の順が変わったり一つだけを取り出したりすると、どの回答のことか分からなくなります。対象ごとの回答に same-as は書けないので、回答を書き写してください。`,
  en: ({ control, words }) =>
    `"${words}" in ${control} points nowhere once targets are sorted or one is read alone. Copy the answer: an answer by target takes no same-as.`,
});

const refer = message<{ id: string }>({
  ja: ({ id }) => `same-as: ${id} にする`,
  en: ({ id }) => `Refer to ${id} with same-as`,
});

const drop = message<{ words: string }>({
  ja: ({ words }) => `「${words}」を消す（same-as に書いてあります）`,
  en: ({ words }) => `Remove "${words}": same-as says it already`,
});

const inline = message<{ id: string }>({
  ja: ({ id }) => `${inSentence(id)}の回答をここに書き写す`,
  en: ({ id }) => `Copy the answer of ${id} here`,
});

interface Data {
  /** What stands for the entry in its list: perhaps an alias. */
  readonly item: Node;
  readonly reply: Reply;
  readonly node: ScalarNode;
}

export const docs: RuleDocs = {
  ja: `「同上」「同左」「〃」「上記と同じ」は、行を並べ替えたり、項目を一つだけ取り出したり、書き出しで順番が変わったりすると、どの回答のことか分からなくなります。\`same-as\` で項目IDを示せば、いつでも同じ回答になります。

\`\`\`yaml
- control: METI-2.6.8(2)
  same-as: METI-2.6.8(1)          # 同上
  answer: 送受信者のログ取得および認証を実施しております   # 「同上 および…」の続き
\`\`\`

文の頭の「同上 および…」も対象です。「以下を参照」「左記に限定」は回答です。クイックフィックスは、内容を自分で書いている直近の回答（それ自体が「同上」のものは飛ばします）を \`same-as\` にし、続きの言葉は \`answer\` に残します。回答を書き写すこともできます。`,
  en: `同上, 同左, 〃, 上記と同じ and "same as above" lose their meaning when rows are sorted, exported in another order, or read one by one. With \`same-as\` the control is named.

\`\`\`yaml
- control: METI-2.6.8(2)
  same-as: METI-2.6.8(1)          # same as above
  answer: 送受信者のログ取得および認証を実施しております   # what followed it
\`\`\`

An answer that only begins so counts too; 以下を参照 and 左記に限定 are answers. The quick fix names the nearest earlier answer with words of its own, never one that is itself 同上, and keeps what else the answer says. Another fix copies the text.`,
};

export const dittoAnswer: EntryRule = {
  code: 'ditto-answer',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  summary: fixed('回答が「同上」になっている', 'An answer that says "same as above"'),
  *check(entry, { catalogs, own }) {
    const map = asMap(entry.node);
    if (!map || !own) return;
    const answer = answerOf(map);
    const found = answerControl(answer, catalogs, own);
    const written = found?.id ?? answer.control?.value;
    if (written === undefined) return;
    for (const reply of dittoReplies(answer)) {
      const node = scalarOf(reply);
      const ditto = node && dittoIn(node.text);
      if (!node || !ditto) continue;
      const control = (found && isPart(reply) && partId(found, reply)) || written;
      const words = node.text.slice(ditto.head.start, ditto.head.end);
      const said = reply.sameAs.length > 0 ? repeatsSameAs : answer.responses.includes(reply) ? repeatsTarget : repeats;
      yield {
        at: placeOfPiece(entry.document.file, node, ditto.head),
        message: said({ control, words }),
        control,
        data: { item: entry.node, reply, node } satisfies Data,
      };
    }
  },
  fixes(finding, { package: whole, document, file }) {
    const { item, reply, node } = finding.data as Data;
    const ditto = dittoIn(node.text);
    const entry = document?.entries.find((one) => one.node === item);
    const map = asMap(item);
    if (!ditto?.separable || !document || !entry || !map) return [];
    const { catalogs } = whole;
    const context = { catalogs, own: ownCatalog(document, catalogs) };
    const isResponse = answerOf(map).responses.includes(reply);
    const parent = isPart(reply) && !reply.map ? mapField(map, 'parts') : reply.map;
    const pair =
      parent && (isPart(reply) && !reply.map ? parent.pairs.find(({ key }) => key === reply.key) : pairOf(parent, 'answer'));
    // What has an anchor is read elsewhere too, and what an alias stands for is written elsewhere.
    if (!parent || pair?.value !== node || node.anchor !== undefined) return [];
    const place: DittoPlace = { file, node, ditto, reply, parent };
    if (reply.sameAs.length > 0) {
      const words = node.text.slice(ditto.head.start, ditto.head.end);
      return [{ title: drop({ words }), edits: [{ uri: file.uri, splices: withoutHead(place) }], preferred: true }];
    }
    const earlier = isPart(reply)
      ? earlierThanPart(entry, reply, context)
      : isResponse
        ? earlierTarget(map, reply, finding.control ?? '')
        : earlierThanEntry(entry, context);
    if (!earlier) return [];
    const fixes: Fix[] = [];
    // Targets have no IDs to refer to.
    if (!isResponse) {
      const splices = asReference(place, earlier);
      fixes.push({
        title: refer({ id: earlier.id }),
        edits: [{ uri: file.uri, splices }],
        preferred: true,
        ...(earlier.certain ? { safe: true } : {}),
      });
    }
    if (earlier.text !== undefined) {
      const splices = [replaceText(file, parent, node, joined(earlier.text, ditto.own))];
      fixes.push({ title: inline({ id: earlier.id }), edits: [{ uri: file.uri, splices }] });
    }
    return fixes;
  },
};

/** A ditto and where it is written: `parent` is the mapping whose value it is. */
interface DittoPlace {
  readonly file: KaijiFile;
  readonly node: ScalarNode;
  readonly ditto: Ditto;
  readonly reply: Reply;
  readonly parent: MapNode;
}

function isPart(reply: Reply): reply is PartReply {
  return 'keyText' in reply;
}

/** The target before, of the same entry; its `id` is for reading only. */
function earlierTarget(map: MapNode, reply: Reply, control: string): Earlier | undefined {
  const { responses } = answerOf(map);
  for (let i = responses.indexOf(reply) - 1; i >= 0; i--) {
    const response = responses[i];
    const text = response?.answer?.value;
    if (text === undefined || dittoIn(text)) continue;
    const target = textField(response?.map, 'target')?.value;
    return { id: target === undefined ? control : `${control}（${target}）`, text, certain: false };
  }
  return undefined;
}

/** `answer: 同上` becomes `same-as: ID`; words of its own stay behind as `answer`. */
function asReference(place: DittoPlace, { id }: Earlier): readonly Splice[] {
  const { file, node, ditto, reply } = place;
  const source = `same-as: ${scalarSource(id, true)}`;
  const { map } = reply;
  if (!map) return [partSplice(place, source)];
  const pair = pairOf(map, 'answer');
  if (!pair) return [];
  if (ditto.own === '') return [{ start: file.tree.spanOf(pair.key).start, end: file.tree.spanOf(node).end, text: source }];
  return [insertPair(file, map, [source], keyBefore(map, pair)), ...withoutHead(place)];
}

/** The key before a pair; its own where it is the first. */
function keyBefore(map: MapNode, pair: Pair): string {
  const key = (map.pairs[map.pairs.indexOf(pair) - 1] ?? pair).key;
  return key.kind === 'scalar' ? key.text : 'control';
}

/** A part that was a bare text becomes a mapping. */
function partSplice({ file, node, ditto, parent }: DittoPlace, sameAs: string): Splice {
  if (ditto.own === '') return replaceNode(file, node, `{ ${sameAs} }`);
  if (parent.flow || !/[\r\n]/.test(ditto.own))
    return replaceNode(file, node, `{ ${sameAs}, answer: ${scalarSource(ditto.own, true)} }`);
  const { text, tree } = file;
  const { start, end } = tree.spanOf(node);
  const column = ' '.repeat(keyColumn(file, parent) + 2);
  const [first = '', ...rest] = valueSource(file, parent, ditto.own).split(text.eol);
  const lines = ['', `${column}${sameAs}`, `${column}answer: ${first}`, ...rest.map((line) => (line === '' ? '' : `  ${line}`))];
  const gap = /(?<![ \t])[ \t]*$/.exec(text.slice(Math.max(0, start - 80), start))?.[0].length ?? 0;
  return { start: start - gap, end, text: lines.join(text.eol) };
}

/** Takes 同上 and what ties the rest to it out of an answer; the rest stays byte for byte in block scalars and quotes. */
function withoutHead({ file, node, ditto, parent }: DittoPlace): readonly Splice[] {
  const pair = pairOf(parent, 'answer');
  if (ditto.own === '') return pair ? [removePair(file, parent, pair)] : [];
  const rewritten = [replaceText(file, parent, node, ditto.own)];
  if (node.style === 'plain') return rewritten;
  const ownStart = node.text.indexOf(ditto.own, ditto.head.end);
  const firstLine = /^[^\r\n]*/.exec(ditto.own)?.[0] ?? '';
  const head = placeOfPiece(file, node, { start: 0, end: ditto.head.end });
  const own = placeOfPiece(file, node, { start: ownStart, end: ownStart + firstLine.length });
  if (ownStart < 0 || head.start === node.start || own.start === node.start) return rewritten;
  const base = file.tree.startOf(node.block);
  return [{ start: base + head.start, end: base + own.start, text: '' }];
}
