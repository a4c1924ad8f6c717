import type { Catalogs } from '../../core/catalog/catalogs.ts';
import type { Rule, RuleDocs } from '../../core/rules/rule.ts';

/** What `npm run docs` writes: contents by path, from the root of the repository. */
export function writtenFrom(given: {
  readonly rules: readonly Rule[];
  /** Their pages by code. */
  readonly pages: Readonly<Record<string, RuleDocs>>;
  readonly catalogs: Catalogs;
  /** The text of a file as it is. */
  read(path: string): string;
}): Readonly<Record<string, string>>;
