import { eventually } from './wait.mjs';

/**
 * Presses a key until what it leads to is there: a page of ours that was just clicked, or a window that is still loading, may let one go by.
 * @param {import('playwright-core').Page} page
 * @param {string} key  as Playwright names it; one that does no harm when it is pressed twice
 * @param {import('playwright-core').Locator} shown
 */
export const pressFor = (page, key, shown) =>
  eventually(`what ${key} leads to`, async () => {
    await page.keyboard.press(key);
    return shown.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
  });
