import { eventually } from './wait.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ readonly label: string, readonly detail: string }} Suggestion
 *   `detail`: what stands beside the label on the row (its description; the detail too on the focused row)
 */

const SUGGEST = '.suggest-widget.visible';
const ACTIONS = '.action-widget:visible';

/** @param {Page} page @returns {Promise<readonly Suggestion[]>} */
const readRows = (page) =>
  page.locator(`${SUGGEST} .monaco-list-row`).evaluateAll((rows) =>
    [...rows]
      .sort((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
      .map((row) => ({
        label: row.querySelector('.label-name')?.textContent?.trim() ?? '',
        detail: [...row.querySelectorAll('.signature-label, .qualifier-label, .details-label')]
          .map((part) => part.textContent?.trim())
          .filter(Boolean)
          .join(' '),
      })),
  );

/**
 * Asks for suggestions (Ctrl+Space) where the cursor is and reads the rows on screen, about a dozen.
 * @param {Page} page
 * @param {{ readonly containing?: string }} [options]  wait until a row's label holds this
 * @returns {Promise<readonly Suggestion[]>}
 */
export const suggest = async (page, { containing = '' } = {}) => {
  if ((await page.locator(SUGGEST).count()) === 0) await page.keyboard.press('Control+Space');
  return readSuggestions(page, { containing });
};

/**
 * Reads the suggestions that are open or opening, for instance by typing.
 * @param {Page} page
 * @param {{ readonly containing?: string }} [options]
 * @returns {Promise<readonly Suggestion[]>}
 */
export const readSuggestions = async (page, { containing = '' } = {}) => {
  let rows = /** @type {readonly Suggestion[]} */ ([]);
  await eventually(
    `suggestions${containing && ` with "${containing}"`}`,
    async () => {
      rows = await readRows(page);
      return rows.length > 0 && rows.some(({ label }) => label.includes(containing));
    },
    { lastSeen: () => rows },
  );
  return rows;
};

/**
 * Accepts the suggestion with this label and waits until it is no longer offered. A snippet may open the choices of its first placeholder at once.
 * @param {Page} page
 * @param {string} label  whole
 */
export const acceptSuggestion = async (page, label) => {
  const rows = await readSuggestions(page, { containing: label });
  const index = rows.findIndex((row) => row.label === label);
  if (index < 0) throw new Error(`No suggestion is called "${label}". Shown: ${rows.map((row) => row.label).join(', ')}`);
  await page
    .locator(`${SUGGEST} .monaco-list-row`)
    .filter({ has: page.locator('.label-name', { hasText: label }) })
    .and(page.locator(`[data-index="${index}"]`))
    .click();
  await eventually(`"${label}" to be accepted`, async () => {
    const labels = await page.locator(`${SUGGEST} .monaco-list-row .label-name`).allInnerTexts();
    return !labels.includes(label);
  });
};

/**
 * Opens the Quick Fix menu (Ctrl+.) where the cursor is and reads its titles.
 * @param {Page} page
 * @param {{ readonly containing?: string }} [options]  wait until a title holds this, asking again while findings are still on their way
 * @returns {Promise<readonly string[]>}
 */
export const quickFixes = async (page, { containing = '' } = {}) => {
  let titles = /** @type {readonly string[]} */ ([]);
  await eventually(
    `a quick fix${containing && ` "${containing}"`}`,
    async () => {
      titles = await page.locator(`${ACTIONS} .monaco-list-row.action .title`).allInnerTexts();
      if (titles.length > 0 && titles.some((title) => title.includes(containing))) return true;
      if (titles.length > 0) await page.keyboard.press('Escape');
      await page.keyboard.press('ControlOrMeta+.');
      await page
        .locator(`${ACTIONS} .monaco-list-row.action`)
        .first()
        .waitFor({ timeout: 1_000 })
        .catch(() => undefined);
      return false;
    },
    { lastSeen: () => titles },
  );
  return titles;
};

/**
 * Opens the Quick Fix menu and applies one item.
 * @param {Page} page
 * @param {string} title  a part of it
 */
export const applyQuickFix = async (page, title) => {
  await quickFixes(page, { containing: title });
  const item = page.locator(`${ACTIONS} .monaco-list-row.action`).filter({ hasText: title }).first();
  // The menu takes no click before the mouse has moved over it.
  const box = await item.boundingBox();
  if (box) await page.mouse.move(box.x + 1, box.y + 1);
  await item.click();
  await page.locator(ACTIONS).waitFor({ state: 'hidden' });
};
