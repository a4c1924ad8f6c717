/** What comes in and goes out, in a real VS Code: sheets imported, forms exported, versions compared, by mouse and keyboard and in Japanese. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { xlsxOf } from '../support/xlsx.ts';
import { type OpenExample, openExample } from './example.ts';

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

const groups = () => vs.page.locator('.tab.active').allInnerTexts();
const inWorkspace = (...names: readonly string[]) => join(workspace, ...names);

test('explore import', async () => {
  await vs.chooseInExplorer('import/記入済み.xlsx', '取り込む');
  await vs.dialog('取り込みますか');
  console.log(await vs.quickPickRows());
  await vs.page.keyboard.press('Enter');
  await vs.dialog('列の読み方');
  await vs.screenshot('x-columns');
  console.log(await vs.quickPickRows());
  await vs.pick('担当');
  await vs.dialog('何の列ですか');
  await vs.screenshot('x-role');
  await vs.pick('備考');
  await vs.dialog('列の読み方');
  await vs.screenshot('x-columns-again');
  await vs.pick('取り込む');
  await vs.dialog('どこに');
  await vs.screenshot('x-where');
  await vs.page.keyboard.press('Enter');
  await vs.waitForWebview('取り込みの結果');
  await vs.screenshot('x-imported');
});

test('explore broken', async () => {
  await vs.chooseInExplorer('import/壊れた.xlsx', '取り込む');
  await vs.waitForNotification('壊れた.xlsx');
  await vs.screenshot('x-broken');
  await vs.runCommand('Notifications: Clear All');
});

test('explore export', async () => {
  await vs.chooseInExplorer('checklist.kaiji.yaml', '書き出す');
  await vs.dialog('どの文書');
  await vs.screenshot('x-forms');
  await vs.page.keyboard.press('Enter');
  await vs.dialog('どの形式');
  await vs.screenshot('x-formats');
  await vs.pick('Excel');
  await vs.dialog('どこで使う');
  await vs.screenshot('x-audience');
  await vs.page.keyboard.press('Enter');
  await vs.dialog('どこに保存');
  await vs.screenshot('x-save');
  await vs.page.keyboard.press('Enter');
  await vs.waitForNotification('に書き込みました');
  await vs.screenshot('x-exported');
  console.log(await vs.readNotifications());
});

test('explore diff', async () => {
  writeFileSync(inWorkspace('checklist.kaiji.yaml'), onDisk('checklist.kaiji.yaml').replace('文書', '書面'));
  await vs.chooseInExplorer('kaiji.yaml', '新旧対照表');
  await vs.dialog('どの古い版');
  await vs.screenshot('x-revisions');
  console.log(await vs.quickPickRows());
  await vs.page.keyboard.press('Enter');
  await vs.waitForWebview('新旧対照表');
  await vs.screenshot('x-diff');
  await vs.page.locator('.notification-toast .monaco-button', { hasText: '名前を付けて保存' }).click();
  await vs.dialog('どの形式');
  await vs.pick('HTML');
  await vs.dialog('どこに保存');
  await vs.screenshot('x-diff-save');
});
