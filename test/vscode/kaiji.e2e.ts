/**
 * The packaged extension in a real VS Code, installed as a user does and driven by mouse and keyboard. Screenshots go to test-artifacts/screenshots.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { provision } from './provision.mjs';
import { startVsCodeServer } from './server.mjs';
import { launch, openWorkspace } from './workbench.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const CHECKLIST = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-1\n    status: 対応済\n    answer: 文書化しています。\n  - control: ';

let workspace: string;
let server: Awaited<ReturnType<typeof startVsCodeServer>>;
let browser: Awaited<ReturnType<typeof launch>>;
let vs: Awaited<ReturnType<typeof openWorkspace>>;

beforeAll(async () => {
  const provisioned = await provision();
  if (provisioned.missing !== undefined) throw new Error(provisioned.missing);
  workspace = mkdtempSync(join(tmpdir(), 'kaiji-e2e-'));
  cpSync(join(root, 'examples', 'clinic-cloud'), workspace, { recursive: true });
  writeFileSync(join(workspace, 'typing.kaiji.yaml'), CHECKLIST);
  writeFileSync(join(workspace, 'wide.kaiji.yaml'), CHECKLIST);
  server = await startVsCodeServer({ vscodeServer: provisioned.vscodeServer, vsix: join(root, 'kaiji.vsix'), workspace, settings: { 'kaiji.language': 'ja' } });
  browser = await launch(provisioned.chromium);
  vs = await openWorkspace(browser, server.url);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (workspace) rmSync(workspace, { recursive: true, force: true });
});

const onDisk = (name: string) => readFileSync(join(workspace, name), 'utf8');

test('the example opens with squiggles, Problems entries and its counts', async () => {
  await vs.openFile('checklist.kaiji.yaml');
  const problems = await vs.waitForProblems((all) => all.some(({ message }) => message.includes('エビデンス')));
  expect(problems.length).toBeGreaterThan(5);
  await vs.screenshot('problems');
  await vs.focusEditor();
  const squiggles = await vs.countSquiggles();
  expect(squiggles.warning + squiggles.error).toBeGreaterThan(0);
});

test('hovering CL-94 shows what it asks', async () => {
  await vs.openFile('checklist.kaiji.yaml');
  const text = await vs.hover('CL-94', { containing: '作業者IDの一意性' });
  expect(text).toContain('CL-94');
  await vs.screenshot('hover');
});

test.each([
  ['typing.kaiji.yaml', 'cl9'],
  ['wide.kaiji.yaml', 'ＣＬ－９'],
])('in %s, what is typed as %s completes to an ID', async (file, typed) => {
  await vs.openFile(file);
  await vs.placeCursor({ line: 7, column: 14 });
  await vs.type(typed);
  const rows = await vs.suggest({ containing: 'CL-9' });
  expect(rows.some(({ detail }) => detail.includes('作業者') || /[ぁ-ん一-龠]/.test(detail))).toBe(true);
  await vs.screenshot(`completion-${typed === 'cl9' ? 'half' : 'full'}-width`);
  await vs.acceptSuggestion('CL-94');
  await vs.save();
  expect(onDisk(file)).toMatch(/control: CL-94\n/);
});

test('the quick fix for missing sections writes them and the findings go', async () => {
  await vs.openFile('disclosure.kaiji.yaml');
  const before = await vs.waitForProblems((all) => all.some(({ message }) => message.includes('節')));
  const missing = before.filter(({ message }) => message.includes('がありません') && message.includes('節'));
  expect(missing.length).toBeGreaterThan(0);
  await vs.focusEditor();
  const line = missing[0]?.line ?? 1;
  await vs.placeCursor({ line, column: 8 });
  await vs.applyQuickFix('足りない節をすべて');
  await vs.screenshot('missing-sections-fixed');
  await vs.save();
  const sections = onDisk('disclosure.kaiji.yaml').match(/^ {2}- section:/gm) ?? [];
  expect(sections.length).toBeGreaterThan(40);
  const after = await vs.waitForProblems((all) => !all.some(({ message }) => message.includes('節がありません')));
  expect(after.length).toBeGreaterThan(0);
});
