/** The settings, as people find and change them in VS Code, in Japanese. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenExample, openExample } from './example.ts';
import { eventually } from './wait.mjs';

const SETTINGS = join('.vscode', 'settings.json');

let example: OpenExample;
let vs: OpenExample['vs'];

beforeAll(async () => {
  example = await openExample((folder) => {
    mkdirSync(join(folder, '.vscode'));
    writeFileSync(join(folder, SETTINGS), '{\n  "kaiji.rules": {\n    \n  }\n}\n');
  }, 'ja');
  ({ vs } = example);
});

afterAll(async () => example?.close());

test('settings.json completes the rules', async () => {
  await vs.openFile('.vscode/settings.json');
  await vs.placeCursor({ line: 3, column: 5 });
  // Until VS Code's own server for JSON has started, the words of the file are offered.
  await eventually('the rules', async () => {
    await vs.page.keyboard.press('Escape');
    return (await vs.suggest()).some(({ label }) => label === 'catalog-invalid');
  });
  await vs.page.keyboard.press('Escape');
});

test('a setting takes effect at once on what is open', async () => {
  await vs.openFile('evidence.kaiji.yaml');
  const lens = vs.page.locator('.editor-group-container.active .codelens-decoration');
  const first = async () => (await lens.allInnerTexts()).join(' ');
  await eventually('the lens in Japanese', async () => (await first()).includes('か所で挙げられています'));
  writeFileSync(join(example.workspace, SETTINGS), '{ "kaiji.language": "en" }');
  await eventually('the lens in English', async () => /Cited in \d/i.test(await first()), { lastSeen: first });
  await vs.screenshot('settings-language');
});

test('the settings editor shows them in groups, in Japanese', async () => {
  await vs.runCommand('Preferences: Open Settings (UI)');
  await vs.page.locator('.settings-editor .settings-toc-entry').first().waitFor();
  await search('@ext:kaiji.kaiji', /\d\d Settings Found/);
  const folded = vs.page.locator('.settings-toc-wrapper [role=treeitem][aria-expanded=false]');
  const groups = vs.page.locator('.settings-toc-wrapper .settings-toc-entry');
  const shown = async () => (await groups.allInnerTexts()).map((text) => text.replace(/\s*\(\d+\)$/, '').trim());
  await eventually('the groups', async () => {
    for (const one of await folded.all()) await one.click();
    return (await shown()).includes('不具合の調査');
  });
  await vs.screenshot('settings-groups');
  expect((await shown()).slice(-5)).toEqual(['全般', '検査', '行の上の表示', '行の横の表示', '不具合の調査']);
});

test('a rule is chosen from a list that says what it is about, and gets a severity', async () => {
  await search('kaiji.rules', /\b1 Setting Found/);
  await vs.page.locator('.settings-editor').getByText('Add Item').first().click();
  await vs.page.locator('.setting-list-edit-row .monaco-select-box').first().click();
  const list = vs.page.locator('.monaco-select-box-dropdown-container.visible');
  await list.getByText('fullwidth-colon', { exact: true }).hover();
  await list.getByText('キーの後のコロンが全角、または空白がない').waitFor();
  await vs.screenshot('settings-rules');
  await list.getByText('fullwidth-colon', { exact: true }).click();
  await vs.page.locator('.setting-list-edit-row').getByRole('button', { name: 'OK' }).click();
  await eventually('the rule in the list', async () =>
    (await vs.page.locator('.setting-list-row').allInnerTexts()).some((row) => /fullwidth-colon\s+error/.test(row)),
  );
});

/** Searches in the settings editor, and waits until it says so much. */
async function search(text: string, found: RegExp): Promise<void> {
  await vs.page.locator('.settings-editor .suggest-input-container').click();
  await vs.page.keyboard.press('ControlOrMeta+a');
  await vs.page.keyboard.type(text);
  await vs.page.locator('.settings-editor').getByText(found).first().waitFor();
}
