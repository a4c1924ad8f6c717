/**
 * What charts are drawn with: pure functions to text of SVG, everything escaped, no script, no style sheet, no address. Colours are variables of the page
 * (convert/write/html/style.ts) with those of paper behind them; tones differ in lightness, and whatever a tone tells stands beside it in words.
 */
import { escaped } from '../../write/html/escape.ts';

/** Of a chart, in its own units: those of a wide page, and those of a narrow one, where names stand above what is drawn of them. */
export const WIDTH = 880;
export const NARROW = 420;
export type Width = typeof WIDTH | typeof NARROW;
/** Font sizes; none is smaller, so that a page may shrink a chart a little. */
export const FONT = 13;
export const SMALL = 12;

/** From the strongest to that of the paper. */
export type Tone = 1 | 2 | 3 | 4;
const ON_PAPER: Readonly<Record<Tone, string>> = { 1: '#1f4e8c', 2: '#6f9bd1', 3: '#c3d5ec', 4: '#fff' };
export const toneOf = (tone: Tone) => `var(--tone-${tone}, ${ON_PAPER[tone]})`;
export const RULE = 'var(--rule, #c9cfda)';
export const QUIET = 'var(--quiet, #5a6375)';
export const BAD = 'var(--bad, #b3261e)';

/**
 * The picture as a whole.
 * @param title what it is; read out as its name
 * @param description what it shows, in words
 */
export function svg(title: string, description: string, height: number, parts: readonly string[], width = WIDTH): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${round(height)}" width="${width}" height="${round(height)}" font-size="${FONT}" fill="currentColor"><title>${escaped(title)}</title><desc>${escaped(description)}</desc>${parts.join('')}</svg>`;
}

export interface Look {
  readonly fill?: string;
  readonly stroke?: string;
  readonly 'stroke-width'?: number;
  readonly 'stroke-dasharray'?: string;
  readonly 'font-size'?: number;
  readonly 'font-weight'?: number;
  readonly 'text-anchor'?: 'start' | 'middle' | 'end';
}

/** @param hint shown to who points at it */
export function box(x: number, y: number, width: number, height: number, look: Look, hint?: string): string {
  return shape(`rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`, 'rect', look, hint);
}

export function path(d: string, look: Look, hint?: string): string {
  return shape(`path d="${d}"`, 'path', look, hint);
}

export function dot(x: number, y: number, radius: number, look: Look, hint?: string): string {
  return shape(`circle cx="${round(x)}" cy="${round(y)}" r="${radius}"`, 'circle', look, hint);
}

export function line(x1: number, y1: number, x2: number, y2: number, look: Look): string {
  return shape(`line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"`, 'line', look);
}

/** Words whose baseline is at `y`; cut where they are wider than `most`, and then shown whole to who points at them. */
export function label(x: number, y: number, words: string, look: Look = {}, most = Number.POSITIVE_INFINITY): string {
  const shown = fitted(words, most / (look['font-size'] ?? FONT));
  return `<text x="${round(x)}" y="${round(y)}"${written(look)}>${shown === words ? '' : `<title>${escaped(words)}</title>`}${escaped(shown)}</text>`;
}

function shape(opening: string, name: string, look: Look, hint?: string): string {
  return hint === undefined
    ? `<${opening}${written(look)} />`
    : `<${opening}${written(look)}><title>${escaped(hint)}</title></${name}>`;
}

function written(look: Look): string {
  return Object.entries(look)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The width of words in ems, near enough: a character of full width is one. */
export function widthOf(words: string): number {
  let width = 0;
  for (const char of words) width += /[\0-\u02ff\uff61-\uff9f]/.test(char) ? 0.56 : 1;
  return width;
}

/** Of a path (`a › b`) the outer parts are cut first: the last one tells it from its neighbours. */
function fitted(words: string, ems: number): string {
  if (widthOf(words) <= ems) return words;
  const last = words.lastIndexOf(PATH);
  if (last < 0) return cut(words, ems);
  const left = ems - widthOf(words.slice(last));
  if (left > LEAST) return cut(words.slice(0, last), left) + words.slice(last);
  const alone = words.slice(last + PATH.length);
  return widthOf(alone) <= ems ? alone : cut(alone, ems);
}

const PATH = ' › ';
/** Ems that are worth showing of the outer parts of a path. */
const LEAST = 3;

function cut(words: string, ems: number): string {
  let shown = '';
  for (const char of words) {
    if (widthOf(shown) + widthOf(char) > ems - 1) break;
    shown += char;
  }
  return `${shown}…`;
}
