/** The beginning, as somebody new has it: an empty folder, the wizard by keyboard, what it leaves to be written, the walkthrough, and the task. */
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type OpenExample, openFolder } from './example.ts';
import { viewOf, waitForRows } from './tree.mjs';
import { eventually } from './wait.mjs';

/** The key of VS Code for the way back, on Linux. */
const BACK = 'Control+Alt+Minus';

const WORDS = {
  ja: {
    command: 'パッケージを新しく作る',
    title: '新しいパッケージ',
    noName: 'サービス名を書いてください',
    noDocument: '文書を一つ以上選んでください',
    badName: 'フォルダーの名前に「?」は使えません',
    taken: 'すでにパッケージです。その中に作る',
    itself: '空のままにすると',
    made: 'を作りました',
    coverage: '記入状況',
    begin: '開示書の作成をはじめる',
    steps: ['パッケージを作る', '項目に答える', 'エビデンスを挙げる', '医療機関が読む形で確かめる', '渡す文書を書き出す'],
    preview: 'プレビューを横に開く',
    check: 'すべてのパッケージを検査する',
    checked: /(\d+)ファイルを検査しました。エラー (\d+)件、警告 (\d+)件/,
    inFile: 'このファイルの指摘',
    problems: '「問題」パネルを開く',
    make: 'パッケージを作る',
    register: 'エビデンス台帳',
    slow: /最も長い検査に [\d.]+秒かかりました.*最も長いルールは/,
  },
  en: {
    command: 'New Package',
    title: 'New package',
    noName: 'Write the name of the service',
    noDocument: 'Choose at least one document',
    badName: '"?" cannot stand in the name of a folder',
    taken: 'is a package already. Name a new folder in it.',
    itself: 'left empty',
    made: 'was made',
    coverage: 'Coverage',
    begin: 'Begin a Disclosure (Walkthrough)',
    steps: [
      'Make a package',
      'Answer the items',
      'Attach evidence',
      'Read it as the hospital will',
      'Export what is handed over',
    ],
    preview: 'Open Preview to the Side',
    check: 'Check All Packages',
    checked: /(\d+) files checked: (\d+) errors, (\d+) warnings/,
    inFile: 'findings in this file',
    problems: 'Show the problems',
    make: 'Make a Package',
    register: 'Evidence register',
    slow: /The slowest check took [\d.]+ s.*most of it/,
  },
} as const;

describe.each(['ja', 'en'] as const)('in %s', (language) => {
  const words = WORDS[language];
  let opened: OpenExample;
  let vs: OpenExample['vs'];

  beforeAll(async () => {
    opened = await openFolder((folder) => writeFileSync(join(folder, 'メモ.txt'), ''), language, {
      'kaiji.language': language,
      // As a new VS Code has it: with its Welcome page it knows of walkthroughs, and ticks their steps off.
      'workbench.startupEditor': 'welcomePage',
    });
    ({ vs } = opened);
    // It takes the keyboard when it comes, and whenever it ticks something off.
    await vs.page.locator('.tab', { hasText: 'Welcome' }).first().waitFor();
    await vs.runCommand('View: Close All Editors');
  });
  afterAll(async () => opened?.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await vs.screenshot(`failed ${task.name} ${language}`);
  });

  const widget = () => vs.page.locator('.quick-input-widget:visible');
  const input = () => widget().locator('.quick-input-box input');
  /** Waits for a step of the wizard. */
  const step = async (number: number, of = 4) => {
    await eventually(`step ${number}`, async () =>
      (await widget().locator('.quick-input-title').allTextContents()).join('').includes(`(${number}/${of})`),
    );
    await input().waitFor();
  };
  const said = (text: string) =>
    eventually(
      text,
      async () => (await widget().textContent())?.includes(text) || (await input().getAttribute('placeholder'))?.includes(text),
    );
  const press = (key: string) => vs.page.keyboard.press(key);
  const type = async (text: string) => {
    await input().fill('');
    await vs.page.keyboard.type(text);
  };

  test('the wizard by keyboard: a mistake is said in place, the way back keeps what was said, nothing is written before the end', async () => {
    await vs.runCommand(`Kaiji: ${words.command}`);
    await step(1);
    await press('Enter');
    await said(words.noName);
    await type('例示 クラウド');
    await press('Enter');
    await step(2);
    await type('株式会社例示');
    await press('Enter');
    await step(3);
    await vs.screenshot(`wizard-sheets-${language}`);
    // All off: none is no choice. Then back, and forth to what was said.
    await widget().getByRole('checkbox', { name: 'Toggle all checkboxes' }).click();
    await widget().getByRole('checkbox', { name: 'Toggle all checkboxes' }).click();
    await input().focus();
    await press('Enter');
    await said(words.noDocument);
    await press(BACK);
    await step(2);
    expect(await input().inputValue()).toBe('株式会社例示');
    await press(BACK);
    await step(1);
    expect(await input().inputValue()).toBe('例示 クラウド');
    await press('Enter');
    await step(2);
    await press('Enter');
    await step(3);
    await press('Enter');
    await step(4);
    expect(await input().inputValue()).toBe('例示-クラウド');
    await said(words.itself);
    await type('何?');
    await said(words.badName);
    await vs.screenshot(`wizard-mistake-${language}`);
    await press('Enter');
    await step(4);
    expect(readdirSync(opened.workspace)).toEqual(['メモ.txt']);
    await type('開示書');
    await press('Enter');
    await eventually('the files', async () => readdirSync(opened.workspace).includes('開示書'));
    await vs.waitForNotification(words.made);
    expect(readdirSync(join(opened.workspace, '開示書')).sort()).toEqual([
      'checklist.kaiji.yaml',
      'disclosure.kaiji.yaml',
      'evidence.kaiji.yaml',
      'kaiji.yaml',
      'risks.kaiji.yaml',
    ]);
  });

  test('the first place to write is open, its blank chosen: what is typed stands there', async () => {
    await vs.page.locator('.tab.active[data-resource-name="disclosure.kaiji.yaml"]').waitFor();
    await eventually('the caret in the editor', () =>
      vs.page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null),
    );
    await vs.screenshot(`begun-${language}`);
    await vs.page.keyboard.type('ZZZ');
    await vs.save();
    expect(opened.onDisk('開示書/disclosure.kaiji.yaml')).toMatch(/approvals:\n.*by: "?ZZZ/);
  });

  test('a folder that is a package already is refused in place', async () => {
    // The wizard showed how far the package is, in the side bar.
    await vs.page.locator('.pane-header').filter({ hasText: words.coverage }).waitFor();
    // A view that is about to select its row would come back.
    await vs.page.locator('.sidebar .monaco-list-row.selected').filter({ hasText: 'disclosure.kaiji.yaml' }).first().waitFor();
    await press('Control+Shift+e');
    await vs.chooseInExplorer('開示書', words.command);
    await step(1);
    await type('二つ目');
    await press('Enter');
    await step(2);
    await press('Enter');
    await step(3);
    await press('Enter');
    await step(4);
    // What would be refused is not offered.
    expect(await widget().textContent()).not.toContain(words.itself);
    expect(await input().getAttribute('placeholder')).toBe('');
    await vs.screenshot(`wizard-taken-${language}`);
    await type('');
    await said(words.taken);
    await press('Escape');
    await widget().waitFor({ state: 'hidden' });
    expect(readdirSync(opened.workspace).sort()).toEqual(['メモ.txt', '開示書'].sort());
  });

  test('findings stand only where the author has to write: with these three rules off, none is left', async () => {
    const found = await vs.waitForProblems((all) => all.length > 3);
    await vs.screenshot(`left-to-write-${language}`);
    expect(found.every(({ severity }) => severity !== 'error')).toBe(true);
    const off = ['placeholder-answer', 'missing-answer', 'unused-evidence'].map((rule) => `  ${rule}: off\n`);
    appendFileSync(join(opened.workspace, '開示書', 'kaiji.yaml'), `rules:\n${off.join('')}`);
    await vs.waitForProblems((all) => all.length === 0);
  });

  const walkthrough = () => vs.page.locator('.gettingStartedContainer:visible');
  const stepOf = (title: string) => walkthrough().locator('.getting-started-step').filter({ hasText: title }).first();
  const isDone = async (title: string) => (await stepOf(title).getAttribute('aria-checked')) === 'true';

  test('the walkthrough: five steps with pictures; the package that is there is ticked off, the others are to be done', async () => {
    await eventually('the walkthrough', async () => {
      // VS Code may not know of it in its first moments, and shows its own page then.
      await vs.runCommand(`Kaiji: ${words.begin}`);
      return stepOf(words.steps[0])
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        );
    });
    for (const title of words.steps) expect(await stepOf(title).count(), title).toBe(1);
    await eventually('the first step done', () => isDone(words.steps[0]));
    for (const [i, title] of words.steps.entries()) {
      await stepOf(title).click();
      await eventually(`the picture of step ${i + 1}`, async () => {
        const frames = vs.page.frames().filter((frame) => frame !== vs.page.mainFrame());
        const drawn = await Promise.all(
          frames.map((frame) =>
            frame
              .locator('svg[viewBox="0 0 480 320"]')
              .count()
              .catch(() => 0),
          ),
        );
        return drawn.some((count) => count > 0);
      });
      await vs.screenshot(`walkthrough-${i + 1}-${language}`);
      if (i > 0) expect(await isDone(title), title).toBe(false);
    }
  });

  test('an answer with evidence, and a preview, are ticked off as they are done', async () => {
    const sheet = join(opened.workspace, '開示書', 'checklist.kaiji.yaml');
    const answered = readFileSync(sheet, 'utf8').replace(
      /(- control: CL-3\n)(?: {4}.*\n)*/,
      '$1    status: 対応済\n    answer: 毎年見直しています。\n    evidence: [ev-security-policy]\n',
    );
    writeFileSync(sheet, answered);
    await vs.openFile('開示書/checklist.kaiji.yaml');
    await vs.runCommand(`Kaiji: ${words.preview}`);
    await vs.runCommand(`Kaiji: ${words.begin}`);
    for (const title of words.steps.slice(0, 4)) await eventually(title, () => isDone(title));
    expect(await isDone(words.steps[4])).toBe(false);
    await vs.screenshot(`walkthrough-done-${language}`);
  });

  /** What the language status says, each item a line. */
  const languageStatus = async () => {
    const shown = vs.page.locator('.hover-language-status');
    // It opens when the mouse comes, not while it rests there; a busy window may miss that the mouse went.
    await eventually('the status to close', async () => {
      await vs.page.mouse.move(700, 300);
      await vs.page.mouse.move(700, 320);
      return !(await shown.first().isVisible());
    });
    await vs.page.locator('#status\\.languageStatus').hover();
    await shown.first().waitFor();
    return shown.allInnerTexts();
  };

  test('the status counts the findings of the file, and a click shows them', async () => {
    await vs.openFile('開示書/checklist.kaiji.yaml');
    writeFileSync(join(opened.workspace, '開示書', 'kaiji.yaml'), 'kaiji: package/v1\n');
    const counts = await eventually('findings in the status', async () => {
      const line = (await languageStatus()).find((text) => text.includes(words.inFile));
      const [errors = 0, warnings = 0] = (line?.match(/\d+/g) ?? []).map(Number);
      return warnings > 100 ? { errors, warnings } : undefined;
    });
    expect(counts.errors).toBe(0);
    await vs.runCommand('View: Toggle Panel Visibility');
    await vs.page.locator('.markers-panel').waitFor({ state: 'hidden' });
    await languageStatus();
    await vs.screenshot(`status-${language}`);
    await vs.page.locator('.hover-language-status').getByText(words.problems, { exact: true }).click();
    await vs.page.locator('.markers-panel:visible').waitFor();
  });

  test('the task lists every finding in a terminal, and the Problems panel has them once, from the server', async () => {
    const before = await eventually('findings', async () => (await problemCount()) || undefined);
    await vs.runCommand(`Kaiji: ${words.check}`);
    const [, files, errors, warnings] = await eventually(
      'the end of the task',
      async () => words.checked.exec(await terminalText()) ?? undefined,
    );
    await vs.screenshot(`task-${language}`);
    expect([Number(files), Number(errors)]).toEqual([5, 0]);
    expect(Number(warnings)).toBeGreaterThan(300);
    expect(await problemCount()).toBe(before);
    const found = await vs.waitForProblems();
    for (const { source, code } of found) expect([source, code]).toEqual(['kaiji', expect.stringMatching(/^[a-z-]+$/)]);
  });

  /** Errors, warnings and advice of the Problems panel, from its badge in the status bar. */
  const problemCount = async () => {
    const item = (await vs.readStatusBar()).find(({ id }) => id === 'status.problems');
    return (item?.label.match(/\d+/g) ?? []).reduce((sum, count) => sum + Number(count), 0);
  };
  /** What the terminal shows. */
  const terminalText = async () => {
    const lines = await vs.page.locator('.xterm:visible .xterm-rows > div').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  };

  test('the wizard from the walkthrough, by mouse: a sheet is left out, the arrow leads back, the names are there again', async () => {
    await vs.runCommand(`Kaiji: ${words.begin}`);
    await stepOf(words.steps[0]).click();
    await walkthrough().getByRole('button', { name: words.make, exact: true }).click();
    await step(1);
    await type('二つ目');
    await input().press('Enter');
    await step(2);
    await widget().getByRole('button', { name: 'Back' }).click();
    await step(1);
    expect(await input().inputValue()).toBe('二つ目');
    await input().press('Enter');
    await step(2);
    await input().press('Enter');
    await step(3);
    await widget()
      .locator('.monaco-list-row')
      .filter({ hasText: words.register })
      .first()
      .locator('.monaco-checkbox, input[type=checkbox]')
      .first()
      .click();
    await vs.screenshot(`wizard-mouse-${language}`);
    await widget().getByRole('button', { name: 'OK', exact: true }).click();
    await step(4);
    await input().press('Enter');
    await eventually('the files', async () => readdirSync(opened.workspace).includes('二つ目'));
    await vs.page.locator('.tab.active[data-resource-name="disclosure.kaiji.yaml"]').waitFor();
    expect(readdirSync(join(opened.workspace, '二つ目')).sort()).toEqual([
      'checklist.kaiji.yaml',
      'disclosure.kaiji.yaml',
      'kaiji.yaml',
      'risks.kaiji.yaml',
    ]);
    // In the view it is in sight beside the first, at the document that is open.
    await waitForRows(vs.page, words.coverage, 'the new package, unfolded', (all) =>
      all.some(({ text, isUnfolded }) => text.startsWith('二つ目') && isUnfolded === true),
    );
    const selected = viewOf(vs.page, words.coverage).locator('.monaco-list-row.selected');
    await eventually('its disclosure', async () => (await selected.textContent())?.startsWith('disclosure.kaiji.yaml'));
    await vs.screenshot(`second-package-${language}`);
  });

  test('a document that is slow to check says so, with the rule that takes longest', async () => {
    const answers = Array.from(
      { length: 20_000 },
      (_, i) => `  - { control: CL-${(i % 253) + 1}, status: 対応済, answer: 規程を定め、毎年見直しています（${i}）。 }\n`,
    );
    writeFileSync(
      join(opened.workspace, 'slow.kaiji.yaml'),
      `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${answers.join('')}`,
    );
    // Quick Open may not know of it yet; the explorer is told of new files.
    await press('Control+Shift+e');
    await vs.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: 'slow.kaiji.yaml' }).dblclick();
    await vs.page.locator('.tab.active[data-resource-name="slow.kaiji.yaml"]').waitFor();
    // Its label has the words of its hover, which a window with much to do opens and closes when it gets round to it.
    const status = vs.page.locator('#status\\.languageStatus');
    let label = '';
    await eventually(
      'the warning',
      async () => {
        label =
          (await status.getAttribute('aria-label')) ??
          (await status.locator('[aria-label]').first().getAttribute('aria-label')) ??
          '';
        return words.slow.test(label);
      },
      { timeout: 60_000, lastSeen: () => label },
    );
    await status.hover();
    await vs.page.locator('.hover-language-status').first().waitFor();
    await vs.screenshot(`slow-${language}`);
  });
});
