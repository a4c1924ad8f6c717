import { fixed, inSentence, message } from '../language.ts';
import { assessmentScenarioOf, assetOf, type Level, measureOf, threatOf, vulnerabilityOf } from '../model/assessment.ts';
import { answerOf, repliesOf } from '../model/checklist.ts';
import { keyNode, termField } from '../model/field.ts';
import type { PackageView } from '../package/index.ts';
import { isSatisfied } from '../package/satisfied.ts';
import { WHY_NOT_APPLICABLE } from '../scaffold/reason.ts';
import { fillPair } from '../yaml/edit.ts';
import { asMap, isDamaged, type MapNode, pairOf } from '../yaml/tree.ts';
import type { EntryRule, Finding, RuleDocs } from './rule.ts';
import { answerControl } from './shared/control.ts';
import { explainedAnywhere, explains, has, keyBefore, namedReplies } from './shared/reply.ts';

const noReason = message<{ name: string }>({
  ja: ({ name }) => `${inSentence(name)}は対象外とされていますが、理由がありません。なぜ対象外なのかを reason に書いてください。`,
  en: ({ name }) => `${name} is marked not applicable without a reason. Say under reason why it does not apply.`,
});

const noAlternative = message<{ name: string }>({
  ja: ({ name }) =>
    `${inSentence(name)}は代替策とされていますが、内容も理由もありません。何で代えているかを answer に、求められた対策をとらない理由を reason に書いてください。`,
  en: ({ name }) =>
    `${name} is marked as met by an alternative, with neither answer nor reason. Say under answer what is done instead, and under reason why.`,
});

const noMeasureAlternative = message<{ name: string }>({
  ja: ({ name }) =>
    `${inSentence(name)}は代替策とされていますが、理由がありません。何で代えているのか、なぜなのかを reason に書いてください。`,
  en: ({ name }) =>
    `${name} is marked as met by an alternative without a reason. Say under reason what is done instead, and why.`,
});

const noScope = message<{ name: string; partly: boolean }>({
  ja: ({ name, partly }) =>
    `資産 ${inSentence(name)}は${partly ? '一部対象' : '対象外'}とされていますが、理由がありません。なぜ${partly ? '一部だけなのか' : '評価しないのか'}を reason に書いてください。`,
  en: ({ name, partly }) =>
    `The asset ${name} is ${partly ? 'partly in scope' : 'out of scope'} without a reason. Say under reason why ${partly ? 'only partly' : 'it is not assessed'}.`,
});

const noOverride = message<{ name: string; levels: readonly { readonly ja: string; readonly en: string }[] }>({
  ja: ({ name, levels }) =>
    `${inSentence(name)}は一覧と違う${levels.map(({ ja }) => ja).join('と')}で評価していますが、理由がありません。なぜ一覧と違うのかを reason に書いてください。`,
  en: ({ name, levels }) =>
    `${name} is assessed with a ${levels.map(({ en }) => en).join(' and a ')} other than that of the list, without a reason. Say under reason why.`,
});

const insert = fixed('理由（reason）を加える', 'Insert a reason');

const NOT_APPLICABLE = `reason: ${WHY_NOT_APPLICABLE.ja}`;
const ALTERNATIVE = 'reason: ●●のため、●●で代えています。';

interface Data {
  readonly map: MapNode;
  /** What the fix writes. */
  readonly line: string;
}

export const docs: RuleDocs = {
  ja: `「対象外」「代替策」は、その判断の根拠があってはじめて評価できます。担当者が替わっても根拠が残るように、\`reason\`（または \`answer\`）に書いてください。項目全体、小項目、対象ごとの回答のどれにもあてはまります。項目全体に理由や回答があれば、小項目ごとには求めません。

リスク評価では、対象外・一部対象とした資産、対象外・代替策とした対策、一覧と違うレベル（\`threat-level\`、\`vulnerability-level\`）で評価したシナリオに、理由を求めます。

\`\`\`yaml
- control: CL-174
  status: 対象外
  reason: 院外からの利用を認めていないため。
\`\`\``,
  en: `"Not applicable" and "alternative" can be judged only with the grounds for them. Write these under \`reason\` (or \`answer\`), so that they stay when people change. This holds for an item as a whole, its sub-items and its answers by target; where the item as a whole has a reason or an answer, its sub-items need none of their own.

In a risk assessment, assets out of or partly in scope, measures that are not applicable or met by alternatives, and scenarios assessed with other levels than the lists' (\`threat-level\`, \`vulnerability-level\`) want a reason.

\`\`\`yaml
- control: CL-174
  status: not-applicable
  reason: The service cannot be used from outside the hospital.
\`\`\``,
};

export const missingReason: EntryRule = {
  code: 'missing-reason',
  severity: 'warning',
  scope: 'entry',
  kinds: ['checklist', 'assessment'],
  sequences: ['answers', 'assets', 'scenarios', 'measures'],
  reads: ['satisfies', 'threats', 'vulnerabilities'],
  summary: fixed('対象外・代替策とした項目に理由がない', 'An item marked not applicable or alternative gives no reason'),
  *check(entry, { own, catalogs, lookup }) {
    const map = asMap(entry.node);
    if (!map || isDamaged(map)) return;
    if (entry.document.kind === 'assessment') {
      yield* inAssessment(entry.sequence, map, lookup);
      return;
    }
    const answer = answerOf(map);
    if (!repliesOf(answer).some(({ status }) => needsReason(status?.value))) return;
    const control = answerControl(answer, catalogs, own);
    if (control && isSatisfied(control, { lookup })) return;
    for (const { reply, name, id, whole } of namedReplies(answer, control)) {
      const status = reply.status;
      if (!reply.map || !status || !needsReason(status.value)) continue;
      if (whole ? explainedAnywhere(answer) : explains(reply) || explains(answer)) continue;
      // An answer of another type than text is wrong-type's business.
      if (has(reply.map, 'answer')) continue;
      yield {
        at: keyNode(reply.map, 'reason') ?? status.node,
        message: (status.value === 'alternative' ? noAlternative : noReason)({ name }),
        control: id,
        data: { map: reply.map, line: status.value === 'alternative' ? ALTERNATIVE : NOT_APPLICABLE } satisfies Data,
      };
    }
  },
  fixes(finding, { file }) {
    const { map, line } = finding.data as Data;
    return [
      {
        title: insert,
        edits: [{ uri: file.uri, splices: [fillPair(file, map, 'reason', [line], placeBefore(map))] }],
        preferred: true,
      },
    ];
  },
};

function needsReason(status: string | undefined): boolean {
  return status === 'not-applicable' || status === 'alternative';
}

function* inAssessment(sequence: string, map: MapNode, lookup: PackageView['lookup']): Iterable<Finding> {
  if (has(map, 'reason')) return;
  const at = keyNode(map, 'reason');
  if (sequence === 'assets') {
    const scope = termField(map, 'scope', 'scope');
    const name = assetOf(map).id?.value;
    if (name === undefined || (scope?.value !== 'out' && scope?.value !== 'partial')) return;
    const partly = scope.value === 'partial';
    const line = partly ? 'reason: ●●の影響だけを評価するため。' : 'reason: ●●のため、対象外です。';
    yield { at: at ?? scope.node, message: noScope({ name, partly }), control: name, data: { map, line } satisfies Data };
  }
  if (sequence === 'measures') {
    const { status, id, control } = measureOf(map);
    const name = (id ?? control)?.value;
    if (name === undefined || !needsReason(status?.value) || !status || has(map, 'note')) return;
    const isAlternative = status.value === 'alternative';
    yield {
      at: at ?? status.node,
      message: (isAlternative ? noMeasureAlternative : noReason)({ name }),
      control: name,
      data: { map, line: isAlternative ? ALTERNATIVE : NOT_APPLICABLE } satisfies Data,
    };
  }
  if (sequence === 'scenarios') yield* ofLevels(map, lookup);
}

/** Levels in place of those of the lists; the same ones need no reason, nor do those of lists that have none. */
function* ofLevels(map: MapNode, lookup: PackageView['lookup']): Iterable<Finding> {
  const { id, threat, vulnerability, threatLevel, vulnerabilityLevel } = assessmentScenarioOf(map);
  const threatMap = threat && asMap(lookup('threats', threat.text)[0]?.entry.node);
  const vulnerabilityMap = vulnerability && asMap(lookup('vulnerabilities', vulnerability.text)[0]?.entry.node);
  const differs = (own: Level | undefined, listed: Level | undefined) =>
    own?.value !== undefined && listed?.value !== undefined && own.value !== listed.value;
  const others = [
    ...(threatMap && differs(threatLevel, threatOf(threatMap).level)
      ? [{ level: threatLevel, ja: '脅威レベル', en: 'threat level' }]
      : []),
    ...(vulnerabilityMap && differs(vulnerabilityLevel, vulnerabilityOf(vulnerabilityMap).level)
      ? [{ level: vulnerabilityLevel, ja: '脆弱性レベル', en: 'vulnerability level' }]
      : []),
  ];
  const [first] = others;
  if (!id || !first?.level) return;
  yield {
    at: keyNode(map, 'reason') ?? first.level.node,
    message: noOverride({ name: id.value, levels: others }),
    control: id.value,
    data: { map, line: 'reason: ●●のため、一覧と違うレベルで評価します。' } satisfies Data,
  };
}

/** The key behind which a reason reads best. */
function placeBefore(map: MapNode): string | undefined {
  return keyBefore(map) ?? ['vulnerability-level', 'threat-level', 'scope'].find((key) => pairOf(map, key));
}
