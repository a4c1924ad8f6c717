/** Counts in rows and columns, stronger where there are more of them. */
import { box, FONT, label, QUIET, RULE, svg, toneOf, WIDTH } from './canvas.ts';

export interface Heat {
  readonly title: string;
  readonly description: string;
  readonly columns: readonly string[];
  /** Each with as many counts as there are columns. */
  readonly rows: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

const NAME = 330;
const STEP = 26;
const GAP = 3;

/** How strong a count is among others: 1 from two thirds of the most on, 2 from a third on; undefined for none at all. */
export function shadeOf(count: number, most: number): 1 | 2 | 3 | undefined {
  if (count <= 0) return undefined;
  return count * 3 >= most * 2 ? 1 : count * 3 >= most ? 2 : 3;
}

/** @returns a drawing as wide as all are, as high as it has rows; `title` and `description` are read aloud */
export function heatSvg({ title, description, columns, rows }: Heat): string {
  const most = Math.max(1, ...rows.flatMap(({ counts }) => counts));
  const top = FONT * 2;
  const width = (WIDTH - NAME) / Math.max(1, columns.length);
  const centre = (i: number) => NAME + (i + 0.5) * width;
  return svg(title, description, top + rows.length * STEP, [
    ...columns.map((name, i) => label(centre(i), 12, name, { 'text-anchor': 'middle', fill: QUIET }, width - 6)),
    ...rows.flatMap(({ name, counts }, row) => {
      const y = top + row * STEP;
      return [
        label(0, y + STEP / 2 + 4, name, {}, NAME - 14),
        ...counts.flatMap((count, i) => {
          const shade = shadeOf(count, most);
          const square = [NAME + i * width + GAP, y + GAP, width - GAP * 2, STEP - GAP * 2] as const;
          const words = label(centre(i), y + STEP / 2 + 4, count === 0 ? '－' : String(count), {
            'text-anchor': 'middle',
            fill: shade === 1 ? toneOf(4) : count === 0 ? QUIET : 'currentColor',
            ...(shade === 1 ? { 'font-weight': 700 } : {}),
          });
          return [box(...square, { fill: shade === undefined ? 'none' : TONES[shade], stroke: RULE }), words];
        }),
      ];
    }),
  ]);
}

const TONES = { 1: toneOf(1), 2: toneOf(3), 3: toneOf(4) } as const;
