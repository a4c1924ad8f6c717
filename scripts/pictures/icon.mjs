import { readFileSync } from 'node:fs';
import { smallPng } from './small-png.mjs';

const SIZE = 256;

/**
 * media/icon.svg as the marketplace wants it, a PNG.
 * @param {import('playwright-core').Browser} browser
 * @param {string} svg  path
 * @returns {Promise<Buffer>}
 */
export async function drawIcon(browser, svg) {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${readFileSync(svg, 'utf8')}`);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return smallPng(png, 64);
}
