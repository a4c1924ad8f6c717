/** The report in a few lines: what is done, what to look at, what to act on, and where more is said. */
import { counted } from '../../core/language.ts';
import type { PackageReport } from '../../core/report/report.ts';
import { standingOf } from '../../core/report/standing.ts';
import type { Inline } from '../form/form.ts';
import { atTheLine } from './assessment.ts';
import { type Figure, figuresSvg } from './charts/figures.ts';
import { type Blocks, type Cell, drawing, type Part, type Section, section, share, strong, table, words } from './part.ts';

/** act: overdue, expired, wrong; look: not finished, or soon due. */
type State = 'act' | 'look' | 'fine';

interface Line {
  readonly section: Section;
  readonly name: string;
  readonly text: string;
  readonly state: State;
}

/** A line for each section there is. */
export function summaryPart(report: PackageReport, part: Part): Blocks {
  const { say } = part;
  const states: Readonly<Record<State, readonly Inline[]>> = {
    act: strong(say('要対応', 'act')),
    look: words(say('要確認', 'look')),
    fine: words(say('問題なし', 'fine')),
  };
  const rows = linesOf(report, part).map((line): readonly Cell[] => [
    [{ is: 'reference', anchor: part.anchorOf(line.section), content: words(line.name) }],
    states[line.state],
    line.text,
  ]);
  return [
    section(part, 'summary', say('まとめ', 'In short')),
    ...figures(report, part),
    table([say('事項', 'Of'), say('状態', 'State'), say('内容', 'What')], rows),
  ];
}

function linesOf(report: PackageReport, { say }: Part): readonly Line[] {
  const { coverage, evidence, judgements, duties, annexes, assessments, deadlines } = report;
  const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((total, one) => total + of(one), 0);
  const { controls, answered, withEvidence: backed, errors, warnings, infos, ...rest } = standingOf(report);
  const { overdue, soon, expired, expiring, lost } = rest;
  const open = duties.filter((duty) => duty.bearer === 'ours' && duty.open).length;
  const untreated = sum(annexes, (one) => one.untreated) + sum(annexes, (one) => one.scenarios - one.entered);
  const unaccepted = sum(assessments, (one) => Math.max(0, atTheLine(one).after - atTheLine(one).accepted));
  const unknown = sum(assessments, (one) => one.scenarios.filter(({ meetsLine }) => meetsLine === undefined).length);
  const there = (line: Line, is: boolean): readonly Line[] => (is ? [line] : []);
  return [
    ...there(
      {
        section: 'answers',
        name: say('回答', 'Answers'),
        text: say(
          `${controls}項目のうち回答済み ${share(answered, controls)}、エビデンスあり ${share(backed, controls)}`,
          `${share(answered, controls)} of ${counted(controls, 'control')} answered, ${share(backed, controls)} with evidence`,
        ),
        state: answered < controls ? 'look' : 'fine',
      },
      coverage.length > 0,
    ),
    {
      section: 'gaps',
      name: say('不足', 'Gaps'),
      text: say(
        `エラー ${errors}、警告 ${warnings}、情報 ${infos}`,
        `${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(infos, 'notice')}`,
      ),
      state: errors > 0 ? 'act' : warnings > 0 ? 'look' : 'fine',
    },
    ...there(
      {
        section: 'due',
        name: say('期限', 'Due'),
        text: say(
          `計画と改善 ${deadlines.length}件のうち期限を過ぎたもの ${overdue}件、60日以内に期限 ${soon}件`,
          `Of ${deadlines.length} plans and improvements: ${overdue} overdue, ${soon} due within 60 days`,
        ),
        state: overdue > 0 ? 'act' : soon > 0 ? 'look' : 'fine',
      },
      deadlines.length > 0,
    ),
    ...there(
      {
        section: 'evidence',
        name: say('エビデンス', 'Evidence'),
        text: say(
          `${evidence.length}件のうち期限切れ ${expired}件、60日以内に期限 ${expiring}件、ファイルなし ${lost}件`,
          `Of ${evidence.length}: ${expired} expired, ${expiring} within 60 days, ${lost} without their file`,
        ),
        state: expired > 0 ? 'act' : expiring + lost > 0 ? 'look' : 'fine',
      },
      evidence.length > 0,
    ),
    ...there(
      {
        section: 'judgements',
        name: say('評価員の指摘', 'Findings of the evaluators'),
        text: say(`未解決 ${judgements.length}件`, `${judgements.length} open`),
        state: 'act',
      },
      judgements.length > 0,
    ),
    ...there(
      {
        section: 'duties',
        name: say('責任分界', 'Shared responsibility'),
        text: say(
          `当社の未了 ${open}件、利用者が行うこと ${duties.filter(({ bearer }) => bearer === 'customer').length}件`,
          `${open} of ours open, ${duties.filter(({ bearer }) => bearer === 'customer').length} for the medical institution`,
        ),
        state: open > 0 ? 'look' : 'fine',
      },
      duties.length > 0,
    ),
    ...there(
      {
        section: 'annex',
        name: say('リスク対応', 'Risk treatment'),
        text: say(
          `未記載のシナリオと対応 ${untreated}件`,
          `${counted(untreated, 'scenario or treatment', 'scenarios or treatments')} not entered`,
        ),
        state: untreated > 0 ? 'look' : 'fine',
      },
      annexes.length > 0,
    ),
    ...there(
      {
        section: 'assessment',
        name: say('リスク評価', 'Risk assessment'),
        text: say(
          `対策実施後も基準値以上で、保有としていないもの ${unaccepted}件、計算できないもの ${unknown}件`,
          `${unaccepted} at or above the line after their measures and not retained, ${unknown} that cannot be computed`,
        ),
        state: unaccepted > 0 ? 'act' : unknown > 0 ? 'look' : 'fine',
      },
      assessments.length > 0,
    ),
  ];
}

/** What is asked first, large; all of it stands in the table below too. */
function figures(report: PackageReport, part: Part): Blocks {
  const { say } = part;
  const { coverage, evidence, deadlines, judgements } = report;
  const { controls, answered, withEvidence, errors, warnings, overdue, soon, expired, expiring } = standingOf(report);
  const act = (count: number) => (count > 0 ? { alarm: say('要対応', 'act') } : {});
  const percent = (count: number) => `${Math.floor((count / Math.max(1, controls)) * 100)}%`;
  const all: readonly Figure[] = [
    ...(coverage.length > 0
      ? [
          {
            name: say('回答済み', 'Answered'),
            value: percent(answered),
            note: `${answered} / ${controls}`,
            share: answered / Math.max(1, controls),
          },
          {
            name: say('エビデンスあり', 'With evidence'),
            value: percent(withEvidence),
            note: `${withEvidence} / ${controls}`,
            share: withEvidence / Math.max(1, controls),
          },
        ]
      : []),
    {
      name: say('エラー', 'Errors'),
      value: String(errors),
      note: say(`ほかに警告 ${warnings}`, `and ${counted(warnings, 'warning')}`),
      ...act(errors),
    },
    ...(deadlines.length + judgements.length > 0
      ? [
          {
            name: say('期限超過', 'Overdue'),
            value: String(overdue),
            note: say(`60日以内 ${soon}、指摘 ${judgements.length}`, `${soon} soon, ${judgements.length} judged`),
            ...act(overdue),
          },
        ]
      : []),
    ...(evidence.length > 0
      ? [
          {
            name: say('エビデンス期限切れ', 'Evidence expired'),
            value: String(expired),
            note: say(`60日以内 ${expiring}`, `${expiring} within 60 days`),
            ...act(expired),
          },
        ]
      : []),
  ];
  const text = all.map(({ name, value, note }) => `${name} ${value} (${note})`).join(say('、', '; '));
  return drawing(part, text, (description, width) =>
    figuresSvg({ title: say('主な数', 'The numbers that matter'), description, figures: all }, width),
  );
}
