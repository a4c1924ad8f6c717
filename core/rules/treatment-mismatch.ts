import { fixed, inSentence, message } from '../language.ts';
import { isPlaceholder } from '../model/answer-text.ts';
import type { KaijiFile } from '../model/document.ts';
import type { Field } from '../model/field.ts';
import type { EffectiveRow } from '../model/risks.ts';
import { avoidanceIn, saysNothingDone } from '../model/treatment-text.ts';
import type { EntryContext, EntryRule, Finding, Place, RuleDocs } from './rule.ts';
import { placeOfPiece } from './shared/piece.ts';
import { isMistyped, type RiskEntry, rowName, treatedScenario } from './shared/risk-rows.ts';

const avoided = message<{ name: string; words: string }>({
  ja: ({ name, words }) =>
    `${inSentence(name)}は保有とされていますが、「${words}」は、リスクのもとをなくす対応です。回避または低減にあたらないか、確かめてください。`,
  en: ({ name, words }) =>
    `${name} is retained, but "${words}" does away with what the risk comes from. Is it avoided or reduced?`,
});

const noMeasure = message<{ name: string }>({
  ja: ({ name }) =>
    `${inSentence(name)}は低減とされていますが、何で低減するのかが書かれていません。対策を content に書くか、裏付けを evidence に挙げてください。何もしないのなら、保有とその理由を書いてください。`,
  en: ({ name }) =>
    `${name} is to be reduced, but no measure is named. Describe it under content or cite evidence; if nothing is done, the risk is retained, with a reason.`,
});

const nothingDone = message<{ name: string; words: string }>({
  ja: ({ name, words }) =>
    `${inSentence(name)}は低減とされていますが、内容が「${words}」です。何もしないのなら、保有とその理由を書いてください。該当しないシナリオなら、not-applicable に理由を書いてください。`,
  en: ({ name, words }) =>
    `${name} is to be reduced, but its content says "${words}". If nothing is done, the risk is retained, with a reason; if the scenario does not apply, say why under not-applicable.`,
});

export const docs: RuleDocs = {
  ja: `リスク対応の語と、書かれた内容が食い違うと、評価員はどちらを信じてよいか分かりません。次の二つを知らせます。

- 保有としながら、内容がリスクのもとをなくしている（「作成しません」「持ち込みを禁止しています」など）。
- 低減としながら、対策が書かれていない（\`content\` も \`evidence\` もない、または「該当なし」「対策は行っていません」だけ）。

\`\`\`yaml
- scenario: RS-1.10④
  treatment: 保有                    # 回避では
  reason: 影響が限られるため
  responses: [{ content: 非常時用のアカウントは作成しません。 }]
\`\`\`

保有の行では、「対策は行いません」「予備機を設けません」のように対策をとらないという文は指摘しません。\`statements\` の \`satisfies\` や開示書の \`responds-to\` がそのシナリオに答えているときと、内容が「未記入」などのままのときも同じです。語だけを手がかりにしているため、回避か低減かは書き手が決めてください。`,
  en: `Where the word for the treatment and what is written disagree, an evaluator cannot tell which is right. Two cases are reported:

- a risk retained whose content does away with what it comes from (作成しない, 持ち込みを禁止する);
- a risk reduced with no measure (neither \`content\` nor \`evidence\`, or only 該当なし, 対策は行わない).

\`\`\`yaml
- scenario: RS-1.10④
  treatment: retain                  # rather avoid
  reason: Little harm
  responses: [{ content: 非常時用のアカウントは作成しない。 }]
\`\`\`

Not reported: a retained risk whose content says that a measure is not taken (対策は行わない, 予備機を設けない), a scenario that a statement \`satisfies\` or a section \`responds-to\`, and content still to be written. It goes by words alone; which treatment is right is for the author to say.`,
};

export const treatmentMismatch: EntryRule = {
  code: 'treatment-mismatch',
  severity: 'info',
  scope: 'entry',
  kinds: ['risks'],
  sequences: ['scenarios'],
  reads: ['satisfies', 'responds-to'],
  summary: fixed('リスク対応の語と内容が合わない', 'What is done does not fit the treatment'),
  *check(entry, context) {
    const { file } = entry.document;
    const found = treatedScenario(entry, context);
    if (!found) return;
    for (const row of found.rows) {
      const contents = contentsOf(row, found);
      if (row.treatments.includes('retain') && row.treatments.length === 1) yield* retained(row, contents, found.id, file);
      if (row.treatments.includes('reduce') && !isAnswered(found.id, context)) yield* reduced(row, contents, found, file);
    }
  },
};

/** Words elsewhere in the package say what is done. */
function isAnswered(id: string, { lookup }: EntryContext): boolean {
  return lookup('satisfies', id).length > 0 || lookup('responds-to', id).length > 0;
}

/** What a row says, and the scenario for all its rows. */
function contentsOf({ contents }: EffectiveRow, { scenario }: RiskEntry): readonly Field<string>[] {
  return scenario.content ? [...contents, scenario.content] : contents;
}

function* retained(row: EffectiveRow, contents: readonly Field<string>[], id: string, file: KaijiFile): Generator<Finding> {
  for (const { value, node } of contents) {
    const piece = avoidanceIn(value);
    if (!piece || node.kind !== 'scalar') continue;
    const words = value.slice(piece.start, piece.end);
    yield { at: placeOfPiece(file, node, piece), message: avoided({ name: rowName(id, row), words }), control: id };
    return;
  }
}

function* reduced(row: EffectiveRow, contents: readonly Field<string>[], found: RiskEntry, file: KaijiFile): Generator<Finding> {
  const { id, scenario } = found;
  if (
    row.evidence.length > 0 ||
    scenario.evidence.length > 0 ||
    isMistyped(row.map, 'content') ||
    isMistyped(row.map, 'evidence')
  )
    return;
  const measures = contents.filter(({ value }) => !saysNothingDone(value));
  if (measures.length > 0) return;
  const name = rowName(id, row);
  const [content] = contents;
  if (!content) {
    yield { at: placeOfWord(row, found), message: noMeasure({ name }), control: id };
  } else if (!isPlaceholder(content.value) && content.node.kind === 'scalar') {
    const words = content.value.trim();
    const start = content.value.indexOf(words);
    const at = placeOfPiece(file, content.node, { start, end: start + words.length });
    yield { at, message: nothingDone({ name, words }), control: id };
  }
}

/** The treatment where the row has its own; else what names the row. */
function placeOfWord(row: EffectiveRow, { scenario, name }: RiskEntry): Place {
  const word = row.words.find(({ value }) => value === 'reduce');
  if (word && (row.map === scenario.map || !scenario.treatment.includes(word.node))) return word.node;
  return row.target?.node ?? row.map.pairs[0]?.key ?? name;
}
