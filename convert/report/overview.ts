/** Several packages beside one another. */
import { type StandingSource, standingOf } from '../../core/report/standing.ts';
import type { Inline } from '../form/form.ts';
import { wordsOf } from '../form/words.ts';
import { answerLegend, coverageBar, shades, small } from './answers.ts';
import { barsSvg } from './charts/bars.ts';
import { type Blocks, type Cell, drawing, type Part, share, strong, table } from './part.ts';

/** A package of the overview. */
export interface Listed extends StandingSource {
  /** What it is called, with what leads there. */
  readonly name: readonly Inline[];
}

/** A row for each package, in their order. */
export function overviewPart(packages: readonly Listed[], part: Part): Blocks {
  return [...(part.isDrawn ? overviewDrawing(packages, part) : []), overviewTable(packages, part)];
}

function overviewDrawing(packages: readonly Listed[], part: Part): Blocks {
  const bars = packages.map(({ name, ...counted }) => coverageBar(wordsOf(name), standingOf(counted)));
  const text = bars.map(({ name, note }) => `${name} ${note}`).join(part.say('、', '; '));
  return drawing(part, text, (description, width) =>
    barsSvg(
      {
        title: part.say('パッケージごとの回答の状況', 'Answers by package'),
        description,
        legend: answerLegend(part),
        bars,
      },
      width,
    ),
  );
}

function overviewTable(packages: readonly Listed[], part: Part): Blocks[number] {
  const { say } = part;
  const legend = answerLegend(part);
  const grave = (count: number): Cell => (count > 0 ? strong(String(count)) : count);
  return table(
    [
      say('パッケージ', 'Package'),
      say('項目', 'Controls'),
      ...(part.hasDrawings ? [say('進み具合', 'Progress')] : []),
      say('回答済み', 'Answered'),
      say('エビデンスあり', 'With evidence'),
      say('エラー', 'Errors'),
      say('警告', 'Warnings'),
      say('期限超過', 'Overdue'),
      say('エビデンスの期限切れ', 'Evidence expired'),
    ],
    packages.map(({ name, ...counted }): readonly Cell[] => {
      const standing = standingOf(counted);
      return [
        name,
        standing.controls,
        ...(standing.controls > 0 || !part.hasDrawings ? small(part, legend, coverageBar(wordsOf(name), standing)) : ['']),
        ...[standing.answered, standing.withEvidence].map((one) =>
          standing.controls > 0 ? share(one, standing.controls) : '－',
        ),
        grave(standing.errors),
        standing.warnings,
        grave(standing.overdue),
        grave(standing.expired),
      ];
    }),
    shades(legend, part),
  );
}
