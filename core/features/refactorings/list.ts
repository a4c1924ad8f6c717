/** Every refactoring, in the order editors show them. */
import { answerFromCrosswalk } from './answer-from-crosswalk.ts';
import { extractStatement } from './extract-statement.ts';
import { factFromProse } from './fact-from-prose.ts';
import type { Refactoring } from './refactoring.ts';

export const refactorings: readonly Refactoring[] = [answerFromCrosswalk, extractStatement, factFromProse];
