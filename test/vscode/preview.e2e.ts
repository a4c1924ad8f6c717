/** The preview beside the editor in the real VS Code: opened, followed while somebody types, and by mouse and keyboard. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fullSheet } from '../support/full-sheet.ts';
import { type OpenExample, openExample } from './example.ts';
import { eventually } from './wait.mjs';

const DISCLOSURE = 'disclosure.kaiji.yaml';
const SHEET = 'sheet.kaiji.yaml';

let example: OpenExample;
let vs: OpenExample['vs'];

beforeAll(async () => {
  example = await openExample((folder) => {
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'kaiji.yaml'), 'kaiji: package/v1\n');
    writeFileSync(join(folder, 'full', SHEET), fullSheet());
  }, 'ja');
  ({ vs } = example);
});

afterAll(async () => example?.close());

/** The page of the preview, once its document holds a text. */
const preview = (containing: string): Promise<Frame> =>
  eventually(`a preview with "${containing}"`, async () => {
    for (const frame of vs.page.frames()) {
      const text = await frame.evaluate(() => document.querySelector('.sheet')?.textContent ?? '').catch(() => '');
      if (text.includes(containing)) return frame;
    }
    return undefined;
  });

/** What a person sees of the preview at once: its text within the window. */
const seen = (frame: Frame) =>
  frame.evaluate(() => {
    const { top, bottom } = document.querySelector('main')?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    const all = [...document.querySelectorAll<HTMLElement>('.sheet [data-line], .sheet td')];
    const within = all.filter((one) => one.getBoundingClientRect().bottom > top && one.getBoundingClientRect().top < bottom);
    return within.map(({ textContent }) => textContent).join('\n');
  });

test('opens beside the editor, and follows it to the next document', async () => {
  await vs.openFile(DISCLOSURE);
  await vs.runCommand('Kaiji: プレビューを横に開く');
  const frame = await preview('例示クラウドカルテ サービス仕様適合開示書');
  expect(await seen(frame)).toContain('目的・位置付け');
  await vs.screenshot('preview-disclosure');
  await vs.openFile(`full/${SHEET}`);
  await preview('手順253-1');
  await vs.screenshot('preview-sheet');
});

/**
 * Milliseconds from a key to the frame in which the preview shows what it wrote, each measured by the clock all frames of a browser share.
 */
async function typed(frame: Frame, keys: string): Promise<readonly number[]> {
  await vs.page.evaluate(() => {
    const pressed: number[] = [];
    Object.assign(globalThis, { pressed });
    addEventListener('keydown', ({ key }) => key.length === 1 && pressed.push(performance.timeOrigin + performance.now()), true);
  });
  const times: number[] = [];
  for (const [i, key] of [...keys].entries()) {
    const wanted = `番${keys.slice(0, i + 1)}終`;
    const shown = frame.evaluate(
      (text) =>
        new Promise<number>((resolve) => {
          const look = () => {
            if (!document.querySelector('.sheet')?.textContent?.includes(text)) return false;
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
            return true;
          };
          const observer = new MutationObserver(look);
          observer.observe(document.body, { childList: true, subtree: true, characterData: true });
          look();
        }),
      wanted,
    );
    await vs.page.keyboard.press(key);
    const at = await shown;
    const from = await vs.page.evaluate((index) => (globalThis as unknown as { pressed: number[] }).pressed[index] ?? 0, i);
    times.push(at - from);
  }
  return times;
}

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;

test('a sheet of 253 rows opens within a second and follows typing', async () => {
  await vs.page.keyboard.press('ControlOrMeta+k');
  await vs.page.keyboard.press('ControlOrMeta+w');
  await vs.page.locator('.tab').first().waitFor({ state: 'detached' });
  await vs.openFile(`full/${SHEET}`);
  // The command by its button, as a person opens it.
  const button = vs.page.locator('.editor-actions .codicon-open-preview');
  const from = Date.now();
  await button.click();
  const frame = await preview('手順1-1');
  const opened = Date.now() - from;
  console.log(`preview of 253 rows: opened in ${opened} ms`);
  expect(opened).toBeLessThan(5000);

  await vs.clickText('手順3-1', { side: 'after' });
  await vs.type('番終');
  await preview('手順3-1番終');
  await vs.page.keyboard.press('ArrowLeft');
  const times = await typed(frame, 'abcdefghijklmnopqrst');
  const rounded = times.map((time) => Math.round(time));
  console.log(`preview of 253 rows: follows a key in ${Math.round(median(times))} ms (median of ${rounded.join(', ')})`);
  expect(median(times)).toBeLessThan(300);
});
