import { fixed, inSentence, message } from '../language.ts';
import { keyNode } from '../model/field.ts';
import { japaneseTerm } from '../model/schema.ts';
import { saysNone } from '../model/treatment.ts';
import { setPair } from '../yaml/set.ts';
import { type MapNode, pairOf } from '../yaml/tree.ts';
import type { EntryRule, RuleDocs } from './rule.ts';
import { isMistyped, rowName, rowPlace, treatedScenario } from './shared/risk-rows.ts';

const missing = message<{ name: string }>({
  ja: ({ name }) =>
    `${inSentence(name)}の対応を、事業者と利用者のどちらが行うのかが書かれていません。parties に書いてください（両方なら二つとも並べます）。`,
  en: ({ name }) =>
    `Nobody is named for the treatment of ${name}. Say under parties whether provider, customer or both see to it.`,
});

const insert = message<{ parties: readonly string[] }>({
  ja: ({ parties }) => `対応の主体を${parties.map((party) => japaneseTerm('party', party)).join('と')}にする`,
  en: ({ parties }) => `Name ${parties.join(' and ')} as responsible`,
});

export const docs: RuleDocs = {
  ja: `リスクへの対応は、事業者が行うのか、利用者（医療機関等）が行うのか、両方なのかを示して、はじめて責任の分担になります。リスク対応（\`treatment\`）があるのに主体（\`parties\`）のない行を知らせます。

\`\`\`yaml
- scenario: RS-3.3①
  responses:
    - { target: 基盤, treatment: 低減, parties: [事業者], content: 操作の記録を保存しています。 }
    - { target: データベース, treatment: 低減, content: 監査記録を有効にしています。 }      # 主体がない
\`\`\`

シナリオに書いた \`parties\` は、\`responses\` の各行に引き継がれます。どの行にもなければ、シナリオに一度だけ指摘します。リスク対応のない行、「—」とした行、\`not-applicable\` のシナリオは指摘しません。`,
  en: `A treatment tells who answers for what only with its party: the provider, the customer (the medical institution), or both. Reported are rows with a \`treatment\` and no \`parties\`.

\`\`\`yaml
- scenario: RS-3.3①
  responses:
    - { target: Platform, treatment: reduce, parties: [provider], content: Operations are recorded. }
    - { target: Database, treatment: reduce, content: Its audit log is on. }      # nobody is named
\`\`\`

The \`parties\` of a scenario hold for all its \`responses\`; where no row has any, the scenario is reported once. Rows without treatment or with a dash, and scenarios with \`not-applicable\`, are left alone.`,
};

export const missingParty: EntryRule = {
  code: 'missing-party',
  severity: 'warning',
  scope: 'entry',
  kinds: ['risks'],
  sequences: ['scenarios'],
  summary: fixed('リスク対応の主体（事業者・利用者）が書かれていない', 'A treatment nobody is responsible for'),
  *check(entry, context) {
    const found = treatedScenario(entry, context);
    if (!found) return;
    const { scenario, id, rows } = found;
    const lacking = rows.filter(
      (row) => row.words.length > 0 && !saysNone(row.words) && row.parties.length === 0 && !isMistyped(row.map, 'parties'),
    );
    if (lacking.length === 0 || isMistyped(scenario.map, 'parties')) return;
    const [first] = rows;
    const none = rows.every(({ parties }) => parties.length === 0);
    if (none && first) {
      const map = rows.length === 1 && pairOf(first.map, 'parties') ? first.map : scenario.map;
      yield { at: keyNode(map, 'parties') ?? found.name, message: missing({ name: id }), control: id, data: map };
      return;
    }
    for (const row of lacking) {
      yield {
        at: rowPlace(row, 'parties', found),
        message: missing({ name: rowName(id, row) }),
        control: id,
        data: row.map,
      };
    }
  },
  fixes(finding, { file }) {
    const map = finding.data as MapNode;
    const after = ['target', 'title', 'scenario'].find((key) => pairOf(map, key));
    return [['provider'], ['customer'], ['provider', 'customer']].map((parties) => ({
      title: insert({ parties }),
      edits: [
        {
          uri: file.uri,
          splices: [setPair(file, map, 'parties', `[${parties.map((party) => japaneseTerm('party', party)).join(', ')}]`, after)],
        },
      ],
    }));
  },
};
