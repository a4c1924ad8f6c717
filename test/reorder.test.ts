/** Items put in another order or taken out (core/yaml/reorder.ts): nothing of their text changes, and nothing of what stands around them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toJson } from '../core/model/json.ts';
import { Text } from '../core/text/text.ts';
import type { Editable } from '../core/yaml/edit.ts';
import { readYaml } from '../core/yaml/read.ts';
import { type Heading, headingsOf, removeItem, reorderItems } from '../core/yaml/reorder.ts';
import { asMap, type MapNode, pairOf, type SeqNode } from '../core/yaml/tree.ts';

function open(source: string): Editable & { readonly root: MapNode; readonly seq: SeqNode } {
  const text = Text.of(source);
  const tree = readYaml(text);
  const root = asMap(tree.documents[0]?.root) as MapNode;
  return { text, tree, root, seq: pairOf(root, 'answers')?.value as SeqNode };
}

function data(source: string): { readonly answers: readonly unknown[]; readonly after?: unknown } {
  const { tree } = open(source);
  expect(tree.blocks.flatMap((block) => block.errors)).toEqual([]);
  return JSON.parse(JSON.stringify(toJson(tree.documents[0]?.root as MapNode)));
}

function reordered(source: string, order: readonly number[], below?: (heading: Heading) => number): string | undefined {
  const file = open(source);
  const splices = reorderItems(file, file.seq, order, below);
  if (!splices) return undefined;
  const after = file.text.spliceAll(splices).toString();
  expect(data(after).answers).toEqual(order.map((index) => data(source).answers[index]));
  expect(data(after).after).toEqual(data(source).after);
  return after;
}

function removed(source: string, index: number): string {
  const file = open(source);
  const splice = removeItem(file, file.root, 'answers', index);
  if (!splice) throw new Error('nothing to remove');
  const after = file.text.splice(splice).toString();
  expect(data(after).answers).toEqual(data(source).answers.filter((_, at) => at !== index));
  expect(data(after).after).toEqual(data(source).after);
  return after;
}

function headings(source: string): readonly Heading[] {
  const file = open(source);
  return headingsOf(file, file.seq);
}

describe('reorderItems', () => {
  test('moves an item with its comments, and leaves blank lines where they are', () => {
    const source = `answers: # 回答
  # 三番
  - c: 3 # 末尾
    # 三番の続き
  - c: 1
    a: |
      一行目

      三行目

  # 二番の一
  # 二番の二
  - c: 2
after: x
`;
    expect(reordered(source, [1, 2, 0])).toBe(`answers: # 回答
  - c: 1
    a: |
      一行目

      三行目
  # 二番の一
  # 二番の二
  - c: 2

  # 三番
  - c: 3 # 末尾
    # 三番の続き
after: x
`);
  });

  test('changes no byte before the first and behind the last item that moves', () => {
    const file = open('answers:\n- c: 0\n- c: 2\n- c: 1\n- c: 3\n');
    expect(reorderItems(file, file.seq, [0, 2, 1, 3])).toEqual([
      { start: 16, end: 22, text: '- c: 1' },
      { start: 23, end: 29, text: '- c: 2' },
    ]);
    expect(reorderItems(file, file.seq, [0, 1, 2, 3])).toEqual([]);
  });

  test('keeps CRLF, and a file without a last line end', () => {
    expect(reordered('answers:\r\n  - c: 2\r\n  # 一\r\n  - c: 1', [1, 0])).toBe('answers:\r\n  # 一\r\n  - c: 1\r\n  - c: 2');
  });

  test('puts headings where the caller says, with the blank lines above them', () => {
    const source = `answers:

  # ── 甲 ──
  # 二の注
  - c: 2
  - c: 10

  # ── 乙 ──
  - c: 11
  - c: 1
`;
    expect(headings(source)).toEqual([
      { text: '  # ── 甲 ──\n', index: 0 },
      { text: '  # ── 乙 ──\n', index: 2 },
    ]);
    expect(reordered(source, [3, 0, 1, 2], ({ index }) => (index === 0 ? 3 : 1))).toBe(`answers:

  # ── 甲 ──
  - c: 1
  # 二の注
  - c: 2

  # ── 乙 ──
  - c: 10
  - c: 11
`);
  });

  test('changes no byte but those of the items that move where the headings stay', () => {
    const source = `answers:
  # ── 甲 ──
  - c: 2

  - c: 1


  # ── 乙 ──
  - c: 3

  - c: 5
  - c: 4
`;
    const file = open(source);
    const below = ({ index }: Heading) => (index === 0 ? 1 : index);
    expect(reorderItems(file, file.seq, [1, 0, 2, 4, 3], below)).toEqual(
      ['2', '1', '5', '4'].map((c, i) => {
        const start = source.indexOf(`  - c: ${c}`);
        return { start, end: start + 8, text: `  - c: ${['1', '2', '4', '5'][i]}` };
      }),
    );
  });

  test('a heading that moves changes places with the blank lines where it goes', () => {
    const source = 'answers:\n  - c: 3\n\n\n  # ── 乙 ──\n  - c: 1\n\n  - c: 2\n';
    expect(reordered(source, [1, 0, 2])).toBe('answers:\n  # ── 乙 ──\n  - c: 1\n\n  - c: 3\n\n  - c: 2\n');
    expect(reordered(source, [0, 2, 1])).toBe('answers:\n  - c: 3\n\n  - c: 2\n\n\n  # ── 乙 ──\n  - c: 1\n');
  });

  test('takes a comment with a blank line below it for a heading, which goes with the item below', () => {
    const source = 'answers:\n  - c: 2\n\n  # ここから運用\n\n  - c: 1\n';
    expect(headings(source)).toEqual([{ text: '  # ここから運用\n\n', index: 1 }]);
    expect(reordered(source, [1, 0])).toBe('answers:\n  # ここから運用\n\n  - c: 1\n  - c: 2\n');
  });

  test('swaps the items of a flow sequence between its commas', () => {
    expect(reordered('answers: [{ c: 2 },  { c: 1, a: "x, y" }, &z { c: 0 } ] # 終\n', [2, 1, 0])).toBe(
      'answers: [&z { c: 0 },  { c: 1, a: "x, y" }, { c: 2 } ] # 終\n',
    );
    expect(reordered('answers: [{ c: 2 }, # 二\n  { c: 1 }]\n', [1, 0])).toBeUndefined();
  });

  test('leaves alone what would change its meaning', () => {
    expect(reordered('answers:\n  - &a { c: 2 }\n  - *a\n', [1, 0])).toBeUndefined();
    expect(reordered('answers:\n  - { c: &a 2 }\n  - { c: *a }\n  - c: 0\n', [0, 2, 1])).toContain('- c: 0\n  - { c: *a }');
    expect(reordered('answers:\n  - { c: &a 2 }\n  - { c: &a 1 }\n  - c: *a\n', [0, 2, 1])).toBeUndefined();
    expect(reordered('answers:\n  - c: |+\n      二\n\n  - c: 1\n', [1, 0])).toBeUndefined();
  });

  test('any order of any items holds the same items', () => {
    const item = fc.record({
      lines: fc.array(fc.constantFrom('a: 1', 'b: "x # y"', 'c: |\n      # 本文\n\n      続き', 'd: [1, 2]', 'e: # 注'), {
        minLength: 1,
        maxLength: 3,
      }),
      above: fc.constantFrom('', '\n', '  # 注\n', '\n  # ── 見出し ──\n  # 注\n', '\n  # 離れた注\n\n'),
      below: fc.constantFrom('', '    # 字下げした注\n'),
    });
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (items, crlf, random) => {
          const body = items
            .map(({ lines, above, below }, n) => {
              const keys = lines.map((line, at) => `    ${line.replace(/^[a-e]/, `k${at}`)}\n`).join('');
              return `${above}  - n: ${n}\n${keys}${below}`;
            })
            .join('');
          const source = `answers:\n${body}after: [x]\n`.replaceAll('\n', crlf ? '\r\n' : '\n');
          const order = items.map((_, n) => ({ n, key: random.next().value as number }));
          order.sort((a, b) => a.key - b.key);
          const after =
            reordered(
              source,
              order.map(({ n }) => n),
            ) ?? '';
          const lines = (text: string) => (text.match(/.*\S.*/g) ?? []).sort();
          expect(lines(after)).toEqual(lines(source));
          expect(after.replace(/\r\n/g, '').includes('\r')).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('removeItem', () => {
  const source = `answers: # 台帳
  # 一の注
  - c: 1
    # 一の続き

  # 二の注
  - c: 2

  # ── 見出し ──
  - c: 3
after: x
`;

  test.each([
    [0, 'answers: # 台帳\n  # 二の注\n  - c: 2\n\n  # ── 見出し ──\n  - c: 3\nafter: x\n'],
    [1, 'answers: # 台帳\n  # 一の注\n  - c: 1\n    # 一の続き\n\n  # ── 見出し ──\n  - c: 3\nafter: x\n'],
    [2, 'answers: # 台帳\n  # 一の注\n  - c: 1\n    # 一の続き\n\n  # 二の注\n  - c: 2\n\n  # ── 見出し ──\nafter: x\n'],
  ])('takes item %i out with its comments', (index, after) => {
    expect(removed(source, index)).toBe(after);
  });

  test('the last item leaves an empty list', () => {
    expect(removed('answers: # 注\n  # 一\n  - c: 1\nafter: x\n', 0)).toBe('answers: [] # 注\nafter: x\n');
    expect(removed('answers:\r\n- c: 1', 0)).toBe('answers: []');
    expect(removed('answers: [{ c: 1 }]\n', 0)).toBe('answers: []\n');
  });

  test('in a flow sequence, with its comma', () => {
    const flow = 'answers: [{ c: 1 }, { c: 2 }, { c: 3 }]\n';
    expect([0, 1, 2].map((index) => removed(flow, index))).toEqual([
      'answers: [{ c: 2 }, { c: 3 }]\n',
      'answers: [{ c: 1 }, { c: 3 }]\n',
      'answers: [{ c: 1 }, { c: 2 }]\n',
    ]);
  });

  test('at the end of a file', () => {
    expect(removed('answers:\n  - c: 1\n\n  - c: 2', 1)).toBe('answers:\n  - c: 1');
  });
});
