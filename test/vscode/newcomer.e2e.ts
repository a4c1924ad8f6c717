/**
 * A first hour with Kaiji, by mouse and keyboard alone: from the .vsix to a document that can be handed over. A picture of each step is kept in
 * test-artifacts/screenshots/newcomer-*.png. In VS Code for the Web, where nothing is installed from a file, it begins with the empty folder.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readSheets } from '../../convert/sheet/read.ts';
import { openFolder } from './example.ts';
import { hostName, type Opened, VSIX } from './hosts.ts';
import { provision } from './provision.mjs';
import { startVsCodeServer } from './server.mjs';
import { openSideBar, treeRow, unfold, waitForRows } from './tree.mjs';
import { eventually } from './wait.mjs';
import { launch, openWorkspace } from './workbench.mjs';

let vs: Opened['vs'];
let folder: string;
let close: () => Promise<void>;

beforeAll(async () => {
  if (hostName === 'web') {
    ({ vs, workspace: folder, close } = await openFolder(() => {}, 'ja'));
    return;
  }
  const provisioned = await provision();
  if (provisioned.missing !== undefined) throw new Error(provisioned.missing);
  const above = mkdtempSync(join(tmpdir(), 'kaiji-newcomer-'));
  folder = join(above, '開示書');
  mkdirSync(folder);
  const server = await startVsCodeServer({ vscodeServer: provisioned.vscodeServer, settings: { 'kaiji.language': 'ja' } });
  const browser = await launch(provisioned.chromium);
  vs = await openWorkspace(browser, server.url, { language: 'ja' });
  close = async () => {
    await browser.close();
    await server.stop();
    rmSync(above, { recursive: true, force: true });
  };
});

afterAll(async () => close?.());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await vs.screenshot(`failed ${task.name}`);
});

test('the extension is installed from its file', async () => {
  await vs.runCommand('Extensions: Install from VSIX...');
  await vs.answerFileDialog('Install from VSIX', VSIX, 'Install');
  await vs.waitForNotification('Completed installing');
  await vs.screenshot('newcomer-1-installed');
});

test('an empty folder is opened', async () => {
  await vs.runCommand('File: Open Folder...');
  await vs.answerFileDialog('Open Folder', folder, 'OK');
  // The window loads anew.
  await vs.page.waitForURL((url) => url.searchParams.get('folder') === folder);
  await vs.page.locator('.explorer-folders-view').waitFor();
  await vs.screenshot('newcomer-2-folder');
});

const COVERAGE = '記入状況';
const PACKAGE = '例示クラウド';
const CHECKLIST = 'checklist.kaiji.yaml';
const EVIDENCE = 'エビデンス台帳';
const FIRST = 'ユーザとの契約 › サービス提供者の責任';
const SECOND = 'ユーザとの契約 › サービスの利用終了';

/** An empty folder becomes the package itself. */
const onDisk = (name: string) => readFileSync(join(folder, name), 'utf8');
const row = (text: string | RegExp) => treeRow(vs.page, COVERAGE, text);
const wizard = (step: number) =>
  vs.page.locator('.quick-input-widget:visible .quick-input-title', { hasText: `(${step}/4)` }).waitFor();

test('the side bar of Kaiji offers the wizard, which makes a package', async () => {
  await openSideBar(vs.page, 'Kaiji');
  await vs.page.locator('.welcome-view-content .monaco-button', { hasText: 'パッケージを新しく作る' }).first().waitFor();
  await vs.screenshot('newcomer-3-welcome');
  await vs.page.locator('.welcome-view-content .monaco-button', { hasText: 'パッケージを新しく作る' }).first().click();
  await wizard(1);
  await vs.page.keyboard.type(PACKAGE);
  await vs.page.keyboard.press('Enter');
  await wizard(2);
  await vs.page.keyboard.type('株式会社例示');
  await vs.page.keyboard.press('Enter');
  await wizard(3);
  await vs.screenshot('newcomer-4-wizard');
  await vs.page.keyboard.press('Enter');
  await wizard(4);
  await vs.page.keyboard.press('Enter');
  await vs.page.locator('.tab.active[data-resource-name="disclosure.kaiji.yaml"]').waitFor();
  await waitForRows(vs.page, COVERAGE, 'the package', (rows) => rows.some(({ text }) => /^例示クラウド \| \d+\/393/.test(text)));
  await vs.screenshot('newcomer-5-begun');
});

/** Comes to an entry of the sheet from the view, as a click on its row does. */
const goTo = async (control: string) => {
  await row(new RegExp(`^${control} `)).click();
  await vs.page.locator(`.tab.active[data-resource-name="${CHECKLIST}"]`).waitFor();
  await eventually(`the entry of ${control}`, async () => {
    const at = (await vs.page.locator('.statusbar-item', { hasText: /^Ln / }).textContent())?.match(/^Ln (\d+)/);
    const before = onDisk(CHECKLIST)
      .split('\n')
      .slice(0, Number(at?.[1] ?? 0));
    return before.findLast((line) => line.includes('control: '))?.endsWith(`control: ${control}`) === true;
  });
};
/** Clicks behind a key of the entry of a control, as saved. */
const placeBehind = async (control: string, key: string) => {
  const lines = onDisk(CHECKLIST).split('\n');
  const entry = lines.findIndex((line) => line.endsWith(`control: ${control}`));
  const line = lines.findIndex((text, at) => at > entry && text.trimStart().startsWith(`${key}:`));
  await vs.placeCursor({ line: line + 1, column: (lines[line]?.indexOf(':') ?? 0) + 3 });
};
const rowsAre = (what: string, ...wanted: readonly RegExp[]) =>
  waitForRows(vs.page, COVERAGE, what, (rows) => wanted.every((one) => rows.some(({ text }) => one.test(text))));

test('three items are answered from the view, which follows what is typed', async () => {
  await unfold(vs.page, COVERAGE, CHECKLIST);
  await unfold(vs.page, COVERAGE, FIRST);
  await unfold(vs.page, COVERAGE, SECOND);
  await vs.screenshot('newcomer-6-items');
  await goTo('CL-3');
  await vs.screenshot('newcomer-7-item');
  await vs.type('年に一度、契約者にレビューの結果を報告し、見直しの要否を協議します。');
  await rowsAre('one answer', /^CL-3 .* \| 回答済み/, /^checklist.* \| 1\/253/);
  await goTo('CL-6');
  await vs.type('サービスを終了するときは、6か月前までに契約者へ通知し、データを返却します。');
  await goTo('CL-7');
  // As it would be written in a spreadsheet.
  await vs.type('同上');
  await rowsAre(
    'two answers, and one that says nothing of its own',
    /^CL-6 .* \| 回答済み/,
    /^CL-7 .* \| 未回答/,
    /^checklist.* \| 2\/253/,
  );
  await vs.save();
  await vs.screenshot('newcomer-8-answered');
});

test('what was done is chosen from a list, and evidence is attached', async () => {
  await placeBehind('CL-3', 'status');
  await vs.suggest({ containing: '対応済' });
  await vs.screenshot('newcomer-9-status');
  await vs.acceptSuggestion('対応済');
  await rowsAre('no evidence yet', /^CL-3 .* \| 回答済み・エビデンスなし/);
  await vs.save();
  expect(onDisk(CHECKLIST)).toMatch(/control: CL-3\n.*\n {4}status: 対応済 # /);
  await placeBehind('CL-3', 'evidence');
  await vs.suggest({ containing: 'ev-operation-rules' });
  await vs.screenshot('newcomer-10-evidence');
  await vs.acceptSuggestion('ev-operation-rules');
  await rowsAre('evidence', /^CL-3 .* \| 回答済み・エビデンスあり/);
  await waitForRows(vs.page, EVIDENCE, 'the evidence in use', (rows) =>
    rows.some(({ text }) => text.includes('運用管理規程') && !text.includes('未使用')),
  );
  await vs.save();
  await vs.screenshot('newcomer-11-attached');
});

test('the preview beside the sheet shows it as the hospital will read it', async () => {
  await vs.page.getByRole('button', { name: 'プレビューを横に開く' }).first().click();
  await vs.waitForWebview('年に一度、契約者にレビューの結果を報告');
  await vs.screenshot('newcomer-12-preview');
});

test('what can be mended for certain is mended at once', async () => {
  await goTo('CL-7');
  await vs.screenshot('newcomer-13-finding');
  await vs.runCommand('Fix All');
  // Before it has come, what is saved is the old text.
  await rowsAre('three answers', /^CL-7 .* \| 回答済み/, /^checklist.* \| 3\/253/);
  await vs.save();
  await eventually('the mended sheet', async () => /control: CL-7\n.*\n.*\n {4}same-as: CL-6\n/.test(onDisk(CHECKLIST)));
  await vs.screenshot('newcomer-14-mended');
});

test('the sheet is exported', async () => {
  await vs.runCommand('Kaiji: 渡す文書を書き出す');
  await vs.dialog('どの文書を書き出しますか');
  await vs.pick('チェックシート');
  await vs.dialog('どの形式で書き出しますか');
  await vs.pick('Excelブック');
  await vs.dialog('どこで使う文書ですか');
  await vs.pick('顧客に渡す');
  await vs.dialog('どこに保存しますか');
  await vs.screenshot('newcomer-15-export');
  await vs.page.keyboard.press('Enter');
  await vs.waitForNotification('に書き込みました。');
  await vs.screenshot('newcomer-16-exported');
  const name = readdirSync(folder).find((one) => one.endsWith('.xlsx')) ?? '';
  const texts = readSheets(new Uint8Array(readFileSync(join(folder, name))), name).flatMap(({ rows }) =>
    rows.flatMap(({ cells }) => cells.map(({ text }) => text)),
  );
  expect(texts).toContainEqual(expect.stringContaining('年に一度、契約者にレビューの結果を報告'));
  // The customer reads the answer again where the author refers to it.
  expect(texts.filter((text) => text.startsWith('サービスを終了するときは、6か月前まで'))).toHaveLength(2);
});
