/** A few numbers, large, a tile each. */
import { box, label, QUIET, RULE, SMALL, svg, toneOf, WIDTH, type Width } from './canvas.ts';

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
/** Side by side, where the page is narrow. */
const PAIR = 2;
const HEIGHT = 104;
const INSET = 14;

/** @returns a drawing as wide as all are, which the tiles share; `title` and `description` are read aloud */
export function figuresSvg({ title, description, figures }: Figures, whole: Width = WIDTH): string {
  const columns = Math.max(1, whole === WIDTH ? figures.length : PAIR);
  const rows = Math.max(1, Math.ceil(figures.length / columns));
  const width = (whole - GAP * (columns - 1)) / columns;
  return svg(
    title,
    description,
    rows * (HEIGHT + GAP) - GAP,
    figures.flatMap(({ name, value, note, share, alarm }, i) => {
      const [x, y] = [(i % columns) * (width + GAP), Math.floor(i / columns) * (HEIGHT + GAP)];
      const room = width - INSET * 2;
      const frame = alarm === undefined ? { stroke: RULE } : { stroke: 'currentColor', 'stroke-width': 2 };
      return [
        box(x + 1, y + 1, width - 2, HEIGHT - 2, { fill: 'none', ...frame }),
        label(x + INSET, y + 24, name, { fill: QUIET }, room),
        ...(alarm === undefined
          ? []
          : [label(x + width - INSET, y + 60, alarm, { 'text-anchor': 'end', 'font-weight': 700, 'font-size': SMALL })]),
        label(x + INSET, y + 62, value, { 'font-size': 30, 'font-weight': 700 }, room),
        label(x + INSET, y + 83, note, { fill: QUIET, 'font-size': SMALL }, room),
        ...(share === undefined ? [] : barOf(x + INSET, y + 90, room, share)),
      ];
    }),
    whole,
  );
}

function barOf(x: number, y: number, room: number, share: number): readonly string[] {
  return [
    box(x, y, room, 5, { fill: toneOf(4), stroke: RULE }),
    ...(share > 0 ? [box(x, y, room * Math.min(1, share), 5, { fill: toneOf(1) })] : []),
  ];
}
