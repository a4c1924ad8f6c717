/** Circled numbers: ① to ㊿, and ⑴ to ⒇, which mean the same. */

/** undefined for what is no circled number. */
export function circledValue(mark: string): number | undefined {
  const code = mark.charCodeAt(0);
  const found = RUNS.find(({ first, count }) => code >= first && code < first + count);
  return found && found.from + code - found.first;
}

/** @param n 1 to 50 */
export function circled(n: number): string {
  const { first, from } = RUNS.find((run) => n >= run.from && n < run.from + run.count) ?? RUNS[0];
  return String.fromCharCode(first + n - from);
}

/** Where Unicode has them, UTF-16: the number the first of a run stands for, and how many there are. */
const RUNS = [
  { first: 0x2460, from: 1, count: 20 },
  { first: 0x3251, from: 21, count: 15 },
  { first: 0x32b1, from: 36, count: 15 },
  { first: 0x2474, from: 1, count: 20 },
] as const;
