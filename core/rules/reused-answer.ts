import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import { fixed, inSentence, message } from '../language.ts';
import { dittoIn, isPlaceholder } from '../model/answer-text.ts';
import { answerOf, isClaimed, type PartReply, type Reply, refersToAnswer } from '../model/checklist.ts';
import type { Entry, KaijiFile } from '../model/document.ts';
import { partId } from '../model/earlier-answer.ts';
import { mapField } from '../model/field.ts';
import { wordingOf } from '../model/wording.ts';
import { writtenAnswers } from '../model/written-answer.ts';
import { ownCatalog, type Site } from '../package/index.ts';
import { isMereWord, isStockPhrase } from '../prose/thin.ts';
import { asCommonAnswer } from '../scaffold/statement.ts';
import type { Splice } from '../text/text.ts';
import { replaceNode } from '../yaml/edit.ts';
import { scalarSource } from '../yaml/source.ts';
import { asMap, isDamaged, type MapNode, type Pair, pairOf, type ScalarNode } from '../yaml/tree.ts';
import type { EntryContext, EntryRule, Fix, FixContext, Related, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';

const reused = message<{ name: string; first: string; count: number }>({
  ja: ({ name, first, count }) =>
    `${inSentence(name)}の回答は ${inSentence(first)}と同じ文面です（全部で${count}か所）。同じでよければ same-as か共通回答（use）で一か所にまとめ、違うなら、この項目で何をしているかを書いてください。`,
  en: ({ name, first, count }) =>
    `The answer to ${name} is word for word that to ${first} (${count} places in all). Keep it in one place with same-as or a common answer (use), or say what is done for this one.`,
});

const other = message<{ name: string }>({
  ja: ({ name }) => `同じ文面の回答: ${name}`,
  en: ({ name }) => `The same answer: ${name}`,
});

const refer = message<{ id: string }>({
  ja: ({ id }) => `same-as: ${id} にする`,
  en: ({ id }) => `Refer to ${id} with same-as`,
});

const unite = message<{ count: number }>({
  ja: ({ count }) => `同じ文面の回答 ${count}か所を一つの共通回答（use）にする`,
  en: ({ count }) => `Make one common answer (use) of all ${count} copies`,
});

/** So many controls with one text are too many, however short it is. */
const MANY = 5;
/** A text so long (its words alone, UTF-16 units) is not found twice by chance. */
const LONG = 40;
/** Below this a text is a label rather than an answer: 年1回, TLS 1.3. */
const SHORTEST = 8;
/** How many of the others are shown. */
const SHOWN = 5;

interface Data {
  /** The entry. */
  readonly map: MapNode;
  readonly reply: Reply;
  readonly node: ScalarNode;
  /** The canonical ID of the control or sub-item. */
  readonly id: string;
}

export const docs: RuleDocs = {
  ja: `一つの文面を写した回答は、直すときに直し漏れが出ます。また、五つも六つもの項目に同じ文面で答えていると、評価員は項目ごとに確かめていないと受け取ります。同じでよい回答は \`same-as\` か共通回答（\`use\`）で一か所にまとめ、違うものは、その項目で何をしているかを書いてください。

\`\`\`yaml
- control: METI-2.5.2(1)-4
  answer: 入館できるのは従業員だけで、外来者には従業員が付き添います。
- control: METI-2.5.2(1)-5
  same-as: METI-2.5.2(1)-4       # 同じ文面を写さない
\`\`\`

五つ以上の項目に同じ文面があるときと、長い文面（句読点を除いて40字以上）が二つ以上あるときに、二つ目以降の回答を指摘します。パッケージのすべてのチェックシートを通して数えます。短い文面が四つまで重なること、「適切に管理しています」のような決まり文句（\`thin-answer\`）、「同上」、対象外・対応予定の項目、対象ごとの回答は指摘しません。クイックフィックスは、同じカタログの最初の回答を \`same-as\` で参照するか、同じ文面の回答をまとめて一つの共通回答にします。`,
  en: `A text copied from answer to answer is corrected in one place and forgotten in the others; and where five or six controls have the same one, an evaluator doubts that each was looked at. Keep what may be the same in one place with \`same-as\` or a common answer (\`use\`), and say what is done for the rest.

\`\`\`yaml
- control: METI-2.5.2(1)-4
  answer: Only employees may enter; visitors are accompanied by one.
- control: METI-2.5.2(1)-5
  same-as: METI-2.5.2(1)-4       # no copy
\`\`\`

Reported are all copies but the first, where five controls or more have one text, or two have a long one (40 characters or more without punctuation), over all checklists of the package. A short text four times, stock phrases (\`thin-answer\`), 同上, what is not applicable or planned, and answers by target are left alone. Quick fixes refer to the first answer of the same catalog with \`same-as\`, or make one common answer of all copies.`,
};

export const reusedAnswer: EntryRule = {
  code: 'reused-answer',
  severity: 'info',
  scope: 'entry',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['wordings'],
  summary: fixed('同じ文面の回答がいくつもある', 'One text answers many controls'),
  *check(entry, context) {
    const map = asMap(entry.node);
    if (!map || !context.own) return;
    const answer = answerOf(map);
    const found = answerControl(answer, context.catalogs, context.own);
    if (!found) return;
    for (const reply of [answer, ...answer.parts]) {
      const node = reply.answer?.node;
      if (node?.kind !== 'scalar' || !isClaimed(reply, answer) || isDamaged(node)) continue;
      const { key, length } = wordingOf(node);
      if (length < SHORTEST) continue;
      const sites = context.lookup('wordings', key);
      const [first] = sites;
      // What an alias repeats is written once.
      if (!first || first.node === node || pairOfAnswer(map, reply)?.value !== node || isWorded(node.text)) continue;
      if (length < LONG && !inEntries(sites, MANY)) continue;
      const id = isPart(reply) ? (partId(found, reply) ?? found.id) : found.id;
      const others = sites
        .slice(0, SHOWN + 1)
        .filter((site) => site.node !== node)
        .slice(0, SHOWN);
      yield {
        at: node,
        message: reused({ name: id, first: nameOf(first, context), count: sites.length }),
        control: id,
        related: others.map((site) => relatedTo(site, context)),
        data: { map, reply, node, id } satisfies Data,
      };
      // Once an entry.
      return;
    }
  },
  fixes(finding, context) {
    const together = asOne(finding.data as Data, context);
    return [...alone(finding.data as Data, context), ...(together ? [together] : [])];
  },
};

/** The finding's own answer refers to the first. */
function alone({ map, reply, node, id }: Data, { package: whole, document, file }: FixContext): readonly Fix[] {
  const { catalogs } = whole;
  const own = document && ownCatalog(document, catalogs);
  for (const site of whole.lookup('wordings', wordingOf(node).key)) {
    if (site.node === node) break;
    const target = own && referable(site, own, catalogs);
    const splice = target !== undefined && target !== id ? asReference(file, map, reply, node, target) : undefined;
    if (splice && target !== undefined)
      return [{ title: refer({ id: target }), edits: [{ uri: file.uri, splices: [splice] }], preferred: true }];
  }
  return [];
}

/** All copies become one common answer; undefined where the finding's own cannot be written anew. */
function asOne({ node }: Data, { package: whole }: FixContext): Fix | undefined {
  const sites = whole.lookup('wordings', wordingOf(node).key);
  const all = sites.flatMap((site) => writtenAnswers(site.document).filter((one) => one.node === site.node));
  const [first, ...twins] = all;
  const made = first && twins.length > 0 && all.some((one) => one.node === node) && asCommonAnswer(whole, first, twins);
  return made ? { title: unite({ count: all.length }), edits: made.edits } : undefined;
}

function isPart(reply: Reply): reply is PartReply {
  return 'keyText' in reply;
}

/** What other rules speak of, whatever else has the same words. */
function isWorded(text: string): boolean {
  return isPlaceholder(text) || dittoIn(text) !== undefined || isStockPhrase(text) || isMereWord(text);
}

/** Whether sites belong to so many entries; those of one entry stand together. */
function inEntries(sites: readonly Site[], many: number): boolean {
  let count = 0;
  let last: Entry | undefined;
  for (const { entry } of sites) {
    if (entry !== last) count++;
    if (count >= many) return true;
    last = entry;
  }
  return false;
}

/** The reply of an entry a text is the answer of, and what it is called. */
function repliedBy(
  { entry, node }: Site,
  own: Catalog | undefined,
  catalogs: Catalogs,
): { reply: Reply; id: string } | undefined {
  const map = asMap(entry.node);
  const answer = map && answerOf(map);
  const found = answer && answerControl(answer, catalogs, own);
  const reply = answer && [answer, ...answer.parts].find((one) => one.answer?.node === node);
  if (!answer || !reply) return undefined;
  const id = found && isPart(reply) ? partId(found, reply) : found?.id;
  return { reply, id: id ?? answer.control?.value ?? '' };
}

function nameOf(site: Site, { catalogs }: EntryContext): string {
  return repliedBy(site, ownCatalog(site.document, catalogs), catalogs)?.id || site.document.file.uri.replace(/^.*\//, '');
}

function relatedTo(site: Site, context: EntryContext): Related {
  return { uri: site.document.file.uri, at: site.node, message: other({ name: nameOf(site, context) }) };
}

/** The ID by which `same-as` means this text and nothing else; undefined where there is none. */
function referable(site: Site, own: Catalog, catalogs: Catalogs): string | undefined {
  if (ownCatalog(site.document, catalogs) !== own) return undefined;
  const found = repliedBy(site, own, catalogs);
  if (!found || refersToAnswer(found.reply)) return undefined;
  const map = asMap(site.entry.node);
  const whole = map && answerOf(map);
  // An entry with sub-items or targets says more than this text.
  if (!whole || (found.reply === whole && (whole.parts.length > 0 || whole.responses.length > 0))) return undefined;
  return catalogs.resolve(found.id, own)?.id;
}

/** The pair an answer stands in; its value is another node where an alias stands for it. */
function pairOfAnswer(map: MapNode, reply: Reply): Pair | undefined {
  if (isPart(reply) && !reply.map) return mapField(map, 'parts')?.pairs.find(({ key }) => key === reply.key);
  return pairOf(reply.map, 'answer');
}

/** `answer: …` becomes `same-as: ID`. */
function asReference(file: KaijiFile, map: MapNode, reply: Reply, node: ScalarNode, id: string): Splice | undefined {
  const pair = pairOfAnswer(map, reply);
  // What has an anchor is read elsewhere too.
  if (!pair || node.anchor !== undefined || refersToAnswer(reply)) return undefined;
  const source = `same-as: ${scalarSource(id, true)}`;
  if (isPart(reply) && !reply.map) return replaceNode(file, node, `{ ${source} }`);
  return { start: file.tree.spanOf(pair.key).start, end: file.tree.spanOf(node).end, text: source };
}
