/** What was measured, kept in bench/results: one file for each measurement, so that any can be made again alone. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** @typedef {import('./machine.mjs').About} About */

/**
 * What a script of another measurement leaves: rows of the table of goals (`goals.mjs` has the names), and a section of the page.
 * @typedef {object} Elsewhere
 * @property {About} about
 * @property {string} title of the section
 * @property {string} text of the section, in Markdown
 * @property {Record<string, { measured: string, met: boolean }>} goals
 */

/**
 * @typedef {object} Results
 * @property {{ about: About, titles: Record<string, string>, debounce: Record<string, number>, sizes: import('./sizes.mjs').Size[] }} [server]
 * @property {{ about: About } & import('./packages.mjs').Packages} [packages]
 * @property {{ about: About } & import('./soak.mjs').Soak} [soak]
 * @property {Record<string, Elsewhere>} elsewhere by the name of the file
 */

const folder = new URL('./results/', import.meta.url);

/**
 * @param {string} name
 * @param {object} result
 */
export function keep(name, result) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(result, null, 1)}\n`);
}

/** @returns {Results} */
export function kept() {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const all = Object.fromEntries(
    names.sort().map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(new URL(name, folder), 'utf8'))]),
  );
  const { server, packages, soak, ...elsewhere } = all;
  return { server, packages, soak, elsewhere };
}
