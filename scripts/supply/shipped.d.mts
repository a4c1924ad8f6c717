/** A piece of somebody's software; a version that nobody tells is left out. */
export interface Work {
  readonly name: string;
  readonly version?: string;
  readonly licence: string;
  /** Of its licence, and notices it comes with. */
  readonly texts: readonly string[];
}

/** A library of which something stands in dist/. */
export interface Shipped extends Work {
  readonly path: string;
  readonly version: string;
  readonly integrity: string;
  readonly programs: readonly string[];
  readonly requires: readonly string[];
  readonly holds: readonly Work[];
}

export function shipped(): Promise<{ readonly libraries: readonly Shipped[]; readonly direct: readonly string[] }>;

/** @throws naming whatever may not be shipped as it is */
export function assertAllowed(works: readonly Work[]): void;

/** A package as it says it is itself; its folder is `path` from the root unless told. */
export function workIn(path: string, folder?: string): Work;

/** What stands in files of a package by the comments of the bundler that put it there. */
export function heldBy(path: string, text: string): readonly Work[];
