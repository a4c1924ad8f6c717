/** The reader: never throws, places exactly, keeps what is healthy; and what it makes of what people really type. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainedCodes } from '../core/rules/parts/yaml-messages.ts';
import { Text } from '../core/text/text.ts';
import { scanLines } from '../core/yaml/lines.ts';
import { mend } from '../core/yaml/mend.ts';
import { readYaml } from '../core/yaml/read.ts';
import { type Node, resolve, type SourceTree, walk } from '../core/yaml/tree.ts';

const read = (source: string) => readYaml(Text.of(source));

/** A tree as plain data; aliases expanded. */
function plain(node: Node | undefined): unknown {
  const target = resolve(node);
  if (!target) return null;
  if (target.kind === 'scalar') return target.text;
  if (target.kind === 'seq') return target.items.map(plain);
  return Object.fromEntries(target.pairs.map(({ key, value }) => [String(plain(key)), plain(value)]));
}

const roots = (source: string) => read(source).documents.map(({ root }) => plain(root));
const comments = (tree: SourceTree) =>
  tree.blocks.flatMap((block) =>
    block.comments.map(({ start, end }) => tree.text.slice(tree.startOf(block) + start, tree.startOf(block) + end)),
  );
const codes = (tree: SourceTree) => tree.blocks.flatMap(({ errors }) => errors.map(({ code }) => code));

const HEAD = 'kaiji: checklist/v1\nanswers:\n';
const healthy = (control: string) => ({ control, answer: '健全' });
const around = (broken: string) => `${HEAD}  - control: CL-1\n    answer: 健全\n${broken}  - control: CL-9\n    answer: 健全\n`;

/** Entries of the only document, as data. */
function entries(source: string): readonly unknown[] {
  const [root] = roots(source);
  return (root as { readonly answers?: readonly unknown[] }).answers ?? [];
}

describe('positions', () => {
  test('every node spans its own source', () => {
    const source =
      '\uFEFFkaiji: checklist/v1\r\nanswers: # 𠮷\r\n  - control: "CL-1"\r\n    answer: |\r\n      𠮷野\r\n\r\n    evidence: [ev-a, ev-b]\r\n';
    const tree = read(source);
    const texts = [...walk(tree.documents[0]?.root)].flatMap((node) => {
      const { start, end } = tree.spanOf(node);
      return node.kind === 'scalar' ? [source.slice(start, end)] : [];
    });
    expect(texts).toEqual([
      'kaiji',
      'checklist/v1',
      'answers',
      'control',
      '"CL-1"',
      'answer',
      '|\r\n      𠮷野',
      'evidence',
      'ev-a',
      'ev-b',
    ]);
    expect(comments(tree)).toEqual(['# 𠮷']);
  });

  test('a mended value is read as meant and stands where it is written', () => {
    const source = `${HEAD}　- control：CL-1\n    note:[[CL-2]] を参照 # 注\n`;
    const tree = read(source);
    expect(entries(source)).toEqual([{ control: 'CL-1', note: '[[CL-2]] を参照' }]);
    const spans = [...walk(tree.documents[0]?.root)].flatMap((node) =>
      node.kind === 'scalar' ? [source.slice(tree.spanOf(node).start, tree.spanOf(node).end)] : [],
    );
    expect(spans).toEqual(['kaiji', 'checklist/v1', 'answers', 'control', 'CL-1', 'note', '[[CL-2]] を参照']);
  });

  test('offsets of mended text go back to the author’s', () => {
    const { text, back } = mend('a：b\n　c', [
      { start: 1, end: 2, mended: ': ' },
      { start: 4, end: 5, mended: '  ' },
    ]);
    expect(text).toBe('a: b\n  c');
    expect([0, 1, 3, 4, 5, 7, 8].map(back)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe('recovery keeps the healthy entries', () => {
  const broken: Readonly<Record<string, string>> = {
    'a half-typed key': '  - control: CL-5\n    ans\n',
    'a half-typed entry': '  - cont\n',
    'a lone dash': '  -\n',
    'an unclosed quote': '  - control: CL-5\n    answer: "開いたまま\n',
    'an unclosed quote over lines': '  - control: CL-5\n    answer: "開いたまま\n      続き\n',
    'an unclosed bracket': '  - control: CL-5\n    evidence: [ev-a, ev-b\n',
    'an unclosed brace over lines': '  - control: CL-5\n    plan: { due: 2027-03\n      action: x\n',
    'brackets as text': '  - control: CL-5\n    note: [[CL-1]] を参照\n',
    'a tab': '  - control: CL-5\n\tanswer: タブ\n',
    'a full-width colon': '  - control：CL-5\n    answer：全角\n',
    'a full-width indentation': '　- control: CL-5\n　　answer: 全角\n',
    'a key too deep': '  - control: CL-5\n      answer: 深い\n',
    'a key too shallow': '  - control: CL-5\n   answer: 浅い\n',
    'a block too shallow': '  - control: CL-5\n    answer: |\n      一行目\n    二行目\n',
    'a sign of YAML': '  - control: CL-5\n    answer: @担当\n',
    'a colon in text': '  - control: CL-5\n    answer: 次のとおり: 毎日\n',
    'a merge conflict': '<<<<<<< HEAD\n  - control: CL-5\n=======\n  - control: CL-6\n>>>>>>> other\n',
    'half a merge conflict': '<<<<<<< HEAD\n  - control: CL-5\n=======\n',
    'an unknown alias': '  - control: CL-5\n    answer: *nothing\n',
  };
  for (const [name, source] of Object.entries(broken)) {
    test(name, () => {
      const found = entries(around(source));
      expect(found[0]).toEqual(healthy('CL-1'));
      expect(found.at(-1)).toEqual(healthy('CL-9'));
    });
  }

  test('our side of a conflict is read, theirs is not', () => {
    expect(entries(around(broken['a merge conflict'] ?? '')).map((entry) => (entry as { control: string }).control)).toEqual([
      'CL-1',
      'CL-5',
      'CL-9',
    ]);
  });

  test('what fits nowhere is said', () => {
    expect(codes(read('kaiji: checklist/v1\nrefer\ntitle: 例\n'))).toContain('STRAY');
    expect(codes(read('kaiji: checklist/v1\ntitle: 例\n  - control: CL-1\n')).length).toBeGreaterThan(0);
  });

  test('an anchor is known beyond the stretch it stands in', () => {
    const source = `${HEAD}  - control: CL-1\n    evidence: &e [ev-a]\n  - control: CL-2\n    oops\n  - control: CL-3\n    evidence: *e\n`;
    expect(entries(source).at(-1)).toEqual({ control: 'CL-3', evidence: ['ev-a'] });
  });
});

describe('files', () => {
  test('several documents, one of them broken', () => {
    expect(roots('kaiji: a/v1\n---\nkaiji: b/v1\nx: "開いた\n---\nkaiji: c/v1\n')).toEqual([
      { kaiji: 'a/v1' },
      { kaiji: 'b/v1', x: '開いた' },
      { kaiji: 'c/v1' },
    ]);
  });

  test('nothing, a comment, a mark', () => {
    for (const source of ['', '\n', '# 注\n', '\uFEFF', '---\n']) expect(read(source).documents.length).toBeGreaterThan(0);
  });

  test('a lone CR ends a line, as LSP says; one error a file', () => {
    const tree = read('kaiji: checklist/v1\ranswers:\r  - control: CL-1\r    ans\r  - control: CL-2\r');
    expect(plain(tree.documents[0]?.root)).toEqual({
      kaiji: 'checklist/v1',
      answers: [{ control: 'CL-1', ans: null }, { control: 'CL-2' }],
    });
    expect(codes(tree).filter((code) => code === 'LONE_CR')).toHaveLength(1);
  });

  test('binary', () => {
    expect(codes(read('kaiji: \0\u0001\u0002'))).toEqual(['BINARY']);
  });

  test('values stay as they are spelled', () => {
    expect(roots('a: 2.10\nb: no\nc: (1)\nd: 0x1F\ne: ~\nf: 2026-04-01\n')).toEqual([
      { a: '2.10', b: 'no', c: '(1)', d: '0x1F', e: '~', f: '2026-04-01' },
    ]);
  });
});

describe('aliases', () => {
  test('a bomb stands for little, and is said', () => {
    let source = `a: &a [${Array(10).fill('x').join(', ')}]\n`;
    for (const [name, before] of [...'bcdefghij'].map((name, i) => [name, 'abcdefghij'[i]] as const)) {
      source += `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]\n`;
    }
    const tree = read(source);
    expect(codes(tree)).toContain('ALIAS_LIMIT');
    expect(JSON.stringify(plain(tree.documents[0]?.root)).length).toBeLessThan(200_000);
  });

  test('recursion has an end', () => {
    const tree = read('a: &a\n  b: *a\n  c: &c [*c, *a]\n');
    expect(codes(tree)).toEqual(['ALIAS_RECURSION', 'ALIAS_RECURSION', 'ALIAS_RECURSION']);
    expect(plain(tree.documents[0]?.root)).toEqual({ a: { b: null, c: [null, null] } });
  });
});

describe('large and hostile input ends soon', () => {
  const inputs: Readonly<Record<string, () => string>> = {
    'a line of 5 MB': () => `${HEAD}  - control: CL-1\n    answer: ${'あ'.repeat(5_000_000)}\n`,
    'a quoted line of 5 MB that does not close': () => `${HEAD}  - control: CL-1\n    answer: "${'あ'.repeat(5_000_000)}\n`,
    'a line of 5 MB in brackets': () => `${HEAD}  - control: CL-1\n    evidence: [${'ev-a, '.repeat(200_000)}\n`,
    'brackets 100,000 deep': () => `${HEAD}  - control: CL-1\n    evidence: ${'['.repeat(100_000)}\n`,
    'brackets over lines, 20,000 deep': () => `${HEAD}  - control: CL-1\n    evidence:\n${'      [\n'.repeat(20_000)}`,
    'dashes 50,000 deep': () => `${HEAD}${'- '.repeat(50_000)}x\n`,
    'mappings 2,000 deep': () => Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
    '20,000 broken entries': () => HEAD + '  - control: CL-1\n    ans\n'.repeat(20_000),
    '20,000 full-width lines': () => HEAD + '　- control：CL-1\n　　answer：全角\n'.repeat(20_000),
    '20,000 conflict markers': () => HEAD + '<<<<<<< HEAD\n  - control: CL-1\n'.repeat(20_000),
    '20,000 conflicts': () => HEAD + '<<<<<<< HEAD\n  - control: CL-1\n=======\n>>>>>>> b\n'.repeat(20_000),
    '200,000 colons': () => `${HEAD}  - control: CL-1\n    answer: ${': '.repeat(200_000)}\n`,
    '100,000 spaces before a colon': () => `${HEAD}  - a${' '.repeat(100_000)}：x\n`,
    noise: () => Array.from({ length: 200_000 }, (_, i) => String.fromCharCode(1 + ((i * 7919) % 255))).join(''),
  };
  for (const [name, make] of Object.entries(inputs)) {
    test(name, () => {
      const tree = read(make());
      expect(tree.documents.length).toBeGreaterThan(0);
    }, 20_000);
  }
});

/** Lines as people type them, in any order. */
const line = fc.constantFrom(
  'kaiji: checklist/v1',
  'answers:',
  '  - control: CL-1',
  '  - control：CL-2',
  '　- control: CL-3',
  '    answer: |',
  '      本文: "と" [かっこ]',
  '　　　字下げ',
  '\tanswer: タブ',
  '    answer:台帳',
  '    note: [[CL-1]] を参照',
  '    note: "開いた',
  '    evidence: [a, b',
  '    plan: { due: 2027-03, x',
  '    ans',
  '    続き',
  '      ]',
  '    }"',
  '    &a *b !c %d',
  '---',
  '...',
  '<<<<<<< HEAD',
  '=======',
  '>>>>>>> x',
  '# 注',
  '　',
  '',
  '? x',
  ': y',
  '- - - a: 1',
);
const file = fc
  .tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([lines, eol]) => lines.join(eol));

describe('for any text', () => {
  const check = (source: string) => {
    const tree = read(source);
    expect(tree.blocks.reduce((sum, { length }) => sum + length, 0)).toBe(source.length);
    for (const block of tree.blocks) {
      for (const { start, end } of [...block.errors, ...block.comments]) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(block.length);
      }
    }
    for (const { root } of tree.documents) {
      for (const node of walk(root)) {
        const { start, end } = tree.spanOf(node);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(source.length);
      }
    }
    const { defects } = scanLines(source);
    for (let i = 1; i < defects.length; i++) expect(defects[i]?.start).toBeGreaterThanOrEqual(defects[i - 1]?.end ?? 0);
  };

  test('lines as people type them', () => {
    fc.assert(fc.property(file, check), { numRuns: 1_500 });
  });

  test('any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check), { numRuns: 1_000 });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...' \t\r\n\u3000-:："\'[]{}|>&*!%@`#?,aあ<=~\uFEFF'), maxLength: 60 }),
        check,
      ),
      { numRuns: 3_000 },
    );
  });

  test('writing what was read instead changes nothing that is read', () => {
    fc.assert(
      fc.property(file, (source) => {
        const { defects } = scanLines(source);
        const fixable = defects.filter(({ kind }) => kind !== 'conflict-marker' && kind !== 'too-deep');
        const fixed = Text.of(source)
          .spliceAll(fixable.map(({ start, end, mended }) => ({ start, end, text: mended })))
          .toString();
        expect(roots(fixed)).toEqual(roots(source));
      }),
      { numRuns: 1_500 },
    );
  });
});

test('every objection of the parser has words of its own', () => {
  const parser = [
    'ALIAS_PROPS',
    'BAD_DIRECTIVE',
    'BAD_DQ_ESCAPE',
    'BAD_INDENT',
    'BAD_PROP_ORDER',
    'BAD_SCALAR_START',
    'BLOCK_AS_IMPLICIT_KEY',
    'BLOCK_IN_FLOW',
  ];
  const more = [
    'KEY_OVER_1024_CHARS',
    'MISSING_CHAR',
    'MULTILINE_IMPLICIT_KEY',
    'MULTIPLE_ANCHORS',
    'MULTIPLE_DOCS',
    'MULTIPLE_TAGS',
    'TAB_AS_INDENT',
    'BAD_COLLECTION_TYPE',
  ];
  for (const code of [...parser, ...more]) expect(explainedCodes).toContain(code);
});
