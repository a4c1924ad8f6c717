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

/** One reference as written. */
export interface Written {
  /** Half-open, UTF-16, in the text read: this number; for the first of a list the section before it too. */
  readonly start: number;
  readonly end: number;
  /** Which guideline the words before it name; absent where nothing does. */
  readonly guideline?: string;
  /** `7.6.14`, `94`; `企画管理編7.6` for a guideline of several volumes. */
  readonly section: string;
  /** What follows the section, outermost first: `(2)`, `(ウ)`, `3`, `④`. */
  readonly steps: readonly Step[];
  /** A recommended item of the METI guideline, 推(n). */
  readonly recommended: boolean;
  /** The printed heading, if any. */
  readonly title: string;
  /** How often the numbers of this list began anew before this one. */
  readonly restarts: number;
}

/** Words that say which guideline a number is of. The longest that fits counts. */
const GUIDELINES: readonly (readonly [guideline: string, words: RegExp])[] = [
  ['mic-meti', /(?:総務省[・,、]?(?:経済産業省|経産省)|統合)(?:の)?(?:ガイドライン|GL)?|2省(?:ガイドライン|GL)|表(?=4-1)/y],
  ['MIC', /総務省(?:の)?(?:クラウド)?(?:ガイドライン|GL)?(?:での対応項目)?|クラウド(?:ガイドライン|GL)/y],
  ['METI', /(?:経済産業省|経産省)(?:の)?(?:ガイドライン|GL)?(?:第2版|告示)?(?:での対応項目)?|告示(?:第?228号)?/y],
  ['mhlw', /(?:厚生労働省|厚労省)(?:の)?(?:安全管理)?(?:ガイドライン|GL)?(?:第?[5-7]\.[0-9]版)?|MHLW(?![-0-9])/y],
  ['RS', /別紙2|別紙二|リスクシナリオ|シナリオ/y],
  ['OQ', /オンライン資格確認(?:等システム)?(?:の)?(?:対策|セキュリティ対策例)?/y],
  ['CL', /(?:確認|チェック)(?:シート|項目)(?:の)?/y],
  ['mds-sds', /(?:MDS\/SDS|MDS|SDS)(?:説明書|開示書)?/y],
];

/** Volumes of the MHLW guideline: part of the number there. */
const VOLUME = /(概説編|経営管理編|企画管理編|システム運用編|保守委託機関編)/y;
/** Said around numbers, without meaning of its own. */
const FILLER = /本文|項番|項目|番号|第|項|(?:No|NO|no)\.?|より|参照|条|:/y;
const SEPARATOR = /[\s,、;・/|]|及び|および|並びに|ならびに|又は|または|と/y;
const SECTION = /[0-9]{1,3}(?![0-9])(?:\.[0-9]{1,3}(?![0-9]))*(?:\.(?=[^0-9]|$))?/y;
/** A letter and two digits, as the measures of the online eligibility verification are numbered. */
const LETTERED = /[A-Z][0-9]{1,3}(?![0-9A-Za-z])/y;
const PAREN = /\(([0-9]{1,3})\)/y;
const DOTTED_PAREN = /\(([0-9]{1,3})\)\.(?=[^0-9\s])/y;
const KANA = /\(([ァ-ヶ])\)/y;
const LATIN = /\(([a-zA-Z])\)/y;
const CIRCLED = /[①-⑳㉑-㉟㊱-㊿]/y;
const BULLET = /-([0-9]{1,3})(?![0-9])/y;
const HEADING = /([0-9]{1,2})(\.(?![0-9]))?\s?(?![0-9.(])/y;
const RANGE = /\s*[~〜-]\s*(?=[(①-⑳㉑-㉟㊱-㊿])/y;

/** Depths of steps: a step replaces those at its own depth and below. */
const DEPTH = { paren: 0, kana: 1, latin: 2, heading: 3, circled: 4, bullet: 5 } as const;

export interface Step {
  readonly is: keyof typeof DEPTH;
  /** As IDs have it: `(2)`, `(ウ)`, `3`, `④`, `-1`. */
  readonly value: string;
}

/** Longest text read; the rest of a longer one is left alone. */
const LONGEST = 4000;
/** Most numbers a range stands for. */
const MOST = 60;
/** Most references of one text. */
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
      if (this.prefixed() || this.through() || this.take(SEPARATOR)) continue;
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

  /** The section has been taken: now its numbers, to where the next section or guideline begins. */
  private list(section: string, from: number): void {
    let start = from;
    let end = this.at;
    let steps: readonly Step[] = [];
    let title = '';
    let recommended = false;
    let restarts = 0;
    let last = 0;
    let open = true;
    const emit = () => {
      if (!open) return;
      this.found.push({
        start,
        end,
        ...(this.guideline === undefined ? {} : { guideline: this.guideline }),
        section,
        steps,
        recommended,
        title: title.trim(),
        restarts,
      });
      open = false;
    };
    const push = (is: Step['is'], value: string, from: number) => {
      if (steps.some((other) => DEPTH[other.is] >= DEPTH[is])) {
        emit();
        start = from;
      }
      steps = [...steps.filter((other) => DEPTH[other.is] < DEPTH[is]), { is, value }];
      end = this.at;
      open = true;
    };
    while (this.at < this.text.length) {
      const from = this.at;
      if (this.take(DOTTED_PAREN)) {
        push('heading', this.text.slice(from + 1, this.text.indexOf(')', from)), from);
        title = '';
      } else if (this.take(PAREN)) {
        const n = Number(this.text.slice(from + 1, this.at - 1));
        const before = steps.at(-1);
        if (before?.is === 'paren' && n <= last) restarts++;
        last = n;
        push('paren', `(${n})`, from);
      } else if (this.sees(KANA) || this.sees(LATIN)) {
        const step = this.sees(KANA) ? 'kana' : 'latin';
        this.at += 3;
        push(step, this.text.slice(from, this.at), from);
        title = '';
      } else if (this.take(CIRCLED)) {
        push('circled', this.text.slice(from, this.at), from);
      } else if (end === this.at && !this.sees(RANGE) && this.take(BULLET)) {
        push('bullet', this.text.slice(from, this.at), from);
      } else if (steps.length > 0 && this.take(RANGE)) {
        this.range(steps, push);
      } else if (this.text.startsWith('推', this.at) && /^推\s*\(/.test(this.text.slice(this.at, this.at + 4))) {
        if (steps.length > 0) emit();
        start = open ? start : from;
        steps = [];
        recommended = true;
        last = 0;
        this.at++;
      } else if (this.nextSection() || this.startsWords()) {
        break;
      } else if (this.startsHeading(steps, title)) {
        this.take(HEADING);
        push('heading', this.text.slice(from, this.at).replace(/[^0-9]/g, ''), from);
        title = '';
      } else {
        const char = this.text.charAt(this.at++);
        // Where another list or a range begins, this one has ended.
        if (/[[;\n]/.test(char)) break;
        if (/[~〜]/.test(char) && end === from) {
          this.at = from;
          break;
        }
        if (!/[\],、\s]/.test(char) || title !== '') title += char === ']' ? '' : char;
      }
    }
    emit();
  }

  /** `(1)~(3)`: the numbers between, then the last one as any other. */
  private range(steps: readonly Step[], push: (is: Step['is'], value: string, from: number) => void): void {
    const first = steps.at(-1);
    const from = this.at;
    const match = this.take(PAREN) ?? this.take(CIRCLED);
    const to = match && numeral(match[0]);
    const least = first && numeral(first.value);
    if (!first || !to || !least || to - least > MOST) return;
    for (let n = least + 1; n <= to; n++) push(first.is, first.is === 'circled' ? circled(n) : `(${n})`, from);
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
  private startsHeading(steps: readonly Step[], title: string): boolean {
    if (!/[0-9]/.test(this.text.charAt(this.at)) || !this.sees(HEADING)) return false;
    if (/[0-9A-Za-z]/.test(this.text.charAt(this.at - 1)) && title !== '') return false;
    return steps.some(({ is }) => is === 'kana' || is === 'heading');
  }
}

function numeral(written: string): number | undefined {
  const digits = /[0-9]+/.exec(written);
  if (digits) return Number(digits[0]);
  const code = written.charCodeAt(0);
  if (code >= 0x2460 && code <= 0x2473) return code - 0x2460 + 1;
  if (code >= 0x3251 && code <= 0x325f) return code - 0x3251 + 21;
  return code >= 0x32b1 && code <= 0x32bf ? code - 0x32b1 + 36 : undefined;
}

function circled(n: number): string {
  return String.fromCodePoint(n <= 20 ? 0x2460 + n - 1 : n <= 35 ? 0x3251 + n - 21 : 0x32b1 + n - 36);
}

/** Width and kinds of dash and bracket made one, unit by unit, so that offsets stay those of the text. */
function flat(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const code = text.charCodeAt(i);
    if (code >= 0x2474 && code <= 0x2487) result += String.fromCharCode(code - 0x2474 + 0x2460);
    else if (/[①-⑳㉑-㉟㊱-㊿\ud800-\udfff]/.test(char)) result += char;
    else if (/[‐-―−ー]/.test(char)) result += char === 'ー' ? char : '-';
    else if (/[〔【［「『]/.test(char)) result += '[';
    else if (/[〕】］」』]/.test(char)) result += ']';
    else {
      const plain = char.normalize('NFKC');
      result += plain.length === 1 ? plain : char;
    }
  }
  return result;
}
