/** A few numbers, large, a tile each. */
import { box, label, QUIET, RULE, svg, toneOf, WIDTH } from './canvas.ts';

export interface Figures {
  readonly title: string;
  readonly description: string;
  readonly figures: readonly Figure[];
}

export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly note: string;
  /** The share done, 0 to 1, as a bar below; none where absent. */
  readonly share?: number;
  /** Something has to be done: said in words, and by a thick frame. */
  readonly alarm?: string;
}

const GAP = 14;
const HEIGHT = 104;
const INSET = 14;

/** @returns a drawing as wide as all are, which the tiles share; `title` and `description` are read aloud */
export function figuresSvg({ title, description, figures }: Figures): string {
  const width = (WIDTH - GAP * (figures.length - 1)) / Math.max(1, figures.length);
  return svg(
    title,
    description,
    HEIGHT,
    figures.flatMap(({ name, value, note, share, alarm }, i) => {
      const x = i * (width + GAP);
      const room = width - INSET * 2;
      const frame = alarm === undefined ? { stroke: RULE } : { stroke: 'currentColor', 'stroke-width': 2 };
      return [
        box(x + 1, 1, width - 2, HEIGHT - 2, { fill: 'none', ...frame }),
        label(x + INSET, 24, name, { fill: QUIET }, room),
        ...(alarm === undefined
          ? []
          : [label(x + width - INSET, 60, alarm, { 'text-anchor': 'end', 'font-weight': 700, 'font-size': 12 })]),
        label(x + INSET, 62, value, { 'font-size': 30, 'font-weight': 700 }, room),
        label(x + INSET, 83, note, { fill: QUIET, 'font-size': 12 }, room),
        ...(share === undefined ? [] : barOf(x + INSET, room, share)),
      ];
    }),
  );
}

function barOf(x: number, room: number, share: number): readonly string[] {
  return [
    box(x, 90, room, 5, { fill: toneOf(4), stroke: RULE }),
    ...(share > 0 ? [box(x, 90, room * Math.min(1, share), 5, { fill: toneOf(1) })] : []),
  ];
}
