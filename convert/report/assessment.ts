/** Risk assessments on the report's page: the matrix, and each scenario before and after its measures. */
import { escaped } from '../../core/features/markdown.ts';
import { inLanguage } from '../../core/language.ts';
import type { AssessmentReport, Matrix, ScenarioReport } from '../../core/report/assessment.ts';
import { line, type Page, table } from './table.ts';

/** A part for each assessment; none where there is none. */
export function assessmentPage(assessments: readonly AssessmentReport[], page: Page): readonly string[] {
  const { say, language, pathOf } = page;
  if (assessments.length === 0) return [];
  return [
    `## ${say('リスク評価', 'Risk assessment')}`,
    ...assessments.flatMap((one) => [
      `### ${escaped(pathOf(one.uri))}`,
      line(
        page,
        one.scaleTitle && escaped(inLanguage(one.scaleTitle, language)),
        one.line === undefined ? '' : say(`対策要否の基準値 ${one.line}以上`, `line: ${one.line} and above`),
        one.lineReason && escaped(one.lineReason),
        say(`対象の資産 ${one.assets}件`, `assets in scope: ${one.assets}`),
        say(`シナリオ ${one.scenarios.length}件`, `scenarios: ${one.scenarios.length}`),
      ),
      sums(one, page),
      ...(one.matrix && one.matrix.cells.length > 0 ? matrix(one.matrix, one.line, page) : []),
      ...beforeAndAfter(one.scenarios, page),
    ]),
  ];
}

function sums({ scenarios, line: limit }: AssessmentReport, { say }: Page): string {
  if (limit === undefined || scenarios.length === 0) return '';
  const before = scenarios.filter(({ meetsLine }) => meetsLine).length;
  const after = scenarios.filter((one) => (one.residual === undefined ? one.meetsLine : one.residualMeetsLine)).length;
  const accepted = scenarios.filter(({ isAccepted }) => isAccepted).length;
  return say(
    `基準値以上のシナリオ: 対策前 ${before}件 → 対策実施後 ${after}件（うち保有 ${accepted}件）`,
    `Scenarios at or above the line: ${before} before the measures, ${after} after (${accepted} retained)`,
  );
}

/** A row for each importance and threat level, a column for each vulnerability level; what meets the line is bold. */
function matrix(
  { importance, threat, vulnerability, cells }: Matrix,
  limit: number | undefined,
  { say }: Page,
): readonly string[] {
  const cell = (i: number, t: number, v: number) => {
    const found = cells.find((one) => one.importance === i && one.threat === t && one.vulnerability === v);
    const value = i * t * v;
    const shown = limit !== undefined && value >= limit ? `**${value}**` : String(value);
    return found ? `${shown}: ${found.before} → ${found.after}` : shown;
  };
  const head = [
    say('重要度', 'Importance'),
    say('脅威', 'Threat'),
    ...vulnerability.map((level) => say(`脆弱性 ${level}`, `Vulnerability ${level}`)),
  ];
  const rows = importance.flatMap((i) => threat.map((t) => [i, t, ...vulnerability.map((v) => cell(i, t, v))]));
  return [
    say(
      'リスクのマトリクス（リスク評価値: 対策前の件数 → 対策実施後の件数。太字は基準値以上）',
      'Matrix (value: scenarios before → after; bold meets the line)',
    ),
    table(
      head,
      rows,
      vulnerability.map((_, column) => column + 2),
    ),
  ];
}

function beforeAndAfter(scenarios: readonly ScenarioReport[], { say }: Page): readonly string[] {
  if (scenarios.length === 0) return [];
  const known = (value: number | undefined) => (value === undefined ? '－' : String(value));
  const marks = { done: '✓', open: '…', 'not-applicable': '－', unlisted: '?', unknown: '?' } as const;
  return [
    say(
      '対策前と対策実施後（対策の印: ✓ 実施済 … 未了 － 対象外 ? 対応状況の記載なし）',
      'Before and after (measures: ✓ done … open － not applicable ? not said)',
    ),
    table(
      [
        say('シナリオ', 'Scenario'),
        say('資産', 'Asset'),
        say('計算', 'Arithmetic'),
        say('対策前', 'Before'),
        say('対策', 'Measures'),
        say('対策実施後', 'After'),
        say('判定', 'Verdict'),
      ],
      scenarios.map((one) => [
        [one.id, one.title].filter(Boolean).join(' '),
        one.asset,
        one.factors.join(' × '),
        known(one.value),
        one.measures.map(({ id, state }) => `${id} ${marks[state]}`).join(say('、', ', ')),
        known(one.residual),
        verdict(one, say),
      ]),
    ),
  ];
}

function verdict({ meetsLine, residual, residualMeetsLine, isAccepted }: ScenarioReport, say: Page['say']): string {
  if (meetsLine === undefined) return say('計算できない', 'cannot be computed');
  if (!meetsLine) return say('基準値未満', 'below the line');
  if (isAccepted) return say('保有', 'retained');
  if (residual === undefined) return say('要対策', 'needs treatment');
  return residualMeetsLine
    ? say('対策実施後も基準値以上', 'still at or above the line')
    : say('対策実施後は基準値未満', 'below the line after');
}
