import type { Shipped } from './shipped.mjs';

/** What `npm run notices` writes: text by path from the root. */
export function written(of: {
  readonly libraries: readonly Shipped[];
  readonly direct: readonly string[];
}): Readonly<Record<string, string>>;
