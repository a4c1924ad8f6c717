/** The views of coverage and evidence in a real VS Code, driven by mouse and keyboard. Screenshots go to test-artifacts/screenshots. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenExample, openExample, openFolder } from './example.ts';
import { openSideBar, treeRow, unfold, viewOf, waitForRows } from './tree.mjs';
import { eventually } from './wait.mjs';

const SHEET = 'checklist.kaiji.yaml';
const CATEGORY = 'ユーザとの契約 › サービス提供者の責任';

let example: OpenExample;
let vs: OpenExample['vs'];

const editorText = async () =>
  (await vs.page.locator('.editor-group-container.active .view-line').allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
/** Whether the hint in the box of a list is shown to its end: the count of what is chosen lies over the box. */
const hintFits = (page: OpenExample['vs']['page']) =>
  page.locator('.quick-input-widget:visible .quick-input-box input').evaluate((one) => {
    const input = one as HTMLInputElement;
    const canvas = document.createElement('canvas').getContext('2d');
    const chosen = input.closest('.quick-input-widget')?.querySelector('.quick-input-count');
    const { font, paddingLeft } = getComputedStyle(input);
    if (!canvas || !chosen || input.placeholder === '') return false;
    canvas.font = font;
    const left = input.getBoundingClientRect().left + Number.parseFloat(paddingLeft);
    return left + canvas.measureText(input.placeholder).width <= chosen.getBoundingClientRect().left;
  });
const active = () => vs.page.locator('.tab.active').first().getAttribute('data-resource-name');

describe('in Japanese', () => {
  const COVERAGE = '記入状況';
  const EVIDENCE = 'エビデンス台帳';
  const rowOf = (text: string | RegExp) => treeRow(vs.page, COVERAGE, text);

  beforeAll(async () => {
    example = await openExample(undefined, 'ja');
    ({ vs } = example);
    await openSideBar(vs.page, 'Kaiji');
  });

  afterAll(async () => example?.close());

  test('the package, its documents, their categories and items, each with how it is', async () => {
    await unfold(vs.page, COVERAGE, SHEET);
    await unfold(vs.page, COVERAGE, CATEGORY);
    const rows = await waitForRows(vs.page, COVERAGE, 'the items', (all) => all.some(({ text }) => text.startsWith('CL-1 ')));
    const texts = rows.map(({ level, text }) => `${level} ${text}`);
    expect(texts[0]).toMatch(/^1 例示クラウドカルテ \| \d+\/574・期限超過 1件$/);
    expect(texts).toContainEqual(expect.stringMatching(/^2 checklist\.kaiji\.yaml \| 43\/253/));
    expect(texts).toContainEqual(expect.stringMatching(/^3 ユーザとの契約 › サービス提供者の責任 \| \d\/5$/));
    expect(texts).toContainEqual(expect.stringMatching(/^4 CL-1 .* \| 回答済み・エビデンスあり$/));
    expect(texts).toContainEqual(expect.stringMatching(/^4 CL-4 .* \| 未回答・欄なし$/));
    // Read aloud with what its icon says.
    expect(rows.find(({ text }) => text.startsWith('CL-4 '))?.label).toMatch(/^CL-4 .*, 未回答, 欄なし/);
    await vs.screenshot('views-coverage-ja');
  });

  test('an item leads to its entry', async () => {
    await rowOf(/^CL-3 /).click();
    await eventually('the sheet', async () => (await active()) === SHEET);
    await vs.waitForStatus(`Ln ${example.lineOf(SHEET, 'control: CL-3')},`);
    await vs.screenshot('views-open-ja');
  });

  test('an item without an entry shows what it asks, and changes nothing', async () => {
    await rowOf(/^CL-4 /).click();
    await vs.waitForWebview('緊急時の説明責任に備えた役割分担と報告体制');
    await vs.screenshot('views-clause-ja');
    await vs.runCommand('View: Close Editor');
    await eventually('the sheet', async () => (await active()) === SHEET);
    expect(await vs.page.locator('.tab.dirty').count()).toBe(0);
  });

  test('an entry is made by its button; the row follows what is typed into it', async () => {
    await rowOf(/^CL-4 /).hover();
    await rowOf(/^CL-4 /)
      .getByRole('button', { name: '記入欄を作る' })
      .click();
    await eventually('the entry', async () => (await editorText()).includes('control: CL-4'));
    await waitForRows(vs.page, COVERAGE, 'a row with an entry', (all) =>
      all.some(({ text }) => /^CL-4 .* \| 未回答(?!・欄なし)/.test(text)),
    );
    // It is the row that is selected, the cursor being in it; and what is left to write is selected.
    await eventually('the row selected', async () => (await rowOf(/^CL-4 /).getAttribute('aria-selected')) === 'true');
    await vs.screenshot('views-made-ja');
    await vs.type('役割分担と報告の体制を契約書に定めています。');
    await waitForRows(vs.page, COVERAGE, 'the item answered', (all) =>
      all.some(({ text }) => /^CL-4 .* \| 回答済み・エビデンスなし$/.test(text)),
    );
    await waitForRows(vs.page, COVERAGE, 'one more answered', (all) =>
      all.some(({ text }) => /^checklist\.kaiji\.yaml \| 44\/253/.test(text)),
    );
    await vs.screenshot('views-typed-ja');
    await vs.page.keyboard.press('Escape');
    await vs.save();
  });

  test('the row of the entry the cursor is in is selected, and its folded category opens', async () => {
    await vs.openFile(SHEET);
    await vs.placeCursor({ line: example.lineOf(SHEET, 'control: CL-94') });
    await eventually('the row', async () => (await rowOf(/^CL-94 /).getAttribute('aria-selected')) === 'true');
    await vs.screenshot('views-follow-ja');
  });

  /** Not found by what is looked for below, and unfolded before. */
  const isOfBefore = ({ text }: { readonly text: string }) => text.startsWith('CL-1 ');

  test('a search narrows with every key; Escape gives everything back', async () => {
    const view = viewOf(vs.page, COVERAGE);
    await view.locator('.pane-header').hover();
    await view.getByRole('button', { name: '記入状況から項目を探す' }).click();
    const box = await vs.dialog('項目を探す');
    await box.locator('.quick-input-box input').fill('ぱすわーど');
    const found = await waitForRows(
      vs.page,
      COVERAGE,
      'what is found, unfolded',
      (all) => /該当 \d+件/.test(all[0]?.text ?? '') && all.some(({ text }) => text.startsWith('CL-77 ')),
    );
    expect(found.every(({ isUnfolded }) => isUnfolded !== false)).toBe(true);
    await vs.screenshot('views-search-ja');
    await box.locator('.quick-input-box input').fill('そんざいしないことば');
    await view.getByText('「そんざいしないことば」に当てはまる項目はありません。').waitFor();
    await vs.screenshot('views-search-nothing-ja');
    await vs.page.keyboard.press('Escape');
    await waitForRows(vs.page, COVERAGE, 'everything, unfolded as it was', (all) => all.some(isOfBefore));
  });

  test('a filter shows what one of its choices is true of, until it is taken away', async () => {
    const view = viewOf(vs.page, COVERAGE);
    await view.locator('.pane-header').hover();
    await view.getByRole('button', { name: '記入状況を絞り込む' }).click();
    await vs.dialog('表示する項目を絞り込む');
    expect(await hintFits(vs.page)).toBe(true);
    await vs.screenshot('views-filter-choices-ja');
    const pick = vs.page.locator('.quick-input-widget:visible');
    await pick.locator('.monaco-list-row', { hasText: '期限超過' }).click();
    await pick.locator('.monaco-list-row', { hasText: 'エビデンスなし' }).click();
    await pick.getByRole('button', { name: 'OK' }).click();
    const isLeaf = ({ isUnfolded }: { readonly isUnfolded: boolean | undefined }) => isUnfolded === undefined;
    const rows = await waitForRows(vs.page, COVERAGE, 'only these', (all) => all.filter(isLeaf).length === 5);
    expect(rows[0]?.text).toContain('該当 5件・');
    for (const { text } of rows.filter(isLeaf)) expect(text).toMatch(/期限超過|エビデンスなし/);
    await vs.screenshot('views-filter-ja');
    await view.locator('.pane-header').hover();
    await view.getByRole('button', { name: '記入状況の絞り込みを解除する' }).click();
    await waitForRows(vs.page, COVERAGE, 'everything, unfolded as it was', (all) => all.some(isOfBefore));
  });

  test.each([
    ['a section', '毀損した情報の取扱い', '毀損した情報の取扱い | 未記載・節なし', 'disclosure.kaiji.yaml', 'section:'],
    ['a scenario', 'RS-3.5', 'RS-3.5 不正プログラム', 'risks.kaiji.yaml', 'scenario: RS-3.5'],
  ])('%s that is missing shows what it asks, and is made by its button', async (_, words, row, file, written) => {
    await vs.runCommand('Kaiji: 記入状況から項目を探す');
    await (await vs.dialog('項目を探す')).locator('.quick-input-box input').fill(words);
    const [name = ''] = row.split(' | ');
    await waitForRows(vs.page, COVERAGE, name, (all) => all.some(({ text }) => text.startsWith(row)));
    await vs.page.keyboard.press('Enter');
    await rowOf(name).click();
    await vs.waitForWebview(name.replace(/^RS\S+ /, ''));
    await vs.screenshot(`views-${file.split('.')[0]}-ja`);
    await rowOf(name).hover();
    await rowOf(name).getByRole('button', { name: '記入欄を作る' }).click();
    await eventually('the document', async () => (await active()) === file);
    await eventually('the entry', async () => (await editorText()).includes(written));
    await vs.screenshot(`views-${file.split('.')[0]}-made-ja`);
    await vs.page.keyboard.press('ControlOrMeta+z');
    await vs.runCommand('Kaiji: 記入状況の絞り込みを解除する');
    await waitForRows(vs.page, COVERAGE, 'everything', (all) => !/該当/.test(all[0]?.text ?? '該当'));
  });

  test('by the keyboard alone: to the view, down to an item, to its entry', async () => {
    await vs.runCommand('View: Close All Editors');
    await vs.runCommand('Focus on 記入状況 View');
    const list = viewOf(vs.page, COVERAGE).locator('.monaco-list:focus');
    await list.waitFor();
    const focused = list.locator('.monaco-list-row.focused');
    await vs.page.keyboard.press('Home');
    await eventually('CL-2 under the arrow key', async () => {
      if (/^CL-2 /.test((await focused.allTextContents()).join())) return true;
      await vs.page.keyboard.press('ArrowDown');
      return false;
    });
    await vs.screenshot('views-keyboard-ja');
    await vs.page.keyboard.press('Enter');
    await vs.waitForStatus(`Ln ${example.lineOf(SHEET, 'control: CL-2')},`);
  });

  test('Ctrl+Enter goes on writing where the arrow keys are, another row being selected', async () => {
    await unfold(vs.page, COVERAGE, SHEET);
    await unfold(vs.page, COVERAGE, CATEGORY);
    await rowOf(/^CL-3 /).click();
    await vs.waitForStatus(`Ln ${example.lineOf(SHEET, 'control: CL-3')},`);
    await vs.runCommand('Focus on 記入状況 View');
    await viewOf(vs.page, COVERAGE).locator('.monaco-list:focus').waitFor();
    await vs.page.keyboard.press('ArrowUp');
    await vs.page.keyboard.press('ArrowUp');
    const focused = viewOf(vs.page, COVERAGE).locator('.monaco-list-row.focused');
    await eventually('CL-1 under the arrow keys', async () => /^CL-1 /.test((await focused.allTextContents()).join()));
    expect(await rowOf(/^CL-3 /).getAttribute('aria-selected')).toBe('true');
    await vs.page.keyboard.press('ControlOrMeta+Enter');
    const line = example.lineOf(SHEET, '"(1)": 仕様・運用');
    await vs.waitForStatus(`Ln ${line},`);
    await eventually('the row selected', async () => (await rowOf(/^CL-1 /).getAttribute('aria-selected')) === 'true');
    // On a row that is selected it does the same.
    await vs.placeCursor({ line: line + 1 });
    await vs.runCommand('Focus on 記入状況 View');
    await viewOf(vs.page, COVERAGE).locator('.monaco-list:focus').waitFor();
    await vs.page.keyboard.press('ControlOrMeta+Enter');
    await vs.waitForStatus(`Ln ${line},`);
    // In the other view it is the other view's row.
    await vs.runCommand('Focus on エビデンス台帳 View');
    await viewOf(vs.page, EVIDENCE).locator('.monaco-list:focus').waitFor();
    await vs.page.keyboard.press('Home');
    await vs.page.keyboard.press('ArrowDown');
    const item = viewOf(vs.page, EVIDENCE).locator('.monaco-list-row.focused');
    await eventually('the first item', async () => (await item.allTextContents()).join().startsWith('ISMS適用宣言書'));
    await vs.page.keyboard.press('ControlOrMeta+Enter');
    await eventually('the register', async () => (await active()) === 'evidence.kaiji.yaml');
    await vs.screenshot('views-ctrl-enter-ja');
  });

  test('the register: what has expired, what is missing and what nothing cites stand first, and what cites an item leads there', async () => {
    const rows = await waitForRows(vs.page, EVIDENCE, 'the register', (all) => all.length > 5);
    expect(rows[0]?.text).toMatch(/^例示クラウドカルテ \| \d+件・期限切れ 1件・/);
    expect(rows[1]?.text).toMatch(/^ISMS適用宣言書 \| 期限切れ（2026-03-31）・\d+か所で使用$/);
    expect(rows[1]?.label).toContain('期限切れ');
    expect(rows.some(({ text }) => text.endsWith('| 未使用'))).toBe(true);
    await treeRow(vs.page, EVIDENCE, 'ISMS適用宣言書').locator('.monaco-tl-twistie').click();
    const citation = treeRow(vs.page, EVIDENCE, /^CL-11 /);
    await citation.click();
    await eventually('the sheet', async () => (await active()) === SHEET);
    await vs.screenshot('views-evidence-ja');
  });
});

test('in English, no word of ours is Japanese', async () => {
  const english = await openFolder(
    (folder) => cpSync(fileURLToPath(new URL('../../examples/clinic-cloud', import.meta.url)), folder, { recursive: true }),
    undefined,
    { 'kaiji.language': 'en' },
  );
  try {
    ({ vs } = english);
    await openSideBar(vs.page, 'Kaiji');
    await unfold(vs.page, 'Coverage', SHEET);
    await unfold(vs.page, 'Coverage', /^Contracts?/);
    const rows = await waitForRows(vs.page, 'Coverage', 'the items', (all) => all.some(({ text }) => text.startsWith('CL-1 ')));
    const said = rows.slice(1).map(({ label }) => label);
    expect(said.filter((label) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(label))).toEqual([]);
    await vs.screenshot('views-coverage-en');
    const view = viewOf(vs.page, 'Coverage');
    await view.locator('.pane-header').hover();
    await view.getByRole('button', { name: 'Filter Coverage' }).click();
    await vs.dialog('Show only');
    expect(await hintFits(vs.page)).toBe(true);
    await vs.screenshot('views-filter-choices-en');
  } finally {
    await english.close();
  }
});

test('where there is nothing yet, the views say how to begin', async () => {
  for (const [language, begin] of [
    ['ja', 'パッケージを新しく作る'],
    [undefined, 'New Package'],
  ] as const) {
    const empty = await openFolder((folder) => writeFileSync(join(folder, 'memo.txt'), 'memo'), language);
    try {
      ({ vs } = empty);
      await openSideBar(vs.page, 'Kaiji');
      await vs.page.locator('.welcome-view-content').getByRole('button', { name: begin }).waitFor();
      await vs.screenshot(`views-welcome-${language ?? 'en'}`);
      writeFileSync(join(empty.workspace, 'kaiji.yaml'), 'kaiji: package/v1\nservice: { name: 新しいサービス }\n');
      await vs.page
        .getByText(language === 'ja' ? 'まだありません。' : 'has no disclosure', { exact: false })
        .first()
        .waitFor();
      await vs.screenshot(`views-welcome-package-${language ?? 'en'}`);
      writeFileSync(
        join(empty.workspace, 'checklist.kaiji.yaml'),
        'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers: []\n',
      );
      const title = language === 'ja' ? '記入状況' : 'Coverage';
      await waitForRows(vs.page, title, 'the new package', (all) => all[0]?.text === '新しいサービス | 0/253');
    } finally {
      await empty.close();
    }
  }
});
