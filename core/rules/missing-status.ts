import { fixed, message } from '../language.ts';
import { isMissing, isProvisional } from '../model/answer-state.ts';
import { type Answer, answerOf } from '../model/checklist.ts';
import { entriesOf, type KaijiDocument } from '../model/document.ts';
import { isSatisfied } from '../package/satisfied.ts';
import { statusTerms } from '../scaffold/answer.ts';
import { setPair } from '../yaml/set.ts';
import { asMap, asScalar, isDamaged, isEmpty, type MapNode, valueUnder } from '../yaml/tree.ts';
import type { DocumentRule, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { nameOf } from './shared/place.ts';

const missing = message<{ controls: readonly string[] }>({
  ja: ({ controls }) =>
    `status（対応状況）のない回答が ${controls.length}件あります（${controls.slice(0, NAMED).join('、')}${controls.length > NAMED ? ' ほか' : ''}）。「対応済」とみなしますので、そうでない項目には書いてください。`,
  en: ({ controls }) =>
    `${controls.length} answers have no status (${controls.slice(0, NAMED).join(', ')}${controls.length > NAMED ? ' …' : ''}). They count as implemented: state the status where that is wrong.`,
});

const missingOne = message<{ control: string }>({
  ja: ({ control }) => `${control} に status（対応状況）がありません。「対応済」とみなしますので、そうでなければ書いてください。`,
  en: ({ control }) => `${control} has no status. It counts as implemented: state the status where that is wrong.`,
});

const insertOne = message<{ control: string; term: string }>({
  ja: ({ control, term }) => `${control} に status: ${term} を書く`,
  en: ({ control, term }) => `Insert status: ${term} for ${control}`,
});

const insertAll = message<{ count: number; term: string }>({
  ja: ({ count, term }) => `${count}件すべてに status: ${term} を書く`,
  en: ({ count, term }) => `Insert status: ${term} for all ${count}`,
});

/** IDs a message names. */
const NAMED = 3;

/** An answer without a status. */
interface Lacking {
  /** The ID of its control, part included. */
  readonly key: string;
  readonly map: MapNode;
}

export const docs: RuleDocs = {
  ja: `対応状況の欄がある様式で、\`status\` のない回答を、文書ごとに一つの指摘にまとめて知らせます。\`status\` がない回答は「対応済」とみなして検査しますので、そうでない項目には書いてください。回答のまだない項目は数えません。

クイックフィックスは、最初の一件に、選んだ対応状況を書きます。全件には「対応済」と書けますので、実際と違うものは、その後で直してください。`,
  en: `Of a form with a status column: the answers without \`status\`, in one finding per document. They are checked as implemented, so say it where they are not. Entries not answered yet do not count.

Quick fixes write the status you choose for the first, or what is assumed, implemented, for all; correct the others afterwards.`,
};

export const missingStatus: DocumentRule<Lacking> = {
  code: 'missing-status',
  severity: 'info',
  scope: 'document',
  kinds: ['checklist'],
  sequences: ['answers'],
  reads: ['satisfies'],
  summary: fixed('対応状況が書かれていない（文書ごとに一つ）', 'Answers without a status, once per document'),
  note({ node }, { catalogs, own, lookup }) {
    const map = asMap(node);
    if (!own?.asks('status') || !map || isDamaged(map)) return undefined;
    const answer = answerOf(map);
    const control = answerControl(answer, catalogs, own);
    if (
      control === undefined ||
      hasStatus(answer) ||
      isMissing(answer, isSatisfied(control, { lookup })) ||
      isProvisional(answer)
    )
      return undefined;
    return { key: control.id, map };
  },
  *check(_document, { notes }) {
    const lacking = notes().map(({ note }) => note);
    const [first] = lacking;
    if (!first) return;
    const controls = lacking.map(({ key }) => key);
    yield {
      at: nameOf(first.map),
      message: controls.length === 1 ? missingOne({ control: first.key }) : missing({ controls }),
      controls,
      each: (control) => missingOne({ control }),
      data: lacking,
    };
  },
  fixes(finding, { file, document }) {
    const lacking = finding.data as readonly Lacking[];
    const [first] = lacking;
    if (!first) return [];
    const terms = termsIn(document);
    const [term = ''] = terms;
    const splice = ({ map }: Lacking, status = term) => setPair(file, map, 'status', status, 'control');
    return [
      ...terms.map((status) => ({
        title: insertOne({ control: first.key, term: status }),
        edits: [{ uri: file.uri, splices: [splice(first, status)] }],
      })),
      ...(lacking.length > 1
        ? [
            {
              title: insertAll({ count: lacking.length, term }),
              edits: [{ uri: file.uri, splices: lacking.map((one) => splice(one)) }],
            },
          ]
        : []),
    ];
  },
};

/** On the entry, or on each of its parts or targets. What is written but not understood is `invalid-value`. */
function hasStatus(answer: Answer): boolean {
  const written = (map: MapNode | undefined) => !isEmpty(valueUnder(map, 'status'));
  const below = answer.parts.length > 0 ? answer.parts : answer.responses;
  return written(answer.node) || (below.length > 0 && below.every(({ map }) => map && written(map)));
}

/** The statuses in the order of the format, in the language in which the document writes them; Japanese where it has none yet. */
function termsIn(document: KaijiDocument | undefined): readonly string[] {
  for (const { node } of document ? entriesOf(document, 'answers') : []) {
    const written = asScalar(valueUnder(asMap(node), 'status'))?.text;
    if (written !== undefined) return statusTerms(/^[a-z-]+$/.test(written) ? 'en' : 'ja');
  }
  return statusTerms('ja');
}
