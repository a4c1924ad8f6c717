/** The views of fifty packages in a real VS Code: only what changed is drawn again. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenExample, openFolder } from './example.ts';
import { openSideBar, treeRow, unfold, viewOf, waitForRows } from './tree.mjs';

const COVERAGE = 'Coverage';
const NAMES = Array.from({ length: 50 }, (_, i) => `service-${String(i).padStart(2, '0')}`);
const ANSWERS = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-1\n    answer: 定めています。\n';

let opened: OpenExample;
let vs: OpenExample['vs'];

beforeAll(async () => {
  opened = await openFolder(
    (folder) => {
      for (const name of NAMES) {
        mkdirSync(join(folder, name));
        writeFileSync(join(folder, name, 'kaiji.yaml'), `kaiji: package/v1\nservice: { name: ${name} }\n`);
        writeFileSync(join(folder, name, `${name}.kaiji.yaml`), ANSWERS);
      }
    },
    undefined,
    { 'kaiji.language': 'en' },
  );
  ({ vs } = opened);
});

afterAll(async () => opened?.close());

/** Types an answer into what is open, at its end. */
const typeAnswer = async (control: string) => {
  await vs.focusEditor();
  await vs.page.keyboard.press('ControlOrMeta+End');
  // Over the indent that the editor puts there.
  await vs.page.keyboard.press('Shift+Home');
  await vs.page.keyboard.insertText(`  - { control: ${control}, answer: 定めています。 }\n`);
};

test('an answer is counted where it is, and nothing else is drawn again', async () => {
  await openSideBar(vs.page, 'Kaiji');
  await waitForRows(vs.page, COVERAGE, 'the packages', (all) => all[0]?.text === 'service-00 | 1/253');
  await unfold(vs.page, COVERAGE, 'service-01');
  await treeRow(vs.page, COVERAGE, 'service-01.kaiji.yaml').waitFor();
  await vs.openFile('service-01/service-01.kaiji.yaml');
  const list = viewOf(vs.page, COVERAGE).locator('.monaco-list-rows');
  await list.evaluate((element) => {
    const drawn = new Set<string>();
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const within = target instanceof Element ? target : target.parentElement;
        const row = within?.closest('.monaco-list-row');
        if (row) drawn.add(row.querySelector('.label-name')?.textContent ?? '');
      }
    });
    observer.observe(element, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { drawn });
  });
  await typeAnswer('CL-6');
  await waitForRows(vs.page, COVERAGE, 'one more', (all) => all.some(({ text }) => text === 'service-01 | 2/253'));
  const drawn = await vs.page.evaluate(() => [...(globalThis as unknown as { readonly drawn: Set<string> }).drawn].sort());
  // Of what was there: the row of the new answer may be unfolded for the cursor by now.
  expect(drawn.filter((name) => name.startsWith('service-'))).toEqual(['service-01', 'service-01.kaiji.yaml']);
  await vs.screenshot('views-many');
});

test('what is typed while the views are not seen is there when they are seen again', async () => {
  await openSideBar(vs.page, 'Explorer');
  await typeAnswer('CL-7');
  await openSideBar(vs.page, 'Kaiji');
  await waitForRows(vs.page, COVERAGE, 'what was typed meanwhile', (all) =>
    all.some(({ text }) => text === 'service-01 | 3/253'),
  );
});
