/** Values before and after, a line each, on one scale with a line across it. */
import { BAD, box, dot, label, line, path, QUIET, RULE, round, svg, toneOf, WIDTH } from './canvas.ts';

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
const LEFT = NAME + 16;
const LENGTH = WIDTH - NAME - NOTE - 40;
const STEP = 26;
const TOP = 44;

export function valuesSvg({ title, description, before, after, limit, most, rows }: Values): string {
  const at = (value: number) => LEFT + (most > 0 ? (value / most) * LENGTH : 0);
  const bottom = TOP + rows.length * STEP;
  const ticks = [...new Set([0, ...(limit ? [limit.value] : []), most])];
  const parts = rows.flatMap((row, i) => {
    const y = TOP + i * STEP + STEP / 2;
    const [from, to] = [at(row.before), row.after === undefined ? undefined : at(row.after)];
    return [
      label(0, y + 4, row.name, {}, NAME),
      line(LEFT, y, LEFT + LENGTH, y, { stroke: RULE }),
      ...(to === undefined || to === from ? [] : [arrow(from, to, y)]),
      ...(to === undefined
        ? []
        : [dot(to, y, 5.5, { fill: toneOf(4), stroke: toneOf(1), 'stroke-width': 2 }, `${row.name}: ${after} ${row.after}`)]),
      dot(from, y, to === from ? 3 : 5.5, { fill: toneOf(1) }, `${row.name}: ${before} ${row.before}`),
      label(WIDTH, y + 4, row.note, { 'text-anchor': 'end' }, NOTE),
    ];
  });
  return svg(title, description, bottom + 22, [
    dot(6, 8, 5.5, { fill: toneOf(1) }),
    label(18, 12, before),
    dot(106, 8, 5.5, { fill: toneOf(4), stroke: toneOf(1), 'stroke-width': 2 }),
    label(118, 12, after),
    ...(limit
      ? [
          box(at(limit.value), TOP - 6, LEFT + LENGTH - at(limit.value), bottom - TOP + 6, { fill: toneOf(3) }),
          line(at(limit.value), TOP - 6, at(limit.value), bottom, { stroke: BAD, 'stroke-width': 2, 'stroke-dasharray': '5 3' }),
          label(at(limit.value), TOP - 12, limit.name, { 'text-anchor': 'middle', fill: BAD }),
        ]
      : []),
    ...parts,
    ...ticks.map((value) => label(at(value), bottom + 15, String(value), { 'text-anchor': 'middle', fill: QUIET })),
  ]);
}

function arrow(from: number, to: number, y: number): string {
  const [direction, end] = to < from ? [1, to + 7] : [-1, to - 7];
  return path(
    `M${round(from)} ${y}H${round(end)}M${round(end + 6 * direction)} ${y - 4}L${round(end)} ${y}L${round(end + 6 * direction)} ${y + 4}`,
    { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.5 },
  );
}
