/** Every producer of code lenses. */
import type { LensProducer } from './lens.ts';
import { statementLenses } from './statements.ts';

export const lensProducers: readonly LensProducer[] = [statementLenses];
