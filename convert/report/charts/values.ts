/** Values before and after, a line each, on one scale with a line across it. */
import { BAD, box, dot, FONT, label, line, path, QUIET, RULE, round, svg, toneOf, WIDTH, type Width, widthOf } from './canvas.ts';

export interface Values {
  readonly title: string;
  readonly description: string;
  /** The two marks, named. */
  readonly before: string;
  readonly after: string;
  /** From here on something has to be done. */
  readonly limit: { readonly value: number; readonly name: string } | undefined;
  readonly most: number;
  readonly rows: readonly ValueRow[];
}

export interface ValueRow {
  readonly name: string;
  readonly before: number;
  readonly after: number | undefined;
  readonly note: string;
}

const NAME = 290;
const NOTE = 250;
const STEP = 26;
const TOP = 44;
/** Of a line of text over what it is about. */
const LINE = 18;
/** Left and right of a narrow scale. */
const EDGE = 16;

export function valuesSvg({ title, description, before, after, limit, most, rows }: Values, whole: Width = WIDTH): string {
  const isWide = whole === WIDTH;
  const left = isWide ? NAME + 16 : EDGE;
  const length = isWide ? WIDTH - NAME - NOTE - 40 : whole - EDGE * 2;
  const step = isWide ? STEP : STEP + LINE * 2;
  const at = (value: number) => left + (most > 0 ? (value / most) * length : 0);
  const bottom = TOP + rows.length * step;
  const half = (widthOf(limit?.name ?? '') * FONT) / 2;
  const within = (x: number) => Math.max(half, Math.min(whole - half, x));
  const ticks = [...new Set([0, ...(limit ? [limit.value] : []), most])];
  // What goes down through all rows keeps clear of words that stand above what they name.
  const spans = isWide
    ? [[TOP - 6, bottom] as const]
    : rows.map((_, i) => [TOP + (i + 1) * step - STEP + 3, TOP + (i + 1) * step - 3] as const);
  const parts = rows.flatMap((row, i) => {
    const y = TOP + (i + 1) * step - STEP / 2;
    const [from, to] = [at(row.before), row.after === undefined ? undefined : at(row.after)];
    return [
      label(0, isWide ? y + 4 : y - LINE * 2 + 4, row.name, {}, isWide ? NAME : whole),
      line(left, y, left + length, y, { stroke: RULE }),
      ...(to === undefined || to === from ? [] : [arrow(from, to, y)]),
      ...(to === undefined
        ? []
        : [dot(to, y, 5.5, { fill: toneOf(4), stroke: toneOf(1), 'stroke-width': 2 }, `${row.name}: ${after} ${row.after}`)]),
      dot(from, y, to === from ? 3 : 5.5, { fill: toneOf(1) }, `${row.name}: ${before} ${row.before}`),
      isWide ? label(WIDTH, y + 4, row.note, { 'text-anchor': 'end' }, NOTE) : label(0, y - LINE + 4, row.note, {}, whole),
    ];
  });
  const drawn = [
    dot(6, 8, 5.5, { fill: toneOf(1) }),
    label(18, 12, before),
    dot(106, 8, 5.5, { fill: toneOf(4), stroke: toneOf(1), 'stroke-width': 2 }),
    label(118, 12, after),
    ...(limit
      ? [
          ...spans.flatMap(([from, to]) => [
            box(at(limit.value), from, left + length - at(limit.value), to - from, { fill: toneOf(3) }),
            line(at(limit.value), from, at(limit.value), to, { stroke: BAD, 'stroke-width': 2, 'stroke-dasharray': '5 3' }),
          ]),
          label(within(at(limit.value)), TOP - 12, limit.name, { 'text-anchor': 'middle', fill: BAD }),
        ]
      : []),
    ...parts,
    ...ticks.map((value) => label(at(value), bottom + 15, String(value), { 'text-anchor': 'middle', fill: QUIET })),
  ];
  return svg(title, description, bottom + 22, drawn, whole);
}

function arrow(from: number, to: number, y: number): string {
  const [direction, end] = to < from ? [1, to + 7] : [-1, to - 7];
  return path(
    `M${round(from)} ${y}H${round(end)}M${round(end + 6 * direction)} ${y - 4}L${round(end)} ${y}L${round(end + 6 * direction)} ${y + 4}`,
    { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 },
  );
}
