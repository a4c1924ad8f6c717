import { eventually } from './wait.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ readonly level: number, readonly text: string, readonly label: string, readonly isUnfolded: boolean | undefined }} Row  `label`: what a screen reader says */

/**
 * Shows the side bar that an icon of the activity bar stands for, where it is not shown.
 * @param {Page} page
 * @param {string} name  of the icon
 */
export const openSideBar = async (page, name) => {
  const icon = page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${name}"])`);
  await icon.waitFor();
  const isShown = async () => (await icon.getAttribute('class'))?.includes('checked') === true;
  if (!(await isShown())) await icon.click();
  await eventually(`the side bar ${name}`, isShown);
};

/**
 * A view of the side bar, by what its head says.
 * @param {Page} page
 * @param {string} title
 */
export const viewOf = (page, title) =>
  page.locator('.split-view-view:has(> .pane)').filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) });

/**
 * The rows of a tree that are on the screen, top first, without those that stick to its head.
 * @param {Page} page
 * @param {string} title  of the view
 * @returns {Promise<readonly Row[]>}
 */
export const treeRows = async (page, title) =>
  (
    await viewOf(page, title)
      .locator('.monaco-list-rows .monaco-list-row')
      .evaluateAll((rows) =>
        rows.map((row) => ({
          top: row.getBoundingClientRect().top,
          level: Number(row.getAttribute('aria-level')),
          text: [...row.querySelectorAll('.label-name, .label-description')].map((part) => part.textContent ?? '').join(' | '),
          label: row.getAttribute('aria-label') ?? '',
          isUnfolded: row.hasAttribute('aria-expanded') ? row.getAttribute('aria-expanded') === 'true' : undefined,
        })),
      )
  )
    .sort((a, b) => a.top - b.top)
    .map(({ level, text, label, isUnfolded }) => ({ level, text, label, isUnfolded }));

/**
 * Waits until the rows of a tree are as wanted.
 * @param {Page} page
 * @param {string} title  of the view
 * @param {string} what  is waited for, for the failure message
 * @param {(rows: readonly Row[]) => boolean} wanted
 */
export const waitForRows = async (page, title, what, wanted) => {
  let rows = /** @type {readonly Row[]} */ ([]);
  await eventually(
    what,
    async () => {
      rows = await treeRows(page, title);
      return wanted(rows);
    },
    { lastSeen: () => rows },
  );
  return rows;
};

/**
 * A row of a tree by a part of its text.
 * @param {Page} page
 * @param {string} title  of the view
 * @param {string | RegExp} text
 */
export const treeRow = (page, title, text) =>
  viewOf(page, title).locator('.monaco-list-rows .monaco-list-row').filter({ hasText: text }).first();

/**
 * Unfolds a row by a click, where it is folded.
 * @param {Page} page
 * @param {string} title  of the view
 * @param {string | RegExp} text  of the row
 */
export const unfold = async (page, title, text) => {
  const row = treeRow(page, title, text);
  await row.waitFor();
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
  await eventually(`${text} unfolded`, async () => (await row.getAttribute('aria-expanded')) === 'true');
};
