export interface Feature {
  /** Name, and what it does. */
  readonly ja: readonly [string, string];
  readonly en: readonly [string, string];
  readonly commands?: RegExp;
}

export const FEATURES: readonly Feature[];
