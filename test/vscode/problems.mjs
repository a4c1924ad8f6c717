import { pressFor } from './keys.mjs';
import { eventually } from './wait.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 *
 * @typedef {object} Problem
 * @property {string} file  its name as shown, without folder
 * @property {'error' | 'warning' | 'info'} severity
 * @property {string} message
 * @property {string} source
 * @property {string} code
 * @property {number} line  1-based, as shown
 * @property {number} column  1-based, UTF-16
 */

/** @param {Page} page */
const openPanel = async (page) => {
  const panel = page.locator('.markers-panel:visible');
  // The key hides the panel when it is there.
  if ((await panel.count()) === 0) await pressFor(page, 'ControlOrMeta+Shift+m', panel.first());
};

/**
 * Narrows the Problems panel as a person does, by the box above it: words of a message, or a rule's code. '' shows all again.
 * @param {Page} page
 * @param {string} words
 */
export const filterProblems = async (page, words) => {
  await openPanel(page);
  await page.locator('.viewpane-filter input:visible').first().fill(words);
};

/**
 * The entries of the Problems panel, in its order. It opens the panel, which takes the focus. VS Code draws only the rows on screen,
 * about a dozen at the usual size: filter or keep fixtures small, and take the total from the status bar.
 * @param {Page} page
 * @returns {Promise<readonly Problem[]>}
 */
export const readProblems = async (page) => {
  await openPanel(page);
  return page.locator('.markers-panel .monaco-list-row').evaluateAll((rows) => {
    /** @param {Element} row @param {string} selector */
    const textOf = (row, selector) =>
      [...row.querySelectorAll(selector)]
        .map((part) => part.textContent ?? '')
        .join('\n')
        .trim();
    const inOrder = [...rows].sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')));
    const problems = [];
    let file = '';
    for (const row of inOrder) {
      const icon = row.querySelector('.marker-icon');
      if (!icon) {
        file = textOf(row, '.label-name') || file;
        continue;
      }
      const [line = 0, column = 0] = (textOf(row, '.marker-line').match(/\d+/g) ?? []).map(Number);
      problems.push({
        file,
        severity: icon.classList.contains('error') ? 'error' : icon.classList.contains('warning') ? 'warning' : 'info',
        message: textOf(row, '.marker-message'),
        source: textOf(row, '.marker-source'),
        code: textOf(row, '.marker-code').replace(/^\(|\)$/g, ''),
        line,
        column,
      });
    }
    return /** @type {any} */ (problems);
  });
};

/**
 * Reads the Problems panel until it shows what is expected.
 * @param {Page} page
 * @param {(problems: readonly Problem[]) => boolean} [expected]  unless told: at least one
 * @param {{ readonly timeout?: number }} [options]  milliseconds
 * @returns {Promise<readonly Problem[]>}
 * @throws {Error} with the entries last shown
 */
export const waitForProblems = async (page, expected = (problems) => problems.length > 0, options = {}) => {
  let seen = /** @type {readonly Problem[]} */ ([]);
  await eventually(
    'the expected entries in the Problems panel',
    async () => {
      seen = await readProblems(page);
      // While the tree is drawn anew an entry may stand there before its file.
      return seen.every(({ file }) => file !== '') && expected(seen);
    },
    { ...options, lastSeen: () => seen },
  );
  return seen;
};
