/** What the rules of one check cost, by a clock that is handed in: core has none. */
import type { Rule } from '../rules/rule.ts';

/** Milliseconds since some moment. */
export type Clock = () => number;

/** Of many entries the first are timed, then one in so many, which stands for them: a look at an entry costs little more than two looks at a clock. */
const ONE_IN = 8;

/** What took long in a check. */
export interface Cost {
  /** Milliseconds of all steps; what others did between them does not count. */
  readonly total: number;
  /** The rule that took most; undefined where none was timed. */
  readonly slowest: { readonly code: string; readonly milliseconds: number } | undefined;
}

export class Costs {
  private total = 0;
  private entries = 0;
  private readonly spent = new Map<Rule, number>();

  constructor(private readonly now: Clock) {}

  /** Times the steps of a check. */
  *ofSteps<T>(steps: Generator<void, T>): Generator<void, T> {
    for (;;) {
      const began = this.now();
      const { done, value } = steps.next();
      this.total += this.now() - began;
      if (done) return value;
      yield;
    }
  }

  /** How many entries the next one stands for; 0 where it is not timed. */
  nextEntry(): number {
    const nth = this.entries++;
    if (nth < ONE_IN) return 1;
    return nth % ONE_IN === 0 ? ONE_IN : 0;
  }

  /** Times a look of a rule. @param weight how many looks it stands for */
  during<T>(rule: Rule, weight: number, look: () => T): T {
    const began = this.now();
    try {
      return look();
    } finally {
      this.spent.set(rule, (this.spent.get(rule) ?? 0) + weight * (this.now() - began));
    }
  }

  get cost(): Cost {
    let slowest: Cost['slowest'];
    for (const [{ code }, milliseconds] of this.spent)
      if (milliseconds > (slowest?.milliseconds ?? 0)) slowest = { code, milliseconds };
    return { total: this.total, slowest };
  }
}
