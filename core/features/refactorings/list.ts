/** Every refactoring, in the order editors show them. */
import { factFromProse } from './fact-from-prose.ts';
import type { Refactoring } from './refactoring.ts';

export const refactorings: readonly Refactoring[] = [factFromProse];
