/**
 * The language server killed while somebody types, in the real VS Code: it comes back without a word, no key is lost, and everything shows again what is
 * true. Killed too often it stays away: that is said once, with the way out.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../support/random-yaml.ts';
import { type OpenExample, openFolder } from './example.ts';
import { openSideBar, treeRow } from './tree.mjs';
import { eventually } from './wait.mjs';

const SHEET = 'sheet.kaiji.yaml';
const TEXT = `kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - control: CL-1
    status: 対応済
    answer: begun
  - control: CL-999
    status: 対応済
    answer: 決めています。
`;
/** Where the first answer ends. */
const END = { line: 6, column: 18 };
/** As often as the server is started again in three minutes. */
const KILLS = 4;
const SEED = 20_261_122;

let example: OpenExample;
let vs: OpenExample['vs'];

beforeAll(async () => {
  example = await openFolder(
    (folder) => {
      writeFileSync(join(folder, 'kaiji.yaml'), 'kaiji: package/v1\nservice: { name: 例示クラウド, provider: 株式会社例示 }\n');
      writeFileSync(join(folder, SHEET), TEXT);
    },
    'ja',
    { 'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' } },
  );
  ({ vs } = example);
});

afterAll(async () => example?.close());

/** The server that the extension of this window started: its environment names the workspace. */
function serverProcess(): number | undefined {
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const command = readFileSync(join('/proc', pid, 'cmdline'), 'utf8').split('\0');
      if (!command.some((part) => part.endsWith('/dist/server.js'))) continue;
      if (readFileSync(join('/proc', pid, 'environ'), 'utf8').includes(`${example.workspace}/`)) return Number(pid);
    } catch {
      // It ended meanwhile.
    }
  }
  return undefined;
}

const killed: number[] = [];

/** Kills the server as the system would that has no memory left, as soon as there is one that was not killed yet. */
async function kill(): Promise<void> {
  const pid = await eventually('a server to kill', () => {
    const found = serverProcess();
    return found !== undefined && !killed.includes(found) ? found : undefined;
  });
  killed.push(pid);
  process.kill(pid, 'SIGKILL');
}

/** The text of every page beside the editor. */
async function shownBeside(): Promise<string> {
  const pages = vs.page.frames().map((frame) => frame.evaluate(() => document.body?.textContent ?? '').catch(() => ''));
  return (await Promise.all(pages)).join('\n');
}

const wrongControl = async () => {
  const problems = await vs.readProblems();
  return problems.filter(({ code }) => code === 'unknown-control').map(({ line }) => line);
};
/** Puts the keyboard back where the answer is written. */
const toTheAnswer = async (column: number) => {
  await vs.focusEditor();
  await vs.placeCursor({ line: END.line, column });
};

let typed = '';

test('killed again and again while somebody types: no key is lost, and nobody is told', async () => {
  // Quick Open may not know of the file yet in a window that is busy starting.
  await vs.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: SHEET }).dblclick();
  await vs.page.locator(`.tab.active[data-resource-name="${SHEET}"]`).waitFor();
  await openSideBar(vs.page, 'Kaiji');
  await treeRow(vs.page, '記入状況', '例示クラウド').waitFor();
  await vs.focusEditor();
  await vs.runCommand('Kaiji: プレビューを横に開く');
  await eventually('the preview', async () => (await shownBeside()).includes('begun'));
  expect(await wrongControl()).toEqual([7]);
  await toTheAnswer(END.column);

  const random = randomFrom(SEED);
  const below = (limit: number) => Math.floor(random() * limit);
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const keys = Array.from({ length: 120 }, () => letters[below(letters.length)] as string);
  const moments = new Set<number>();
  while (moments.size < KILLS) moments.add(below(keys.length));
  const kills: Promise<void>[] = [];
  for (const [i, key] of keys.entries()) {
    // One that waits for its server kills it while it starts.
    if (moments.has(i)) kills.push((kills.at(-1) ?? Promise.resolve()).then(kill));
    await vs.page.keyboard.press(key);
    typed += key;
  }
  await Promise.all(kills);
  await vs.save();
  await eventually('the file', () => example.onDisk(SHEET) !== TEXT);
  expect(example.onDisk(SHEET)).toBe(TEXT.replace('begun', `begun${typed}`));
  expect(new Set(killed).size).toBe(KILLS);
});

test('what was typed is what the server knows; findings, views and the preview are there again', async () => {
  await eventually('a server', () => {
    const pid = serverProcess();
    return pid !== undefined && !killed.includes(pid);
  });
  await eventually('the preview with all that was typed', async () => (await shownBeside()).includes(`begun${typed}`));
  await eventually('the finding', async () => (await wrongControl()).join() === '7', { lastSeen: wrongControl });
  // What is typed now is found out about at once, and lies where it is written.
  await toTheAnswer(END.column + typed.length);
  await vs.type('X');
  typed += 'X';
  await eventually('the preview following', async () => (await shownBeside()).includes(`begun${typed}`));
  await vs.placeCursor({ line: 7, column: 20 });
  await vs.page.keyboard.press('Backspace');
  await vs.page.keyboard.press('Backspace');
  await eventually('no unknown control', async () => (await wrongControl()).length === 0, { lastSeen: wrongControl });
  await vs.focusEditor();
  expect(await treeRow(vs.page, '記入状況', '例示クラウド').isVisible()).toBe(true);
  expect(await vs.readNotifications()).toEqual([]);
  await vs.screenshot('killed-back');
});

test('killed once more it stays away: that is said once, in Japanese; what is written can be saved', async () => {
  await kill();
  await vs.waitForNotification('Kaijiの言語サーバーが3分以内に5回終了したため');
  await toTheAnswer(END.column + typed.length);
  await vs.type('Y');
  typed += 'Y';
  await vs.save();
  await eventually('the file', () => example.onDisk(SHEET).includes(`begun${typed}\n`));
  expect(await vs.readNotifications()).toHaveLength(1);
  expect(serverProcess()).toBeUndefined();
  // No findings, because nobody looks: the status says so, and not that all is well.
  const status = vs.page.locator('#status\\.languageStatus');
  await eventually('the status', async () => (await status.getAttribute('aria-label'))?.includes('検査していません'), {
    lastSeen: () => status.getAttribute('aria-label'),
  });
  await vs.screenshot('killed-given-up');
});

test('the button brings it back, and from then on it is started again as before', async () => {
  await vs.page.locator('.notification-toast').getByText('サーバーを再起動').click();
  await vs.waitForNotification('再起動しました');
  await eventually('the preview', async () => (await shownBeside()).includes(`begun${typed}`));
  await kill();
  await eventually('another server', () => {
    const pid = serverProcess();
    return pid !== undefined && !killed.includes(pid);
  });
  await toTheAnswer(END.column + typed.length);
  await vs.type('Z');
  typed += 'Z';
  await eventually('the preview following', async () => (await shownBeside()).includes(`begun${typed}`));
  expect((await vs.readNotifications()).filter((text) => !text.includes('再起動しました'))).toEqual([]);
});
