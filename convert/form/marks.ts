/** The marks by which Japanese authors open the lines of a list: (1) ① 1． ア ・ ■ ※. Printed as written, never renumbered. */
import { isSpokenOf } from '../../core/prose/item-marks.ts';

export interface OpenedLine {
  /** As written: `(1)`, `ア．`. */
  readonly mark: string;
  /** Marks of one kind stand at one level. */
  readonly kind: string;
  /** What follows, without the white space between. */
  readonly rest: string;
}

const DIGIT = '[0-9０-９]';
/** Each a kind; the first that fits decides. */
const KINDS: readonly (readonly [kind: string, form: RegExp])[] = [
  ['(1)', new RegExp(`^[（(]${DIGIT}{1,3}[）)]`)],
  ['(a)', /^[（(][a-zA-Zａ-ｚＡ-Ｚ][）)]/],
  ['(ア)', /^[（(][ア-ンｱ-ﾝ][）)]/],
  ['(i)', /^[（(](?:[ivx]{2,5}|[ⅰ-ⅻⅠ-Ⅻ])[）)]/],
  ['①', /^[①-⑳㉑-㉟㊱-㊿❶-❿]/],
  ['⑴', /^[⑴-⒇]/],
  ['ⓐ', /^[ⓐ-ⓩ㋐-㋾]/],
  ['1.', new RegExp(`^(?:${DIGIT}{1,3}(?:[.)](?![0-9A-Za-z０-９])|[．）])(?!${DIGIT})|[⒈-⒛])`)],
  ['ア', /^[ア-ン](?:[.．、)）]|(?=[ \t\u3000]))/],
  ['Ⅰ', /^[Ⅰ-Ⅻⅰ-ⅻ](?:[.．]|(?=[ \t\u3000]))/],
  ['※', new RegExp(`^※${DIGIT}{0,2}(?!※)`)],
  ['・', /^[・･](?![・･])/],
  ['○', /^[○◯〇](?=[ \t\u3000])/],
  ['－', /^[－–—―](?=[ \t\u3000])/],
  ['■', /^([■□●◆◇◎▼▽▶▲△★☆➢✓])(?!\1)/],
];

/** The mark a line opens with; undefined for any other line, and for one that has nothing behind its mark or speaks of the item: (1)と(2)は. */
export function openedBy(line: string): OpenedLine | undefined {
  const bare = line.replace(/^[ \t\u3000]+/, '');
  for (const [kind, form] of KINDS) {
    const mark = form.exec(bare)?.[0];
    if (mark === undefined) continue;
    const rest = bare.slice(mark.length);
    if (rest.trim() === '' || (NUMBERED.has(kind) && isSpokenOf(rest))) return undefined;
    return { mark, kind: kind === '■' ? mark : kind, rest: rest.replace(/^[ \t\u3000]+/, '') };
  }
  return undefined;
}

const NUMBERED: ReadonlySet<string> = new Set(['(1)', '①', '⑴', '(ア)', '(a)']);

/** Marks that stand above all others: what they open is a heading to its author. */
const HEADINGS: ReadonlySet<string> = new Set(['■', '◆']);

/** Depths of marks as they come: a kind seen before is at its own level again, a new one below the last. */
export class Levels {
  private readonly kinds: string[] = [];

  /** 0 the outermost. */
  of(kind: string): number {
    if (HEADINGS.has(kind)) this.reset();
    const known = this.kinds.indexOf(kind);
    if (known < 0) return this.kinds.push(kind) - 1;
    this.kinds.length = known + 1;
    return known;
  }

  /** An ordinary paragraph: what comes next begins anew. */
  reset(): void {
    this.kinds.length = 0;
  }
}
