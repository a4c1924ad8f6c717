/** Every producer of code lenses. */
import { assessmentLenses } from './assessment.ts';
import { coverageLenses } from './coverage.ts';
import { evidenceLenses } from './evidence.ts';
import type { LensProducer } from './lens.ts';
import { sectionLenses } from './sections.ts';
import { statementLenses } from './statements.ts';

export const lensProducers: readonly LensProducer[] = [
  coverageLenses,
  statementLenses,
  evidenceLenses,
  sectionLenses,
  assessmentLenses,
];
