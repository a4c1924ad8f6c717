/** When things end, a line each, on a scale of months with today across it. */
import { daysBetween } from '../../../core/date.ts';
import { BAD, box, dot, label, line, path, QUIET, RULE, svg, toneOf, WIDTH } from './canvas.ts';

export interface Timeline {
  readonly title: string;
  readonly description: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly todayName: string;
  /** From today: what ends in these days is near. */
  readonly near: { readonly days: number; readonly name: string };
  readonly rows: readonly TimelineRow[];
}

export interface TimelineRow {
  readonly name: string;
  /** From today; negative for what is over. */
  readonly days: number;
  readonly state: 'over' | 'near' | 'later';
  readonly note: string;
}

/** Days shown before today and after it; what is over for longer stands at the edge. */
const BEFORE = 92;
export const AHEAD = 366;

const NAME = 290;
const NOTE = 200;
const LEFT = NAME + 20;
const LENGTH = WIDTH - NAME - NOTE - 40;
const STEP = 26;
const TOP = 44;

export function timelineSvg({ title, description, today, todayName, near, rows }: Timeline): string {
  const at = (days: number) => LEFT + ((Math.max(-BEFORE, Math.min(AHEAD, days)) + BEFORE) / (BEFORE + AHEAD)) * LENGTH;
  const bottom = TOP + rows.length * STEP;
  const parts = rows.flatMap(({ name, days, state, note }, i) => {
    const y = TOP + i * STEP + STEP / 2;
    const hint = `${name}: ${note}`;
    return [
      label(0, y + 4, name, {}, NAME),
      line(LEFT, y, at(days), y, {
        stroke: state === 'over' ? BAD : QUIET,
        'stroke-width': 2,
        ...(state === 'over' ? { 'stroke-dasharray': '3 3' } : {}),
      }),
      markOf(state, at(days), y, hint),
      label(WIDTH, y + 4, note, { 'text-anchor': 'end', ...(state === 'over' ? { fill: BAD, 'font-weight': 700 } : {}) }, NOTE),
    ];
  });
  return svg(title, description, bottom + 24, [
    box(at(0), TOP - 6, at(near.days) - at(0), bottom - TOP + 6, { fill: toneOf(3) }),
    ...quartersFrom(today).flatMap(({ days, name }) => [
      line(at(days), TOP - 6, at(days), bottom, { stroke: RULE }),
      label(at(days), bottom + 16, name, { 'text-anchor': 'middle', fill: QUIET, 'font-size': 11 }),
    ]),
    line(at(0), TOP - 10, at(0), bottom, { stroke: 'currentColor', 'stroke-width': 2 }),
    label(at(0), TOP - 15, todayName, { 'text-anchor': 'end' }),
    label(at(0) + 6, TOP - 15, near.name, { fill: QUIET }),
    ...parts,
  ]);
}

/** Forms that differ as their colours do. */
function markOf(state: TimelineRow['state'], x: number, y: number, hint: string): string {
  const [left, right, upper, lower] = [x - 5, x + 5, y - 5, y + 5].map((value) => Math.round(value * 100) / 100);
  if (state === 'over')
    return path(
      `M${left} ${upper}L${right} ${lower}M${left} ${lower}L${right} ${upper}`,
      { stroke: BAD, 'stroke-width': 3 },
      hint,
    );
  if (state === 'near')
    return path(`M${left} ${lower}H${right}L${Math.round(x * 100) / 100} ${upper}Z`, { fill: toneOf(1) }, hint);
  return dot(x, y, 5, { fill: toneOf(2) }, hint);
}

/** The first days of January, April, July and October within what is shown. */
function quartersFrom(today: string): readonly { readonly days: number; readonly name: string }[] {
  const year = Number(today.slice(0, 4));
  return [year - 1, year, year + 1, year + 2]
    .flatMap((each) => ['01', '04', '07', '10'].map((month) => `${String(each).padStart(4, '0')}-${month}`))
    .map((name) => ({ name, days: daysBetween(today, `${name}-01`) }))
    .filter(({ days }) => days >= -BEFORE && days <= AHEAD);
}
