/** Forms by chance, their texts hostile to every format that has marks of its own. */
import fc from 'fast-check';
import type { Block, Form, Inline, Span, Table, TableCell } from '../../convert/form/form.ts';

const PIECES = [
  '医療情報',
  'を管理する。',
  'ABC',
  'a b',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '　',
  '<w:p>',
  '</w:t>',
  ']]>',
  '&amp;',
  '&',
  '"',
  "'",
  '<!--',
  '{{x}}',
  '\u0000',
  '\u001b',
  '\ufffe',
  '\ud83d',
  '😀',
  '👨‍👩‍👧',
  'が',
  '①',
  '=1+1',
  '|',
  '*',
  '# ',
  '\u2028',
  '\u00a0',
  '\u200b',
  '𠮷',
  'ﾊﾝｶｸ',
  'https://example.jp/?a=1&b=<2>',
];
export const anyText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 12 }),
);

const ANCHORS = ['a', 'b', '節 1', 'CL-1#/x', '']; // few, so that they meet
const anchor = fc.option(fc.constantFrom(...ANCHORS), { nil: undefined });
const SPANS: readonly Span['is'][] = ['strong', 'emphasis', 'struck', 'code', 'inserted', 'deleted'];

const { inlines } = fc.letrec<{ inlines: readonly Inline[]; inline: Inline }>((tie) => ({
  inlines: fc.array(tie('inline'), { maxLength: 3, depthIdentifier: 'inline' }),
  inline: fc.oneof(
    { depthIdentifier: 'inline', maxDepth: 3 },
    anyText.map((text): Inline => ({ is: 'text', text })),
    fc.constant<Inline>({ is: 'break' }),
    fc.tuple(fc.constantFrom(...SPANS), tie('inlines')).map(([is, content]): Inline => ({ is, content })),
    fc
      .tuple(
        fc.constantFrom('https://example.jp/a#b', 'mailto:a@example.jp', 'http://x/?"<&>', 'javascript:alert(1)'),
        tie('inlines'),
      )
      .map(([href, content]): Inline => ({ is: 'link', href, content })),
    fc
      .tuple(fc.constantFrom(...ANCHORS), tie('inlines'))
      .map(([to, content]): Inline => ({ is: 'reference', anchor: to, content })),
  ),
}));

const named = <T extends object>(block: T, name: string | undefined): T =>
  name === undefined ? block : { ...block, anchor: name };

const { blocks, table } = fc.letrec<{ blocks: readonly Block[]; block: Block; table: Table; cell: TableCell }>((tie) => ({
  blocks: fc.array(tie('block'), { maxLength: 4, depthIdentifier: 'block' }),
  block: fc.oneof(
    { depthIdentifier: 'block', maxDepth: 3 },
    fc.tuple(inlines, anchor).map(([content, name]): Block => named({ is: 'paragraph', content }, name)),
    fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom('', '1', '2.1', '(a)'), inlines, anchor)
      .map(([level, number, content, name]): Block => named({ is: 'heading', level, number, content }, name)),
    fc
      .tuple(fc.constantFrom('①', '(1)', 'ア', '・', '※', '（参考となる長い印）'), fc.nat(3), inlines)
      .map(([mark, level, content]): Block => ({ is: 'item', mark, level, content })),
    anyText.map((text): Block => ({ is: 'code', text })),
    anyText.map((text): Block => ({ is: 'drawing', svg: '<svg/>', text })),
    fc
      .tuple(fc.constantFrom('file:///there.png', 'file:///not.png'), anyText)
      .map(([uri, text]): Block => ({ is: 'picture', uri, text })),
    fc.constant<Block>({ is: 'page-break' }),
    fc
      .tuple(fc.option(fc.integer({ min: 0, max: 11 }), { nil: undefined }), fc.array(tie('blocks'), { maxLength: 3 }))
      .map(([start, items]): Block => ({ is: 'list', items, ...(start === undefined ? {} : { start }) })),
    tie('blocks').map((inner): Block => ({ is: 'quote', blocks: inner })),
    tie('table'),
  ),
  cell: fc
    .record(
      {
        blocks: tie('blocks'),
        columns: fc.integer({ min: 1, max: 3 }),
        rows: fc.integer({ min: 1, max: 3 }),
        isHeading: fc.boolean(),
        align: fc.constantFrom('left', 'center', 'right'),
      },
      { requiredKeys: ['blocks'] },
    )
    .map((cell) => cell as TableCell),
  table: fc
    .tuple(
      fc.array(fc.tuple(fc.array(tie('cell'), { maxLength: 3 }), anchor), { maxLength: 2 }),
      fc.array(fc.tuple(fc.array(tie('cell'), { maxLength: 4 }), anchor), { maxLength: 4 }),
      fc.option(inlines, { nil: undefined }),
      fc.option(fc.array(fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(Number.NaN)), { maxLength: 5 }), {
        nil: undefined,
      }),
      anchor,
    )
    .map(
      ([head, rows, caption, widths, name]): Table =>
        named(
          {
            is: 'table',
            head: head.map(([cells, rowName]) => named({ cells }, rowName)),
            rows: rows.map(([cells, rowName]) => named({ cells }, rowName)),
            ...(caption ? { caption } : {}),
            ...(widths ? { widths } : {}),
          },
          name,
        ),
    ),
}));

/** Anchors may be twice, and references lead nowhere: what is written must be sound all the same. */
export const anyForm: fc.Arbitrary<Form> = fc
  .record(
    {
      title: anyText,
      language: fc.constantFrom('ja', 'en'),
      cover: fc.record(
        {
          subject: anyText,
          provider: anyText,
          version: anyText,
          issued: anyText,
          lines: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 2 }),
          tables: fc.array(table, { maxLength: 2 }),
        },
        { requiredKeys: ['lines', 'tables'] },
      ),
      hasContents: fc.boolean(),
      running: anyText,
      page: fc.constantFrom('portrait', 'landscape'),
      blocks,
    },
    { requiredKeys: ['title', 'language', 'hasContents', 'running', 'page', 'blocks'] },
  )
  .map((form) => form as Form);
