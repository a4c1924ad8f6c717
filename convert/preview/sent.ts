/** What a preview was sent: of what it shows next, only what it does not have goes out. */

/** What a preview is told. */
export interface Patch<T> {
  /** What is shown then, from the first to the last. */
  readonly order: readonly number[];
  /** What it does not have, by the number it goes by from now on. */
  readonly made: readonly (readonly [number: number, what: T])[];
}

/** Has a life cycle: as long as the preview. It knows what is shown now, and nothing older. */
export class Sent<T> {
  /** By what they are: their numbers, several where the same is shown again. */
  private shown = new Map<string, number[]>();
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
    const before = revision === this.number ? this.shown : new Map<string, number[]>();
    const shown = new Map<string, number[]>();
    const made: [number, T][] = [];
    const order = all.map((one) => {
      const key = keyOf(one);
      const own = shown.get(key);
      const known = before.get(key)?.[own?.length ?? 0];
      const number = known ?? this.next++;
      if (known === undefined) made.push([number, one]);
      if (own) own.push(number);
      else shown.set(key, [number]);
      return number;
    });
    this.shown = shown;
    this.number++;
    return { order, made };
  }
}
