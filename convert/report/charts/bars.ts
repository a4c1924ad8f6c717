/** Bars of parts, a line each. */
import { box, FONT, label, QUIET, RULE, svg, type Tone, toneOf, WIDTH, widthOf } from './canvas.ts';

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

const NAME = 250;
const NOTE = 130;
const LENGTH = WIDTH - NAME - NOTE - 20;
const STEP = 24;
const HEIGHT = 14;

export function barsSvg({ title, description, legend, bars }: Bars): string {
  const top = FONT * 2.4;
  const parts = bars.flatMap(({ name, parts, of, note }, i) => {
    const y = top + i * STEP;
    const scale = of > 0 ? LENGTH / of : 0;
    let x = NAME + 10;
    const segments = parts.map((count, k) => {
      const { tone, name: what } = legend[k] ?? { tone: 4, name: '' };
      const segment = count > 0 ? box(x, y, count * scale, HEIGHT, { fill: toneOf(tone) }, `${name}: ${what} ${count}`) : '';
      x += count * scale;
      return segment;
    });
    return [
      label(0, y + HEIGHT - 3, name, {}, NAME),
      ...segments,
      box(NAME + 10, y, LENGTH, HEIGHT, { fill: 'none', stroke: RULE }),
      label(WIDTH, y + HEIGHT - 3, note, { 'text-anchor': 'end' }, NOTE),
    ];
  });
  return svg(title, description, top + bars.length * STEP, [...legendOf(legend), ...parts]);
}

/** A line of what the tones mean, over the chart. */
export function legendOf(legend: Bars['legend']): readonly string[] {
  let x = 0;
  return legend.flatMap(({ name, tone }) => {
    const at = x;
    x += 18 + widthOf(name) * FONT + 18;
    return [box(at, 2, 12, 12, { fill: toneOf(tone), stroke: QUIET }), label(at + 18, 12, name)];
  });
}
