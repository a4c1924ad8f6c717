/** What was undertaken by a day: plans, and improvements evaluators asked for. */
import { counted, inLanguage } from '../../core/language.ts';
import type { Deadline } from '../../core/report/deadlines.ts';
import type { PackageReport } from '../../core/report/report.ts';
import { daysLeft, endingsDrawing } from './endings.ts';
import { type Blocks, led, type Part, section, table } from './part.ts';

/** None where nothing is planned. */
export function duePart({ deadlines: all }: PackageReport, part: Part): Blocks {
  const { say, language } = part;
  if (all.length === 0) return [];
  const kinds: Readonly<Record<Deadline['kind'], string>> = {
    plan: say('対応の計画', 'plan'),
    improvement: say('指摘の改善', 'improvement'),
  };
  const nameOf = (one: Deadline) => [one.control, inLanguage(one.title, language)].filter(Boolean).join(' ');
  const dated = all.flatMap((one) =>
    one.daysLeft === undefined || one.lastDay === undefined
      ? []
      : [{ name: nameOf(one), lastDay: one.lastDay, daysLeft: one.daysLeft, left: left(one, part) }],
  );
  return [
    section(part, 'due', say('期限', 'Due')),
    ...endingsDrawing(dated, say('計画と改善の期限', 'When plans and improvements are due'), part),
    table(
      [
        say('期限', 'Due'),
        say('残り', 'Left'),
        say('項目', 'Control'),
        say('題名', 'Title'),
        say('種類', 'Kind'),
        say('すること', 'What'),
      ],
      all.map((one) => [
        one.due ?? say('未定', 'not set'),
        left(one, part),
        led(one.control ?? (inLanguage(one.title, language) || say('（名前なし）', '(no name)')), [one]),
        one.control === undefined ? '' : inLanguage(one.title, language),
        kinds[one.kind],
        one.action ?? '',
      ]),
    ),
  ];
}

function left(one: Deadline, part: Part): string {
  return one.daysLeft === undefined
    ? ''
    : daysLeft(one.daysLeft, part, (days) => part.say(`${days}日超過`, `${counted(days, 'day')} overdue`));
}
