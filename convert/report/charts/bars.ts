/** Bars of parts, a line each. */
import { box, FONT, label, QUIET, svg, type Tone, toneOf, WIDTH, type Width, widthOf } from './canvas.ts';

export interface Bars {
  readonly title: string;
  readonly description: string;
  /** What the parts are, in order. */
  readonly legend: readonly { readonly name: string; readonly tone: Tone }[];
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly name: string;
  /** As many as the legend has. */
  readonly parts: readonly number[];
  /** What a bar of full length stands for. */
  readonly of: number;
  /** The numbers, in words, behind the bar. */
  readonly note: string;
}

/** Of the names: as wide as they are, within this. */
const [NAME, LONGEST] = [300, 420];
const NOTE = 150;
const STEP = 24;
const HEIGHT = 14;
const SHORT = 150;
/** Of text. */
const LINE = 18;

/** @returns a drawing as wide as all are, as high as it has bars; `title` and `description` are read aloud */
export function barsSvg({ title, description, legend, bars }: Bars, whole: Width = WIDTH): string {
  const { lines, parts: key } = legendOf(legend, whole);
  const top = FONT * 2.4 + (lines - 1) * LINE;
  if (whole !== WIDTH) {
    const parts = bars.flatMap((bar, i) => {
      const y = top + i * (STEP + LINE);
      return [
        label(0, y + FONT - 2, bar.name, {}, whole - NOTE),
        label(whole, y + FONT - 2, bar.note, { 'text-anchor': 'end' }, NOTE),
        ...barAt(legend, bar, 0, y + LINE, whole),
      ];
    });
    return svg(title, description, top + bars.length * (STEP + LINE), [...key, ...parts], whole);
  }
  const longest = Math.max(NAME, ...bars.map((bar) => Math.ceil(widthOf(bar.name) * FONT)));
  const width = Math.min(longest, LONGEST);
  const length = WIDTH - width - NOTE - 20;
  const parts = bars.flatMap((bar, i) => {
    const y = top + i * STEP;
    return [
      label(0, y + HEIGHT - 3, bar.name, {}, width),
      ...barAt(legend, bar, width + 10, y, length),
      label(WIDTH, y + HEIGHT - 3, bar.note, { 'text-anchor': 'end' }, NOTE),
    ];
  });
  return svg(title, description, top + bars.length * STEP, [...key, ...parts]);
}

function barAt(legend: Bars['legend'], { name, parts, of }: Bar, left: number, top: number, length: number): readonly string[] {
  const scale = of > 0 ? length / of : 0;
  let x = left;
  const segments = parts.map((count, i) => {
    const { tone, name: what } = legend[i] ?? { tone: 4, name: '' };
    const segment = count > 0 ? box(x, top, count * scale, HEIGHT, { fill: toneOf(tone) }, `${name}: ${what} ${count}`) : '';
    x += count * scale;
    return segment;
  });
  return [...segments, box(left + 0.5, top + 0.5, length - 1, HEIGHT - 1, { fill: 'none', stroke: QUIET })];
}

/** A bar alone, for a cell of a table that has the numbers beside it. */
export function barSvg(legend: Bars['legend'], { name, parts, of, note }: Bar): string {
  return svg(
    `${name}: ${note}`,
    legend.map((one, i) => `${one.name} ${parts[i] ?? 0}`).join(', '),
    HEIGHT,
    barAt(legend, { name, parts, of, note }, 0, 0, SHORT),
    SHORT,
  );
}

/** What the tones mean, over the chart, on as many lines as they take. */
function legendOf(legend: Bars['legend'], whole: number): { readonly lines: number; readonly parts: readonly string[] } {
  let [x, line] = [0, 0];
  const parts = legend.flatMap(({ name, tone }) => {
    const room = 18 + widthOf(name) * FONT;
    if (x > 0 && x + room > whole) [x, line] = [0, line + 1];
    const [at, y] = [x, line * LINE];
    x += room + 18;
    return [box(at, y + 2, 12, 12, { fill: toneOf(tone), stroke: QUIET }), label(at + 18, y + 12, name, {}, whole - 18)];
  });
  return { lines: line + 1, parts };
}
