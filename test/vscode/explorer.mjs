import { eventually } from './wait.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * Opens the menu of a file in the explorer by the right mouse button, and reads it.
 * @param {Page} page
 * @param {string} path  in the workspace, with `/`
 * @returns {Promise<readonly string[]>}
 */
export const explorerMenu = async (page, path) => {
  const parts = path.split('/');
  for (const [i, name] of parts.entries()) {
    const row = page
      .locator(`.explorer-folders-view .monaco-list-row[aria-level="${i + 1}"]`)
      .filter({ has: page.getByText(name, { exact: true }) });
    await row.first().waitFor();
    if (i === parts.length - 1) await row.first().click({ button: 'right' });
    else if ((await row.first().getAttribute('aria-expanded')) !== 'true') await row.first().click();
  }
  const items = page.locator('.monaco-menu .action-item .action-label');
  await items.first().waitFor();
  return items.allInnerTexts();
};

/**
 * Chooses from the menu of a file in the explorer.
 * @param {Page} page
 * @param {string} path  in the workspace, with `/`
 * @param {string} item  a part of what the menu says
 */
export const chooseInExplorer = async (page, path, item) => {
  let seen = /** @type {readonly string[]} */ ([]);
  await eventually(
    `"${item}" in the menu of ${path}`,
    async () => {
      seen = await explorerMenu(page, path);
      if (seen.some((text) => text.includes(item))) return true;
      await page.keyboard.press('Escape');
      return false;
    },
    { lastSeen: () => seen },
  );
  const menu = page.locator('.monaco-menu').first();
  const wanted = menu.locator('.action-item').filter({ hasText: item }).first();
  // A menu takes no click in its first moment, or closes without what was clicked.
  await eventually(`"${item}" under the mouse`, async () => {
    await wanted.hover();
    return (await wanted.getAttribute('class'))?.includes('focused');
  });
  await eventually(`the menu to close after "${item}"`, async () => {
    await wanted.click();
    return menu.waitFor({ state: 'hidden', timeout: 1_000 }).then(
      () => true,
      () => false,
    );
  });
};
