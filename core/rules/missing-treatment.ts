import { fixed, inSentence, message } from '../language.ts';
import { isPlaceholder } from '../model/answer-text.ts';
import { keyNode } from '../model/field.ts';
import type { EffectiveRow } from '../model/risks.ts';
import { japaneseTerm, schemaAt } from '../model/schema.ts';
import { isNone, saysNone } from '../model/treatment.ts';
import { setPair } from '../yaml/set.ts';
import { type MapNode, type Node, pairOf } from '../yaml/tree.ts';
import type { EntryRule, Finding, Fix, RuleDocs } from './rule.ts';
import { isMistyped, type RiskEntry, rowName, rowPlace, treatedScenario } from './shared/risk-rows.ts';

const missing = message<{ name: string }>({
  ja: ({ name }) =>
    `${inSentence(name)}のリスク対応が書かれていません。低減・回避・移転・保有のどれにするかを treatment に書いてください。該当しないシナリオなら、その理由を not-applicable に書いてください。`,
  en: ({ name }) =>
    `${name} has no treatment. Say under treatment whether the risk is reduced, avoided, transferred or retained; where the scenario does not apply, say why under not-applicable.`,
});

const noReason = message<{ name: string; written: string }>({
  ja: ({ name, written }) =>
    `${inSentence(name)}のリスク対応は「${written}」とだけ書かれていて、理由がありません。対応しない理由を reason に、該当しないシナリオならその理由を not-applicable に書いてください。`,
  en: ({ name, written }) =>
    `The treatment of ${name} is just "${written}", without a reason. Say under reason why nothing is done, or under not-applicable why the scenario does not apply.`,
});

const insert = message<{ value: string }>({
  ja: ({ value }) => `リスク対応を「${japaneseTerm('treatment', value)}」にする`,
  en: ({ value }) => `Treatment: ${japaneseTerm('treatment', value)} (${value})`,
});

const giveReason = fixed('理由（reason）を加える', 'Insert a reason');
const exclude = fixed('このシナリオを該当なしにする（理由を書く）', 'Mark the scenario not applicable, with a reason');

interface Data {
  /** Where the treatment or the reason goes. */
  readonly map: MapNode;
  readonly scenario: MapNode;
  /** A dash stands where the treatment should. */
  readonly dash: boolean;
  /** It is the only row: the whole scenario may be said not to apply. */
  readonly only: boolean;
}

export const docs: RuleDocs = {
  ja: `リスク対応一覧では、シナリオごと、対象ごとに、リスクを低減・回避・移転・保有のどれにするかを示します。\`treatment\` のない対応と、「—」とだけ書いて理由のない対応を知らせます。

\`\`\`yaml
- scenario: RS-2.2
  parties: [事業者]
  responses:
    - { target: クラウド基盤, treatment: 移転, content: 設備の管理は基盤の事業者との契約によります。 }
    - { target: 保守端末, content: 端末は台帳で管理し、施錠した棚に保管しています。 }      # treatment がない
- { scenario: RS-1.7, treatment: —, reason: 受託した情報を二次利用しないため }              # 理由があるので指摘しない
\`\`\`

シナリオに書いた \`treatment\` は、\`responses\` の各行に引き継がれます。どこにもリスク対応がなければ、シナリオに一度だけ指摘します。\`target\`・\`treatment\`・\`parties\` のどれもない行は、前の行の続きとみなします。\`not-applicable\` に理由を書いたシナリオと、まだ「未記入」の対応は指摘しません（後者は \`placeholder-answer\` が知らせます）。`,
  en: `A risk annex says for each scenario, and each target, whether the risk is reduced, avoided, transferred or retained. Reported are responses without \`treatment\`, and those that have just a dash and no reason.

\`\`\`yaml
- scenario: RS-2.2
  parties: [provider]
  responses:
    - { target: Cloud platform, treatment: transfer, content: The contract with the platform provides for it. }
    - { target: Terminals, content: Terminals are registered and locked away. }      # no treatment
- { scenario: RS-1.7, treatment: —, reason: Data entrusted to us has no secondary use }      # fine: it says why
\`\`\`

The \`treatment\` of a scenario holds for all its \`responses\`; where there is none at all, the scenario is reported once. A row with neither \`target\` nor \`treatment\` nor \`parties\` continues the one before. Scenarios with \`not-applicable\` and rows that still say 未記入 are left alone (placeholder-answer speaks of the latter).`,
};

export const missingTreatment: EntryRule = {
  code: 'missing-treatment',
  severity: 'warning',
  scope: 'entry',
  kinds: ['risks'],
  sequences: ['scenarios'],
  summary: fixed('リスク対応（低減・回避・移転・保有）が書かれていない', 'A risk without a treatment'),
  *check(entry, context) {
    const found = treatedScenario(entry, context);
    if (!found) return;
    const { scenario, id, rows } = found;
    const only = rows.length === 1;
    const unsaid = rows.filter((row) => row.words.length === 0 && !isMistyped(row.map, 'treatment'));
    const open = unsaid.filter((row) => !isWaiting(row));
    if (open.length > 0 && unsaid.length === rows.length) {
      const [row] = rows;
      // Where the author has begun to write it.
      const map = only && row && pairOf(row.map, 'treatment') ? row.map : scenario.map;
      yield findingAt(found, keyNode(map, 'treatment') ?? found.name, missing({ name: id }), { map, dash: false, only });
    } else {
      for (const row of open) {
        yield findingAt(found, rowPlace(row, 'treatment', found), missing({ name: rowName(id, row) }), {
          map: row.map,
          dash: false,
          only,
        });
      }
    }
    const told = new Set<Node>();
    for (const row of rows) {
      const [word] = row.words;
      if (!word || row.reason || !saysNone(row.words) || told.has(word.node)) continue;
      told.add(word.node);
      // One dash may stand for all rows.
      const shared = scenario.treatment.includes(word.node);
      const name = shared ? id : rowName(id, row);
      const map = shared ? scenario.map : row.map;
      yield findingAt(found, word.node, noReason({ name, written: word.written }), { map, dash: true, only: only || shared });
    }
  },
  fixes(finding, { file }) {
    const { map, scenario, dash, only } = finding.data as Data;
    const edits = (target: MapNode, key: string, source: string, after: string | undefined): Fix['edits'] => [
      { uri: file.uri, splices: [setPair(file, target, key, source, after)] },
    ];
    const terms = Object.keys(schemaAt('risks', ['scenarios', 0, 'treatment'])?.['x-terms'] ?? {});
    const fixes: Fix[] = dash
      ? [{ title: giveReason, edits: edits(map, 'reason', '●●のため', 'treatment'), preferred: true }]
      : terms.map((value) => ({
          title: insert({ value }),
          edits: edits(map, 'treatment', japaneseTerm('treatment', value), placeBefore(map)),
        }));
    if (only)
      fixes.push({
        title: exclude,
        edits: edits(scenario, 'not-applicable', '●●のため', pairOf(scenario, 'treatment') ? 'treatment' : 'scenario'),
      });
    return fixes;
  },
};

function findingAt(
  { scenario, id }: RiskEntry,
  at: Finding['at'],
  text: Finding['message'],
  data: Omit<Data, 'scenario'>,
): Finding {
  return { at, message: text, control: id, data: { ...data, scenario: scenario.map } satisfies Data };
}

/** What it says is still to be written: `placeholder-answer` speaks of it. A dash is an answer of a kind. */
function isWaiting({ contents }: EffectiveRow): boolean {
  return contents.length > 0 && contents.every(({ value }) => isPlaceholder(value) && !isNone(value));
}

/** The key a new treatment goes behind. */
function placeBefore(map: MapNode): string | undefined {
  return ['parties', 'target', 'title', 'scenario'].find((key) => pairOf(map, key));
}
