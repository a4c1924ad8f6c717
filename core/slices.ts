/**
 * Long work in slices, so that a server with one thread answers what comes meanwhile, and work nobody waits for any more ends. What is worked out in steps is
 * a generator that yields wherever it may be interrupted; who has the time runs it at once.
 */

/** Says that nobody waits for a result any more. LSP's cancellation tokens are such. */
export interface Signal {
  readonly isCancellationRequested: boolean;
}

/** Work that is always waited for. */
const never: Signal = { isCancellationRequested: false };

/** Thrown out of work that was given up. */
export class Cancelled extends Error {}

/** Milliseconds a slice takes: what comes meanwhile waits that long at most, and the turns in between cost a twentieth. */
const SLICE = 20;

/** How time passes, and how others get their turn; tests have their own. */
export interface Turns {
  /** Milliseconds. */
  now(): number;
  /** Done when whatever else waited has run. */
  next(): Promise<void>;
}

declare function setTimeout(run: () => void, milliseconds: number): unknown;

const turnsOfHost: Turns = {
  now: () => Date.now(),
  next: () => new Promise((resolve) => void setTimeout(resolve, 0)),
};

/** The slices of one piece of work. */
export class Slices {
  private began: number;

  constructor(
    private readonly signal: Signal = never,
    private readonly turns: Turns = turnsOfHost,
  ) {
    this.began = turns.now();
  }

  /** Whether this slice is over: time for {@link turn}. */
  get isOver(): boolean {
    return this.turns.now() - this.began >= SLICE;
  }

  /** Lets others have a turn where the slice is over; throws {@link Cancelled} where nobody waits any more. */
  async turn(): Promise<void> {
    if (this.signal.isCancellationRequested) throw new Cancelled();
    if (!this.isOver) return;
    await this.turns.next();
    if (this.signal.isCancellationRequested) throw new Cancelled();
    this.began = this.turns.now();
  }
}

/** Runs work that yields, slice by slice. */
export async function inSlices<T>(work: Generator<void, T>, slices: Slices = new Slices()): Promise<T> {
  try {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      if (slices.isOver) await slices.turn();
    }
  } catch (error) {
    // Its `finally` blocks run.
    work.return(undefined as T);
    throw error;
  }
}

/** Runs it in one go. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
