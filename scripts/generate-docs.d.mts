import type { Rule, RuleDocs } from '../core/rules/rule.ts';

/** docs/rules.md for these rules, their pages by code, this package.json and the texts of package.nls*.json. */
export function rulesPage(
  rules: readonly Rule[],
  pages: Readonly<Record<string, RuleDocs>>,
  manifest: unknown,
  texts: Readonly<Record<'ja' | 'en', Readonly<Record<string, string>>>>,
): string;
/** package.json, as text, with the rules' codes in the setting `kaiji.rules`. */
export function manifestWithRules(source: string, rules: readonly Rule[]): string;
