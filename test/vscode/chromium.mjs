import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { installDebianPackages } from '../support/debian.mjs';
import { DEBIAN_PACKAGES } from './versions.mjs';

const run = promisify(execFile);

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  join(process.env.PROGRAMFILES ?? '', 'Google/Chrome/Application/chrome.exe'),
];

/** @param {string} path */
const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * The path of an installed Chromium or Chrome: `$KAIJI_CHROMIUM`, then the search path, then the usual places.
 * @returns {string | undefined}
 */
export const findChromium = () => {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((dir) => NAMES.map((name) => join(dir, name)));
  return [process.env.KAIJI_CHROMIUM, ...onPath, ...PLACES].find((path) => path && isExecutable(path));
};

/** Whether a Japanese font is there; true where fontconfig is not the system that would know (macOS and Windows ship one). */
const hasJapaneseFont = async () => {
  if (process.platform !== 'linux') return true;
  try {
    return (await run('fc-list', [':lang=ja', 'family'])).stdout.trim() !== '';
  } catch {
    return false;
  }
};

/**
 * Finds Chromium and a Japanese font, installing both on Debian as root.
 * @returns {Promise<{ readonly chromium: string, readonly warnings: readonly string[] } | { readonly missing: string }>} `missing` and each
 *   warning are one line: what to install, and what goes untested or looks wrong without it.
 */
export const provisionChromium = async () => {
  const complete = async () => findChromium() !== undefined && (await hasJapaneseFont());
  const why = (await complete()) ? '' : await installDebianPackages(DEBIAN_PACKAGES);
  const chromium = findChromium();
  if (!chromium)
    return { missing: `Chromium not found${why}: install chromium or set KAIJI_CHROMIUM; tests in VS Code were left out.` };
  const warnings = (await hasJapaneseFont())
    ? []
    : [`No Japanese font${why}: install fonts-noto-cjk, or screenshots show boxes for Japanese text.`];
  return { chromium, warnings };
};
