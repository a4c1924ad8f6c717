/** What a target of the fuzzer is. Each is a file in targets/ that exports `target`; nothing else has to be touched to add one. */
import type { Random } from '../test/support/random-yaml.ts';

/** Plain data, so that an input can be made smaller, written down and read again. Objects have the keys a target gives them. */
export type Plain = string | number | boolean | null | Uint8Array | readonly Plain[] | { readonly [key: string]: Plain };

export interface Target<I extends Plain> {
  /** In a few words, for the table at the end. */
  readonly what: string;
  /** Milliseconds one input may take, on a machine that is busy; what takes longer counts as a hang. */
  readonly budget: number;
  /** The same input for the same numbers. */
  make(random: Random): I;
  /** Throws where anything is not as it must be: an {@link Astray}, or whatever the code under test threw. */
  run(input: I, told: Told): void | Promise<void>;
  /** A find made smaller by one who knows how; what is left is cut as plain data is. */
  least?(input: I): I;
  /** Lets go of what {@link run} kept from one input to the next. */
  end?(): Promise<void>;
}

/** What is counted: `edits`, `messages`, `bytes`. */
export type Counted = 'edits' | 'messages' | 'bytes';

export interface Told {
  count(what: Counted, by: number): void;
  /** Memory of another process that is worked with, in MB. */
  memory(megabytes: number): void;
  /** Milliseconds between a request and its answer. */
  answered(milliseconds: number): void;
}

/** Something that is not as it must be. */
export class Astray extends Error {
  /**
   * @param what in words that are the same for every input with this defect: by them two finds are told to be one
   * @param detail of this input
   */
  constructor(
    readonly what: string,
    readonly detail = '',
    cause?: unknown,
  ) {
    super(detail === '' ? what : `${what}: ${detail}`, { cause });
  }
}

/** Fails unless `holds`. */
export function must(holds: boolean, what: string, detail: () => string = () => ''): asserts holds {
  if (!holds) throw new Astray(what, detail().slice(0, 2000));
}

export function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

export function pick<T>(list: readonly T[], random: Random): T {
  return list[below(list.length, random)] as T;
}
