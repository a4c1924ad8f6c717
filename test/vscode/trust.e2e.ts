/** What the manifest says of folders that are not trusted: everything works, but what their own setting kaiji.catalogs names is not read. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Opened, openInHost } from './hosts.ts';

const FILES: Readonly<Record<string, string>> = {
  'catalogs/own.kaiji.yaml': 'kaiji: catalog/v1\nid: own-catalog\nprefix: OWN\ncontrols:\n  - { id: OWN-1, title: 自前の項目 }\n',
  'work/.vscode/settings.json': '{ "kaiji.catalogs": ["../catalogs"], "kaiji.rules": { "unknown-control": "info" } }\n',
  'work/kaiji.yaml': 'kaiji: package/v1\n',
  'work/own.kaiji.yaml':
    'kaiji: checklist/v1\ncatalog: own-catalog\nanswers:\n  - { control: CL-999, status: 対応済, answer: 決めています。 }\n',
  'work/sheet.kaiji.yaml':
    'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: CL-94, status: 対応済, answer: 決めています。 }\n  - { control: CL-998 }\n',
};

let folder: string;
let opened: Opened;
let vs: Opened['vs'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kaiji-trust-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  opened = await openInHost({
    workspace: join(folder, 'work'),
    reach: folder,
    trusted: false,
    settings: { 'kaiji.language': 'ja' },
  });
  ({ vs } = opened);
});

afterAll(async () => {
  await opened?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('in a folder that is not trusted, all is checked and explained', async () => {
  await vs.waitForStatus('Restricted Mode');
  await vs.openFile('sheet.kaiji.yaml');
  await vs.waitForProblems();
  await vs.focusEditor();
  expect(await vs.hover('CL-94', { containing: '作業者IDの一意性' })).toContain('METI-2.6.14(1)');
  await vs.openFile('own.kaiji.yaml');
  await vs.screenshot('trust-restricted');
});

test('its own setting of rules counts, its own folders of catalogs are not read', async () => {
  await vs.filterProblems('CL-998');
  const rules = await vs.waitForProblems((all) => all.some(({ code }) => code === 'unknown-control'));
  expect(rules.find(({ code }) => code === 'unknown-control')?.severity).toBe('info');
  await vs.filterProblems('own.kaiji.yaml');
  const own = await vs.waitForProblems((all) => all.length === 1 && all[0]?.file === 'own.kaiji.yaml');
  expect(own).toMatchObject([{ code: 'unknown-catalog', severity: 'error' }]);
  await vs.screenshot('trust-catalogs-left-out');
});

test('trusted, they are read at once', async () => {
  await vs.runCommand('Workspaces: Manage Workspace Trust');
  await vs.page
    .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
    .first()
    .click();
  await vs.filterProblems('own.kaiji.yaml');
  // Its catalog is known, and so what is not in it.
  await vs.waitForProblems(
    (all) => all.some(({ code }) => code === 'unknown-control') && all.every(({ code }) => code !== 'unknown-catalog'),
  );
  await vs.screenshot('trust-given');
});
