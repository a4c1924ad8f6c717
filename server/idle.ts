/**
 * Memory given back when nobody types. A day of editing leaves garbage, and pages it keeps from being given back, that V8 has no reason to clear before it
 * needs the room; other programs would use it. TypeScript's server does likewise (its `GcTimer`).
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Milliseconds without an edit: longer than a person pauses between sentences. Collecting takes as long as a few frames. */
const PAUSE = 10_000;
/** Bytes in use beyond those left by the last collection, from which on one is worth its time. */
const WORTH = 48 * 2 ** 20;

export interface Memory {
  /** Bytes in use. */
  used(): number;
  collect(): void;
}

/** Has a life cycle: as long as the server. Its timer keeps no process alive. */
export class IdleCollection {
  private timer: NodeJS.Timeout | undefined;
  /** What the last collection left. */
  private left = 0;

  constructor(private readonly memory: Memory = ofThisProcess) {}

  /** Something was opened, edited or closed. */
  busy(): void {
    if (this.timer) this.timer.refresh();
    else this.timer = setTimeout(() => this.collect(), PAUSE).unref();
  }

  private collect(): void {
    const { memory } = this;
    if (memory.used() < this.left + WORTH) return;
    memory.collect();
    this.left = memory.used();
  }
}

let collectGarbage: (() => void) | undefined;

const ofThisProcess: Memory = {
  used: () => process.memoryUsage().heapUsed,
  collect: () => {
    if (!collectGarbage) {
      setFlagsFromString('--expose-gc');
      collectGarbage = runInNewContext('gc') as () => void;
    }
    // Without it pages that hold a little each stay, which is most of them after a day of edits.
    setFlagsFromString('--compact-on-every-full-gc');
    collectGarbage();
    setFlagsFromString('--no-compact-on-every-full-gc');
  },
};
