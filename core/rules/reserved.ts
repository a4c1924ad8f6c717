/**
 * Codes of the rule list (docs/rules.md) that this version does not check yet. A package may set their severity already; they are never reported. A rule
 * that is written leaves this list.
 */
export const reservedCodes: readonly string[] = [
  'level-range',
  'level-mismatch',
  'importance-mismatch',
  'risk-value-mismatch',
  'untreated-risk',
  'residual-above-inherent',
  'residual-above-line',
  'unused-asset',
];
