/**
 * References to guideline clauses as people print and type them, taken apart without looking anything up (domain: "Numbering schemes"):
 *
 * ```ebnf
 * references = { [ guideline ] [ "[" ] section { step } [ "]" ] } ;
 * step       = "(" digits ")" | "(" kana ")" | "(" latin ")" | heading | circled | "-" digits | "推" | title | "~" ;
 * heading    = digits [ "." ] title ;
 * ```
 *
 * A step replaces what stands at its own depth or deeper and keeps what is above: in `3.2.1(2)(ウ)3.題③,④,4.題⑤` the ④ belongs to heading 3, the ⑤ to 4;
 * in `7.6.14 (1),(2)` both numbers belong to the section.
 */

import { circled, circledValue } from '../circled.ts';
import { ReferenceList, type Written } from './list.ts';
import {
  BULLET,
  CIRCLED,
  DOTTED_PAREN,
  FILLER,
  flat,
  GUIDELINES,
  HEADING,
  KANA,
  LATIN,
  LETTERED,
  PAREN,
  RANGE,
  RECOMMENDED,
  SECTION,
  SEPARATOR,
  VOLUME,
} from './tokens.ts';

/** Longest text read; the rest of a longer one is left alone. */
const LONGEST = 4000;
/** Most numbers a range stands for. */
const MOST = 60;
/** Most references of one text; a range may go beyond. */
const ENOUGH = 1000;

/**
 * References in `text`, in order. Text that is none is passed over. Never throws.
 * @param prefixes those of control IDs (`CL`, `METI`), which name a guideline too
 */
export function writtenReferences(text: string, prefixes: Iterable<string>): readonly Written[] {
  return new Reader(flat(text.slice(0, LONGEST)), [...prefixes]).read();
}

class Reader {
  private at = 0;
  /** Where a number may start whatever stands before it. */
  private free = 0;
  private guideline: string | undefined;
  private volume = '';
  private readonly found: Written[] = [];

  constructor(
    private readonly text: string,
    private readonly prefixes: readonly string[],
  ) {}

  read(): readonly Written[] {
    while (this.at < this.text.length && this.found.length < ENOUGH) {
      if (this.words() || this.take(FILLER)) {
        this.free = this.at;
        continue;
      }
      // A bracketed number without its section says nothing.
      if (this.prefixed() || this.through() || this.take(SEPARATOR) || this.take(PAREN)) continue;
      const start = this.at;
      const section = this.startsNumber() && (this.take(SECTION) ?? this.take(LETTERED));
      if (section) this.list(this.volume + section[0].replace(/\.$/, ''), start);
      else this.at++;
    }
    return this.found;
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at = pattern.lastIndex;
    return match;
  }

  private sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  /** A number starts here and no word or longer number runs into it: not the 1.2 of `TLS1.2`, nor the 94 of `LC-94`. */
  private startsNumber(): boolean {
    if (this.at === this.free) return true;
    return !/[0-9A-Za-z.]$|[A-Za-z]-$/.test(this.text.slice(Math.max(0, this.at - 2), this.at));
  }

  private words(): boolean {
    for (const [guideline, pattern] of GUIDELINES) {
      if (!this.take(pattern)) continue;
      this.guideline = guideline;
      this.volume = '';
      return true;
    }
    const volume = this.take(VOLUME);
    if (!volume) return false;
    this.guideline = 'mhlw';
    this.volume = volume[1] ?? '';
    return true;
  }

  /** `CL-94`, `cl 94`: a control ID, whose prefix counts for this one list. */
  private prefixed(): boolean {
    const start = this.at;
    if (!this.startsNumber()) return false;
    const prefix = this.prefixAt(start);
    if (prefix === undefined) return false;
    this.at += prefix.length;
    this.take(/\s?-?\s?/y);
    const section = this.take(SECTION) ?? this.take(LETTERED);
    if (!section) {
      this.at = start;
      return false;
    }
    const guideline = this.guideline;
    this.guideline = prefix;
    this.list(section[0].replace(/\.$/, ''), start);
    this.guideline = guideline;
    return true;
  }

  /** `CL-1～CL-5`, `No.1～5`: the whole numbers between, then the last one. */
  private through(): boolean {
    const first = this.found.at(-1);
    if (!first || first.end !== this.at || first.steps.length > 0 || !/^[0-9]+$/.test(first.section)) return false;
    if (!this.take(/\s*[~〜]\s*(?=[A-Za-z0-9])/y)) return false;
    const start = this.at;
    const prefix = this.prefixAt(start);
    if (prefix) this.at += prefix.length;
    const last = Number(this.take(/\s?-?\s?([0-9]{1,4})/y)?.[1]);
    for (let n = Number(first.section) + 1; n <= Math.min(last, Number(first.section) + MOST); n++)
      this.found.push({ ...first, start, end: this.at, section: String(n) });
    return true;
  }

  private prefixAt(at: number): string | undefined {
    const run = this.text.slice(at, at + 20).toUpperCase();
    return this.prefixes
      .filter((prefix) => run.startsWith(prefix) && /^\s?-?\s?[0-9A-Z]/.test(run.slice(prefix.length)))
      .reduce<string | undefined>((best, prefix) => (best && best.length > prefix.length ? best : prefix), undefined);
  }

  /** The section has been taken: now its numbers, to where the next section or guideline begins. @param from where the section starts */
  private list(section: string, from: number): void {
    const guideline = this.guideline === undefined ? {} : { guideline: this.guideline };
    const list = new ReferenceList(section, from, this.at, (written) => this.found.push({ ...written, ...guideline }));
    while (this.at < this.text.length && this.found.length < ENOUGH && this.listed(list));
    list.give();
  }

  /** Takes what comes next in a list; false where the list has ended. */
  private listed(list: ReferenceList): boolean {
    const from = this.at;
    const taken = () => this.text.slice(from, this.at);
    if (this.take(DOTTED_PAREN)) list.heading(taken().replace(/[^0-9]/g, ''), from, this.at);
    else if (this.take(PAREN)) list.paren(Number(taken().slice(1, -1)), from, this.at);
    else if (this.take(KANA)) list.letter('kana', taken(), from, this.at);
    else if (this.take(LATIN)) list.letter('latin', taken(), from, this.at);
    else if (this.take(CIRCLED)) list.push('circled', taken(), from, this.at);
    else if (list.end === from && !this.sees(RANGE) && this.take(BULLET)) list.push('bullet', taken(), from, this.at);
    else if (list.steps.length > 0 && this.take(RANGE)) this.range(list);
    else if (this.sees(RECOMMENDED)) {
      this.at++;
      list.recommend(from);
    } else if (this.nextSection() || this.startsWords()) return false;
    else if (this.startsHeading(list)) {
      this.take(HEADING);
      list.heading(taken().replace(/[^0-9]/g, ''), from, this.at);
    } else return this.between(list);
    return true;
  }

  /** A character between numbers: of a title, or the end of the list. */
  private between(list: ReferenceList): boolean {
    const char = this.text.charAt(this.at);
    // A range begins here: it belongs to whole numbers, not to this list.
    if (/[~〜]/.test(char) && list.end === this.at) return false;
    this.at++;
    if (/[[;\n]/.test(char)) return false;
    if (char !== ']' && (list.title !== '' || !/[,、\s]/.test(char))) list.title += char;
    return true;
  }

  /** `(1)~(3)`: the numbers after the first, to the last. */
  private range(list: ReferenceList): void {
    const first = list.steps.at(-1);
    const from = this.at;
    const match = this.take(PAREN) ?? this.take(CIRCLED);
    const to = match && numeral(match[0]);
    const least = first && numeral(first.value);
    if (!first || !to || !least || to - least > MOST) return;
    for (let n = least + 1; n <= to; n++) list.push(first.is, first.is === 'circled' ? circled(n) : `(${n})`, from, this.at);
  }

  private nextSection(): boolean {
    const before = this.text.charAt(this.at - 1);
    if (!/[\s,、[\]]/.test(before)) return false;
    return (
      /^(?:[0-9]{1,3}\.[0-9]|[A-Z][0-9]{2}(?![0-9]))/.test(this.text.slice(this.at, this.at + 6)) ||
      this.prefixAt(this.at) !== undefined
    );
  }

  private startsWords(): boolean {
    return GUIDELINES.some(([, pattern]) => this.sees(pattern)) || this.sees(VOLUME);
  }

  /** A number of a heading: after a kana, or after a title or comma of such a list; never the stray 1 of `…規程)1(5)`. */
  private startsHeading({ steps, title }: ReferenceList): boolean {
    if (!/[0-9]/.test(this.text.charAt(this.at)) || !this.sees(HEADING)) return false;
    if (/[0-9A-Za-z]/.test(this.text.charAt(this.at - 1)) && title !== '') return false;
    return steps.some(({ is }) => is === 'kana' || is === 'heading');
  }
}

/** The number of `(2)` or `②`. */
function numeral(written: string): number | undefined {
  const digits = /[0-9]+/.exec(written);
  return digits ? Number(digits[0]) : circledValue(written);
}
