import { eventually } from './wait.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
const widget = (page) => page.locator('.quick-input-widget:visible');

/** @param {Page} page */
const input = (page) => widget(page).locator('.quick-input-box input');

/**
 * The rows of the open quick pick that are on screen, top first.
 * @param {Page} page
 * @returns {Promise<readonly string[]>}
 */
export const quickPickRows = (page) =>
  widget(page)
    .locator('.monaco-list-row')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('.label-name, .label-description, .quick-input-list-label-meta')]
          // A row keeps what it showed before, hidden or below its edge.
          .filter((part) => part.checkVisibility() && part.getBoundingClientRect().top < row.getBoundingClientRect().bottom)
          .map((part) => part.textContent?.trim())
          .filter(Boolean)
          .join(' '),
      ),
    );

/**
 * Chooses a row of the open quick pick by what stands in it, filtering first as a person would.
 * @param {Page} page
 * @param {string} text  a part of the row's label or description
 * @param {string} [filter]  what is typed; the text itself unless told
 */
export const pick = async (page, text, filter = text) => {
  await input(page).waitFor();
  await input(page).fill(filter);
  let rows = /** @type {readonly string[]} */ ([]);
  await eventually(
    `a row "${text}" in the quick pick`,
    async () => {
      rows = await quickPickRows(page);
      return rows.some((row) => row.includes(text));
    },
    { lastSeen: () => rows },
  );
  await widget(page).locator('.monaco-list-row').filter({ hasText: text }).first().click();
};

/**
 * Answers the open input box.
 * @param {Page} page
 * @param {string} text
 */
export const answer = async (page, text) => {
  await input(page).waitFor();
  await input(page).fill(text);
  await input(page).press('Enter');
};

/**
 * Opens a file of the workspace by Quick Open and waits until it is the active editor.
 * @param {Page} page
 * @param {string} path  relative to the workspace, with `/`
 */
export const openFile = async (page, path) => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const folder = path.slice(0, Math.max(0, path.length - name.length - 1));
  await page.keyboard.press('ControlOrMeta+p');
  const row = widget(page)
    .locator('.monaco-list-row')
    .filter({ has: page.locator('.label-name', { hasText: name }) })
    .filter(folder ? { has: page.locator('.label-description', { hasText: folder }) } : {});
  await eventually(`${path} in Quick Open`, async () => {
    // A page that is still loading takes the focus, and the list closes.
    if (!(await input(page).isVisible())) await page.keyboard.press('ControlOrMeta+p');
    // A file that was just written may not be known yet, and a list that is there does not look again.
    await input(page)
      .fill('', { timeout: 2_000 })
      .catch(() => {});
    await input(page)
      .fill(path, { timeout: 2_000 })
      .catch(() => {});
    return row
      .first()
      .click({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
  });
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
};

/**
 * Runs a command by its title through the command palette. A quick pick or input box that it opens is there afterwards or will be.
 * @param {Page} page
 * @param {string} title  as shown, with its category: `Kaiji: Show Coverage`
 */
export const runCommand = async (page, title) => {
  const row = widget(page).locator('.monaco-list-row').filter({ hasText: title }).first();
  await eventually(`the command "${title}"`, async () => {
    // A window that was just opened may take the keyboard away again.
    if (!(await input(page).isVisible())) await page.keyboard.press('F1');
    const box = input(page);
    // It may not know the extension's commands yet either, and a list that is there does not look again.
    for (const text of ['>', `>${title}`]) await box.fill(text, { timeout: 2_000 }).catch(() => undefined);
    return row.click({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  });
  // Whatever comes to lie under the mouse would tell of itself, over what is to be clicked next.
  await page.mouse.move(0, 0);
  await eventually(
    `the command palette to close after "${title}"`,
    async () =>
      !(await input(page).isVisible()) ||
      !(
        await input(page)
          .inputValue({ timeout: 500 })
          .catch(() => '')
      ).startsWith('>'),
  );
};

/**
 * The open quick pick, input box or file dialog, once it has this title and takes keys.
 * @param {Page} page
 * @param {string} title  a part of it
 */
export const dialog = async (page, title) => {
  const shown = page
    .locator('.quick-input-widget:visible')
    .filter({ has: page.locator('.quick-input-title', { hasText: title }) });
  await shown.waitFor();
  // It is seen a moment before it takes keys.
  await eventually(`"${title}" to have the keyboard`, () => shown.evaluate((widget) => widget.contains(document.activeElement)));
  return shown;
};

/**
 * Presses the button of an open file dialog until it closes: while it looks at the disk it takes no click.
 * @param {import('playwright-core').Locator} shown  the dialog
 * @param {string} button  what it says; in older versions of VS Code, 1.91 among them, OK, whatever an extension wished for
 */
const accept = (shown, button) =>
  eventually(`the file dialog to close after "${button}"`, async () => {
    const link = shown.locator('.quick-input-action a', { hasText: new RegExp(`^(${button}|OK)$`) });
    await link.click({ timeout: 1_000 }).catch(() => undefined);
    return shown.waitFor({ state: 'hidden', timeout: 1_000 }).then(
      () => true,
      () => false,
    );
  });

/**
 * Presses the button of VS Code's own file dialog, after a path was typed there.
 * @param {Page} page
 * @param {string} title  a part of it
 * @param {string} button  what its button says
 */
export const acceptFileDialog = async (page, title, button) => accept(await dialog(page, title), button);

/**
 * Answers VS Code's own file dialog, where a path is typed and completed.
 * @param {Page} page
 * @param {string} title  a part of it
 * @param {string} path  absolute
 * @param {string} button  what its button says
 */
export const answerFileDialog = async (page, title, path, button) => {
  const shown = await dialog(page, title);
  // Until it lists the folder it still writes into its own box.
  await shown.locator('.monaco-list-row').first().waitFor();
  await shown.locator('.quick-input-box input').fill(path);
  await accept(shown, button);
};
