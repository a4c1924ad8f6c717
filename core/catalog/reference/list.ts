/** A list of references below one section, as its numbers come: which of them replaces which. */

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

/** Depths of steps: a step replaces those at its own depth and below. */
const DEPTH = { paren: 0, kana: 1, latin: 2, heading: 3, circled: 4, bullet: 5 } as const;

export interface Step {
  readonly is: keyof typeof DEPTH;
  /** As IDs have it: `(2)`, `(ウ)`, `3`, `④`, `-1`. */
  readonly value: string;
}

/** The numbers of one section as they come: each is given out once the next takes its place. */
export class ReferenceList {
  steps: readonly Step[] = [];
  title = '';
  private recommended = false;
  private restarts = 0;
  /** The last `(n)`. */
  private last = 0;
  private isGiven = false;

  /**
   * @param start of the reference being read; half-open, UTF-16, like `end`
   * @param end of its last number
   */
  constructor(
    private readonly section: string,
    private start: number,
    public end: number,
    private readonly found: (written: Omit<Written, 'guideline'>) => void,
  ) {}

  /** Gives out what has been read, once. */
  give(): void {
    if (this.isGiven) return;
    const { start, end, section, steps, recommended, title, restarts } = this;
    this.found({ start, end, section, steps, recommended, title: title.trim(), restarts });
    this.isGiven = true;
  }

  push(is: Step['is'], value: string, from: number, to: number): void {
    if (this.steps.some((other) => DEPTH[other.is] >= DEPTH[is])) {
      this.give();
      this.start = from;
    }
    this.steps = [...this.steps.filter((other) => DEPTH[other.is] < DEPTH[is]), { is, value }];
    this.end = to;
    this.isGiven = false;
  }

  paren(n: number, from: number, to: number): void {
    if (this.steps.at(-1)?.is === 'paren' && n <= this.last) this.restarts++;
    this.last = n;
    this.push('paren', `(${n})`, from, to);
  }

  /** A letter has a title of its own. */
  letter(is: 'kana' | 'latin', value: string, from: number, to: number): void {
    this.push(is, value, from, to);
    this.title = '';
  }

  heading(number: string, from: number, to: number): void {
    this.push('heading', number, from, to);
    this.title = '';
  }

  /** 推: the numbers that follow are of recommended items. */
  recommend(from: number): void {
    if (this.steps.length > 0) this.give();
    if (this.isGiven) this.start = from;
    this.steps = [];
    this.recommended = true;
    this.last = 0;
  }
}
