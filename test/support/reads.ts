/** What is read of packages, counted: a request that must not cost what they hold is tried with few and with many entries. */
import type { KaijiFile } from '../../core/model/document.ts';
import type { Package } from '../../core/package/package.ts';

export interface Reads {
  /** Places asked for of nodes. */
  spans: number;
  /** Stretches read of texts, and how long they are together. */
  slices: number;
  characters: number;
  /** Entries made. */
  entries: number;
  /** Keys looked up in the index by rules and features (`Package.lookup`). */
  lookups: number;
}

const NONE: Readonly<Reads> = { spans: 0, slices: 0, characters: 0, entries: 0, lookups: 0 };

/** Counts from now on what is read of packages, or of files alone. @returns what a request reads, with what it gives */
export function readsOf(
  those: Iterable<Package | KaijiFile>,
): <T>(request: () => T) => Promise<Reads & { readonly result: Awaited<T> }> {
  const counts = { ...NONE };
  for (const one of those) {
    if ('files' in one) spy(one, 'lookup', () => counts.lookups++);
    for (const { tree, text, documents } of 'files' in one ? one.files.values() : [one]) {
      spy(tree, 'spanOf', () => counts.spans++);
      spy(text, 'slice', (read) => {
        counts.slices++;
        counts.characters += read.length;
      });
      for (const document of documents) spy(document, 'entryOf', () => counts.entries++);
    }
  }
  return async (request) => {
    Object.assign(counts, NONE);
    const result = await request();
    return { ...counts, result };
  };
}

type Given<M> = M extends (...asked: never[]) => infer R ? R : never;

/** Tells of each call of a method what it gave. */
function spy<T extends object, K extends keyof T>(target: T, name: K, told: (given: Given<T[K]>) => void): void {
  const method = target[name] as (...asked: unknown[]) => Given<T[K]>;
  Object.assign(target, {
    [name]: (...asked: unknown[]) => {
      const given = method.apply(target, asked);
      told(given);
      return given;
    },
  });
}
