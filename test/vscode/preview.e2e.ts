/** The preview beside the editor in the real VS Code: opened, followed while somebody types, and by mouse and keyboard. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fullSheet } from '../support/full-sheet.ts';
import { type OpenExample, openExample, openFolder } from './example.ts';
import { followed, median } from './following.ts';
import { eventually } from './wait.mjs';

const DISCLOSURE = 'disclosure.kaiji.yaml';
const SHEET = 'sheet.kaiji.yaml';
/** What a document may hold that wants to be more than words. Each would tell by `hacked`, or by what it asks for. */
const HOSTILE = `kaiji: disclosure/v1
title: '</title></style><script>top.hacked = 1</script>'
sections:
  - section: org.structure
    body: |
      敵対 <script>top.hacked = 1; parent.hacked = 1</script> <img src=x onerror="top.hacked = 1">
      [押す](javascript:top.hacked=1) [読む](data:text/html,<script>top.hacked=1</script>) [命令](command:workbench.action.closeAllEditors)
      ![遠い図](https://evil.example/a.png) <iframe src="https://evil.example/"></iframe>
      <p onclick="top.hacked = 1" style="background: url(https://evil.example/b.png)">段落</p>
      <style>@import 'https://evil.example/c.css';</style> <base href="https://evil.example/">

      ![地の図](evil.svg)
`;
const EVIL_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="top.hacked = 1"><script>top.hacked = 1</script><image href="https://evil.example/d.png"/></svg>';

let example: OpenExample;
let vs: OpenExample['vs'];

beforeAll(async () => {
  example = await openExample((folder) => {
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'kaiji.yaml'), 'kaiji: package/v1\n');
    writeFileSync(join(folder, 'full', SHEET), fullSheet());
    mkdirSync(join(folder, 'hostile'));
    writeFileSync(join(folder, 'hostile', 'kaiji.yaml'), 'kaiji: package/v1\n');
    writeFileSync(join(folder, 'hostile', 'hostile.kaiji.yaml'), HOSTILE);
    writeFileSync(join(folder, 'hostile', 'evil.svg'), EVIL_SVG);
  }, 'ja');
  ({ vs } = example);
});

afterAll(async () => example?.close());

/** The page of the preview, once its document holds a text. */
const preview = (containing: string): Promise<Frame> =>
  eventually(`a preview with "${containing}"`, async () => {
    for (const frame of vs.page.frames()) {
      const text = await frame.evaluate(() => document.querySelector('.sheet')?.textContent ?? '').catch(() => '');
      if (text.includes(containing)) return frame;
    }
    return undefined;
  });

/** Opens a file beside the preview: where the preview has the focus, it would open over it. */
async function openBeside(path: string): Promise<void> {
  await vs.focusEditor();
  await vs.openFile(path);
}

/** What a person sees of the preview at once: its text within the window. */
const seen = (frame: Frame) =>
  frame.evaluate(() => {
    const { top, bottom } = document.querySelector('main')?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    const all = [...document.querySelectorAll<HTMLElement>('.sheet [data-line], .sheet td')];
    const within = all.filter((one) => one.getBoundingClientRect().bottom > top && one.getBoundingClientRect().top < bottom);
    return within.map(({ textContent }) => textContent).join('\n');
  });

test('opens beside the editor, and follows it to the next document', async () => {
  await vs.openFile(DISCLOSURE);
  await vs.runCommand('Kaiji: プレビューを横に開く');
  const frame = await preview('例示クラウドカルテ サービス仕様適合開示書');
  expect(await seen(frame)).toContain('目的・位置付け');
  await vs.screenshot('preview-disclosure');
  await vs.openFile(`full/${SHEET}`);
  await preview('手順253-1');
  await vs.screenshot('preview-sheet');
});

/** Its tab's own cross. */
async function closePreview(): Promise<void> {
  const tab = vs.page.locator('.tab', { hasText: 'プレビュー' });
  await tab.locator('.tab-actions .action-label').click();
  await tab.waitFor({ state: 'detached' });
}

const rounded = (times: readonly number[]) => times.map((time) => Math.round(time)).join(', ');
const part = (times: readonly number[], of: number) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * of)] ?? Number.NaN;
/** What a machine that does nothing else does in the middle, one that runs tests does at its best. */
const undisturbed = (times: readonly number[]) => part(times, 0.25);

test('a sheet of 253 rows opens and follows typing, and how soon is told', async () => {
  await vs.page.keyboard.press('ControlOrMeta+k');
  await vs.page.keyboard.press('ControlOrMeta+w');
  await vs.page.locator('.tab').first().waitFor({ state: 'detached' });
  await vs.openFile(`full/${SHEET}`);
  await eventually('its findings', async () => (await vs.countSquiggles()).warning > 0);
  // The command by its button, as a person opens it.
  const button = vs.page.locator('.editor-actions .codicon-open-preview');
  await vs.page.evaluate(() =>
    addEventListener(
      'pointerdown',
      () => Object.assign(globalThis, { pressedAt: performance.timeOrigin + performance.now() }),
      true,
    ),
  );
  const opened: number[] = [];
  let frame: Frame | undefined;
  for (let i = 0; i < 5; i++) {
    if (frame) await closePreview();
    await button.click();
    frame = await preview('手順1-1');
    const page = frame;
    const shownAt = await eventually('the mark of the first picture', () =>
      page.evaluate(
        () => performance.getEntriesByName('kaiji.shown').map(({ startTime }) => performance.timeOrigin + startTime)[0],
      ),
    );
    const pressedAt = await vs.page.evaluate(() => (globalThis as unknown as { pressedAt: number }).pressedAt);
    opened.push(shownAt - pressedAt);
  }
  if (!frame) throw new Error('nothing was opened');
  console.log(`preview of 253 rows: opened in ${Math.round(median(opened))} ms (median of ${rounded(opened)})`);
  expect(undisturbed(opened)).toBeLessThan(2000);

  await vs.clickText('手順3-1', { side: 'after' });
  await vs.type('番終');
  await preview('手順3-1番終');
  await vs.page.keyboard.press('ArrowLeft');
  const times = await followed(vs.page, frame, '.sheet', 'abcdefghijklmnopqrst', ['番', '終']);
  console.log(`preview of 253 rows: follows a key in ${Math.round(median(times))} ms (median of ${rounded(times)})`);
  expect(undisturbed(times)).toBeLessThan(250);
});

/** 1-based line of the cursor in the editor, which need not have the focus; NaN where it is scrolled away. */
const cursorLine = async () =>
  Number((await vs.page.locator('.line-numbers.active-line-number').allTextContents())[0] ?? Number.NaN);

/** Numbers of the answers that an editor shows, from above. */
const shownAnswers = async () =>
  (await vs.page.locator('.monaco-editor .view-line').allTextContents())
    .flatMap((text) => /手順(\d+)-/.exec(text)?.[1] ?? [])
    .map(Number);

test('editor and preview scroll in step; a click leads to where it is written', async () => {
  const frame = await preview('手順253-1');
  const lineOf = (number: number) => example.lineOf(`full/${SHEET}`, `control: CL-${number}`);
  for (const number of [150, 20]) {
    await vs.placeCursor({ line: lineOf(number) });
    await eventually(`answer ${number} in the preview`, async () => (await seen(frame)).includes(`手順${number}-1`), {
      lastSeen: () => number,
    });
  }
  await frame.locator('tr[aria-current]', { hasText: '手順20-1' }).waitFor();

  const box = await vs.page.locator('.webview.ready, iframe.webview').last().boundingBox();
  await vs.page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 400);
  await vs.page.mouse.wheel(0, 20_000);
  await eventually(
    'the editor to follow',
    async () => {
      const [first = 0] = [...(await seen(frame)).matchAll(/手順(\d+)-/g)].map(([, number]) => Number(number));
      const answers = await shownAnswers();
      return first > 25 && answers.includes(first + 1);
    },
    { lastSeen: shownAnswers },
  );

  const text = frame.getByText('手順240-1', { exact: false }).first();
  await text.scrollIntoViewIfNeeded();
  await text.click();
  await eventually('the cursor at its answer', async () => {
    const line = await cursorLine();
    return line >= lineOf(240) && line < lineOf(241);
  });
  expect(await text.evaluate((one) => one.getBoundingClientRect().top > 0)).toBe(true);
  // By keyboard: a row has the focus; the next one; its place in the file, where writing goes on.
  await frame.locator('tr[aria-current]').focus();
  await vs.page.keyboard.press('ArrowDown');
  await vs.page.keyboard.press('ArrowDown');
  await vs.page.keyboard.press('Enter');
  await vs.page.locator('.monaco-editor.focused').first().waitFor();
  await eventually('the cursor further down', async () => (await cursorLine()) > lineOf(240));
});

test('turned to another document and back, it is where the editor is', async () => {
  await vs.focusEditor();
  await vs.placeCursor({ line: example.lineOf(`full/${SHEET}`, 'control: CL-200') });
  await openBeside(DISCLOSURE);
  const frame = await preview('例示クラウドカルテ サービス仕様適合開示書');
  expect(await frame.locator('main').evaluate((main) => main.scrollTop)).toBe(0);
  await openBeside(`full/${SHEET}`);
  await preview('手順1-1');
  await eventually('the answer', async () => (await seen(frame)).includes('手順200-1'));
});

test('findings are marked where they are, told in words, and led to', async () => {
  await openBeside(DISCLOSURE);
  const frame = await preview('例示クラウドカルテ サービス仕様適合開示書');
  await frame.getByText(/^指摘 \d+件$/).waitFor();
  const next = frame.getByRole('button', { name: '次の指摘' });
  await next.click();
  const box = frame.getByRole('dialog');
  await box.waitFor();
  expect(await box.textContent()).toMatch(/エラー|警告|情報/);
  await vs.screenshot('preview-finding');
  await vs.page.keyboard.press('Escape');
  await box.waitFor({ state: 'hidden' });
  await next.click();
  const before = await cursorLine();
  await box.getByRole('button').first().click();
  await eventually('the cursor there', async () => (await cursorLine()) !== before && (await cursorLine()) > 1, {
    lastSeen: cursorLine,
  });
  // Fixed, it is gone.
  const count = async () => Number(/\d+/.exec((await frame.locator('.count').textContent()) ?? '')?.[0]);
  const many = await count();
  await vs.placeCursor({ line: example.lineOf(DISCLOSURE, 'version: 0.8'), column: 1 });
  await vs.type('typo: x\n');
  await eventually('one more', async () => (await count()) > many, { lastSeen: count });
  // What has no place in the document; a bullet stands where words before those of its line would.
  const elsewhere = frame.locator('.elsewhere');
  await elsewhere.locator('summary').click();
  await vs.screenshot('preview-elsewhere');
  const places = await elsewhere.getByRole('button').evaluateAll((all) =>
    all.map((one) => {
      const bullet = document.createElement('span');
      bullet.textContent = '・';
      Object.assign(bullet.style, { display: 'inline-block', width: '0' });
      one.before(bullet);
      const [line, words] = [bullet.getBoundingClientRect(), one.getBoundingClientRect()];
      bullet.remove();
      return { lines: Math.round(words.height / line.height), below: line.top - words.top };
    }),
  );
  expect(places.some(({ lines }) => lines > 1)).toBe(true);
  for (const { below } of places) expect(Math.abs(below)).toBeLessThan(5);
  await elsewhere.locator('summary').click();
  await vs.page.keyboard.press('ControlOrMeta+z');
});

test('another form and audience are chosen above; the contents lead to a section', async () => {
  const frame = await preview('例示クラウドカルテ サービス仕様適合開示書');
  await frame.getByRole('combobox', { name: '様式' }).selectOption({ label: 'リスク対応一覧' });
  await preview('リスク');
  await frame.locator('.sheet h1', { hasText: 'リスク' }).waitFor();
  await vs.screenshot('preview-risks');
  await frame.getByRole('combobox', { name: 'どこで使うか' }).selectOption({ label: '社内で使う' });
  await frame.getByRole('combobox', { name: '様式' }).selectOption({ index: 0 });
  await preview('例示クラウドカルテ サービス仕様適合開示書');
  await frame.getByRole('button', { name: '目次' }).click();
  await vs.screenshot('preview-contents');
  const entry = frame.getByRole('navigation', { name: '目次' }).getByRole('link').nth(9);
  const words = (await entry.textContent()) ?? '';
  await entry.press('Enter');
  await eventually('the section', async () => (await seen(frame)).replaceAll(/\s/g, '').includes(words.replaceAll(/\s/g, '')), {
    lastSeen: () => words,
  });
  await frame.getByRole('button', { name: '目次' }).click();
});

test('what is shown is exported and printed as it is shown', async () => {
  const frame = await preview('例示クラウドカルテ サービス仕様適合開示書');
  await frame.getByRole('button', { name: '書き出す' }).click();
  // Which form and for whom is known.
  const formats = await vs.dialog('どの形式で書き出しますか');
  await formats.waitFor();
  await vs.page.keyboard.press('Escape');
  await formats.waitFor({ state: 'hidden' });
  await frame.getByRole('button', { name: '印刷' }).click();
  const target = join(example.workspace, 'print.html');
  await vs.answerFileDialog('文書をどこに保存しますか', target, 'Save');
  await vs.waitForNotification('ブラウザーで開いてください');
  expect(readFileSync(target, 'utf8')).toContain('例示クラウドカルテ サービス仕様適合開示書');
});

test('hostile content does nothing', async () => {
  const asked: Request[] = [];
  vs.page.on('request', (request) => request.url().includes('evil.example') && asked.push(request));
  await openBeside('hostile/hostile.kaiji.yaml');
  const frame = await preview('敵対');
  await frame.locator('.sheet img[alt="地の図"]').waitFor();
  for (const words of ['押す', '読む', '命令', '段落']) await frame.getByText(words, { exact: false }).first().click();
  await frame.locator('.sheet p').first().hover();
  await vs.screenshot('preview-hostile');
  for (const one of vs.page.frames()) expect(await one.evaluate(() => 'hacked' in globalThis).catch(() => false)).toBe(false);
  expect(asked.map((request) => request.url())).toEqual([]);
  expect(
    await frame
      .locator('.sheet')
      .locator('script, iframe, style, base, [onclick], [onerror], a[href^="javascript"], a[href^="data"], a[href^="command"]')
      .count(),
  ).toBe(0);
  await vs.page.locator('.tab', { hasText: 'hostile.kaiji.yaml' }).waitFor();

  // Were there a hole, the page's policy would hold: no script without its nonce, nothing from anywhere.
  const policy = (await frame.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')) ?? '';
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'nonce-[0-9a-f]{32}'; style-src [^;]+; img-src data:; base-uri 'none'; form-action 'none'$/,
  );
  await frame.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.hacked = 1';
    const image = document.createElement('img');
    image.src = 'https://evil.example/e.png';
    const handler = document.createElement('button');
    handler.setAttribute('onclick', 'globalThis.hacked = 1');
    document.body.append(script, image, handler);
    handler.click();
    for (const one of [script, image, handler]) one.remove();
  });
  expect(await frame.evaluate(() => 'hacked' in globalThis)).toBe(false);
  await eventually('the picture to be refused', () => asked[0]?.failure()?.errorText === 'csp', {
    lastSeen: () => asked[0]?.failure(),
  });
});

test.each(['Dark Modern', 'Dark High Contrast', 'Light High Contrast', 'Light Modern'])(
  'is in the colours of %s',
  async (theme) => {
    await openBeside(`full/${SHEET}`);
    const frame = await preview('手順1-1');
    await vs.runCommand('Preferences: Color Theme');
    await vs.pick(theme);
    const colours = () =>
      frame.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]);
    const editor = await vs.page
      .locator('.monaco-editor-background')
      .first()
      .evaluate((one) => getComputedStyle(one).backgroundColor);
    await eventually('the colours of the editor', async () => (await colours())[0] === editor, { lastSeen: () => editor });
    await vs.screenshot(`preview-${theme.toLowerCase().replaceAll(' ', '-')}`);
  },
);

test('comes back with the window, as it was', async () => {
  await openBeside(`full/${SHEET}`);
  const frame = await preview('手順1-1');
  await frame.getByRole('combobox', { name: 'どこで使うか' }).selectOption({ label: '社内で使う' });
  await frame.getByRole('button', { name: '固定' }).click();
  await frame.locator('button[aria-pressed="true"]', { hasText: '固定' }).waitFor();
  await vs.focusEditor();
  await vs.placeCursor({ line: example.lineOf(`full/${SHEET}`, 'control: CL-90') });
  await eventually('the place', async () => (await seen(frame)).includes('手順90-1'));
  // Nobody is asked about what is not saved.
  await vs.runCommand('File: Save All Files');
  await vs.page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
  // VS Code's own command: a page that is simply loaded again has kept nothing.
  const loaded = vs.page.waitForEvent('load');
  await vs.runCommand('Developer: Reload Window');
  await loaded;
  await vs.page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 });
  const again = await preview('手順1-1');
  expect(await again.locator('button[aria-pressed="true"]', { hasText: '固定' }).count()).toBe(1);
  expect(await again.getByRole('combobox', { name: 'どこで使うか' }).inputValue()).toBe('internal');
  // Locked, it stays.
  await openBeside(DISCLOSURE);
  await vs.screenshot('preview-locked');
  expect(await again.locator('.sheet').textContent()).toContain('手順1-1');
});

test('is all in English where that is spoken', async () => {
  const english = await openFolder(
    (folder) => cpSync(fileURLToPath(new URL('../../examples/finished-small', import.meta.url)), folder, { recursive: true }),
    undefined,
    { 'kaiji.language': 'en', 'workbench.colorTheme': 'Dark Modern' },
  );
  try {
    await english.vs.openFile(DISCLOSURE);
    await english.vs.runCommand('Kaiji: Open Preview to the Side');
    const frame = await english.vs.waitForWebview('Contents');
    await frame.frame.getByRole('button', { name: 'Contents' }).click();
    await english.vs.screenshot('preview-english');
    const header = frame.frame.getByRole('banner');
    expect(await header.textContent()).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    await english.vs.page.locator('.tab.active', { hasText: 'Preview: ' }).waitFor();
  } finally {
    await english.close();
  }
});
