/**
 * The packaged extension in a real VS Code, installed as a user does and driven by mouse and keyboard. Screenshots go to test-artifacts/screenshots.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { provision } from './provision.mjs';
import { startVsCodeServer } from './server.mjs';
import { launch, openWorkspace } from './workbench.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CHECKLIST =
  'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-1\n    status: 対応済\n    answer: 文書化しています。\n  - control: ';

let workspace: string;
let server: Awaited<ReturnType<typeof startVsCodeServer>>;
let browser: Awaited<ReturnType<typeof launch>>;
let vs: Awaited<ReturnType<typeof openWorkspace>>;

beforeAll(async () => {
  const provisioned = await provision();
  if (provisioned.missing !== undefined) throw new Error(provisioned.missing);
  workspace = mkdtempSync(join(tmpdir(), 'kaiji-e2e-'));
  cpSync(join(root, 'examples', 'clinic-cloud'), workspace, { recursive: true });
  // Packages of their own: what is typed there must not answer for the example.
  for (const folder of ['half', 'full']) {
    mkdirSync(join(workspace, folder));
    writeFileSync(join(workspace, folder, 'kaiji.yaml'), 'kaiji: package/v1\n');
    writeFileSync(join(workspace, folder, 'typing.kaiji.yaml'), CHECKLIST);
  }
  server = await startVsCodeServer({
    vscodeServer: provisioned.vscodeServer,
    vsix: join(root, 'kaiji.vsix'),
    workspace,
    settings: { 'kaiji.language': 'ja' },
  });
  browser = await launch(provisioned.chromium);
  vs = await openWorkspace(browser, server.url);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (workspace) rmSync(workspace, { recursive: true, force: true });
});

const onDisk = (name: string) => readFileSync(join(workspace, name), 'utf8');

/** 1-based line of the first line with `text`. */
const lineOf = (name: string, text: string) =>
  onDisk(name)
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

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
  expect((await status.allInnerTexts()).join(' ')).toMatch(/Answered \d+\/253, evidence \d+/);
  await vs.screenshot('status');
});

test('hovering CL-94 shows what it asks', async () => {
  await vs.openFile('checklist.kaiji.yaml');
  await vs.placeCursor({ line: lineOf('checklist.kaiji.yaml', 'control: CL-94') });
  const text = await vs.hover('CL-94', { containing: '作業者IDの一意性' });
  expect(text).toContain('METI-2.6.14(1)');
  await vs.screenshot('hover');
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
