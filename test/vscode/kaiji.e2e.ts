/**
 * The packaged extension in a real VS Code, installed as a user does and driven by mouse and keyboard. Screenshots go to test-artifacts/screenshots.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenExample, openExample } from './example.ts';
import { eventually } from './wait.mjs';

const CHECKLIST =
  'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-1\n    status: 対応済\n    answer: 文書化しています。\n  - control: ';
const SEARCH =
  'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: \n    status: 対応済\n    answer: 文書化しています。\n';

let example: OpenExample;
let vs: OpenExample['vs'];
let workspace: string;
let onDisk: OpenExample['onDisk'];
let lineOf: OpenExample['lineOf'];

beforeAll(async () => {
  example = await openExample((folder) => {
    // Packages of their own: what is typed there must not answer for the example.
    for (const name of ['half', 'full']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'kaiji.yaml'), 'kaiji: package/v1\n');
      writeFileSync(join(folder, name, 'typing.kaiji.yaml'), CHECKLIST);
      writeFileSync(join(folder, name, 'search.kaiji.yaml'), SEARCH);
    }
    mkdirSync(join(folder, 'import'));
    writeFileSync(join(folder, 'import', 'kaiji.yaml'), 'kaiji: package/v1\n');
    writeFileSync(join(folder, 'import', 'wording.kaiji.yaml'), SEARCH.replace('control: ', 'control: CL-94'));
  });
  ({ vs, workspace, onDisk, lineOf } = example);
});

afterAll(async () => example?.close());

test('the example opens with squiggles and Problems entries', async () => {
  await vs.openFile('checklist.kaiji.yaml');
  await vs.placeCursor({ line: lineOf('checklist.kaiji.yaml', 'control: CL-94') });
  await vs.filterProblems('CL-38 にエビデンス');
  const isWanted = ({ file, code }: { file: string; code: string }) =>
    file === 'checklist.kaiji.yaml' && code === 'missing-evidence';
  const problem = (await vs.waitForProblems((all) => all.some(isWanted))).find(isWanted);
  expect(problem).toMatchObject({ severity: 'warning', source: 'kaiji' });
  expect(problem?.message).toContain('エビデンスがありません');
  await vs.filterProblems('');
  expect((await vs.waitForProblems((all) => all.length > 5)).length).toBeGreaterThan(5);
  await vs.screenshot('problems');
  await vs.focusEditor();
  const squiggles = await vs.countSquiggles();
  expect(squiggles.warning + squiggles.error).toBeGreaterThan(0);
});

test('the language status counts the answers', async () => {
  await vs.openFile('checklist.kaiji.yaml');
  await vs.page.locator('#status\\.languageStatus').hover();
  const status = vs.page.locator('.hover-language-status');
  await status.first().waitFor();
  expect((await status.allInnerTexts()).join(' ')).toMatch(/回答 \d+\/253・エビデンス \d+/);
  await vs.screenshot('status');
});

test('hovering CL-94 shows what it asks', async () => {
  await vs.openFile('checklist.kaiji.yaml');
  await vs.placeCursor({ line: lineOf('checklist.kaiji.yaml', 'control: CL-94') });
  const text = await vs.hover('CL-94', { containing: '作業者IDの一意性' });
  expect(text).toContain('METI-2.6.14(1)');
  // Short first: what it asks and where it is answered; the rest below a rule.
  expect(text.indexOf('このパッケージの回答')).toBeLessThan(text.indexOf('回答の書き方'));
  await vs.screenshot('hover');
});

test('a reference in a hover leads to the page of its clause, whose references lead on', async () => {
  await vs.openFile('checklist.kaiji.yaml');
  await vs.placeCursor({ line: lineOf('checklist.kaiji.yaml', 'control: CL-94') });
  await vs.hover('CL-94', { containing: '作業者IDの一意性' });
  await vs.page.locator('.hover-contents a', { hasText: 'METI-2.6.14(1)' }).first().click();
  const { frame, text } = await vs.waitForWebview('一意の作業者IDによる識別');
  expect(text).toContain('CL-94');
  await vs.screenshot('clause-page');
  await frame.locator('a', { hasText: 'CL-94' }).first().click();
  await vs.waitForWebview('作業者IDを重複なく最小限に');
  await vs.screenshot('clause-page-next');
  await vs.runCommand('View: Close Editor');
});

/** Opens the search and enters words, at once as an input method does: no answer to a part of them comes later. */
const searchFor = async (words: string) => {
  await vs.runCommand('Kaiji: Search Guideline Clauses');
  await vs.page.locator('.quick-input-widget:visible', { hasText: 'Search clauses' }).waitFor();
  await vs.page.keyboard.insertText(words);
};

/** Text of the editor beside, where the clause is shown that the search stands on. */
const previewText = async () =>
  (await vs.page.locator('.editor-group-container:not(.active) .view-lines').allInnerTexts()).join('').replaceAll('\u00a0', ' ');

test.each([
  ['an English word', 'password', 'CL-77', '利用者パスワードポリシー'],
  ['a reading', 'ぱすわーど', 'CL-77', '利用者パスワードポリシー'],
])('searching by %s shows the clause beside; choosing inserts its ID', async (what, words, id, title) => {
  const file = what === 'a reading' ? 'half/search.kaiji.yaml' : 'full/search.kaiji.yaml';
  await vs.openFile(file);
  await vs.placeCursor({ line: 4, column: 14 });
  await searchFor(words);
  await eventually('the clause beside', async () => (await previewText()).includes(title));
  await eventually('it at the head of the list', async () => (await vs.quickPickRows())[0]?.includes(id));
  // The list keeps the keyboard: the preview follows it.
  await vs.page.keyboard.press('ArrowDown');
  await eventually('the next clause beside', async () => (await previewText()).includes('推測されにくい'));
  await vs.screenshot(`search-${what.replaceAll(' ', '-')}`);
  await vs.page.keyboard.press('ArrowUp');
  await eventually('the clause beside again', async () => (await previewText()).includes(title));
  await vs.page.keyboard.press('Enter');
  await vs.page.locator('.editor-group-container.active .view-line', { hasText: new RegExp(`control:\\s${id}$`) }).waitFor();
  await vs.screenshot(`search-${what.replaceAll(' ', '-')}-chosen`);
});

test('a search that is given up closes its preview', async () => {
  await vs.openFile('checklist.kaiji.yaml');
  await searchFor('の');
  await eventually('rows', async () => (await vs.quickPickRows()).length > 5);
  // Up from the first row is the last one.
  await vs.page.keyboard.press('ArrowUp');
  await eventually('a row that counts the rest', async () => (await vs.quickPickRows()).some((row) => /^\d+ more/.test(row)));
  await vs.screenshot('search-many');
  await vs.page.keyboard.press('Escape');
  await vs.page.locator('.tab', { hasText: 'Clause' }).first().waitFor({ state: 'detached' });
});

test.each([
  ['half/typing.kaiji.yaml', 'cl9'],
  ['full/typing.kaiji.yaml', 'ＣＬ－９'],
])('in %s, what is typed as %s completes to an ID', async (file, typed) => {
  await vs.openFile(file);
  await vs.placeCursor({ line: 7, column: 14 });
  await vs.type(typed);
  const rows = await vs.suggest({ containing: 'CL-94' });
  expect(rows.find(({ label }) => label === 'CL-94')?.detail).toContain('作業者IDの一意性');
  await vs.screenshot(`completion-${file.slice(0, 4)}-width`);
  await vs.acceptSuggestion('CL-94');
  await vs.page.keyboard.press('Escape');
  await vs.save();
  expect(onDisk(file)).toMatch(/control: CL-94\n/);
  expect(onDisk(file)).not.toContain(typed);
});

test('the button of a row opens the page of its clause', async () => {
  await vs.openFile('checklist.kaiji.yaml');
  await searchFor('2.6.14(1)');
  const row = vs.page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'METI-2.6.14(1)' }).first();
  await row.hover();
  await row.getByRole('button', { name: 'Open the page of this clause' }).click();
  await vs.waitForWebview('一意の作業者IDによる識別');
  await vs.page
    .locator('.tab', { hasText: /^Clause$/ })
    .first()
    .waitFor({ state: 'detached' });
  await vs.runCommand('View: Close Editor');
});

test('the wording of a sheet is imported, written, opened, and told of', async () => {
  writeFileSync(join(workspace, '様式.csv'), '番号,要求事項\n94,作業者IDを一意にする。\n999,ない項目。\n');
  await vs.openFile('import/wording.kaiji.yaml');
  await vs.runCommand('Kaiji: Import Official Wording');
  // The dialog for files on another machine, where a path is typed and completed.
  const dialog = vs.page.locator('.quick-input-widget:visible', { hasText: 'Your copy of the sheet' });
  await dialog.waitFor();
  await eventually('the folder in the dialog', async () => (await vs.quickPickRows()).some((row) => row.includes('様式.csv')));
  await dialog.locator('.quick-input-box input').press('End');
  await vs.page.keyboard.type('様式.csv');
  await vs.screenshot('import-file');
  await vs.acceptFileDialog('Your copy of the sheet', 'Read');
  await vs.page.locator('.quick-input-widget:visible', { hasText: 'Wording of which catalog?' }).waitFor();
  await vs.screenshot('import-catalog');
  await vs.pick('medcloud-checklist');
  await vs.page.locator('.quick-input-widget:visible', { hasText: 'Where should it be kept?' }).waitFor();
  await vs.screenshot('import-target');
  await vs.pick('import/medcloud-checklist-text.kaiji.yaml', 'import');
  await vs.waitForNotification('253項目のうち1項目の文言を取り込みました');
  await vs.page.locator('.tab.active[data-resource-name="medcloud-checklist-text.kaiji.yaml"]').waitFor();
  await vs.screenshot('import');
  expect(onDisk('import/medcloud-checklist-text.kaiji.yaml')).toContain('作業者IDを一意にする。');
  await vs.page.locator('.notification-toast .monaco-button', { hasText: 'Open the report' }).click();
  await vs.waitForWebview('取り込みの結果');
  await vs.screenshot('import-report');
  await vs.runCommand('View: Close Editor');
  await vs.openFile('import/wording.kaiji.yaml');
  expect(await vs.hover('CL-94', { containing: '原本の文言' })).toMatch(
    /原本の文言[\s\S]*作業者IDを一意にする。[\s\S]*作業者IDを重複なく/,
  );
  await vs.screenshot('hover-wording');
});

test('the quick fix for missing sections writes them and their findings go', async () => {
  const file = 'disclosure.kaiji.yaml';
  await vs.openFile(file);
  await vs.filterProblems('missing-section');
  // The box matches loosely: other findings may be shown too.
  const shown = await vs.waitForProblems((all) => all.some(({ code }) => code === 'missing-section'));
  const first = shown.find(({ code }) => code === 'missing-section');
  await vs.screenshot('missing-sections');
  await vs.focusEditor();
  const count = (text: string) => text.match(/^ {2}- section:/gm)?.length ?? 0;
  const before = count(onDisk(file));
  await vs.placeCursor({ line: first?.line ?? 1, column: first?.column ?? 1 });
  await vs.applyQuickFix('件の雛形をすべて追加する');
  await vs.screenshot('missing-sections-fixed');
  await vs.save();
  expect(count(onDisk(file))).toBeGreaterThan(before + 30);
  await vs.filterProblems('missing-section');
  await vs.waitForProblems((all) => all.every(({ code }) => code !== 'missing-section'));
  await vs.filterProblems('');
});

/** What the active editor shows, hints within the text included. */
const shownText = async () =>
  (await vs.page.locator('.editor-group-container.active .view-line').allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');

test('a risk assessment shows its arithmetic behind the values, and the hover of a value where each number comes from', async () => {
  const file = 'assessment.kaiji.yaml';
  await vs.openFile(file);
  await vs.placeCursor({ line: lineOf(file, 'value: 18') });
  await eventually('the arithmetic behind a value', async () => /value: 18\s*= 3 × 2 × 3 ≥ 18/.test(await shownText()));
  expect(await shownText()).toMatch(/id: sc-login\s*リスク評価値 3 × 2 × 3 = 18 ≥ 18/);
  await vs.screenshot('inlay-hints');
  const text = await vs.hover('value: 18', { containing: 'リスク評価値' });
  expect(text).toContain('3 × 2 × 3 = 18');
  expect(text).toContain('資格確認端末の資格情報');
  await vs.screenshot('hover-value');
});

test('a common answer says above it who uses it, and shows them', async () => {
  await vs.openFile('statements.kaiji.yaml');
  const lens = vs.page.locator('.editor-group-container.active .codelens-decoration a', {
    hasText: '件の項目がこの共通回答を使っています',
  });
  await lens.first().waitFor();
  await vs.screenshot('code-lens');
  await lens.first().click();
  const peek = vs.page.locator('.reference-zone-widget');
  await peek.locator('.ref-tree .monaco-list-row').first().waitFor();
  await vs.screenshot('code-lens-references');
  expect((await peek.locator('.ref-tree .monaco-list-row').allInnerTexts()).join(' ')).toContain('.kaiji.yaml');
  await vs.page.keyboard.press('Escape');
  await peek.waitFor({ state: 'detached' });
});

test('facts that disagree are settled in the other file too, and both findings go', async () => {
  const file = 'checklist.kaiji.yaml';
  await vs.openFile(file);
  await vs.filterProblems('log.retention-years');
  const of = (all: readonly { code: string; file: string }[]) => all.filter(({ code }) => code === 'conflicting-facts');
  const shown = await vs.waitForProblems((all) => of(all).length === 2);
  expect(new Set(of(shown).map((one) => one.file))).toEqual(new Set([file, 'disclosure.kaiji.yaml']));
  const here = shown.find((one) => one.code === 'conflicting-facts' && one.file === file);
  await vs.screenshot('conflicting-facts');
  await vs.focusEditor();
  await vs.placeCursor({ line: here?.line ?? 1, column: here?.column ?? 1 });
  await vs.applyQuickFix('disclosure.kaiji.yaml の');
  await vs.filterProblems('log.retention-years');
  await vs.waitForProblems((all) => of(all).length === 0);
  await vs.screenshot('conflicting-facts-fixed');
  await vs.filterProblems('');
  await vs.runCommand('File: Save All');
  await eventually('the other file on disk', async () => onDisk('disclosure.kaiji.yaml').includes('log.retention-years: 5'));
});

test('a new document may be a risk annex or a risk assessment', async () => {
  await vs.openFile('half/typing.kaiji.yaml');
  await vs.runCommand('Kaiji: New Document');
  await vs.page.locator('.quick-input-widget:visible', { hasText: 'What document?' }).waitFor();
  await eventually('the kinds', async () => (await vs.quickPickRows()).length > 5);
  const rows = (await vs.quickPickRows()).join('\n');
  expect(rows).toMatch(/ risks\b/);
  expect(rows).toMatch(/ assessment\b/);
  await vs.screenshot('new-document');
  await vs.pick('リスク評価');
  const dialog = vs.page.locator('.quick-input-widget:visible', { hasText: 'Where should it be kept?' });
  await dialog.waitFor();
  await vs.screenshot('new-document-name');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await vs.page.locator('.tab.active[data-resource-name="assessment.kaiji.yaml"]').waitFor();
  await vs.screenshot('new-assessment');
  expect(onDisk('half/assessment.kaiji.yaml')).toContain('kaiji: assessment/v1');
});
