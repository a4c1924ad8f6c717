/** The page of a preview in Chromium: it shows what is handed over and nothing that runs, however long, and stands still while it changes. */
import fc from 'fast-check';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FromPreview } from '../client/webview/preview/messages.ts';
import type { Form } from '../convert/form/form.ts';
import { writeHtml } from '../convert/write/html.ts';
import { disclosure } from './support/forms.ts';
import { answerOf, answersWith, answerWith, openPreviewPage } from './support/preview-page.ts';
import { block, HOSTILE } from './support/random-form.ts';
import { findChromium } from './vscode/chromium.mjs';

const executablePath = findChromium();
if (!executablePath) console.warn('SKIPPED: no Chromium here; the page of the preview was not checked.');

const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
const URI = 'file:///p/a.kaiji.yaml';

/** What a writer of ours would let through if it made a mistake. Each would tell that it ran by the title, or by what it asks for. */
const ATTACKS = [
  '<script>document.title = "hacked"</script>',
  '<img src="x" onerror="document.title = \'hacked\'">',
  '<img src="https://evil.example/x.png"><img srcset="https://evil.example/y.png 1x" src="https://evil.example/z.png">',
  '<p onclick="document.title = \'hacked\'" onmouseover="document.title = \'hacked\'" onfocus="document.title = \'hacked\'" tabindex="0" autofocus>字</p>',
  '<a href="javascript:document.title = \'hacked\'">字</a><a href=" java\nscript:document.title=1">字</a><a href="data:text/html,<script>1</script>">字</a>',
  '<iframe srcdoc="<script>parent.document.title = \'hacked\'</script>"></iframe><iframe src="https://evil.example/"></iframe>',
  '<object data="https://evil.example/"></object><embed src="https://evil.example/"><video src="https://evil.example/"></video>',
  '</style><style>body { background: url(https://evil.example/) }</style><link rel="stylesheet" href="https://evil.example/a.css">',
  '<p style="background: url(https://evil.example/); position: fixed; inset: 0">字</p>',
  '<svg onload="document.title = \'hacked\'"><script>document.title = "hacked"</script><a href="javascript:1"><text>字</text></a></svg>',
  '<svg><image href="https://evil.example/x.png"/><use href="https://evil.example/#a"/><foreignObject><img src="https://evil.example/"></foreignObject><rect fill="url(https://evil.example/#a)"/><style>* { fill: url(https://evil.example/) }</style><animate attributeName="href" to="javascript:1"/></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror="document.title=1"></style></mglyph></table></mtext></math>',
  '<form action="https://evil.example/"><input name="a"><button formaction="javascript:1" onclick="document.title=1">送る</button></form>',
  '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<p id="document" name="body">字</p><p id="findings" popover>字</p><details ontoggle="document.title=1" open>字</details>',
  '<template><script>document.title = "hacked"</script></template><noscript><p title="</noscript><img src=x onerror=document.title=1>"></noscript>',
];

/** What of them may not be left: names of elements, and attributes behind them. */
const DANGEROUS =
  /^(script|iframe|object|embed|video|style|link|meta|base|form|input|image|use|math|animate|details)\b| on|srcdoc|evil|javascript|data:|position/;

describe.runIf(executablePath)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  /** Letters of all that is there, without spaces. */
  const lettersOf = (html: string) => html.replaceAll(/\s+/g, '');

  test('what a mistake of ours would let through runs nothing and asks for nothing', async () => {
    await openPreviewPage(browser, async ({ page, heard, tell, said }) => {
      for (const html of ATTACKS) {
        await tell(answerOf([{ html: `<p>前</p>${html}<p>後</p>`, uri: URI, line: 0 }]));
        for (const one of await page.locator('.sheet .piece *:visible').all()) await one.click();
        await page.keyboard.press('Tab');
        expect(heard, html).toEqual([]);
        expect(await page.title(), html).toBe('');
        const left = await page
          .locator('.sheet')
          .evaluate((sheet) =>
            [...sheet.querySelectorAll('*')].flatMap((one) => [
              one.localName,
              ...[...one.attributes].map(({ name, value }) => `${one.localName} ${name}=${value}`),
            ]),
          );
        expect(
          left.filter((one) => DANGEROUS.test(one)),
          html,
        ).toEqual([]);
        expect(left).not.toContain('p id=document');
        expect(
          (await said()).filter(({ is }) => is === 'link'),
          html,
        ).toEqual([]);
        expect(await page.locator('.sheet').textContent()).toContain('前');
      }
    });
  });

  test('hostile words in whatever is written are words', async () => {
    await openPreviewPage(browser, async ({ page, heard, tell }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(block, { maxLength: 5 }), async (blocks) => {
          const form: Form = {
            title: `開示書 ${HOSTILE[0]}`,
            language: 'ja',
            hasContents: false,
            running: '',
            page: 'portrait',
            blocks,
          };
          await tell(answerWith(form));
          const shown = await page.locator('.sheet').textContent();
          const handed = await page.evaluate(
            (html) => {
              const file = new DOMParser().parseFromString(html, 'text/html');
              for (const one of file.querySelectorAll('style, title, nav')) if (!one.closest('svg')) one.remove();
              return file.body.textContent;
            },
            writeHtml(form, {}),
          );
          expect(lettersOf(shown ?? '')).toBe(lettersOf(handed ?? ''));
          expect(await page.title()).toBe('');
          expect(heard).toEqual([]);
        }),
        { numRuns: 60 },
      );
    });
  });

  test('a picture no piece shows any more is not kept', async () => {
    await openPreviewPage(browser, async ({ page, tell }) => {
      const uri = 'picture:file:///p/a&b.png';
      const pictured = answerOf([{ html: '<p>前</p>' }, { html: '<img alt="図" src="picture:file:///p/a&amp;b.png" />' }]);
      const come = pictured.is === 'answer' && { ...pictured, answer: { ...pictured.answer, pictures: { [uri]: PNG } } };
      const source = () => page.getByAltText('図').getAttribute('src');
      if (come) await tell(come);
      expect(await source()).toBe(PNG);
      await tell(pictured);
      expect(await source()).toBe(PNG);
      await tell(answerOf([{ html: '<p>前</p>' }]));
      await tell(pictured);
      expect(await source()).toBe(null);
      if (come) await tell(come);
      expect(await source()).toBe(PNG);
    });
  });

  test('what could not be made is told, and shown when it could', async () => {
    await openPreviewPage(browser, async ({ page, tell }) => {
      await tell(answerOf([{ html: '<p>段落</p>' }]));
      await tell({ is: 'failed' });
      const notice = page.getByRole('status').filter({ hasText: 'failed' });
      expect(await notice.isVisible()).toBe(true);
      expect(await page.getByText('段落').count()).toBe(0);
      await tell(answerOf([{ html: '<p>段落</p>' }]));
      expect(await notice.count()).toBe(0);
      expect(await page.getByText('段落').isVisible()).toBe(true);
    });
  });

  test('an outside link is told, and never followed; a reference leads within the page; pictures are those that came along', async () => {
    await openPreviewPage(browser, async ({ page, heard, tell, said }) => {
      const message = answerOf([
        { html: '<p><a href="https://example.jp/">外</a> <a href="#sec%201">中</a></p>' },
        {
          html: '<figure><img alt="図" src="picture:file:///p/a.png" /></figure><figure><img alt="ない" src="picture:file:///p/b.png" /></figure>',
        },
        ...Array.from({ length: 60 }, (_, i) => ({ html: `<p>段落${i}</p>` })),
        { html: '<h2 id="sec 1">章</h2>' },
      ]);
      if (message.is === 'answer')
        await tell({ ...message, answer: { ...message.answer, pictures: { 'picture:file:///p/a.png': PNG } } });
      await page.getByRole('link', { name: '外' }).click();
      await page.getByRole('link', { name: '外' }).click({ button: 'middle' });
      expect(await said()).toContainEqual({ is: 'link', href: 'https://example.jp/' });
      expect(await page.getByAltText('図').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
      expect(await page.getByAltText('ない').getAttribute('src')).toBe(null);
      await page.getByRole('link', { name: '中' }).click();
      expect(await page.getByRole('heading', { name: '章' }).evaluate((one) => one.getBoundingClientRect().top)).toBeLessThan(
        700,
      );
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('章');
      expect(heard).toEqual([]);
    });
  });

  test('a finding in another file than its neighbours is at its own row and leads to its own line', async () => {
    const OTHER = 'file:///p/b&"1".kaiji.yaml';
    await openPreviewPage(browser, async ({ page, tell, said }) => {
      const row = (words: string, at: string) => `<tr${at}><th scope="row">${words}</th></tr>`;
      const name = OTHER.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      const html = `<div class="table"><table data-line="0"><tbody>${row('甲', ' data-line="3"')}${row('乙', ` data-uri="${name}" data-line="3"`)}</tbody></table></div>`;
      const finding = { severity: 'warning', code: 'a', line: 4, at: 3 } as const;
      const findings = [
        { ...finding, message: '甲について' },
        { ...finding, message: '乙について', uri: OTHER },
      ];
      await tell(answerOf([{ html, uri: URI, line: 10, findings }]));
      const press = async (words: string) => {
        await page.locator('tr', { hasText: words }).locator('button.mark').click();
        await page.getByRole('dialog').getByRole('button').click();
      };
      await press('甲');
      await press('乙');
      expect((await said()).filter(({ is }) => is === 'source')).toEqual([
        { is: 'source', isMeant: true, uri: URI, line: 14 },
        { is: 'source', isMeant: true, uri: OTHER, line: 4 },
      ]);
      await page.getByRole('button', { name: 'next' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'next' }).click();
      expect(await page.getByRole('dialog').textContent()).toContain('乙');
    });
  });

  test('what says nothing of where it comes from leads to what is above it', async () => {
    await openPreviewPage(browser, async ({ page, tell, said }) => {
      const headed = '<h2 data-line="0">章</h2>';
      await tell(answerOf([{ html: headed, uri: URI, line: 5 }, { html: '<blockquote><p>引用</p></blockquote>' }]));
      await page.getByText('引用').click();
      expect((await said()).at(-1)).toEqual({ is: 'source', isMeant: false, uri: URI, line: 5 });
      expect(await page.locator('[aria-current]').textContent()).toBe('章');
    });
  });

  test('what a keystroke changes keeps its place in the order of the Tab key; the keyboard stays in the contents and among what is told elsewhere', async () => {
    await openPreviewPage(browser, async ({ page, tell, said }) => {
      const answer = (words: string, revision: number) => {
        const message = answerOf([{ html: `<p data-line="0">${words}</p>`, uri: URI, line: 2 }]);
        if (message.is !== 'answer' || !message.answer.frame) throw new Error('no answer');
        const contents = ['章', words].map((text, i) => ({ depth: 0, number: String(i + 1), text, id: `s${i}` }));
        const elsewhere = [
          { uri: URI, line: 7, severity: 'error', code: 'a', message: 'ほかの指摘' },
          { uri: URI, line: 8, severity: 'error', code: 'a', message: words },
        ] as const;
        const frame = { ...message.answer.frame, contents, elsewhere };
        const made = message.answer.made.map((piece) => ({ ...piece, piece: revision }));
        return { is: 'answer', answer: { ...message.answer, revision, order: [[revision, 2]], made, frame } } as const;
      };
      const focused = () => page.evaluate(() => document.activeElement?.textContent);
      await tell(answer('一', 1));
      expect(await page.locator('.sheet [tabindex="0"]').textContent()).toBe('一');
      await tell(answer('二', 2));
      expect(await page.locator('.sheet [tabindex="0"]').textContent()).toBe('二');
      await page.getByRole('button', { name: 'contents' }).click();
      expect(await focused()).toBe('1 章');
      await tell(answer('三', 3));
      expect(await focused()).toBe('1 章');
      expect(await page.getByRole('navigation').textContent()).toBe('1 章2 三');
      await page.locator('.elsewhere summary').click();
      await page.locator('.elsewhere button').first().focus();
      await tell(answer('四', 4));
      expect(await focused()).toContain('ほかの指摘');
      await page.locator('.elsewhere button').nth(1).click();
      expect((await said()).at(-1)).toEqual({ is: 'source', isMeant: true, uri: URI, line: 8 });
      expect(await page.locator('.elsewhere').textContent()).toContain('四');
    });
  });

  test('what is no document any more is gone, and said so; when it is one again it is there', async () => {
    await openPreviewPage(browser, async ({ page, tell }) => {
      const notice = page.locator('.notice');
      const message = answerOf([{ html: '<p>本文</p>' }]);
      expect(await notice.textContent()).toBe('loading');
      await tell(message);
      expect(await notice.isVisible()).toBe(false);
      await tell({ is: 'nothing' });
      expect(await notice.textContent()).toBe('nothing');
      expect(await page.locator('.sheet').textContent()).toBe('');
      await tell(message);
      expect(await notice.isVisible()).toBe(false);
      expect(await page.locator('.sheet').textContent()).toBe('本文');
    });
  });

  /** A sheet of one long table. */
  const longTable = (rows: number, length: number): Form => ({
    title: '一覧',
    language: 'ja',
    hasContents: false,
    running: '',
    page: 'landscape',
    blocks: [
      {
        is: 'table',
        head: [{ cells: [{ blocks: [{ is: 'paragraph', content: [{ is: 'text', text: '番号' }] }] }, { blocks: [] }] }],
        rows: Array.from({ length: rows }, (_, i) => ({
          origin: { uri: URI, line: i * 3, end: i * 3 + 3 },
          cells: [
            { blocks: [{ is: 'paragraph', content: [{ is: 'text', text: `行${i + 1}番` }] }], isHeading: true },
            { blocks: [{ is: 'paragraph', content: [{ is: 'text', text: '対応しています。'.repeat(length) }] }] },
          ],
        })),
      },
    ],
  });

  test('of 20,000 rows those near the window are there, wherever it is scrolled; a search finds the others', async () => {
    await openPreviewPage(browser, async ({ page, heard, tell, settled }) => {
      await tell(answerWith(longTable(20_000, 20)));
      const there = () => page.locator('.sheet tbody tr[data-line]').count();
      expect(await there()).toBeGreaterThan(10);
      expect(await there()).toBeLessThan(600);
      expect(await page.locator('.sheet table').getAttribute('aria-rowcount')).toBe('20001');
      for (const part of [0.5, 1, 0.25, 0]) {
        await page.locator('main').evaluate((main, to) => main.scrollTo(0, main.scrollHeight * to), part);
        await settled();
        await settled();
        expect(await there(), String(part)).toBeLessThan(600);
        // Nothing empty is seen.
        const gaps = await page.locator('.sheet td.gap').evaluateAll((all) =>
          all.filter((one) => {
            const { top, bottom } = one.getBoundingClientRect();
            return bottom > 60 && top < innerHeight;
          }),
        );
        expect(gaps, String(part)).toHaveLength(0);
      }
      const search = page.getByRole('searchbox');
      await search.fill('行１５０００番');
      await search.press('Enter');
      await settled();
      const found = page.locator('tr[aria-current]');
      expect(await found.textContent()).toContain('行15000番');
      expect(await found.getAttribute('aria-rowindex')).toBe('15001');
      expect(await found.evaluate((one) => one.getBoundingClientRect().top)).toBeLessThan(700);
      expect(heard).toEqual([]);
    });
  });

  test('all of 253 rows is in the page soon, for the search of the editor and for screen readers', async () => {
    await openPreviewPage(browser, async ({ page, tell }) => {
      await tell(answerWith(longTable(253, 20)));
      await page.locator('tr[data-line]', { hasText: '行253番' }).waitFor({ state: 'attached' });
      expect(await page.locator('.sheet tbody tr[data-line]').count()).toBe(253);
      expect(await page.getByRole('searchbox').isVisible()).toBe(false);
    });
  });

  test('where the editor scrolls the page goes, and says nothing of it; where a person scrolls the editor is told', async () => {
    await openPreviewPage(browser, async ({ page, tell, said, settled }) => {
      await tell(answerWith(longTable(253, 20)));
      const scrolled = async () =>
        (await said()).filter((one): one is Extract<FromPreview, { is: 'scrolled' }> => one.is === 'scrolled');
      for (const line of [300, 30, 600]) {
        await tell({ is: 'scroll', uri: URI, line });
        await settled();
        const row = page.locator('tr[data-line]', { hasText: `行${line / 3 + 1}番` });
        const [at, top] = [await row.boundingBox(), await page.locator('main').boundingBox()];
        expect(Math.abs((at?.y ?? 0) - (top?.y ?? 0)), String(line)).toBeLessThan(3);
      }
      expect(await scrolled()).toEqual([]);
      await page.mouse.move(400, 400);
      await page.mouse.wheel(0, 900);
      await expect.poll(scrolled).not.toEqual([]);
      await settled();
      const last = (await scrolled()).at(-1);
      const first = await page.locator('main').evaluate((main) => {
        const { top } = main.getBoundingClientRect();
        return (
          [...main.querySelectorAll('tbody tr')].find((row) => row.getBoundingClientRect().bottom > top + 2)?.textContent ?? ''
        );
      });
      expect(Math.floor((last?.line ?? 0) / 3) + 1).toBe(Number(/行(\d+)番/.exec(first)?.[1]));
    });
  });

  test('what changes is changed and nothing else: what a person selected, where the keyboard is and what is seen stay', async () => {
    await openPreviewPage(browser, async ({ page, tell, settled }) => {
      const before = disclosure();
      const next = answersWith();
      await tell(next(before));
      await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight / 2));
      await settled();
      const seen = page.locator('.sheet p:visible').filter({ hasText: 'TLS' });
      const near = (await seen.all()).at(-1);
      if (!near) throw new Error('no such paragraph');
      await near.evaluate((one) => {
        one.scrollIntoView({ block: 'start' });
        Object.assign(globalThis, { one });
        getSelection()?.selectAllChildren(one);
      });
      await settled();
      const place = () => near.evaluate((one) => Math.round(one.getBoundingClientRect().top));
      const at = await place();
      // Longer above what is seen.
      const longer: Form = {
        ...before,
        blocks: [...before.blocks.slice(0, 1), ...before.blocks.slice(0, 6), ...before.blocks.slice(1)],
      };
      await tell(next(longer));
      expect(await page.evaluate(() => (globalThis as unknown as { one: Node }).one.isConnected)).toBe(true);
      expect(await page.evaluate(() => getSelection()?.toString())).toContain('TLS');
      expect(Math.abs((await place()) - at)).toBeLessThan(3);
      const once = await page.locator('.sheet').innerHTML();
      await tell(next(longer));
      expect(await page.locator('.sheet').innerHTML()).toBe(once);
    });
  });
});
