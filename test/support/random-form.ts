/** Random documents, of every kind of block, with words that want to be markup. */
import fc from 'fast-check';
import type { Block, Form, Inline, Table, TableCell } from '../../convert/form/form.ts';

/** What must stay words, in HTML and in Markdown. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"onload="alert(1)',
  "'onload='x",
  '</style>',
  '</title>',
  '<!--',
  '-->',
  ']]>',
  '&#x3c;img&#x3e;',
  '&amp;',
  '&copy',
  '*強調*',
  '**「太字」**',
  '__x__',
  'snake_case_word',
  '`code`',
  '``',
  '[文](javascript:alert(1))',
  '![図](x.png)',
  '[[CL-94]]',
  '[x]: http://a.example',
  '|',
  'a|b',
  '\\',
  '\\|',
  'C:\\dir',
  '# 見出し',
  '- 項',
  '+ 項',
  '1. 項',
  '1) 項',
  '> 引用',
  '---',
  '===',
  '~~~',
  '~消~',
  '~~消~~',
  '```',
  ':---:',
  '| - |',
  'https://example.jp/?a=1&b=2',
  'www.example.jp',
  'taro@example.jp',
  'mailto:a@b.example',
  '[^1]',
  '[ ] 未',
  '<br>',
  '<https://example.jp>',
  '！',
  '「',
  '」。',
  '🙂',
  '𠮷野家',
  '①',
];

const plain = fc.constantFrom('対応', '情報', 'ログを保存', 'abc', 'x 1', '。', '、', '（甲）', '12%');
export const words = fc
  .array(fc.oneof({ weight: 2, arbitrary: plain }, { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) }), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((parts) => fc.constantFrom('', ' ').map((space) => parts.join(space)));

export const ANCHORS = ['sec-1', '節 一', 'a"b', 'org.audit', 'tb<x>', 'kaiji-main'];

const link = fc.constantFrom(
  'https://example.jp/',
  'http://a.example/x?y=1&z="2"',
  'mailto:a@b.example',
  'javascript:alert(1)',
  'JaVaScRiPt:x',
  ' https://x',
  'data:text/html,x',
  '//evil.example',
  'file:///etc',
);

const { inline } = fc.letrec<{ inline: Inline }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'inline' },
    { weight: 5, arbitrary: words.map((text): Inline => ({ is: 'text', text })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          fc.constantFrom('strong', 'emphasis', 'struck', 'code', 'inserted', 'deleted'),
          fc.array(tie('inline'), { maxLength: 2, depthIdentifier: 'inline' }),
        )
        .map(([is, content]) => ({ is, content }) as Inline),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(link, fc.array(tie('inline'), { maxLength: 2, depthIdentifier: 'inline' }))
        .map(([href, content]) => ({ is: 'link', href, content }) as Inline),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...ANCHORS, 'nowhere'), fc.array(tie('inline'), { maxLength: 2, depthIdentifier: 'inline' }))
        .map(([anchor, content]) => ({ is: 'reference', anchor, content }) as Inline),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(words, fc.array(tie('inline'), { maxLength: 2, depthIdentifier: 'inline' }))
        .map(([uri, content]): Inline => ({ is: 'place', places: [{ uri, line: 0 }], content })),
    },
    { weight: 1, arbitrary: fc.constant<Inline>({ is: 'break' }) },
  ),
}));
const line = fc.array(inline, { maxLength: 4 });

/** Rows of a table of three columns, spans among them. */
const rows = (cell: fc.Arbitrary<TableCell>) =>
  fc
    .array(
      fc.oneof(
        fc.tuple(cell, cell, cell).map((cells) => [cells]),
        fc.tuple(cell, cell).map(([a, b]) => [[{ ...a, columns: 2 }, b]]),
        fc.tuple(cell, cell, cell, cell, cell).map(([a, b, c, d, e]) => [
          [{ ...a, rows: 2 }, b, c],
          [d, e],
        ]),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((groups) => groups.flat().map((cells) => ({ cells })));

export const { block } = fc.letrec<{ block: Block; table: Block }>((tie) => {
  const blocks = fc.array(tie('block'), { maxLength: 2, depthIdentifier: 'block' });
  const cell = fc
    .tuple(blocks, fc.boolean(), fc.constantFrom('left', 'center', 'right', undefined))
    .map(([blocks, isHeading, align]) => ({ blocks, isHeading, ...(align ? { align } : {}) }));
  return {
    table: fc
      .tuple(
        fc.option(line, { nil: undefined }),
        fc.option(fc.constant([3, 1, 2]), { nil: undefined }),
        fc.boolean(),
        rows(cell),
        rows(cell),
      )
      .map(
        ([caption, widths, hasHead, head, body]): Table => ({
          is: 'table',
          ...(caption ? { caption } : {}),
          ...(widths ? { widths } : {}),
          head: hasHead ? head : [],
          rows: body,
        }),
      ),
    block: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'block' },
      { weight: 4, arbitrary: line.map((content): Block => ({ is: 'paragraph', content })) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.integer({ min: 1, max: 7 }), fc.constantFrom('', '2.1', '第1章'), line)
          .map(([level, number, content]): Block => ({ is: 'heading', level, number, content })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('①', '(1)', 'ア', '・', '■', '※', '-', '1.', '#'), fc.integer({ min: 0, max: 2 }), line)
          .map(([mark, level, content]): Block => ({ is: 'item', mark, level, content })),
      },
      { weight: 1, arbitrary: words.map((text): Block => ({ is: 'code', text: `${text}\n ${text}` })) },
      {
        weight: 1,
        arbitrary: words.map(
          (text): Block => ({ is: 'drawing', svg: '<svg role="img" viewBox="0 0 1 1"><title>x</title></svg>', text }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('file:///p/a.png', 'file:///p/none.png'), words)
          .map(([uri, text]): Block => ({ is: 'picture', uri, text })),
      },
      { weight: 1, arbitrary: fc.constant<Block>({ is: 'page-break' }) },
      { weight: 1, arbitrary: blocks.map((blocks): Block => ({ is: 'quote', blocks })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }), fc.array(blocks, { minLength: 1, maxLength: 3 }))
          .map(([start, items]): Block => ({ is: 'list', ...(start === undefined ? {} : { start }), items })),
      },
      { weight: 1, arbitrary: tie('table') },
    ),
  };
});

export const form: fc.Arbitrary<Form> = fc
  .tuple(
    words,
    fc.constantFrom('ja', 'en'),
    fc.boolean(),
    words,
    fc.constantFrom('portrait', 'landscape'),
    fc.array(block, { maxLength: 6 }),
    fc.option(words, { nil: undefined }),
  )
  .map(([title, language, hasContents, running, page, blocks, subject]) => ({
    title,
    language,
    hasContents,
    running,
    page,
    ...(subject === undefined
      ? {}
      : { cover: { subject, version: '1.0', lines: [{ label: '整理番号', value: subject }], tables: [] } }),
    // Anchors are unique: they go to the first headings and paragraphs.
    blocks: withAnchors(blocks),
  }));

function withAnchors(blocks: readonly Block[]): readonly Block[] {
  const left = [...ANCHORS];
  return blocks.map((one) => {
    if (one.is !== 'heading' && one.is !== 'paragraph' && one.is !== 'table') return one;
    const anchor = left.shift();
    return anchor === undefined ? one : { ...one, anchor };
  });
}
