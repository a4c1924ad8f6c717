/** Every refactoring, in the order editors show them. */
import { addEvidence } from './add-evidence.ts';
import { answerFromCrosswalk } from './answer-from-crosswalk.ts';
import { extractStatement } from './extract-statement.ts';
import { factFromProse } from './fact-from-prose.ts';
import { fillCategory } from './fill-category.ts';
import { inlineStatement } from './inline-statement.ts';
import { moveSection } from './move-section.ts';
import { notApplicable } from './not-applicable.ts';
import type { Refactoring } from './refactoring.ts';
import { splitAnswer } from './split-answer.ts';

export const refactorings: readonly Refactoring[] = [
  answerFromCrosswalk,
  extractStatement,
  inlineStatement,
  factFromProse,
  addEvidence,
  notApplicable,
  splitAnswer,
  moveSection,
  fillCategory,
];
