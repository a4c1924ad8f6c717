/** Every rule, once. The order is that of docs/rules.md. */
import { missingEvidence } from './missing-evidence.ts';
import { noncanonicalControl } from './noncanonical-control.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [noncanonicalControl, missingEvidence];
