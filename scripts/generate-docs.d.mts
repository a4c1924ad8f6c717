import type { Rule } from '../core/rules/rule.ts';

/** docs/rules.md for these rules, this package.json and the texts of package.nls*.json. */
export function rulesPage(
  rules: readonly Rule[],
  manifest: unknown,
  texts: Readonly<Record<'ja' | 'en', Readonly<Record<string, string>>>>,
): string;
/** package.json, as text, with the rules' codes in the setting `kaiji.rules`. */
export function manifestWithRules(source: string, rules: readonly Rule[]): string;
