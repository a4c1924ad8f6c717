/** The numbers sections print: those their authors gave, and in between what continues them. */
import { circled, circledValue } from '../../core/catalog/circled.ts';

/** A section, as far as its number goes. */
export interface Numbered {
  /** As its author gives it. */
  readonly number: string | undefined;
  readonly sections: readonly Numbered[];
}

/**
 * A number for each section. What an author gives is printed as it is; the others count on from the one before them, in its own style (2.1 → 2.2, ① → ②,
 * 第3章 → 第4章), the first below another from that (2.1 → 2.1.1). No number made here is that of another section.
 */
export function numbersOf<T extends Numbered>(sections: readonly T[]): ReadonlyMap<T, string> {
  const numbers = new Map<T, string>();
  const taken = new Set<string>();
  collect(sections, taken);
  number(sections, '', taken, numbers as Map<Numbered, string>);
  return numbers;
}

function collect(sections: readonly Numbered[], taken: Set<string>): void {
  for (const { number, sections: nested } of sections) {
    if (number) taken.add(keyOf(number));
    collect(nested, taken);
  }
}

function number(sections: readonly Numbered[], above: string, taken: Set<string>, numbers: Map<Numbered, string>): void {
  let last: string | undefined;
  for (const section of sections) {
    let own = section.number;
    if (!own) {
      own = (last === undefined ? undefined : after(last)) ?? below(above);
      for (let next: string | undefined = own; taken.has(keyOf(own)); own = next) {
        next = after(own);
        if (next === undefined) break;
      }
      taken.add(keyOf(own));
    }
    numbers.set(section, own);
    last = own;
    number(section.sections, own, taken, numbers);
  }
}

/** Numbers that differ in width, brackets at the end or dots at the end only are the same to their reader. */
function keyOf(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[.．]$/, '');
}

/** The first number below another: 2.1 → 2.1.1, 第3章 → 3.1, (2) → (2)①. */
function below(above: string): string {
  if (above === '') return '1';
  const stem = /^第?([0-9０-９]{1,9}(?:[.．][0-9０-９]{1,9}){0,9})[章節.．]?$/.exec(above)?.[1]?.normalize('NFKC');
  if (stem !== undefined) return `${stem}.1`;
  return /[)）]$/.test(above) ? `${above}①` : `${above}-1`;
}

/** A number is no longer than this, in UTF-16 units. */
const LONGEST = 40;
const FIGURE = /[0-9]{1,6}|[０-９]{1,6}|[①-⑳㉑-㉟㊱-㊿]/g;

/** The number that follows in the same style; undefined for what has no figure in it. */
function after(number: string): string | undefined {
  const figures = [...number.slice(0, LONGEST).matchAll(FIGURE)].at(-1);
  if (!figures) return undefined;
  const [figure] = figures;
  const [before, behind] = [number.slice(0, figures.index), number.slice(figures.index + figure.length)];
  const value = circledValue(figure);
  if (value !== undefined) return value < 50 ? `${before}${circled(value + 1)}${behind}` : undefined;
  const next = String(Number(figure.normalize('NFKC')) + 1);
  const isWide = /[０-９]/.test(figure);
  return `${before}${isWide ? next.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : next}${behind}`;
}

/** How deep a number stands by itself: 2.1 is two deep; 0 for one without dots that is no chapter. */
export function depthOf(number: string): number {
  return /^[0-9]+(?:\.[0-9]+)*\.?$/.test(number.normalize('NFKC')) ? number.replace(/[.．]$/, '').split(/[.．]/).length : 0;
}
