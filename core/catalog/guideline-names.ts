/** Guidelines a text calls by a name that is not theirs: words of the title in another order, left out or mixed with those of another. */
import type { Guideline, Guidelines } from './guideline.ts';

export interface Misnomer {
  readonly guideline: Guideline;
  /** The title it has. */
  readonly name: string;
  /** Half-open, UTF-16, in the text. */
  readonly start: number;
  readonly end: number;
}

/** What every title in question ends in, and has within. */
const TAIL = 'ガイドライン';
const CORE = '医療情報';
/** Titles begin so; before them stands something else, where no quotation mark opens. */
const HEADS = /医療情報|情報システム|クラウドサービス|ASP|ＡＳＰ/g;
/** The longest title has 37 letters. */
const LONGEST = 60;
const EDGE = /[、。「」『』“”()（）【】<>\t\r\n|:：]/;
/** Letters one may have more or less: 安全 for 安全管理. */
const TOLERANCE = 2;

/** The misnomers of a text, in order. Names that are right but for their width or spaces are left alone. */
export function misnomersIn(text: string, guidelines: Guidelines): readonly Misnomer[] {
  const found: Misnomer[] = [];
  for (let at = text.indexOf(TAIL); at >= 0; at = text.indexOf(TAIL, at + TAIL.length)) {
    const end = at + TAIL.length;
    const start = clauseStart(text, at);
    const misnomer = text.slice(start, end).includes(CORE) ? misnomerIn(text, start, end, guidelines) : undefined;
    if (misnomer) found.push(misnomer);
  }
  return found;
}

function clauseStart(text: string, before: number): number {
  let start = before;
  while (start > 0 && before - start < LONGEST && !EDGE.test(text.charAt(start - 1))) start--;
  return start;
}

function misnomerIn(text: string, from: number, end: number, { all }: Guidelines): Misnomer | undefined {
  const whole = plain(text.slice(from, end));
  const known = all.flatMap((guideline) => guideline.names.map((name) => ({ guideline, name })));
  if (known.some(({ name }) => whole.endsWith(plain(name)))) return undefined;
  let best: (Misnomer & { readonly distance: number }) | undefined;
  for (const { index } of text.slice(from, end).matchAll(HEADS)) {
    const start = from + index;
    const letters = lettersOf(text.slice(start, end));
    for (const { guideline, name } of known) {
      if (!name.includes(CORE) || !name.endsWith(TAIL)) continue;
      const distance = distanceOf(letters, lettersOf(name));
      if (distance <= TOLERANCE && (!best || distance < best.distance)) best = { guideline, name, start, end, distance };
    }
  }
  return best && { guideline: best.guideline, name: best.name, start: best.start, end: best.end };
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '');
}

/** The letters that carry meaning: without particles, and without 関する, 際の, 向け, which titles exchange for one another. */
function lettersOf(name: string): ReadonlyMap<string, number> {
  const letters = new Map<string, number>();
  for (const letter of plain(name).replace(/[^一-鿿ァ-ヴーA-Za-z]|関|際|向/g, ''))
    letters.set(letter, (letters.get(letter) ?? 0) + 1);
  return letters;
}

/** How many letters one has and the other has not. */
function distanceOf(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let distance = 0;
  for (const letter of new Set([...a.keys(), ...b.keys()])) distance += Math.abs((a.get(letter) ?? 0) - (b.get(letter) ?? 0));
  return distance;
}
