// The threats of docs/security.md: what could be tried, what keeps it from working, the test, and how the guard is taken out so that the test is seen to fail
// (`npm run guards`). IDs stay; a new threat takes the next number.
import { files } from './files.mjs';
import { outward } from './outward.mjs';
import { places } from './places.mjs';
import { sizes } from './sizes.mjs';
import { words } from './words.mjs';

/**
 * @typedef {{ readonly ja: string, readonly en: string }} Said
 * @typedef {object} Guard
 * @property {string} file  where it stands
 * @property {string} name  the function, constant or key it is
 * @property {string} was  what stands there, once
 * @property {string} becomes  what stands there instead for a test that has to fail
 *
 * @typedef {object} Threat
 * @property {string} id
 * @property {Said} tried
 * @property {Said} kept
 * @property {Guard} guard
 * @property {{ readonly file: string, readonly title: string, readonly only?: string }} test  `only`: what the test runner is asked for, where the title alone is not it
 *
 * @typedef {{ readonly title: Said, readonly threats: readonly Threat[] }} Entry
 */

/** @type {readonly Entry[]} */
export const entries = [...places, ...sizes, ...words, ...files, ...outward];

/** @type {readonly Threat[]} */
export const threats = entries.flatMap(({ threats }) => threats);
