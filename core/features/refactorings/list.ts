/** Every refactoring, in the order editors show them. */
import type { Refactoring } from './refactoring.ts';

export const refactorings: readonly Refactoring[] = [];
