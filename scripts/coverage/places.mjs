// Where `npm run coverage` keeps what it counts.
import { fileURLToPath } from 'node:url';

const place = (name) => fileURLToPath(new URL(`../../test-artifacts/coverage/${name}`, import.meta.url));

/** Maps from dist/ to the sources, beside it: Node would copy them into the counts of every process. */
export const MAPS = place('maps');
/** What V8 counted, a file for each process that tests started. */
export const STARTED = place('started');
/** What vitest counted in the tests' own process, in the form of Istanbul; a folder for each part of the run. */
export const OWN = place('own');
