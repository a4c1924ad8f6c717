/** What is worked out of a long list chunk by chunk, so that another version of it costs what differs. */
import type { Chunked } from './chunked.ts';

/**
 * A function that makes something of each chunk of a list, in order. What was made is kept as long as the chunk is, and taken over for another version of the
 * list that shares it.
 * @param make reads the items and the context, nothing else
 * @returns called with a context of other parts than the last time, it makes everything anew
 */
export function perChunk<T, C extends readonly unknown[], R>(
  make: (items: readonly T[], ...context: C) => R,
): (list: Chunked<T>, ...context: C) => readonly R[] {
  const made = new WeakMap<readonly T[], { readonly context: C; readonly result: R }>();
  return (list, ...context) =>
    list.chunks.map((chunk) => {
      const known = made.get(chunk);
      if (known?.context.every((part, i) => part === context[i])) return known.result;
      const result = make(chunk, ...context);
      made.set(chunk, { context, result });
      return result;
    });
}
