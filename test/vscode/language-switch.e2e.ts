/** The setting `kaiji.language` changes while everything is open: all of it is then in the other language, without anybody doing anything. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type OpenExample, openExample } from './example.ts';
import { eventually } from './wait.mjs';

const SHEET = 'checklist.kaiji.yaml';
const KANA = /[\u3041-\u30fa]/;
let example: OpenExample;
let vs: OpenExample['vs'];

const set = (workspace: string, language: string) => {
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  writeFileSync(join(workspace, '.vscode', 'settings.json'), JSON.stringify({ 'kaiji.language': language }));
};

beforeAll(async () => {
  example = await openExample((workspace) => set(workspace, 'ja'), 'ja');
  ({ vs } = example);
});
afterAll(async () => example?.close());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await vs.screenshot(`failed ${task.name}`);
});

const texts = async (selector: string) =>
  (await vs.page.locator(selector).allTextContents()).join('\n').replaceAll('\u00a0', ' ');
const tabs = () => texts('.tab .label-name');
const trail = () => texts('.breadcrumbs-control .monaco-breadcrumb-item');
const lenses = () => texts('.codelens-decoration:visible');
const rows = () => texts('.sidebar .monaco-list-row');
/** What the buttons of a page of ours say. */
const pages = async () => {
  const all = await Promise.all(
    vs.page
      .frames()
      .map((frame) =>
        frame
          .evaluate(() =>
            [...document.querySelectorAll('body[data-view] :is(button, option, [role=toolbar])')]
              .map((one) => `${one.textContent} ${one.ariaLabel ?? ''}`)
              .join('\n'),
          )
          .catch(() => ''),
      ),
  );
  return all.join('\n');
};

/** Waits until something reads so; tells how long that took. */
async function reads(what: string, read: () => Promise<string>, said: RegExp, from: number): Promise<string> {
  let text = '';
  const isSaid = async () => {
    text = await read();
    return said.test(text);
  };
  await eventually(`${what}: ${said}`, isSaid, { lastSeen: () => text.slice(0, 1500) });
  console.log(`${what}: ${Date.now() - from} ms after the setting was written`);
  return text;
}

test('pages, their tabs, the views and the breadcrumbs follow the setting, there and back', async () => {
  await vs.openFile(SHEET);
  await vs.page.locator('.activitybar [aria-label^="Kaiji"]').first().click();
  await vs.runCommand('Kaiji: プレビューを横に開く');
  await reads('preview', pages, /顧客に渡す/, Date.now());
  await vs.runCommand('Kaiji: ダッシュボードを開く');
  await reads('dashboard', pages, /HTMLで保存/, Date.now());
  await vs.openFile(SHEET);
  await vs.placeCursor({ line: example.lineOf(SHEET, 'control: CL-38'), column: 7 });
  await reads('breadcrumbs', trail, /CL-38 .*[\u3041-\u30fa]/, Date.now());

  let from = Date.now();
  set(example.workspace, 'en');
  await reads('coverage', rows, /of \d+|answered/i, from);
  expect(await reads('breadcrumbs', trail, /CL-38 [A-Z]/, from)).not.toMatch(KANA);
  await reads('lenses', lenses, /\d of \d+ items? answered|of \d+/, from);
  await reads('tabs', tabs, /Preview: /, from);
  await reads('pages', pages, /For the customer/, from);
  await vs.screenshot('language-en');
  expect(await tabs()).not.toMatch(/プレビュー|ダッシュボード/);
  expect(await pages()).not.toMatch(/指摘|書き出す|目次|保存/);

  from = Date.now();
  set(example.workspace, 'ja');
  await reads('breadcrumbs', trail, /CL-38 .*[\u3041-\u30fa]/, from);
  await reads('tabs', tabs, /プレビュー: /, from);
  await reads('pages', pages, /顧客に渡す/, from);
  await vs.screenshot('language-ja');
  expect(await tabs()).not.toMatch(/Preview|Dashboard/);
});
