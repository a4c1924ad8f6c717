/** When things end or are due, on a line of time. */
import { counted } from '../../core/language.ts';
import { SOON } from '../../core/model/evidence.ts';
import { AHEAD, timelineSvg } from './charts/timeline.ts';
import { type Blocks, drawing, line, type Part } from './part.ts';

export interface Ending {
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** From the day of the report; negative once it is over. */
  readonly daysLeft: number;
  /** The same in words. */
  readonly left: string;
}

/** What is drawn at most: the first to end. */
const DRAWN = 30;

/**
 * What has ended, and what ends in the year ahead; of the rest how many there are.
 * @param all the first to end first
 */
export function endingsDrawing(all: readonly Ending[], title: string, part: Part): Blocks {
  const { say } = part;
  const shown = all.filter(({ daysLeft }) => daysLeft <= AHEAD).slice(0, DRAWN);
  if (shown.length === 0) return [];
  const rest = all.length - shown.length;
  const later = rest > 0 ? say(`ほか${rest}件の期限は、それより後です。`, `${rest} more end later.`) : '';
  const text = shown.map(({ name, lastDay, left }) => `${name} ${lastDay} ${left}`).join(say('、', '; '));
  return [
    ...drawing(part, text, (description, width) =>
      timelineSvg(
        {
          title,
          description,
          today: part.date,
          todayName: say('今日', 'today'),
          near: { days: SOON, name: say(`${SOON}日以内`, `within ${SOON} days`) },
          rows: shown.map(({ name, lastDay, daysLeft, left }) => ({
            name,
            days: daysLeft,
            state: daysLeft < 0 ? 'over' : daysLeft <= SOON ? 'near' : 'later',
            note: `${lastDay} ${left}`,
          })),
        },
        width,
      ),
    ),
    ...(part.hasDrawings ? line(part, later) : []),
  ];
}

/** @param over what is said once it is over, given the days since */
export function daysLeft(days: number, { say }: Part, over: (since: number) => string): string {
  if (days === 0) return say('今日まで', 'today');
  return days < 0 ? over(-days) : say(`あと${days}日`, counted(days, 'day'));
}
