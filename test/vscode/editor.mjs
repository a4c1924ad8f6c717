import { pressFor } from './keys.mjs';
import { eventually } from './wait.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ readonly x: number, readonly y: number, readonly width: number, readonly height: number }} Box
 */

const ACTIVE = '.editor-group-container.active .monaco-editor';
const MAIN_KEY = 'ControlOrMeta';

/**
 * Gives the keyboard to the text of the active editor.
 * @param {Page} page
 */
export const focusEditor = (page) => pressFor(page, `${MAIN_KEY}+1`, page.locator(`${ACTIVE}.focused`).first());

/**
 * Puts the cursor somewhere by "Go to Line/Column".
 * @param {Page} page
 * @param {{ readonly line: number, readonly column?: number }} where  1-based; column in UTF-16 units
 */
export const placeCursor = async (page, { line, column = 1 }) => {
  const input = page.locator('.quick-input-widget:visible .quick-input-box input');
  await pressFor(page, 'Control+g', input);
  await input.fill(`:${line}:${column}`);
  await input.press('Enter');
  await page.locator('.quick-input-widget:visible').waitFor({ state: 'hidden' });
  await page.locator(`${ACTIVE}.focused`).first().waitFor();
};

/**
 * Where a text is drawn, in pixels of the page.
 * @param {Page} page
 * @param {string} text  within one line
 * @param {number} [occurrence]  0 for the first one on screen
 * @returns {Promise<Box>}
 * @throws {Error} when it is not on screen: VS Code draws only the lines in view
 */
export const locate = async (page, text, occurrence = 0) =>
  eventually(`"${text}" in the visible part of the editor`, () =>
    page
      .locator(`${ACTIVE} .view-lines`)
      .first()
      .evaluate(
        (lines, wanted) => {
          /** @param {Element} line */
          const topOf = (line) => line.getBoundingClientRect().top;
          let left = wanted.occurrence;
          for (const line of [...lines.querySelectorAll('.view-line')].sort((a, b) => topOf(a) - topOf(b))) {
            // VS Code draws spaces as U+00A0 and splits a line into a span a token.
            const drawn = (line.textContent ?? '').replaceAll('\u00a0', ' ');
            for (let at = drawn.indexOf(wanted.text); at >= 0; at = drawn.indexOf(wanted.text, at + 1)) {
              if (left > 0) {
                left -= 1;
                continue;
              }
              const range = document.createRange();
              const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
              let offset = 0;
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const next = offset + (node.nodeValue?.length ?? 0);
                if (at >= offset && at < next) range.setStart(node, at - offset);
                if (at + wanted.text.length <= next) {
                  range.setEnd(node, at + wanted.text.length - offset);
                  break;
                }
                offset = next;
              }
              const { x, y, width, height } = range.getBoundingClientRect();
              return { x, y, width, height };
            }
          }
          return undefined;
        },
        { text, occurrence },
      ),
  );

/**
 * Clicks before or after a text, which puts the cursor there.
 * @param {Page} page
 * @param {string} text  on screen, within one line
 * @param {{ readonly side?: 'before' | 'after', readonly occurrence?: number }} [options]  `after` unless told
 */
export const clickText = async (page, text, { side = 'after', occurrence = 0 } = {}) => {
  const box = await locate(page, text, occurrence);
  await page.mouse.click(side === 'before' ? box.x + 1 : box.x + box.width - 1, box.y + box.height / 2);
  await page.locator(`${ACTIVE}.focused`).first().waitFor();
};

/**
 * Types as a person does: suggestions may open, brackets close themselves. Give the editor the cursor first.
 * @param {Page} page
 * @param {string} text
 */
export const type = (page, text) => page.keyboard.type(text);

/** @param {Page} page */
const shownHover = (page) => page.locator('.overflowingContentWidgets .monaco-hover:visible .hover-contents:visible');

/**
 * Rests the mouse on a text and reads the hover.
 * @param {Page} page
 * @param {string} text  on screen, within one line
 * @param {{ readonly occurrence?: number, readonly containing?: string }} [options]
 *   `containing`: wait until the hover holds this, since its parts (findings, the control) come one by one
 * @returns {Promise<string>}
 */
export const hover = async (page, text, { occurrence = 0, containing = '' } = {}) => {
  await page.mouse.move(0, 0);
  await shownHover(page).first().waitFor({ state: 'hidden' });
  let box = { x: 0, y: 0, width: 0, height: 0 };
  const follow = async () => {
    const now = await locate(page, text, occurrence);
    if (now.x === box.x && now.y === box.y) return;
    box = now;
    await page.mouse.move(box.x + box.width / 2 - 1, box.y + box.height / 2);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  };
  let seen = '';
  await eventually(
    `a hover over "${text}"${containing && ` with "${containing}"`}`,
    async () => {
      // Lenses and hints that come late move the text away from a mouse at rest.
      await follow();
      seen = (await shownHover(page).allInnerTexts()).join('\n').trim();
      return seen !== '' && !/^Loading/.test(seen) && seen.includes(containing);
    },
    { lastSeen: () => seen },
  );
  return seen;
};

/**
 * How many places of the visible text are underlined, by severity.
 * @param {Page} page
 * @returns {Promise<Readonly<Record<'error' | 'warning' | 'info' | 'hint', number>>>}
 */
export const countSquiggles = async (page) => {
  /** @param {string} kind */
  const count = (kind) => page.locator(`${ACTIVE} .cdr.squiggly-${kind}`).count();
  const [error, warning, info, hint] = await Promise.all(['error', 'warning', 'info', 'hint'].map(count));
  return { error: error ?? 0, warning: warning ?? 0, info: info ?? 0, hint: hint ?? 0 };
};

/**
 * Saves the active file and waits until it is on disk, so that a test can read it there.
 * @param {Page} page
 */
export const save = (page) =>
  pressFor(page, `${MAIN_KEY}+s`, page.locator('.editor-group-container.active .tab.active:not(.dirty)'));

/**
 * The whole text of the active editor, saved or not, by way of the clipboard; all of it is selected afterwards.
 * @param {Page} page
 * @returns {Promise<string>}
 */
export const editorText = async (page) => {
  await focusEditor(page);
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.keyboard.press(`${MAIN_KEY}+a`);
  await page.keyboard.press(`${MAIN_KEY}+c`);
  return eventually('the copied text', async () => (await page.evaluate(() => navigator.clipboard.readText())) || undefined);
};
