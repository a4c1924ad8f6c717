/** What comes in and goes out, in a real VS Code: sheets imported, forms exported, versions compared, by mouse and keyboard and in Japanese. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readSheets } from '../../convert/sheet/read.ts';
import { customerParts, zipped } from '../support/customer-workbook.ts';

import { xlsxOf } from '../support/xlsx.ts';
import { type OpenExample, openExample } from './example.ts';
import { eventually } from './wait.mjs';

/** A sheet as a company has it: a column more than Kaiji knows, and one named so that its meaning is doubtful. */
const FILLED = xlsxOf([
  {
    name: '回答',
    cells: Object.fromEntries(
      [
        ['No.', '対策項目', '対応策', 'エビデンス', '担当'],
        ['91', '同時にログインできる数に上限を設けること', '上限を5台にしています。', '運用管理規程 第5条', '運用部'],
        ['94', '作業者ごとに一意のIDを発行し共有IDを使わないこと', '作業者ごとに発行しています。', '', '総務部'],
        ['999', 'ない項目', '該当しません。', '', '総務部'],
      ].flatMap((row, i) => row.map((value, j) => [`${'ABCDE'[j]}${i + 1}`, value])),
    ),
  },
]);

/** A workbook as a customer sends it; one answer is there already. */
const CUSTOMERS = zipped(
  customerParts({
    items: [
      [3, '安全管理の見直しと改善の計画を報告すること'],
      [6, '変更と計画停止を前もって知らせること'],
      [13, '基本方針と規程類を定め、文書を管理すること'],
    ],
    cells: { D7: '<c r="D7" t="inlineStr"><is><t>前年のとおり</t></is></c>' },
  }),
);

let example: OpenExample;
let vs: OpenExample['vs'];
let workspace: string;
let onDisk: OpenExample['onDisk'];

const git = (...args: readonly string[]) => {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.jp', '-c', 'init.defaultBranch=main'];
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: workspace, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
};

beforeAll(async () => {
  example = await openExample((folder) => {
    workspace = folder;
    mkdirSync(join(folder, 'import'));
    writeFileSync(join(folder, 'import', 'kaiji.yaml'), 'kaiji: package/v1\n');
    writeFileSync(join(folder, 'import', '記入済み.xlsx'), FILLED);
    writeFileSync(join(folder, 'import', '壊れた.xlsx'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    writeFileSync(join(folder, '点検表.xlsx'), CUSTOMERS);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', '初版', '--no-gpg-sign');
  }, 'ja');
  ({ vs, workspace, onDisk } = example);
});

afterAll(async () => example?.close());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await vs.screenshot(`failed ${task.name}`);
});

const inWorkspace = (...names: readonly string[]) => join(workspace, ...names);
/** Clicks a button of a notification. */
const click = (button: string) => vs.page.locator('.notification-toast .monaco-button', { hasText: button }).first().click();
const clearNotifications = () => vs.runCommand('Notifications: Clear All');
const rowWith = async (text: string) => (await vs.quickPickRows()).find((row) => row.includes(text));

describe('importing', () => {
  test('a sheet from its menu in the explorer: what it is, how its columns are read, and what came of it', async () => {
    expect(await vs.explorerMenu('import/kaiji.yaml')).not.toContainEqual(expect.stringContaining('取り込む'));
    await vs.page.keyboard.press('Escape');
    await vs.chooseInExplorer('import/記入済み.xlsx', '取り込む');
    await vs.dialog('どの文書として取り込みますか');
    expect((await vs.quickPickRows())[0]).toContain('医療情報クラウド 確認シート');
    await vs.screenshot('exchange-import-kind');
    await vs.page.keyboard.press('Enter');
    await vs.dialog('列の読み方');
    expect(await rowWith('E 担当')).toContain('備考に入れる');
    await vs.screenshot('exchange-import-columns');
    await vs.pick('E 担当');
    await vs.dialog('「E 担当」は何の列ですか');
    await vs.screenshot('exchange-import-role');
    await vs.pick('指摘事項');
    await vs.dialog('列の読み方');
    await eventually('the column as it was said', async () => (await rowWith('E 担当'))?.includes('→ 指摘事項  ·  指定'));
    await vs.screenshot('exchange-import-columns-changed');
    await vs.pick('この対応で取り込む');
    await vs.dialog('どこに保存しますか');
    await vs.screenshot('exchange-import-target');
    await vs.page.keyboard.press('Enter');
    await vs.page.locator('.tab[data-resource-name="checklist.kaiji.yaml"]').waitFor();
    await vs.waitForWebview('取り込みの結果');
    await vs.waitForNotification('2項目の回答を取り込みました');
    await vs.screenshot('exchange-import-done');
    expect(onDisk('import/checklist.kaiji.yaml')).toMatch(/control: CL-94\n {4}answer: \|\n {6}作業者ごとに発行しています。\n/);
    expect(onDisk('import/checklist.kaiji.yaml')).toMatch(/運用部/);
    await click('指摘を見る');
    await vs.page.locator('.markers-panel:visible').first().waitFor();
    await vs.filterProblems('import-doubt');
    const doubts = await vs.waitForProblems((all) => all.some(({ code }) => code === 'import-doubt'));
    expect(doubts.find(({ code }) => code === 'import-doubt')?.message).toContain('999');
    await vs.screenshot('exchange-import-findings');
    await vs.filterProblems('');
    await vs.runCommand('View: Close All Editors');
    await clearNotifications();
  });

  test('from the palette; a file there is not overwritten, and giving up at any step leaves nothing', async () => {
    const before = readdirSync(inWorkspace('import'));
    const sheet = inWorkspace('import', '記入済み.xlsx');
    const steps = ['取り込む表のファイル', 'どの文書として取り込みますか', '列の読み方', 'どこに保存しますか'];
    for (const [given, title] of steps.entries()) {
      await vs.runCommand('Kaiji: 記入済みの様式を取り込む');
      if (given > 0) await vs.answerFileDialog('取り込む表のファイル', sheet, '読み取る');
      for (const passed of steps.slice(1, given)) {
        await vs.dialog(passed);
        await vs.page.keyboard.press('Enter');
      }
      const shown = await vs.dialog(title);
      if (given === 3) {
        expect(await vs.quickPickRows()).toEqual([
          'import/checklist-2.kaiji.yaml',
          'checklist-2.kaiji.yaml',
          'import/checklist.kaiji.yaml すでにあるファイルを上書きします',
          'checklist.kaiji.yaml すでにあるファイルを上書きします',
          '別の場所を選ぶ…',
        ]);
        await vs.screenshot('exchange-import-again');
      }
      await vs.page.keyboard.press('Escape');
      await shown.waitFor({ state: 'hidden' });
      expect(readdirSync(inWorkspace('import'))).toEqual(before);
    }
  });

  test('what is no sheet is refused with the reason, and another file can be chosen', async () => {
    await vs.chooseInExplorer('import/壊れた.xlsx', '取り込む');
    expect(await vs.waitForNotification('壊れた.xlsx: ')).toMatch(/画像です.*ください/s);
    await vs.screenshot('exchange-import-refused');
    await click('別のファイルを選ぶ');
    await vs.dialog('取り込む表のファイル');
    await vs.page.keyboard.press('Escape');
    await clearNotifications();
  });
});

/** Through the questions of an export, to the dialog that asks where to. */
const exportTo = async (file: string, form: string, format: string) => {
  await vs.chooseInExplorer(file, '書き出す');
  await vs.dialog('どの文書を書き出しますか');
  await vs.screenshot('exchange-export-form');
  await vs.pick(form);
  await vs.dialog('どの形式で書き出しますか');
  await vs.screenshot('exchange-export-format');
  await vs.pick(format);
  if (format.startsWith('顧客')) {
    await vs.answerFileDialog('記入するブック', inWorkspace('点検表.xlsx'), '読み取る');
    await vs.dialog('すでに書かれているセル');
    await vs.screenshot('exchange-export-blanks');
    await vs.pick('そのまま残す');
  }
  await vs.dialog('どこで使う文書ですか');
  await vs.screenshot('exchange-export-audience');
  await vs.pick('顧客に渡す');
  await vs.dialog('どこに保存しますか');
};
const textsOf = (name: string) =>
  readSheets(new Uint8Array(readFileSync(inWorkspace(name))), name).flatMap(({ rows }) =>
    rows.flatMap(({ cells }) => cells.map(({ text }) => text)),
  );

describe('exporting', () => {
  test('a check sheet for the customer as a workbook, with what to look at; over a file only when that is wanted', async () => {
    const name = '例示クラウドカルテ_チェックシート.xlsx';
    await exportTo('checklist.kaiji.yaml', 'チェックシート', 'Excelブック');
    await vs.screenshot('exchange-export-target');
    await vs.page.keyboard.press('Enter');
    await vs.waitForNotification(`${name} に書き込みました。`);
    await vs.screenshot('exchange-export-done');
    const texts = textsOf(name);
    expect(texts).toEqual(expect.arrayContaining([expect.stringContaining('文書管理規程に沿って作成・承認')]));
    // A note of the author's own.
    expect(texts.join('\n')).not.toContain('2026年9月の棚卸し');
    await click('確かめる点を見る');
    await vs.waitForWebview('渡す前に確かめてほしい点');
    await vs.screenshot('exchange-export-report');
    await vs.runCommand('View: Close All Editors');
    await clearNotifications();
    // The second time, the dialog asks first.
    writeFileSync(inWorkspace(name), 'mine');
    await exportTo('checklist.kaiji.yaml', 'チェックシート', 'Excelブック');
    await vs.page.keyboard.press('Enter');
    await vs.page.locator('.quick-input-widget:visible', { hasText: 'already exists' }).waitFor();
    await vs.screenshot('exchange-export-over');
    expect(readFileSync(inWorkspace(name), 'utf8')).toBe('mine');
    // No: another name may be given, or none.
    await vs.page.keyboard.press('Escape');
    const again = await vs.dialog('どこに保存しますか');
    await vs.page.keyboard.press('Escape');
    await again.waitFor({ state: 'hidden' });
    expect(readFileSync(inWorkspace(name), 'utf8')).toBe('mine');
  });

  test.each([
    ['Word文書', 'docx'],
    ['HTML', 'html'],
  ])('the disclosure as %s', async (format, ending) => {
    await exportTo('disclosure.kaiji.yaml', 'サービス仕様適合開示書', format);
    await vs.page.keyboard.press('Enter');
    await vs.waitForNotification(`サービス仕様適合開示書.${ending} に書き込みました。`);
    const bytes = readFileSync(inWorkspace(`例示クラウドカルテ_サービス仕様適合開示書.${ending}`));
    const text = ending === 'docx' ? Buffer.from(unzipSync(bytes)['word/document.xml'] ?? []) : bytes;
    expect(text.toString('utf8')).toContain('例示クラウドカルテ');
    await clearNotifications();
  });

  test('what there is to look at in a text has a page that is named for it', async () => {
    await exportTo('disclosure.kaiji.yaml', 'サービス仕様適合開示書', 'Markdown');
    await vs.page.keyboard.press('Enter');
    await vs.waitForNotification('サービス仕様適合開示書.md に書き込みました。');
    await click('確かめる点を見る');
    await vs.waitForWebview('渡す前に確かめてほしい点');
    const tab = vs.page.locator('.tab.active').first();
    expect(await tab.locator('.label-name').textContent()).toMatch(/確かめる点 例示クラウドカルテ_サービス仕様適合開示書\.md$/);
    await vs.screenshot('exchange-export-text-report');
    await vs.runCommand('View: Close All Editors');
    await clearNotifications();
  });

  test("the customer's own workbook is filled in under another name, and what was not is told", async () => {
    const before = readFileSync(inWorkspace('点検表.xlsx'));
    await exportTo('checklist.kaiji.yaml', 'チェックシート', '顧客のブックに記入する');
    await vs.screenshot('exchange-fill-target');
    await vs.page.keyboard.press('Enter');
    const told = await vs.waitForNotification('点検表_記入済み.xlsx に書き込みました。');
    expect(told).toMatch(/個のセルに記入しました.*確かめてほしい点が/s);
    await vs.screenshot('exchange-fill-done');
    await click('確かめる点を見る');
    await vs.waitForWebview('前年のとおり');
    await vs.screenshot('exchange-fill-report');
    const texts = textsOf('点検表_記入済み.xlsx');
    expect(texts).toContain('前年のとおり');
    expect(texts).toEqual(expect.arrayContaining([expect.stringContaining('文書管理規程に沿って作成・承認')]));
    expect(readFileSync(inWorkspace('点検表.xlsx'))).toEqual(before);
    await vs.runCommand('View: Close All Editors');
    await clearNotifications();
  });

  test('giving up at any step writes nothing', async () => {
    const before = readdirSync(workspace);
    const steps = ['どの文書を書き出しますか', 'どの形式で書き出しますか', 'どこで使う文書ですか', 'どこに保存しますか'];
    for (const [given, title] of steps.entries()) {
      await vs.chooseInExplorer('disclosure.kaiji.yaml', '書き出す');
      for (const passed of steps.slice(0, given)) {
        await vs.dialog(passed);
        await vs.page.keyboard.press('Enter');
      }
      const shown = await vs.dialog(title);
      await vs.page.keyboard.press('Escape');
      await shown.waitFor({ state: 'hidden' });
    }
    expect(readdirSync(workspace)).toEqual(before);
  });
});

describe('comparing', () => {
  test('with the last commit, as a page of old and new; saved as HTML', async () => {
    const file = 'checklist.kaiji.yaml';
    const text = onDisk(file);
    writeFileSync(inWorkspace(file), text.replace('文書管理規程に沿って', '書面管理規程に沿って'));
    expect(onDisk(file)).not.toBe(text);
    await vs.chooseInExplorer('kaiji.yaml', '新旧対照表');
    await vs.dialog('どの古い版と比べますか');
    await vs.screenshot('exchange-diff-versions');
    await vs.pick('最後のコミット');
    const page = await vs.waitForWebview('記載の変更');
    expect(page.text).toMatch(/旧: 第0\.8版（.+、最後のコミット）/);
    expect(await page.frame.locator('del, s').allInnerTexts()).toContain('文書');
    expect(await page.frame.locator('ins').allInnerTexts()).toContain('書面');
    expect(await vs.waitForNotification('変更は1件です')).toContain('医療機関と再び合意が必要な変更はありません');
    await vs.screenshot('exchange-diff-page');
    await click('名前を付けて保存');
    await vs.dialog('どの形式で書き出しますか');
    await vs.screenshot('exchange-diff-format');
    await vs.pick('HTML');
    await vs.dialog('どこに保存しますか');
    await vs.page.keyboard.press('Enter');
    await vs.waitForNotification('新旧対照表.html に書き込みました。');
    await vs.screenshot('exchange-diff-saved');
    expect(onDisk('新旧対照表.html')).toContain('<ins>書面</ins>');
    await clearNotifications();
    await vs.runCommand('View: Close All Editors');
  });

  test('with a commit by its words, from the palette; saved for Word', async () => {
    await vs.openFile('inhouse.kaiji.yaml');
    await vs.runCommand('Kaiji: 古い版と比べて新旧対照表を作る');
    await vs.dialog('どの古い版と比べますか');
    await vs.pick('初版');
    expect((await vs.waitForWebview('、初版 (')).text).toContain('書面管理規程');
    await click('名前を付けて保存');
    await vs.dialog('どの形式で書き出しますか');
    await vs.pick('Word');
    await vs.dialog('どこに保存しますか');
    await vs.page.keyboard.press('Enter');
    await vs.waitForNotification('新旧対照表.docx に書き込みました。');
    expect(Object.keys(unzipSync(readFileSync(inWorkspace('新旧対照表.docx'))))).toContain('word/document.xml');
  });
});
