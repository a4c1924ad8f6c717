// In the process of the tests: V8 counts in every Node they start, whatever environment they give it; not here, where vitest counts.
import { STARTED } from './places.mjs';

process.env.NODE_V8_COVERAGE = STARTED;
