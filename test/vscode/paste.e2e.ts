/** An answer of several lines pasted in a real VS Code, where the cursor is put for it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type OpenExample, openFolder } from './example.ts';
import { eventually } from './wait.mjs';

const SHEET = 'checklist.kaiji.yaml';
const HEAD = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n';
const TAIL = '  - control: CL-7\n    status: 対応済\n    answer: 手順書のとおりに行います。\n';
const COPIED = '終了のときは、次のとおりです。\n1. 対象: すべてのデータ\n  2. 期限\n\t・表形式で渡します。\n';
const INDENTED =
  '      終了のときは、次のとおりです。\n      1. 対象: すべてのデータ\n        2. 期限\n        ・表形式で渡します。\n';

let folder: OpenExample;
let vs: OpenExample['vs'];

beforeAll(async () => {
  folder = await openFolder((workspace) => {
    writeFileSync(join(workspace, 'kaiji.yaml'), 'kaiji: package/v1\n');
    writeFileSync(
      join(workspace, SHEET),
      `${HEAD}  - control: CL-5\n    status: 対応済\n    answer: 済\n  - control: CL-6\n    status: 対応済\n    answer: |\n      未記入\n${TAIL}`,
    );
  }, 'ja');
  ({ vs } = folder);
  await vs.openFile(SHEET);
  await eventually('the findings', async () => (await vs.countSquiggles()).warning > 0);
});

afterAll(async () => folder?.close());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await vs.screenshot(`failed ${task.name}`);
});

/** Pastes over the end of a line, and waits until what was pasted shows: whoever moves the cursor earlier calls it off. */
async function pasteOver(place: { readonly line: number; readonly column: number }, copied: string): Promise<void> {
  const lines = vs.page.locator('.editor-group-container.active .view-line', { hasText: '表形式' });
  const before = await lines.count();
  await vs.page.evaluate((text) => navigator.clipboard.writeText(text), copied);
  await vs.placeCursor(place);
  await vs.page.keyboard.press('Shift+End');
  await vs.page.keyboard.press('Control+v');
  await eventually('the pasted text', async () => (await lines.count()) > before);
}

test('it is indented in a text, and makes a text of a value on one line', async () => {
  await pasteOver({ line: 10, column: 7 }, COPIED.trimEnd());
  await pasteOver({ line: 6, column: 13 }, COPIED.trimEnd());
  await eventually('no error', async () => (await vs.countSquiggles()).error === 0);
  await vs.screenshot('paste-indented');
  expect(await vs.editorText()).toBe(
    `${HEAD}  - control: CL-5\n    status: 対応済\n    answer: |\n${INDENTED}  - control: CL-6\n    status: 対応済\n    answer: |\n${INDENTED}${TAIL}`,
  );
});
