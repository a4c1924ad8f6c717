/**
 * Codes of the rule list (docs/rules.md) that this version does not check yet. A package may set their severity already; they are never reported. A rule
 * that is written leaves this list.
 */
export const reservedCodes: readonly string[] = [
  'missing-part',
  'thin-answer',
  'missing-scenario',
  'missing-treatment',
  'treatment-term',
  'missing-party',
  'retained-without-reason',
  'treatment-mismatch',
  'deferred-answer',
  'reused-answer',
  'negative-answer',
  'duplicate-section',
];
