/** Edits as splices (core/yaml/edit.ts): what they insert is read back as meant, and nothing else moves. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toJson } from '../core/model/json.ts';
import { type Splice, Text } from '../core/text/text.ts';
import {
  type Editable,
  fillPair,
  insertItem,
  insertItems,
  insertPair,
  literalLines,
  removePair,
  replaceNode,
  scalarSource,
} from '../core/yaml/edit.ts';
import { readYaml } from '../core/yaml/read.ts';
import { asMap, asSeq, type MapNode, type Node, type Pair, pairOf } from '../core/yaml/tree.ts';

function open(source: string): Editable & { readonly root: MapNode } {
  const text = Text.of(source);
  const tree = readYaml(text);
  return { text, tree, root: asMap(tree.documents[0]?.root) as MapNode };
}

function at(map: MapNode, key: string): Node | undefined {
  return pairOf(map, key)?.value;
}

/** The first entry of `answers:`. */
function entry(file: { root: MapNode }): MapNode {
  return asMap(asSeq(at(file.root, 'answers'))?.items[0]) as MapNode;
}

function data(source: string): unknown {
  const { tree } = open(source);
  expect(tree.blocks.flatMap((block) => block.errors)).toEqual([]);
  const root = tree.documents[0]?.root;
  return root && JSON.parse(JSON.stringify(toJson(root) ?? null));
}

/** The text after the edit, which must still parse and end as it began outside the splice. */
function edited(source: string, edit: (file: Editable & { readonly root: MapNode }) => Splice): string {
  const file = open(source);
  const splice = edit(file);
  const after = file.text.splice(splice).toString();
  expect(after.slice(0, splice.start)).toBe(source.slice(0, splice.start));
  expect(after.slice(splice.start + splice.text.length)).toBe(source.slice(splice.end));
  data(after);
  return after;
}

describe('scalarSource', () => {
  const values = [
    '一意のIDを発行',
    '',
    ' 前に空白',
    '後ろに空白 ',
    '　字下げ',
    '番号: 1',
    '対応: ',
    'HUB #1',
    '[[CL-12]]',
    '[[CL-12]] を参照',
    '"引用"',
    "'引用'",
    '- 箇条',
    '-2',
    '--- 区切り',
    '...',
    '? 質問',
    ': 始まり',
    '&anchor',
    '*alias',
    '!tag',
    '%',
    '@',
    '`',
    '#',
    'a, b',
    '{ a }',
    '[a]',
    '二行\nある',
    '末尾に改行\n',
    '\r\n',
    '\t',
    'answer:台帳',
    'answer：台帳',
    '名前:\u3000値',
    '名前：値',
    'https://example.jp/a?b=c#d',
    '2.10',
    'no',
    '~',
    '<<',
    '=',
    '\uFEFF',
    '①②③',
    '😀',
    '\u0085',
    '\u2028',
    '\u007f',
    '\u0000',
  ];
  const places: readonly [string, (source: string) => string, (value: unknown) => unknown, boolean][] = [
    ['a value', (source) => `a:\n  b: ${source}\n  c: 1\n`, (value) => (value as { a: { b: unknown } }).a.b, false],
    ['an item', (source) => `a:\n  - ${source}\n  - 1\n`, (value) => (value as { a: unknown[] }).a[0], false],
    [
      'a value of an item',
      (source) => `a:\n  - b: ${source}\n    c: 1\n`,
      (value) => (value as { a: { b: unknown }[] }).a[0]?.b,
      false,
    ],
    ['a flow item', (source) => `a: [0, ${source}, 1]\n`, (value) => (value as { a: unknown[] }).a[1], true],
    ['a flow value', (source) => `a: { b: ${source}, c: 1 }\n`, (value) => (value as { a: { b: unknown } }).a.b, true],
  ];
  for (const [name, frame, pick, flow] of places) {
    test(`is read back as ${name}`, () => {
      for (const value of values) expect(pick(data(frame(scalarSource(value, flow)))), JSON.stringify(value)).toBe(value);
      const piece = fc.constantFrom(...values, ' ', ':', '：', '#', '-', '[', ']', ',', 'key', '　', '¥', '"', '\\', '\n');
      const mixed = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
      fc.assert(
        fc.property(fc.oneof(mixed, fc.string({ unit: 'binary' }), fc.string()), (value) => {
          expect(pick(data(frame(scalarSource(value, flow))))).toBe(value);
        }),
        { numRuns: 400 },
      );
    });
  }
  test('leaves Japanese plain', () => {
    for (const value of ['一意のIDを発行し、共有IDを禁止しています。', 'CL-22(3)', '第3条：手続', 'https://example.jp'])
      expect(scalarSource(value)).toBe(value);
  });
});

test('literalLines is read back with one line end', () => {
  const line = fc
    .array(fc.constantFrom('本文', ' ', '　', '- ', '#', 'a: b', '[[x]]', '"', '```', '|'), { maxLength: 4 })
    .map((pieces) => pieces.join('').trimEnd());
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), fc.constantFrom(2, 4), (lines, indent) => {
      const value = lines.join('\n').replace(/\n+$/, '');
      const after = edited('answers:\n  - control: CL-1\n    note: あ\n', (file) => {
        const [first, ...rest] = literalLines(value, indent);
        return insertPair(file, entry(file), [`answer: ${first}`, ...rest], 'control');
      });
      expect((data(after) as { answers: unknown[] }).answers[0]).toEqual({
        control: 'CL-1',
        answer: value === '' ? '' : `${value}\n`,
        note: 'あ',
      });
    }),
    { numRuns: 300 },
  );
  expect(literalLines('　字下げ')).toEqual(['|', '  　字下げ']);
  expect(literalLines('  深い\n浅い')).toEqual(['|2', '    深い', '  浅い']);
});

describe('insertPair', () => {
  const plan = ['plan:', '  action: ログを取る # 例', '  due: 2027-03-31'];
  const cases: readonly [string, string, string][] = [
    [
      'at the end',
      'answers:\n  - control: CL-1\n    answer: あ # 注\n  # 次\n  - control: CL-2\n',
      'answers:\n  - control: CL-1\n    answer: あ # 注\n    plan:\n      action: ログを取る # 例\n      due: 2027-03-31\n  # 次\n  - control: CL-2\n',
    ],
    [
      'column 0',
      'answers:\n- control: CL-1\n- control: CL-2\n',
      'answers:\n- control: CL-1\n  plan:\n    action: ログを取る # 例\n    due: 2027-03-31\n- control: CL-2\n',
    ],
    [
      'no newline at the end',
      'answers:\n  -   control: CL-1',
      'answers:\n  -   control: CL-1\n      plan:\n        action: ログを取る # 例\n        due: 2027-03-31',
    ],
    [
      'CRLF',
      'answers:\r\n  - control: CL-1\r\n',
      'answers:\r\n  - control: CL-1\r\n    plan:\r\n      action: ログを取る # 例\r\n      due: 2027-03-31\r\n',
    ],
    [
      'behind |',
      'answers:\n  - answer: |\n      あ\n\n  - control: CL-2\n',
      'answers:\n  - answer: |\n      あ\n    plan:\n      action: ログを取る # 例\n      due: 2027-03-31\n\n  - control: CL-2\n',
    ],
    [
      'behind |+',
      'answers:\n  - answer: |+\n      あ\n\n  - control: CL-2\n',
      'answers:\n  - answer: |+\n      あ\n\n    plan:\n      action: ログを取る # 例\n      due: 2027-03-31\n  - control: CL-2\n',
    ],
    [
      'behind |-',
      'answers:\n  - answer: |-\n      あ\n',
      'answers:\n  - answer: |-\n      あ\n    plan:\n      action: ログを取る # 例\n      due: 2027-03-31\n',
    ],
    [
      'behind | with no newline',
      'answers:\n  - answer: |\n      あ',
      'answers:\n  - answer: |\n      あ\n    plan:\n      action: ログを取る # 例\n      due: 2027-03-31',
    ],
    [
      'behind an empty key',
      'answers:\n  - control: # 番号\n',
      'answers:\n  - control: # 番号\n    plan:\n      action: ログを取る # 例\n      due: 2027-03-31\n',
    ],
    [
      'flow',
      'answers: [{ control: CL-1, answer: "あ, い" }]\n',
      'answers: [{ control: CL-1, answer: "あ, い", plan: { action: ログを取る, due: 2027-03-31 } }]\n',
    ],
    [
      'flow with a trailing comma',
      'answers: [{ control: CL-1, }]\n',
      'answers: [{ control: CL-1, plan: { action: ログを取る, due: 2027-03-31 }, }]\n',
    ],
    ['empty flow', 'answers: [{}]\n', 'answers: [{ plan: { action: ログを取る, due: 2027-03-31 } }]\n'],
    [
      'flow behind an empty value',
      'answers: [{ control: }]\n',
      'answers: [{ control:, plan: { action: ログを取る, due: 2027-03-31 } }]\n',
    ],
  ];
  for (const [name, before, after] of cases)
    test(name, () => expect(edited(before, (file) => insertPair(file, entry(file), plan))).toBe(after));

  test('behind a key', () => {
    const before = 'answers:\n  - control: CL-1\n    # 本文\n    answer: |\n      あ\n';
    expect(edited(before, (file) => insertPair(file, entry(file), ['status: 対応済'], 'control'))).toBe(
      'answers:\n  - control: CL-1\n    status: 対応済\n    # 本文\n    answer: |\n      あ\n',
    );
  });
  test('byte order mark', () => {
    expect(edited('\uFEFFkaiji: evidence/v1\n', (file) => insertPair(file, file.root, ['title: 台帳']))).toBe(
      '\uFEFFkaiji: evidence/v1\ntitle: 台帳\n',
    );
  });
  test('a block value in a flow mapping', () => {
    expect(
      edited('answers: [{ control: CL-1 }]\n', (file) =>
        insertPair(file, entry(file), ['answer: |', '  一行目, 続き', '  二行目']),
      ),
    ).toBe('answers: [{ control: CL-1, answer: "一行目, 続き\\n二行目" }]\n');
  });
});

test('fillPair', () => {
  const fill = (source: string, lines: readonly string[]) => edited(source, (file) => fillPair(file, entry(file), 'body', lines));
  expect(fill('answers:\n  - body: # 本文\n    x: 1\n', ['body: |', '  あ', '', '  い'])).toBe(
    'answers:\n  - body: | # 本文\n      あ\n\n      い\n    x: 1\n',
  );
  expect(fill('answers:\r\n- body:', ['body: "あ: い"'])).toBe('answers:\r\n- body: "あ: い"');
  expect(fill('answers:\n- body:  # 注\n', ['body:', '  a: 1'])).toBe('answers:\n- body:  # 注\n    a: 1\n');
  expect(fill('answers: [{ body: , x: 1 }]\n', ['body: |', '  あ'])).toBe('answers: [{ body: あ , x: 1 }]\n');
  expect(fill('answers: [{ body }]\n', ['body: あ'])).toBe('answers: [{ body: あ }]\n');
  expect(fill('answers:\n  - x: 1\n', ['body: あ'])).toBe('answers:\n  - x: 1\n    body: あ\n');
});

describe('insertItem', () => {
  const one = (source: string, index?: number) =>
    edited(source, (file) => insertItem(file, entry(file), 'evidence', ['ev-a'], index));
  const many = (source: string, index?: number) =>
    edited(source, (file) => insertItem(file, entry(file), 'evidence', ['ref: ev-a', 'at: "p.3, 4.2節"'], index));
  const frame = (lines: string) => `answers:\n  - control: CL-1\n${lines}  - control: CL-2\n`;

  test('makes the sequence', () => {
    expect(one(frame(''))).toBe(frame('    evidence:\n      - ev-a\n'));
    expect(many('answers: [{ control: CL-1 }]\n')).toBe(
      'answers: [{ control: CL-1, evidence: [{ ref: ev-a, at: "p.3, 4.2節" }] }]\n',
    );
  });
  test('empty key', () => {
    expect(one(frame('    evidence: # これから\n'))).toBe(frame('    evidence: # これから\n      - ev-a\n'));
    expect(one('answers: [{ evidence: , control: CL-1 }]\n')).toBe('answers: [{ evidence: [ev-a] , control: CL-1 }]\n');
    expect(one('answers: [{ evidence, control: CL-1 }]\n')).toBe('answers: [{ evidence: [ev-a], control: CL-1 }]\n');
  });
  test('empty list', () => {
    expect(one(frame('    evidence: []  # なし\n'))).toBe(frame('    evidence: [ev-a]  # なし\n'));
    expect(many(frame('    evidence: []  # なし\n    note: あ\n'))).toBe(
      frame('    evidence: # なし\n      - ref: ev-a\n        at: "p.3, 4.2節"\n    note: あ\n'),
    );
    expect(many('answers:\r\n- evidence : []')).toBe('answers:\r\n- evidence :\r\n    - ref: ev-a\r\n      at: "p.3, 4.2節"');
  });
  test('flow list', () => {
    expect(one(frame('    evidence: [ev-x] # 注\n'))).toBe(frame('    evidence: [ev-x, ev-a] # 注\n'));
    expect(one(frame('    evidence: [ &x ev-x ]\n'), 0)).toBe(frame('    evidence: [ ev-a, &x ev-x ]\n'));
    expect(many(frame('    evidence: [\n      ev-x, # 一つ目\n    ]\n'))).toBe(
      frame('    evidence: [\n      ev-x, { ref: ev-a, at: "p.3, 4.2節" }, # 一つ目\n    ]\n'),
    );
  });
  test('block list', () => {
    const list = '    evidence:\n      # 規程\n      - ev-x # 注\n        # ev-x の補足\n      # 記録\n      - ev-y\n';
    expect(one(frame(list))).toBe(frame(`${list}      - ev-a\n`));
    expect(one(frame(list), 1)).toBe(frame(list.replace('      # 記録', '      - ev-a\n      # 記録')));
    expect(one(frame(list), 0)).toBe(frame(list.replace('      # 規程', '      - ev-a\n      # 規程')));
    expect(many('answers:\n- evidence:\n  - ev-x')).toBe('answers:\n- evidence:\n  - ev-x\n  - ref: ev-a\n    at: "p.3, 4.2節"');
    expect(one('answers:\n- evidence:\n  -\n    ref: ev-x\n')).toBe('answers:\n- evidence:\n  -\n    ref: ev-x\n  - ev-a\n');
  });
  test('a single value becomes a list', () => {
    expect(one(frame('    evidence: ev-x # 注\n'))).toBe(frame('    evidence: [ev-x, ev-a] # 注\n'));
    expect(one(frame('    evidence: "ev, x"\n'))).toBe(frame('    evidence: ["ev, x", ev-a]\n'));
  });
  test('an alias becomes a list of its own', () => {
    const source = 'answers:\n  - control: CL-1\n    evidence: *list\n';
    expect(edited(`common: &list [ev-x, ev-y]\n${source}`, (file) => insertItem(file, entry(file), 'evidence', ['ev-a']))).toBe(
      `common: &list [ev-x, ev-y]\n${source.replace('*list', '[ev-x, ev-y, ev-a]')}`,
    );
  });
  test('several at once, at top level', () => {
    const source = 'kaiji: disclosure/v1\nsections:\n- section: purpose\n  body: |\n    あ\n\n# 次\n- section: scope\n';
    const items = [['section: parties', 'body: |', '  ●●'], ['section: terms']];
    expect(edited(source, (file) => insertItems(file, file.root, 'sections', items, 1))).toBe(
      source.replace('\n\n# 次', '\n- section: parties\n  body: |\n    ●●\n- section: terms\n\n# 次'),
    );
    expect(edited('kaiji: disclosure/v1\n', (file) => insertItems(file, file.root, 'sections', items))).toBe(
      'kaiji: disclosure/v1\nsections:\n  - section: parties\n    body: |\n      ●●\n  - section: terms\n',
    );
    expect(edited('sections: [{ section: purpose }]\n', (file) => insertItems(file, file.root, 'sections', items))).toBe(
      'sections: [{ section: purpose }, { section: parties, body: ●● }, { section: terms }]\n',
    );
  });
  test('where a neighbour is broken', () => {
    const file = open('answers:\n  - control: CL-1\n    evidence: [ev-x\n  - control: CL-2\n');
    const second = asMap(asSeq(at(file.root, 'answers'))?.items.at(-1)) as MapNode;
    expect(file.text.splice(insertItem(file, second, 'evidence', ['ev-a'])).toString()).toContain(
      '  - control: CL-2\n    evidence:\n      - ev-a\n',
    );
  });
});

describe('removing', () => {
  const pair = (source: string, key: string) =>
    edited(source, (file) => removePair(file, file.root, pairOf(file.root, key) as Pair));
  const inner = (source: string, key: string) =>
    edited(source, (file) => {
      const map = asMap(at(file.root, 'a')) ?? (asMap(asSeq(at(file.root, 'a'))?.items[0]) as MapNode);
      return removePair(file, map, pairOf(map, key) as Pair);
    });

  test('pairs', () => {
    expect(pair('\uFEFFa: 1\nb: 2\n', 'a')).toBe('\uFEFFb: 2\n');
    expect(pair('a: 1\n# b のこと\nb: |\n  x\n\nc: 3', 'b')).toBe('a: 1\n# b のこと\n\nc: 3');
    expect(pair('a: 1\r\nb:\r\n', 'b')).toBe('a: 1\r\n');
    expect(inner('a: { x: 1, y: 2 }\n', 'x')).toBe('a: { y: 2 }\n');
    expect(inner('a: { x: 1, y: 2 }\n', 'y')).toBe('a: { x: 1 }\n');
    expect(inner('a: { x:, y: 2, }\n', 'y')).toBe('a: { x:, }\n');
    expect(inner('a: { x: 1, }\n', 'x')).toBe('a: {}\n');
    expect(inner('a:\n  - x: 1\n    y: 2\n', 'x')).toBe('a:\n  - y: 2\n');
    expect(inner('a:\n  - x: 1\n', 'x')).toBe('a:\n  - {}\n');
    expect(inner('a:\n  x: 1\n  y: 2\n', 'x')).toBe('a:\n  y: 2\n');
  });
});

test('a mapping whose brace is still to be typed loses nothing, and is spliced forwards', () => {
  const spliced = (source: string, edit: (file: Editable & { readonly root: MapNode }) => Splice) => {
    const file = open(source);
    const splice = edit(file);
    expect(splice.start).toBeLessThanOrEqual(splice.end);
    return file.text.splice(splice).toString();
  };
  expect(spliced('answers:\n- {', (file) => insertPair(file, entry(file), ['status: 対象外']))).toBe(
    'answers:\n- { status: 対象外 ',
  );
  const remove = (file: { root: MapNode } & Editable) => removePair(file, entry(file), entry(file).pairs[0] as Pair);
  expect(spliced('answers:\n- {control: CL-1', remove)).toBe('answers:\n- {');
  expect(spliced('answers:\n- {control: CL-1}', remove)).toBe('answers:\n- {}');
});

test('replaceNode keeps what stands beside the value', () => {
  expect(edited('a: &k  "x"  # 注\n', (file) => replaceNode(file, at(file.root, 'a') as Node, 'y'))).toBe('a: &k  y  # 注\n');
  expect(edited('a: |\n  x\n\nb: 1\n', (file) => replaceNode(file, at(file.root, 'a') as Node, 'y'))).toBe('a: y\n\nb: 1\n');
});

/** Documents in many hands' styles: an `answers` list whose first entry is edited, between others. */
const style = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  bom: fc.boolean(),
  indent: fc.constantFrom('', '  ', '    '),
  gap: fc.constantFrom(' ', '   '),
  fields: fc.subarray([
    'answer: あ',
    'answer: |+\n  い\n\n  う\n',
    'note: >-\n  え\n  お',
    'facts: { a: 1 }',
    'use:\n- st-a',
    '# 途中の注',
    'reason: "か" # 注',
    'plan:',
  ]),
  evidence: fc.constantFrom(
    '',
    'evidence:',
    'evidence: []',
    'evidence: [ev-x]',
    'evidence: [ ev-x, ] # 注',
    'evidence:\n- ev-x\n  # 補足\n# 次\n- ref: ev-y\n  at: p.1',
    'evidence: ev-x',
  ),
  last: fc.boolean(),
  tail: fc.constantFrom('', '\n', '\n\n# 末尾\n', '\n---\nkaiji: evidence/v1\n'),
});

function written({
  eol,
  bom,
  indent,
  gap,
  fields,
  evidence,
  last,
  tail,
}: typeof style extends fc.Arbitrary<infer T> ? T : never): string {
  const body = ['control: CL-1', ...fields, ...(evidence ? [evidence] : [])].join('\n').split('\n');
  const deep = `${indent} ${gap}`;
  const lines = body.map((line, i) => (i === 0 ? `${indent}-${gap}${line}` : line === '' ? '' : deep + line));
  const others = last ? [] : ['', `${indent}# 次の項目`, `${indent}- control: CL-2`];
  return (bom ? '\uFEFF' : '') + ['kaiji: checklist/v1', 'answers:', ...lines, ...others].join(eol) + tail.replaceAll('\n', eol);
}

test('an inserted item or pair is read back, and every other value stays', () => {
  fc.assert(
    fc.property(
      style,
      fc.string({ unit: fc.constantFrom('あ', 'a', ' ', ':', '#', '[', '"', ',', '-', '：') }),
      fc.nat(3),
      (choice, value, index) => {
        const source = written(choice);
        type Entry = Record<string, unknown> & { evidence?: unknown };
        const before = data(source) as { answers: Entry[] };
        const [first, ...others] = before.answers as [Entry, ...Entry[]];
        const old = first.evidence === undefined ? [] : [first.evidence].flat();

        const item = data(
          edited(source, (file) => insertItem(file, entry(file), 'evidence', [`ref: ${scalarSource(value)}`, 'at: p.1'], index)),
        ) as typeof before;
        const place = choice.evidence === 'evidence: ev-x' ? old.length : Math.min(index, old.length);
        expect(item).toEqual({
          ...before,
          answers: [{ ...first, evidence: [...old.slice(0, place), { ref: value, at: 'p.1' }, ...old.slice(place)] }, ...others],
        });

        const pair = data(
          edited(source, (file) => insertPair(file, entry(file), ['judgement:', `  finding: ${scalarSource(value)}`], 'control')),
        ) as typeof before;
        expect(pair).toEqual({ ...before, answers: [{ ...first, judgement: { finding: value } }, ...others] });
      },
    ),
    { numRuns: 500 },
  );
});
