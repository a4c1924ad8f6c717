/** Risk assessments: the matrix, and each scenario before and after its measures. */
import { inLanguage } from '../../core/language.ts';
import type { AssessmentReport, Matrix, ScenarioReport } from '../../core/report/assessment.ts';
import { matrixSvg } from './charts/matrix.ts';
import { valuesSvg } from './charts/values.ts';
import { type Blocks, type Cell, drawing, line, type Part, section, strong, subsection, table, words } from './part.ts';

/** A part for each assessment; none where there is none. */
export function assessmentPart(assessments: readonly AssessmentReport[], part: Part): Blocks {
  const { say, language, pathOf } = part;
  if (assessments.length === 0) return [];
  return [
    section(part, 'assessment', say('リスク評価', 'Risk assessment')),
    ...assessments.flatMap(
      (one): Blocks => [
        subsection(part, pathOf(one.uri)),
        ...line(
          part,
          one.scaleTitle && inLanguage(one.scaleTitle, language),
          one.line === undefined ? '' : say(`対策要否の基準値 ${one.line}以上`, `line: ${one.line} and above`),
          one.lineReason,
          say(`対象の資産 ${one.assets}件`, `assets in scope: ${one.assets}`),
          say(`シナリオ ${one.scenarios.length}件`, `scenarios: ${one.scenarios.length}`),
        ),
        ...sums(one, part),
        ...(one.matrix && one.matrix.cells.length > 0 ? matrixOf(one.matrix, one.line, part) : []),
        ...valuesDrawing(one, part),
        ...beforeAndAfter(one.scenarios, part),
      ],
    ),
  ];
}

/** Scenarios at or above the line: before their measures, after them, and of these retained. */
export function atTheLine({ scenarios }: AssessmentReport): {
  readonly before: number;
  readonly after: number;
  readonly accepted: number;
} {
  const after = scenarios.filter((one) => (one.residual === undefined ? one.meetsLine : one.residualMeetsLine));
  return {
    before: scenarios.filter(({ meetsLine }) => meetsLine).length,
    after: after.length,
    accepted: scenarios.filter(({ isAccepted }) => isAccepted).length,
  };
}

function sums(one: AssessmentReport, part: Part): Blocks {
  if (one.line === undefined || one.scenarios.length === 0) return [];
  const { before, after, accepted } = atTheLine(one);
  return line(
    part,
    part.say(
      `基準値以上のシナリオ: 対策前 ${before}件 → 対策実施後 ${after}件（うち保有 ${accepted}件）`,
      `Scenarios at or above the line: ${before} before the measures, ${after} after (${accepted} retained)`,
    ),
  );
}

function matrixOf(matrix: Matrix, limit: number | undefined, part: Part): Blocks {
  const { say } = part;
  const text = matrix.cells
    .map(({ importance: i, threat: t, vulnerability: v, value, before, after }) =>
      say(
        `重要度${i}・脅威${t}・脆弱性${v}（値 ${value}）: ${before} → ${after}`,
        `importance ${i}, threat ${t}, vulnerability ${v} (value ${value}): ${before} → ${after}`,
      ),
    )
    .join(say('、', '; '));
  const drawn = drawing(part, text, (description, width) =>
    matrixSvg(
      matrix,
      limit,
      {
        title: say('リスクのマトリクス', 'Risk matrix'),
        description,
        importance: say('重要度', 'Importance'),
        threat: say('脅威', 'Threat'),
        vulnerability: say('脆弱性', 'Vulnerability'),
        legend: [
          say('左上の数: リスク評価値', 'Upper left: value'),
          say('中央: 対策前 → 対策実施後のシナリオの数', 'centre: scenarios before → after their measures'),
          ...(limit === undefined ? [] : [say(`太枠: 基準値（${limit}）以上`, `thick frame: at or above the line (${limit})`)]),
        ],
        between: say('　', ' · '),
      },
      width,
    ),
  );
  return drawn.length > 0 ? drawn : [matrixTable(matrix, limit, part)];
}

/** A row for each importance and threat level, a column for each vulnerability level; what meets the line is bold. */
function matrixTable(
  { importance, threat, vulnerability, cells }: Matrix,
  limit: number | undefined,
  { say }: Part,
): Blocks[number] {
  const cell = (i: number, t: number, v: number): Cell => {
    const found = cells.find((one) => one.importance === i && one.threat === t && one.vulnerability === v);
    const value = i * t * v;
    const shown = limit !== undefined && value >= limit ? strong(String(value)) : words(String(value));
    return found ? [...shown, ...words(`: ${found.before} → ${found.after}`)] : shown;
  };
  const head = [
    say('重要度', 'Importance'),
    say('脅威', 'Threat'),
    ...vulnerability.map((level) => say(`脆弱性 ${level}`, `Vulnerability ${level}`)),
  ];
  return table(
    head,
    importance.flatMap((i) => threat.map((t) => [i, t, ...vulnerability.map((v) => cell(i, t, v))])),
    say(
      'リスクのマトリクス（リスク評価値: 対策前の件数 → 対策実施後の件数。太字は基準値以上）',
      'Matrix (value: scenarios before → after; bold meets the line)',
    ),
  );
}

function valuesDrawing({ scenarios, line: limit, matrix }: AssessmentReport, part: Part): Blocks {
  const { say } = part;
  const rows = scenarios.flatMap((one) => (one.value === undefined ? [] : [{ ...one, value: one.value }]));
  if (rows.length === 0) return [];
  const top = (levels: readonly number[] | undefined) => levels?.at(-1) ?? 0;
  const most = Math.max(
    top(matrix?.importance) * top(matrix?.threat) * top(matrix?.vulnerability),
    limit ?? 0,
    ...rows.flatMap(({ value, residual }) => [value, residual ?? 0]),
  );
  const text = rows.map((one) => `${nameOf(one)} ${arithmetic(one, part)}`).join(say('、', '; '));
  return drawing(part, text, (description, width) =>
    valuesSvg(
      {
        title: say('シナリオごとのリスク評価値', 'Value of each scenario'),
        description,
        before: say('対策前', 'Before'),
        after: say('対策実施後', 'After'),
        limit: limit === undefined ? undefined : { value: limit, name: say(`基準値 ${limit}`, `line ${limit}`) },
        most,
        rows: rows.map((one) => ({ name: nameOf(one), before: one.value, after: one.residual, note: arithmetic(one, part) })),
      },
      width,
    ),
  );
}

function nameOf({ id, title }: ScenarioReport): string {
  return [id, title].filter(Boolean).join(' ');
}

function arithmetic(one: ScenarioReport, { say }: Part): string {
  return `${one.residual === undefined ? one.value : `${one.value} → ${one.residual}`} ${verdict(one, say)}`;
}

function beforeAndAfter(scenarios: readonly ScenarioReport[], { say }: Part): Blocks {
  if (scenarios.length === 0) return [];
  const known = (value: number | undefined) => (value === undefined ? '－' : String(value));
  const marks = { done: '✓', open: '…', 'not-applicable': '－', unlisted: '?', unknown: '?' } as const;
  return [
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
        nameOf(one),
        one.asset,
        one.factors.join(' × '),
        known(one.value),
        one.measures.map(({ id, state }) => `${id} ${marks[state]}`).join(say('、', ', ')),
        known(one.residual),
        verdict(one, say),
      ]),
      say(
        '対策前と対策実施後（対策の印: ✓ 実施済 … 未了 － 対象外 ? 対応状況の記載なし）',
        'Before and after (measures: ✓ done … open － not applicable ? not said)',
      ),
    ),
  ];
}

function verdict({ meetsLine, residual, residualMeetsLine, isAccepted }: ScenarioReport, say: Part['say']): string {
  if (meetsLine === undefined) return say('計算できない', 'cannot be computed');
  if (!meetsLine) return say('基準値未満', 'below the line');
  if (isAccepted) return say('保有', 'retained');
  if (residual === undefined) return say('要対策', 'needs treatment');
  return residualMeetsLine
    ? say('対策実施後も基準値以上', 'still at or above the line')
    : say('対策実施後は基準値未満', 'below the line after');
}
