/** Whatever of ours is to be seen in VS Code is in the language of the person who sees it: each view is opened in Japanese and in English, and read. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sourcesOf } from '../support/sources.ts';
import { type Pair, pairsIn, piecesOf } from '../support/terms.ts';
import { type OpenExample, openExample } from './example.ts';
import { eventually } from './wait.mjs';

const json = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as Readonly<Record<string, string>>;

/** What is said in both languages: the manifest, the client, and all that comes from the server. */
function saidInBoth(): readonly Pair[] {
  const [en, ja] = [json('package.nls.json'), json('package.nls.ja.json')];
  return [
    ...Object.entries(en).map(([key, text]) => ({ en: text, ja: ja[key] ?? '', place: key })),
    ...Object.entries(json('l10n/bundle.l10n.ja.json')).map(([key, text]) => ({ en: key, ja: text, place: 'the client' })),
    ...['core', 'convert', 'server', 'client'].flatMap((folder) => sourcesOf(folder).flatMap(pairsIn)),
  ];
}

const SHEET = 'checklist.kaiji.yaml';
const COMMANDS = {
  ja: {
    preview: 'プレビューを横に開く',
    dashboard: 'ダッシュボードを開く',
    wizard: 'パッケージを新しく作る',
    export: '渡す文書を書き出す',
    search: 'ガイドラインの項目を探す',
    begin: '開示書の作成をはじめる',
  },
  en: {
    preview: 'Open Preview to the Side',
    dashboard: 'Open Dashboard',
    wizard: 'New Package',
    export: 'Export What Is Handed Over',
    search: 'Search Guideline Clauses',
    begin: 'Begin a Disclosure',
  },
} as const;

const pairs = saidInBoth();

describe.each(['ja', 'en'] as const)('in %s', (language) => {
  const other = language === 'ja' ? 'en' : 'ja';
  const pieces = new Set(pairs.flatMap((pair) => piecesOf(pair[other], other)));
  /** Of what nothing may be seen: what stands in the documents themselves is their author's. */
  let foreign: readonly string[];
  const commands = COMMANDS[language];
  let example: OpenExample;
  let vs: OpenExample['vs'];

  beforeAll(async () => {
    // VS Code knows of walkthroughs with its Welcome page, which takes the keyboard when it comes.
    const settings = { 'kaiji.language': language, 'workbench.startupEditor': 'welcomePage' };
    example = await openExample(undefined, language, settings);
    ({ vs } = example);
    await vs.page.locator('.tab', { hasText: 'Welcome' }).first().waitFor();
    await vs.runCommand('View: Close All Editors');
    const written = readdirSync(example.workspace).map((name) => (name.endsWith('.yaml') ? example.onDisk(name) : ''));
    foreign = [...pieces].filter((piece) => !written.some((text) => text.includes(piece)));
    await vs.openFile(SHEET);
  });
  afterAll(async () => example?.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await vs.screenshot(`failed ${task.name} ${language}`);
  });

  /** All that is to be read or heard in the window and its pages. */
  const read = async () =>
    (
      await Promise.all(
        vs.page.frames().map((frame) =>
          frame
            .evaluate(() => {
              const heard = [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap((one) =>
                one.checkVisibility() ? ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? '') : [],
              );
              // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, without style sheets and scripts
              return [document.body?.innerText ?? '', ...heard].join('\n').replaceAll('\u00a0', ' ');
            })
            .catch(() => ''),
        ),
      )
    ).join('\n');

  /** Waits until a view says `shown`, keeps a picture of it, and looks for words of the other language. */
  async function look(name: string, shown: RegExp): Promise<void> {
    let text = '';
    await eventually(
      `${name} with ${shown}`,
      async () => {
        text = await read();
        return shown.test(text);
      },
      { lastSeen: () => text.slice(0, 2000) },
    );
    await vs.screenshot(`words-${name}-${language}`);
    expect(foreign.filter((piece) => text.includes(piece))).toEqual([]);
  }

  const is = (ja: RegExp, en: RegExp) => (language === 'ja' ? ja : en);

  test('the editor: lenses, hints and the light bulb', async () => {
    await vs.placeCursor({ line: example.lineOf(SHEET, 'control: CL-38'), column: 7 });
    // Under an open menu no lens is drawn any more.
    await vs.page.locator('.codelens-decoration:visible').first().waitFor();
    await vs.page.keyboard.press('ControlOrMeta+.');
    await look('editor', is(/項目中 \d/, /of \d+/));
    await vs.page.keyboard.press('Escape');
  });

  test('the hover of an item', async () => {
    await vs.hover('CL-38');
    await look('hover', is(/求められること|CL-38/, /CL-38/));
    await vs.page.mouse.move(0, 0);
  });

  test('the problems', async () => {
    await vs.waitForProblems();
    await look('problems', is(/エビデンス/, /evidence/));
    await vs.page.keyboard.press('ControlOrMeta+j');
  });

  test('coverage and the register', async () => {
    await vs.page.locator('.activitybar [aria-label^="Kaiji"]').first().click();
    await look('views', is(/エビデンス台帳/, /Evidence Register/i));
  });

  test('the preview', async () => {
    await vs.runCommand(`Kaiji: ${commands.preview}`);
    await look('preview', is(/指摘 \d+件/, /\d+ findings/));
  });

  test('the dashboard', async () => {
    await vs.runCommand(`Kaiji: ${commands.dashboard}`);
    // Its buttons are there before what it counts.
    await look('dashboard', is(/期限の切れたもの、近いもの/, /Expired, or soon to be/));
  });

  test('the walkthrough', async () => {
    await vs.runCommand(`Kaiji: ${commands.begin}`);
    await look('walkthrough', is(/医療機関が読む形で確かめる/, /Read it as the hospital will/));
  });

  test.each([
    ['wizard', is(/サービス名/, /Name of the service/)],
    ['search', is(/番号または言葉/, /Number or words/)],
    ['export', is(/どの文書を書き出しますか|Kaijiの文書/, /What should be handed over|Kaiji document/)],
  ] as const)('the questions of: %s', async (name, shown) => {
    await vs.openFile(SHEET);
    await vs.runCommand(`Kaiji: ${commands[name]}`);
    await look(name, shown);
    await vs.page.keyboard.press('Escape');
  });
});
