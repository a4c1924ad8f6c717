/** Where what a form prints is written: every line of a body, every row of a list. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, Form, Origin } from '../../convert/form/form.ts';
import { formsOf, readTexts } from '../../convert/form/list.ts';
import { blocksOf, type ProseContext } from '../../convert/form/prose.ts';
import { wordsOf } from '../../convert/form/words.ts';
import { example } from '../support/examples.ts';
import { openFixture, pathOf } from '../support/fixture.ts';
import '../seed.ts';

const BODY = `一行目の文です。
二行目の文です。

① 一つめ
② **二つめの
続き**です
※ 注です
![図](images/a.png)

- 甲
- 乙

1. 番号

    \`\`\`
    コード
    \`\`\`

> 引用

| 列 |
|----|
| 値 |

### 見出し
`;

const FILES = new Map([
  ['kaiji.yaml', 'kaiji: package/v1\n'],
  [
    'disclosure.kaiji.yaml',
    `kaiji: disclosure/v1
sections:
  - section: org.structure
    body: |
${BODY.replace(/^(?=.)/gm, '      ')}
    responds-to: CL-1
  - section: org.roles
    body: "一つの
      場所です。


      二つめの段落です。"
`,
  ],
]);

async function formsIn(files: ReadonlyMap<string, string>, audience: 'customer' | 'internal', hasOrigins?: boolean) {
  const { packages } = await openFixture(files);
  const whole = packages.at(-1);
  if (!whole) throw new Error('a package is expected');
  await readTexts(whole);
  const options = { language: 'ja', audience, date: '2026-10-01', ...(hasOrigins === undefined ? {} : { hasOrigins }) } as const;
  return formsOf(whole, options).flatMap((one) => {
    const form = one.form()?.form;
    return form ? [{ name: one.name, form }] : [];
  });
}

const originOf = (block: Block): Origin | undefined => ('origin' in block ? block.origin : undefined);

const lineOf = (text: string) => {
  const lines = FILES.get('disclosure.kaiji.yaml')?.split('\n') ?? [];
  return lines.findIndex((line) => line.includes(text));
};

test('each block of a text leads to its own lines; of a text in quotes all to the one place', async () => {
  const [{ form } = { form: undefined as unknown as Form }] = await formsIn(FILES, 'customer', true);
  const placed = form.blocks.map((block) => {
    const { uri, line, end } = originOf(block) ?? { uri: '', line: -1, end: -1 };
    const words = block.is === 'quote' ? 'quote' : 'content' in block ? wordsOf(block.content).split('\n')[0] : block.is;
    return [words, uri === '' ? '' : pathOf(uri), line, end - line];
  });
  const at = (words: string, text: string, lines: number) => [words, 'disclosure.kaiji.yaml', lineOf(text), lines];
  expect(placed.filter(([words]) => words !== 'quote')).toEqual(
    expect.arrayContaining([
      at('一行目の文です。', '一行目', 2),
      at('一つめ', '① 一つめ', 1),
      at('二つめの', '二つめの', 2),
      at('注です', '注です', 1),
      at('picture', '![図]', 1),
      at('list', '- 甲', 2),
      at('番号', '1. 番号', 5),
      at('code', '```', 3),
      at('table', '| 列', 3),
      at('見出し', '### 見出し', 1),
      at('対応する確認項目: No.1', 'responds-to', 1),
      at('一つの 場所です。', '"一つの', 5),
    ]),
  );
});

test('nothing of a form of an example is without a place, but what is printed of a catalog', async () => {
  for (const { name, form } of await formsIn(example('clinic-cloud'), 'customer', true)) {
    const nowhere = form.blocks.filter((block) => {
      if (block.is === 'table') return !block.origin && !block.rows.every((row) => row.origin !== undefined);
      if (block.is === 'quote') return block.blocks.some((inner) => !originOf(inner));
      return !originOf(block);
    });
    if (name === 'assessment' || name === 'responsibility' || name === 'risks') expect(nowhere, name).toEqual([]);
    // Chapters of the outline, and categories of the check sheet.
    else expect(new Set(nowhere.map(({ is }) => is).filter((is) => is !== 'table')), name).toEqual(new Set(['heading']));
  }
});

test('customers are told no place of ours', async () => {
  for (const { name, form } of await formsIn(example('clinic-cloud'), 'customer'))
    expect(JSON.stringify(form), name).not.toContain('"origin"');
});

test('whatever is written, blocks are the same with places as without, and stand where their text is', () => {
  const context: ProseContext = { refer: () => [], pictureAt: (path) => path };
  const told: ProseContext = { ...context, originAt: (line, end) => ({ uri: '', line, end }) };
  const pieces = ['あ', '漢字。', ' ', '　', '\n', '\n\n', '①', '(1)', '・', '- ', '1. ', '> ', '**', '`', '```\n', '# '];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, '| a |\n|-|\n'), { maxLength: 40 }), (all) => {
      const text = all.join('');
      const placed = blocksOf(text, told);
      const without = JSON.parse(JSON.stringify(placed), (key, value) => (key === 'origin' ? undefined : value));
      expect(without).toEqual(JSON.parse(JSON.stringify(blocksOf(text, context))));
      const lines = text.split('\n').length;
      let before = 0;
      for (const block of placed) {
        const origin = originOf(block);
        if (!origin) continue;
        expect(origin.line).toBeGreaterThanOrEqual(before);
        expect(origin.end).toBeGreaterThan(origin.line);
        expect(origin.end).toBeLessThanOrEqual(lines);
        before = origin.line;
      }
    }),
  );
});
