/** What a preview was sent: of what it shows next, only what it does not have goes out. */

/** What a preview is told. */
export interface Patch<T> {
  /** What is shown then, from the first to the last. */
  readonly order: readonly number[];
  /** What it does not have, by the number it goes by from now on. */
  readonly made: readonly (readonly [number: number, what: T])[];
}

/** What is shown, from the first to the last: what it is, and the number it goes by. */
interface Sequence {
  readonly keys: readonly string[];
  readonly order: readonly number[];
}

const NOTHING: Sequence = { keys: [], order: [] };

/** Has a life cycle: as long as the preview. It knows what is shown now, and nothing older. */
export class Sent<T> {
  private shown: Sequence = NOTHING;
  private next = 1;
  private number = 0;

  /** Of what was sent last. 0 before anything was. */
  get revision(): number {
    return this.number;
  }

  /**
   * @param all what is to be shown
   * @param keyOf what of it is seen: things of equal keys are the same
   * @param revision the last one the preview has; where that is another, it is sent everything
   */
  patch(all: readonly T[], keyOf: (one: T) => string, revision: number): Patch<T> {
    const keys = all.map(keyOf);
    const known = numbersOf(keys, revision === this.number ? this.shown : NOTHING);
    const made: [number, T][] = [];
    const order = all.map((one, i) => {
      const number = known[i] ?? this.next++;
      if (known[i] === undefined) made.push([number, one]);
      return number;
    });
    this.shown = { keys, order };
    this.number++;
    return { order, made };
  }
}

/** Of each key the number it has already. What stands before and behind a change is what it was, though the same stands elsewhere too. */
function numbersOf(keys: readonly string[], before: Sequence): readonly (number | undefined)[] {
  const shorter = Math.min(keys.length, before.keys.length);
  let start = 0;
  while (start < shorter && keys[start] === before.keys[start]) start++;
  let end = 0;
  while (end < shorter - start && keys.at(-1 - end) === before.keys.at(-1 - end)) end++;
  const free = new Map<string, number[]>();
  for (let i = start; i < before.keys.length - end; i++) {
    const [key = '', number = 0] = [before.keys[i], before.order[i]];
    const own = free.get(key);
    if (own) own.push(number);
    else free.set(key, [number]);
  }
  return keys.map((key, i) => {
    if (i < start) return before.order[i];
    const behind = keys.length - i;
    return behind <= end ? before.order.at(-behind) : free.get(key)?.shift();
  });
}
