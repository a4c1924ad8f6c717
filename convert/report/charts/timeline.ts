/** When things end, a line each, on a scale of months with today across it. */
import { daysBetween } from '../../../core/date.ts';
import { BAD, box, dot, label, line, path, QUIET, RULE, SMALL, svg, toneOf, WIDTH, type Width } from './canvas.ts';

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
const STEP = 26;
const TOP = 44;
/** Of a line of text over what it names. */
const LINE = 18;
/** Left and right of a narrow scale, for the names of months. */
const EDGE = 26;

export function timelineSvg({ title, description, today, todayName, near, rows }: Timeline, whole: Width = WIDTH): string {
  const isWide = whole === WIDTH;
  const left = isWide ? NAME + 20 : EDGE;
  const length = isWide ? WIDTH - NAME - NOTE - 40 : whole - EDGE * 2;
  const step = isWide ? STEP : STEP + LINE;
  const at = (days: number) => left + ((Math.max(-BEFORE, Math.min(AHEAD, days)) + BEFORE) / (BEFORE + AHEAD)) * length;
  const bottom = TOP + rows.length * step;
  // What goes down through all rows keeps clear of words that stand above what they name.
  const spans = isWide
    ? [[TOP - 6, bottom] as const]
    : rows.map((_, i) => [TOP + (i + 1) * step - STEP + 3, TOP + (i + 1) * step - 3] as const);
  const parts = rows.flatMap(({ name, days, state, note }, i) => {
    const y = TOP + (i + 1) * step - STEP / 2;
    const words = isWide ? y + 4 : y - LINE + 4;
    const hint = `${name}: ${note}`;
    return [
      label(0, words, name, {}, isWide ? NAME : whole - NOTE),
      line(left, y, at(days), y, {
        stroke: state === 'over' ? BAD : QUIET,
        'stroke-width': 2,
        ...(state === 'over' ? { 'stroke-dasharray': '3 3' } : {}),
      }),
      markOf(state, at(days), y, hint),
      label(whole, words, note, { 'text-anchor': 'end', ...(state === 'over' ? { fill: BAD, 'font-weight': 700 } : {}) }, NOTE),
    ];
  });
  const drawn = [
    ...spans.map(([from, to]) => box(at(0), from, at(near.days) - at(0), to - from, { fill: toneOf(3) })),
    ...quartersFrom(today).flatMap(({ days, name }) => [
      ...spans.map(([from, to]) => line(at(days), from, at(days), to, { stroke: RULE })),
      label(at(days), bottom + 16, name, { 'text-anchor': 'middle', fill: QUIET, 'font-size': SMALL }),
    ]),
    ...spans.map(([from, to]) => line(at(0), isWide ? from - 4 : from, at(0), to, { stroke: 'currentColor', 'stroke-width': 2 })),
    label(at(0), TOP - 15, todayName, { 'text-anchor': 'end' }),
    label(at(0) + 6, TOP - 15, near.name, { fill: QUIET }),
    ...parts,
  ];
  return svg(title, description, bottom + 24, drawn, whole);
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
