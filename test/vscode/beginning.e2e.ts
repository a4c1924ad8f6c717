/** The beginning, as somebody new has it: an empty folder, the wizard by keyboard, what it leaves to be written, the walkthrough, and the task. */
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenExample, openFolder } from './example.ts';
import { eventually } from './wait.mjs';

/** The key of VS Code for the way back, on Linux. */
const BACK = 'Control+Alt+Minus';

const WORDS = {
  ja: {
    command: 'パッケージを新しく作る',
    title: '新しいパッケージ',
    noName: 'サービス名を書いてください',
    noDocument: '文書を一つ以上選んでください',
    badName: 'フォルダーの名前に「?」は使えません',
    taken: 'すでにパッケージです',
    made: 'を作りました',
    unchanged: 'エビデンス台帳',
  },
  en: {
    command: 'New Package',
    title: 'New package',
    noName: 'Write the name of the service',
    noDocument: 'Choose at least one document',
    badName: '"?" cannot stand in the name of a folder',
    taken: 'is a package already',
    made: 'was made',
    unchanged: 'Evidence register',
  },
} as const;

describe.each(['ja', 'en'] as const)('in %s', (language) => {
  const words = WORDS[language];
  let opened: OpenExample;
  let vs: OpenExample['vs'];

  beforeAll(async () => {
    opened = await openFolder((folder) => writeFileSync(join(folder, 'メモ.txt'), ''), language, { 'kaiji.language': language });
    ({ vs } = opened);
  });
  afterAll(async () => opened?.close());

  const widget = () => vs.page.locator('.quick-input-widget:visible');
  const input = () => widget().locator('.quick-input-box input');
  /** Waits for a step of the wizard. */
  const step = async (number: number, of = 4) => {
    await eventually(`step ${number}`, async () =>
      (await widget().locator('.quick-input-title').allTextContents()).join('').includes(`(${number}/${of})`),
    );
    await input().waitFor();
  };
  const said = (text: string) =>
    eventually(
      text,
      async () => (await widget().textContent())?.includes(text) || (await input().getAttribute('placeholder'))?.includes(text),
    );
  const press = (key: string) => vs.page.keyboard.press(key);
  const type = async (text: string) => {
    await input().fill('');
    await vs.page.keyboard.type(text);
  };

  test('the wizard by keyboard: a mistake is said in place, the way back keeps what was said, nothing is written before the end', async () => {
    await vs.runCommand(`Kaiji: ${words.command}`);
    await step(1);
    await press('Enter');
    await said(words.noName);
    await type('例示 クラウド');
    await press('Enter');
    await step(2);
    await type('株式会社例示');
    await press('Enter');
    await step(3);
    await vs.screenshot(`wizard-sheets-${language}`);
    // All off: none is no choice. Then back, and forth to what was said.
    await widget().getByRole('checkbox', { name: 'Toggle all checkboxes' }).click();
    await widget().getByRole('checkbox', { name: 'Toggle all checkboxes' }).click();
    await input().focus();
    await press('Enter');
    await said(words.noDocument);
    await press(BACK);
    await step(2);
    expect(await input().inputValue()).toBe('株式会社例示');
    await press(BACK);
    await step(1);
    expect(await input().inputValue()).toBe('例示 クラウド');
    await press('Enter');
    await step(2);
    await press('Enter');
    await step(3);
    await press('Enter');
    await step(4);
    expect(await input().inputValue()).toBe('例示-クラウド');
    await type('何?');
    await said(words.badName);
    await vs.screenshot(`wizard-mistake-${language}`);
    await press('Enter');
    await step(4);
    expect(readdirSync(opened.workspace)).toEqual(['メモ.txt']);
    await type('開示書');
    await press('Enter');
    await eventually('the files', async () => readdirSync(opened.workspace).includes('開示書'));
    await vs.waitForNotification(words.made);
    expect(readdirSync(join(opened.workspace, '開示書')).sort()).toEqual([
      'checklist.kaiji.yaml',
      'disclosure.kaiji.yaml',
      'evidence.kaiji.yaml',
      'kaiji.yaml',
      'risks.kaiji.yaml',
    ]);
  });

  test('the first place to write is open, its blank chosen: what is typed stands there', async () => {
    await vs.page.locator('.tab.active[data-resource-name="disclosure.kaiji.yaml"]').waitFor();
    await eventually('the caret in the editor', () =>
      vs.page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null),
    );
    await vs.screenshot(`begun-${language}`);
    await vs.page.keyboard.type('ZZZ');
    await vs.save();
    expect(opened.onDisk('開示書/disclosure.kaiji.yaml')).toMatch(/approvals:\n.*by: "?ZZZ/);
  });

  test('a folder that is a package already is refused in place', async () => {
    await vs.chooseInExplorer('開示書', words.command);
    await step(1);
    await type('二つ目');
    await press('Enter');
    await step(2);
    await press('Enter');
    await step(3);
    await press('Enter');
    await step(4);
    await type('');
    await said(words.taken);
    await press('Escape');
    await widget().waitFor({ state: 'hidden' });
    expect(readdirSync(opened.workspace).sort()).toEqual(['メモ.txt', '開示書'].sort());
  });

  test('findings stand only where the author has to write: with these three rules off, none is left', async () => {
    const found = await vs.waitForProblems((all) => all.length > 3);
    await vs.screenshot(`left-to-write-${language}`);
    expect(found.every(({ severity }) => severity !== 'error')).toBe(true);
    const off = ['placeholder-answer', 'missing-answer', 'unused-evidence'].map((rule) => `  ${rule}: off\n`);
    appendFileSync(join(opened.workspace, '開示書', 'kaiji.yaml'), `rules:\n${off.join('')}`);
    await vs.waitForProblems((all) => all.length === 0);
  });
});
