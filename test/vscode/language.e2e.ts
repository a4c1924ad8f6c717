/** What the language server knows of a document, as people reach it in VS Code: by its keys, its lists and what it shows beside the text. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenExample, openExample } from './example.ts';
import { eventually } from './wait.mjs';

const SHEET = 'checklist.kaiji.yaml';
const UNTIDY = `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
    -   answer:   文書化しています。   # 監査で確認済み
        status:   対応済
        control:  ｃｌ９４
`;
const TIDY = `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - control: CL-94
    status: 対応済
    answer: 文書化しています。   # 監査で確認済み
`;

const active = '.editor-group-container.active';

let example: OpenExample;
let vs: OpenExample['vs'];
let onDisk: OpenExample['onDisk'];
let lineOf: OpenExample['lineOf'];

beforeAll(async () => {
  example = await openExample((folder) => {
    mkdirSync(join(folder, 'untidy'));
    writeFileSync(join(folder, 'untidy', 'kaiji.yaml'), 'kaiji: package/v1\n');
    writeFileSync(join(folder, 'untidy', 'untidy.kaiji.yaml'), UNTIDY);
  });
  ({ vs, onDisk, lineOf } = example);
  await vs.openFile(SHEET);
  await eventually('the server', async () => (await vs.page.locator(`${active} .codelens-decoration`).count()) > 0);
});

afterAll(async () => example?.close());

/** What the active editor shows, hints within the text included. */
const shownText = async () =>
  (await vs.page.locator(`${active} .view-line`).allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');

const isActive = (name: string) => vs.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();

const peek = () => vs.page.locator('.reference-zone-widget');

test('F12 on evidence leads to its entry in the register', async () => {
  await vs.openFile(SHEET);
  await vs.placeCursor({ line: lineOf(SHEET, 'ref: ev-isms-cert'), column: 16 });
  await vs.page.keyboard.press('F12');
  await isActive('evidence.kaiji.yaml');
  await eventually('its entry', async () => (await shownText()).includes('id: ev-isms-cert'));
  await vs.screenshot('definition');
});

test('Shift+F12 on evidence shows every place that cites it, and where it is defined', async () => {
  await vs.openFile(SHEET);
  await vs.placeCursor({ line: lineOf(SHEET, 'evidence: [ev-privacy-policy]'), column: 20 });
  await vs.page.keyboard.press('Shift+F12');
  await peek().locator('.ref-tree .monaco-list-row').first().waitFor();
  const title = await peek().locator('.peekview-title').textContent();
  await vs.screenshot('references');
  const named = [SHEET, 'disclosure.kaiji.yaml', 'evidence.kaiji.yaml'].flatMap(
    (name) => onDisk(name).match(/\bev-privacy-policy\b/g) ?? [],
  );
  expect(title).toContain(`(${named.length})`);
  await vs.page.keyboard.press('Escape');
  await peek().waitFor({ state: 'detached' });
});

test('F2 renames evidence in every file; undone, every byte is back', async () => {
  const names = [SHEET, 'evidence.kaiji.yaml', 'disclosure.kaiji.yaml'];
  const before = names.map(onDisk);
  await vs.openFile(SHEET);
  await vs.placeCursor({ line: lineOf(SHEET, 'evidence: [ev-privacy-policy]'), column: 20 });
  await vs.page.keyboard.press('F2');
  const box = vs.page.locator('.rename-box input');
  await box.waitFor();
  expect(await box.inputValue()).toBe('ev-privacy-policy');
  await box.fill('ev-privacy');
  await vs.screenshot('rename');
  await box.press('Enter');
  await box.waitFor({ state: 'hidden' });
  await eventually('the new ID in the editor', async () => /ev-privacy(?!-)/.test(await shownText()));
  await vs.runCommand('File: Save All');
  await eventually('the new ID on disk', async () =>
    names.every((name) => /\bev-privacy\b(?!-)/.test(onDisk(name)) && !onDisk(name).includes('ev-privacy-policy')),
  );
  await vs.screenshot('renamed');
  await vs.focusEditor();
  await vs.page.keyboard.press('ControlOrMeta+z');
  await eventually('the old ID in the editor', async () => (await shownText()).includes('[ev-privacy-policy'));
  await eventually('every file undone', async () => (await vs.page.locator('.tab.dirty').count()) === names.length);
  await vs.runCommand('File: Save All');
  await eventually('every byte', async () => names.every((name, i) => onDisk(name) === before[i]));
});

test('F2 on a control says why it keeps its name', async () => {
  await vs.openFile(SHEET);
  await vs.placeCursor({ line: lineOf(SHEET, 'control: CL-6'), column: 16 });
  await vs.page.keyboard.press('F2');
  const message = vs.page.locator('.monaco-editor-overlaymessage');
  await message.waitFor();
  await vs.screenshot('rename-refused');
  expect(await message.textContent()).toContain('CL-6');
  await vs.page.keyboard.press('Escape');
});

test('Ctrl+T finds a control by number and by word', async () => {
  await vs.openFile(SHEET);
  await vs.page.keyboard.press('ControlOrMeta+t');
  const input = vs.page.locator('.quick-input-widget:visible .quick-input-box input');
  await input.waitFor();
  await input.fill('#cl11');
  await eventually('the control', async () => /^CL-11 /.test((await vs.quickPickRows())[0] ?? ''));
  await input.fill('#ｃｌ１１');
  await eventually('the control', async () => /^ｃｌ１１ CL-11 /.test((await vs.quickPickRows())[0] ?? ''));
  await vs.screenshot('workspace-symbols-number');
  await input.fill('#認証登録');
  await eventually('the evidence', async () => (await vs.quickPickRows()).some((row) => row.includes('ISMS認証登録証')));
  await vs.screenshot('workspace-symbols-word');
  await vs.page.keyboard.press('Enter');
  await isActive('evidence.kaiji.yaml');
});

test('breadcrumbs tell the category and the control the cursor is in', async () => {
  await vs.openFile(SHEET);
  await vs.placeCursor({ line: lineOf(SHEET, 'control: CL-11') + 2, column: 14 });
  const crumbs = vs.page.locator(`${active} .breadcrumbs-control .monaco-breadcrumb-item`);
  await eventually('the control among the breadcrumbs', async () => (await crumbs.allInnerTexts()).join(' > ').includes('CL-11'));
  const shown = (await crumbs.allInnerTexts()).join(' > ');
  expect(shown).toMatch(/組織.*CL-11/);
  await vs.screenshot('breadcrumbs');
});

test('above a sheet stands how far it is, behind IDs what they mean', async () => {
  await vs.openFile(SHEET);
  await vs.placeCursor({ line: 1 });
  const lens = vs.page.locator(`${active} .codelens-decoration`);
  await eventually('the counts of the sheet', async () => /253項目中 \d+/.test((await lens.allInnerTexts()).join(' ')));
  await eventually('titles behind IDs', async () => /ev-terms\]?\s*\S*約款/.test(await shownText()));
  await vs.screenshot('lenses-and-hints');
});

test('the document is put in order, its comments and answers as they were', async () => {
  await vs.openFile('untidy/untidy.kaiji.yaml');
  await vs.runCommand('Format Document');
  await eventually('the control first', async () => /- control: CL-94/.test(await shownText()));
  await vs.screenshot('formatted');
  await vs.save();
  expect(readFileSync(join(example.workspace, 'untidy', 'untidy.kaiji.yaml'), 'utf8')).toBe(TIDY);
});

test('what a clause asks is shown as a page by Go to Type Definition', async () => {
  await vs.openFile(SHEET);
  await vs.placeCursor({ line: lineOf(SHEET, 'control: CL-11'), column: 16 });
  await vs.runCommand('Go to Type Definition');
  await eventually(
    'the page',
    async () => (await shownText()).includes('CL-11') && !(await shownText()).includes('kaiji: checklist'),
  );
  await vs.screenshot('type-definition');
});
