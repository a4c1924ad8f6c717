import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import * as editor from './editor.mjs';
import * as explorer from './explorer.mjs';
import * as problems from './problems.mjs';
import * as quickInput from './quick-input.mjs';
import * as suggestions from './suggestions.mjs';
import { eventually, PATIENCE } from './wait.mjs';

/**
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {import('playwright-core').Page} Page
 * @typedef {{ readonly id: string, readonly text: string, readonly label: string }} StatusItem  `label`: what a screen reader says
 */

/** Where `screenshot(name)` puts its pictures; not under version control. */
export const SCREENSHOTS = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'test-artifacts', 'screenshots');

/**
 * Starts a headless Chromium that asks nothing of the network beyond the page.
 * @param {string} executablePath  from `provision()`
 * @returns {Promise<Browser>}
 */
export const launch = (executablePath) =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** @param {Page} page @returns {Promise<readonly StatusItem[]>} */
const readStatusBar = (page) =>
  page.locator('.statusbar-item:visible').evaluateAll((items) =>
    items.map((item) => ({
      id: item.id,
      text: (item.textContent ?? '').trim(),
      label: item.getAttribute('aria-label') ?? '',
    })),
  );

/** @param {Page} page @param {string} text */
const waitForStatus = async (page, text) => {
  let items = /** @type {readonly StatusItem[]} */ ([]);
  return eventually(
    `"${text}" in the status bar`,
    async () => {
      items = await readStatusBar(page);
      return items.find((item) => item.text.includes(text) || item.label.includes(text));
    },
    { lastSeen: () => items },
  );
};

/** @param {Page} page */
const readNotifications = (page) => page.locator('.notification-toast .notification-list-item-message').allInnerTexts();

/** @param {Page} page @param {string} text */
const waitForNotification = async (page, text) => {
  let seen = /** @type {readonly string[]} */ ([]);
  return eventually(
    `a notification with "${text}"`,
    async () => {
      seen = await readNotifications(page);
      return seen.find((message) => message.includes(text));
    },
    { lastSeen: () => seen },
  );
};

/**
 * The text of a webview (a preview), which lives two frames down in a page of its own.
 * @param {Page} page
 * @param {string} containing
 */
const waitForWebview = async (page, containing) => {
  let seen = /** @type {string[]} */ ([]);
  return eventually(
    `a webview with "${containing}"`,
    async () => {
      const frames = page.frames().filter((frame) => frame !== page.mainFrame());
      const read = await Promise.all(
        frames.map(async (frame) => ({
          frame,
          // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, without style sheets and scripts
          text: await frame.evaluate(() => document.body?.innerText ?? '').catch(() => ''),
        })),
      );
      seen = read.map(({ text }) => text.slice(0, 200));
      return read.find(({ text }) => text.includes(containing));
    },
    { lastSeen: () => seen },
  );
};

/** @param {Page} page @param {string} name */
const screenshot = async (page, name) => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  const path = join(SCREENSHOTS, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  return path;
};

/**
 * Opens VS Code on a page of its own, as in a fresh profile, and waits until the folder is shown.
 *
 * What comes back acts as a person would: keys, mouse, and what stands on the screen. Every wait is for a condition, with a limit.
 * `page` is there for what is not covered.
 * @param {Browser} browser
 * @param {string} url  of `startVsCodeServer()` or `startVsCodeWeb()`
 * @param {{ readonly width?: number, readonly height?: number, readonly locale?: string, readonly language?: string, readonly isDriven?: boolean }} [options]
 *   pixels; `locale` of the browser; `language`: what extensions speak, as with a language pack (VS Code's own words stay English without one);
 *   `isDriven`: by a suite in its extension host, which shows what it wants instead of the folder
 */
export const openWorkspace = async (
  browser,
  url,
  { width = 1400, height = 900, locale = 'en-US', language, isDriven = false } = {},
) => {
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  if (language !== undefined)
    await page.addInitScript((value) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: value }), language);
  const console = /** @type {string[]} */ ([]);
  page.on('console', (message) => console.push(message.text()));
  page.on('pageerror', (error) => console.push(String(error)));
  await page.goto(url);
  await page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: 60_000 });
  if (new URL(url).searchParams.has('folder') && !isDriven) await page.locator('.explorer-folders-view .monaco-list').waitFor();

  /**
   * @template {readonly unknown[]} Rest @template Result
   * @param {(page: Page, ...rest: Rest) => Result} act
   * @returns {(...rest: Rest) => Result}
   */
  const here =
    (act) =>
    (...rest) =>
      act(page, ...rest);

  return Object.freeze({
    page,
    /** What the page and the extension host wrote, for failure messages; native add-ons missing from the server are normal there. */
    console: () => console.filter((text) => !/bindings file|spdlog|watchdog|vsda/.test(text)),
    openFile: here(quickInput.openFile),
    runCommand: here(quickInput.runCommand),
    pick: here(quickInput.pick),
    answer: here(quickInput.answer),
    quickPickRows: here(quickInput.quickPickRows),
    filterProblems: here(problems.filterProblems),
    readProblems: here(problems.readProblems),
    waitForProblems: here(problems.waitForProblems),
    focusEditor: here(editor.focusEditor),
    placeCursor: here(editor.placeCursor),
    clickText: here(editor.clickText),
    type: here(editor.type),
    hover: here(editor.hover),
    countSquiggles: here(editor.countSquiggles),
    save: here(editor.save),
    editorText: here(editor.editorText),
    suggest: here(suggestions.suggest),
    readSuggestions: here(suggestions.readSuggestions),
    acceptSuggestion: here(suggestions.acceptSuggestion),
    quickFixes: here(suggestions.quickFixes),
    applyQuickFix: here(suggestions.applyQuickFix),
    readStatusBar: here(readStatusBar),
    waitForStatus: here(waitForStatus),
    dialog: here(quickInput.dialog),
    acceptFileDialog: here(quickInput.acceptFileDialog),
    answerFileDialog: here(quickInput.answerFileDialog),
    chooseInExplorer: here(explorer.chooseInExplorer),
    explorerMenu: here(explorer.explorerMenu),
    readNotifications: here(readNotifications),
    waitForNotification: here(waitForNotification),
    waitForWebview: here(waitForWebview),
    screenshot: here(screenshot),
    close: () => context.close(),
  });
};
