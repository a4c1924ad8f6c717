/** HTML files as Chromium shows and prints them. Left out aloud where there is no Chromium; the tests in VS Code install it. */
import { readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Block, Form } from '../convert/form/form.ts';
import { reportHtml } from '../convert/report/html.ts';
import { writeHtml } from '../convert/write/html.ts';
import { checkPackage } from '../core/check.ts';
import { reportOn } from '../core/report/report.ts';
import { OPTIONS, openFixture, parseFixture, pathOf } from './support/fixture.ts';
import { HOSTILE } from './support/random-form.ts';
import { findChromium } from './vscode/chromium.mjs';

const executablePath = findChromium();
if (!executablePath) console.warn('SKIPPED: no Chromium here; how HTML files look and print was not checked.');

const words = (text: string) => [{ is: 'text' as const, text }];
const said = (text: string): Block => ({ is: 'paragraph', content: words(text) });

/** Everything a form may hold, words that want to be markup among it; longer than a page. */
const everything: Form = {
  title: `開示書 ${HOSTILE[0]}`,
  language: 'ja',
  cover: { subject: '例示クラウド', provider: '株式会社例示', version: '1.0', lines: [], tables: [] },
  hasContents: true,
  running: '例示クラウド "1.0" </style><script>document.title="x"</script>',
  page: 'landscape',
  blocks: [
    { is: 'heading', level: 1, number: '1', content: words('総則'), anchor: 'sec 1' },
    { is: 'paragraph', content: [{ is: 'reference', anchor: 'sec 1', content: words('1章') }] },
    ...HOSTILE.map(said),
    { is: 'picture', uri: 'file:///p/a.svg', text: '構成図' },
    {
      is: 'table',
      widths: [1, 4],
      head: [{ cells: [{ blocks: [said('項目')] }, { blocks: [said('回答')] }] }],
      rows: Array.from({ length: 120 }, (_, i) => ({
        cells: [{ blocks: [said(`CL-${i}`)], isHeading: true }, { blocks: [said('対応しています。'.repeat(8))] }],
      })),
    },
  ],
};
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="parent.document.title=1"><script>1</script><image href="https://evil.example/x.png"/></svg>';
const pictures = new Map([['file:///p/a.svg', { type: 'image/svg+xml', bytes: new TextEncoder().encode(svg) }]]);

describe.runIf(executablePath)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  /** A page with this content, and what it said and asked for meanwhile. */
  async function shown(html: string, use: (page: Page, heard: readonly string[]) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true });
    const heard: string[] = [];
    const page = await context.newPage();
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', ({ message }) => heard.push(message));
    page.on('request', (request) => request.url().startsWith('data:') || heard.push(request.url()));
    await page.setContent(html, { waitUntil: 'load' });
    try {
      await use(page, heard);
    } finally {
      await context.close();
    }
  }

  const pages = {
    form: async () => writeHtml(everything, { pictures }),
    report: async () => {
      const archive = readFileSync(new URL('./fixtures/report/clinic.fixture', import.meta.url), 'utf8');
      const { packages } = await openFixture(parseFixture(archive).files);
      const reports = packages.map((whole) => reportOn(whole, checkPackage(whole, OPTIONS), OPTIONS.date));
      return reportHtml(reports, { language: 'ja', date: OPTIONS.date, pathOf });
    },
  };

  test.each(['form', 'report'] as const)('a %s runs nothing, asks for nothing, and fits a narrow screen', async (name) => {
    await shown(await pages[name](), async (page, heard) => {
      const title = await page.title();
      for (const width of [1280, 1000, 390]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), String(width)).toBe(true);
      }
      expect(heard).toEqual([]);
      expect(await page.title()).toBe(title);
      expect(await page.locator('script').count()).toBe(0);
    });
  });

  test('is dark where that is asked for, and light on paper', async () => {
    await shown(await pages.report(), async (page) => {
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = 'rgb(255, 255, 255)';
      expect(await paper()).toBe(light);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await paper()).not.toBe(light);
      await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
      expect(await paper()).toBe(light);
    });
  });

  test('words of a chart stay within it, and off one another', async () => {
    await shown(await pages.report(), async (page) => {
      const wrong = await page.evaluate(() =>
        [...document.querySelectorAll('svg')].flatMap((svg) => {
          const outer = svg.getBoundingClientRect();
          const boxes = [...svg.querySelectorAll('text')].map((text) => ({
            text: text.textContent,
            at: text.getBoundingClientRect(),
          }));
          const out = boxes.filter(
            ({ at }) => at.left < outer.left - 1 || at.right > outer.right + 1 || at.bottom > outer.bottom + 1,
          );
          const over = boxes.filter(({ at }, i) =>
            boxes.some(
              (other, k) =>
                k > i &&
                at.left < other.at.right - 1 &&
                other.at.left < at.right - 1 &&
                at.top < other.at.bottom - 4 &&
                other.at.top < at.bottom - 4,
            ),
          );
          return [...out, ...over].map(({ text }) => text);
        }),
      );
      expect(wrong).toEqual([]);
    });
  });

  test('prints on A4 as it is to lie, a table over several pages', async () => {
    for (const [name, size] of [
      ['form', [842, 595]],
      ['report', [595, 842]],
    ] as const) {
      await shown(await pages[name](), async (page) => {
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
        const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((box) => [
          Math.round(Number(box[1])),
          Math.round(Number(box[2])),
        ]);
        expect(boxes.length).toBeGreaterThan(3);
        expect(new Set(boxes.map(String))).toEqual(new Set([String(size)]));
      });
    }
  });
});
