/** What the extension writes where writing fails, in the real VS Code: the old file stays byte for byte, nothing is left behind, one message says why. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { holds, type Mounted, smallDisk } from '../support/faulty-disk.ts';
import { type Opened, openInHost } from './hosts.ts';
import { eventually } from './wait.mjs';

const EXAMPLE = fileURLToPath(new URL('../../examples/clinic-cloud', import.meta.url));
const OUTPUT = '例示クラウドカルテ_サービス仕様適合開示書.html';
const OLD = '前に渡した版\n';

let disk: Mounted | undefined;
let opened: Opened | undefined;
let vs: Opened['vs'];

beforeAll(async () => {
  disk = smallDisk(4_096);
  if (!disk) return;
  cpSync(EXAMPLE, disk.folder, { recursive: true });
  writeFileSync(join(disk.folder, OUTPUT), OLD);
  opened = await openInHost({ workspace: disk.folder, settings: { 'kaiji.language': 'ja' }, language: 'ja' });
  ({ vs } = opened);
});

afterAll(async () => {
  await opened?.close();
  disk?.unmount();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && opened) await vs.screenshot(`failed ${task.name}`);
});

/** Through the questions of an export, over what is there. */
async function exportOver(): Promise<void> {
  await vs.chooseInExplorer('disclosure.kaiji.yaml', '書き出す');
  for (const [title, row] of [
    ['どの文書を書き出しますか', 'サービス仕様適合開示書'],
    ['どの形式で書き出しますか', 'HTML'],
    ['どこで使う文書ですか', '顧客に渡す'],
  ] as const) {
    await vs.dialog(title);
    await vs.pick(row);
  }
  await vs.dialog('どこに保存しますか');
  await vs.page.keyboard.press('Enter');
  await vs.page.locator('.quick-input-widget:visible', { hasText: 'already exists' }).waitFor();
  await vs.page.keyboard.press('Enter');
}

/** What there is free, in bytes. */
const left = (folder: string) =>
  Number(spawnSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' }).stdout.split('\n')[1]);

const refused = `${OUTPUT} に書き込めませんでした。元のファイルはそのまま残っています。`;

test('on a full disk', async ({ skip }) => {
  if (!disk) return skip('no disk of its own can be mounted here: run as root on Linux');
  const filling = join(disk.folder, 'filling');
  writeFileSync(filling, Buffer.alloc(left(disk.folder)));
  const before = holds(disk.folder);
  await exportOver();
  expect(await vs.waitForNotification(refused)).toContain('ENOSPC');
  await vs.screenshot('faulty-full');
  expect(holds(disk.folder)).toEqual(before);
  expect(await vs.readNotifications()).toHaveLength(1);
  await vs.runCommand('Notifications: Clear All');

  // One that has room for the beginning only.
  truncateSync(filling, statSync(filling).size - 16_384);
  expect(left(disk.folder)).toBe(16_384);
  const again = holds(disk.folder);
  await exportOver();
  expect(await vs.waitForNotification(refused)).toContain('ディスクに空きがありません');
  expect(holds(disk.folder)).toEqual(again);
  await vs.runCommand('Notifications: Clear All');
  rmSync(filling);
});

test('on a disk that may not be written', async ({ skip }) => {
  if (!disk) return skip('no disk of its own can be mounted here: run as root on Linux');
  disk.again('ro');
  const before = holds(disk.folder);
  await exportOver();
  expect(await vs.waitForNotification(refused)).toContain('EROFS');
  await vs.screenshot('faulty-read-only');
  expect(holds(disk.folder)).toEqual(before);
  await vs.runCommand('Notifications: Clear All');
  disk.again('rw');
});

test('where there is room it is written, with the rights of the file before', async ({ skip }) => {
  if (!disk) return skip('no disk of its own can be mounted here: run as root on Linux');
  const target = join(disk.folder, OUTPUT);
  chmodSync(target, 0o600);
  await exportOver();
  await vs.waitForNotification(`${OUTPUT} に書き込みました。`);
  await eventually('the new version', () => readFileSync(target, 'utf8').includes('例示クラウドカルテ'));
  expect(statSync(target).mode & 0o777).toBe(0o600);
  expect(Object.keys(holds(disk.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
