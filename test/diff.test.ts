/** What changed between two versions of a package: golden files, and what holds whatever changed. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffForm } from '../convert/diff/form.ts';
import { diffJson } from '../convert/diff/json.ts';
import { checkPackage } from '../core/check.ts';
import type { Change } from '../core/diff/change.ts';
import { diffPackages, type PackageDiff } from '../core/diff/diff.ts';
import { markedChanges, wordsOf } from '../core/diff/words.ts';
import { formatted } from '../core/features/formatting.ts';
import { sortEdit } from '../core/features/sort.ts';
import { readFile } from '../core/model/document.ts';
import type { Package } from '../core/package/package.ts';
import { formDump } from './support/difference-dump.ts';
import { example, exampleNames } from './support/examples.ts';
import { OPTIONS, openFixture, parseFixture, pathOf } from './support/fixture.ts';
import { untidyFile } from './support/random-untidy.ts';
import { randomFrom } from './support/random-yaml.ts';

const folder = new URL('./fixtures/diff/', import.meta.url);
const update = process.env.UPDATE_GOLDEN === '1';

/** The package of the files below a folder of an archive. */
async function side(archive: string, name: 'old' | 'new'): Promise<Package> {
  const files = [...parseFixture(archive).files].flatMap(([path, text]) =>
    path.startsWith(`${name}/`) ? [[path.slice(4), text] as const] : [],
  );
  const { packages } = await openFixture(new Map(files));
  return packages[0] as Package;
}

async function diffOf(archive: string): Promise<PackageDiff> {
  return diffPackages({ whole: await side(archive, 'old') }, { whole: await side(archive, 'new') });
}

const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

function golden(name: string, text: string): void {
  if (update) writeFileSync(new URL(name, folder), text);
  expect(existsSync(new URL(name, folder)), `no golden file ${name}: run with UPDATE_GOLDEN=1 and review it`).toBe(true);
  expect(text).toBe(read(name));
}

describe('golden files', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.fixture'))) {
    const bare = name.replace('.fixture', '');
    test(`${bare}.json`, async () => {
      golden(`${bare}.json`, diffJson(await diffOf(read(name)), { old: 'old', now: 'new', pathOf }));
    });
    for (const language of ['ja', 'en'] as const)
      test(`${bare}.${language}.txt`, async () => {
        const form = diffForm(await diffOf(read(name)), {
          language,
          old: 'old',
          now: 'new',
          pathOf,
        });
        golden(`${bare}.${language}.txt`, formDump(form));
      });
  }
});

async function packageOf(files: ReadonlyMap<string, string>): Promise<Package> {
  return (await openFixture(files)).packages.at(-1) as Package;
}

/** Lets vitest tell what it has to: the loops below hold the only thread for long. */
const breath = () => new Promise((done) => setImmediate(done));

const brief = ({ changes }: PackageDiff) =>
  changes.map((change) => [change.is, change.item.id, change.is === 'changed' ? change.field : '']);

/** Every fixture of the rules and of this test, and the examples. */
const everything: readonly (readonly [name: string, files: ReadonlyMap<string, string>])[] = [
  ...exampleNames.map((name) => [name, example(name)] as const),
  ...['rules', 'report', 'diff'].flatMap((name) => {
    const own = new URL(`./fixtures/${name}/`, import.meta.url);
    return readdirSync(own)
      .filter((file) => file.endsWith('.fixture'))
      .map((file) => [`${name}/${file}`, parseFixture(readFileSync(new URL(file, own), 'utf8')).files] as const);
  }),
];

test('nothing changed between a package and itself', async () => {
  expect(everything.length).toBeGreaterThan(50);
  for (const [name, files] of everything) {
    await breath();
    const [one, other] = [await openFixture(files), await openFixture(files)];
    for (const [i, whole] of one.packages.entries())
      expect(brief(diffPackages({ whole }, { whole: other.packages[i] as Package })), name).toEqual([]);
  }
});

test('what is formatted and sorted says the same: at most sections moved', async () => {
  let differing = 0;
  const compare = async (name: string, files: ReadonlyMap<string, string>) => {
    await breath();
    for (const whole of (await openFixture(files)).packages) {
      let tidied = whole;
      for (const file of whole.files.values()) {
        const findings = checkPackage(tidied, OPTIONS).get(file.uri) ?? [];
        const { splices, isSound } = formatted(tidied, file, { findings, options: OPTIONS });
        if (isSound) tidied = tidied.with([readFile(file.uri, file.text.spliceAll(splices))]);
        const sorted = sortEdit(tidied, tidied.files.get(file.uri) ?? file);
        const text = tidied.files.get(file.uri)?.text;
        if (sorted && text) tidied = tidied.with([readFile(file.uri, text.spliceAll(sorted.splices))]);
        if (tidied.files.get(file.uri)?.text.toString() !== file.text.toString()) differing++;
      }
      const { changes } = diffPackages({ whole }, { whole: tidied });
      expect(
        changes.filter(({ is }) => is !== 'moved').map(({ is, item }) => [is, item.type, item.id]),
        name,
      ).toEqual([]);
    }
  };
  for (const [name, files] of everything) await compare(name, files);
  for (let seed = 1; seed <= 100; seed++) {
    const text = untidyFile(randomFrom(seed));
    await compare(
      `untidy ${seed}`,
      new Map([
        ['kaiji.yaml', 'kaiji: package/v1\n'],
        ['a.kaiji.yaml', text],
      ]),
    );
  }
  expect(differing).toBeGreaterThan(100);
});

test('whatever is written otherwise is told, in the words it is written in', async () => {
  let edits = 0;
  for (const name of exampleNames) {
    const files = example(name);
    const whole = await packageOf(files);
    for (const [uri, { text, tree, documents }] of whole.files) {
      if (documents.some(({ kind }) => kind === undefined)) continue;
      const source = text.toString();
      const comments = tree.commented.flatMap((block) =>
        block.comments.map(({ start, end }) => [tree.startOf(block) + start, tree.startOf(block) + end] as const),
      );
      const places = [...source.matchAll(/[\p{Script=Han}\p{Script=Hiragana}]{4,}/gu)]
        .map(({ index }) => index + 2)
        .filter((at) => !comments.some(([start, end]) => start <= at && at < end));
      const step = Math.max(1, Math.floor(places.length / 25));
      for (let i = 0; i < places.length; i += step) {
        await breath();
        const at = places[i] as number;
        const changed = whole.with([readFile(uri, text.spliceAll([{ start: at, end: at, text: '改訂' }]))]);
        const told = JSON.parse(diffJson(diffPackages({ whole }, { whole: changed }), { old: '', now: '', pathOf }));
        const line = source.slice(source.lastIndexOf('\n', at) + 1, source.indexOf('\n', at));
        expect(JSON.stringify(told.changes), `${pathOf(uri)}: ${line}`).toContain('改訂');
        edits++;
      }
    }
  }
  expect(edits).toBeGreaterThan(200);
});

const prose = fc.array(
  fc.constantFrom(
    'パスワードは',
    '90日',
    '180日',
    'ごとに',
    '変更します',
    '。',
    '\n',
    'ISO27001',
    'ISO/IEC 27017',
    '、',
    '𠮷野',
    ' ',
    '毎月',
    '保存',
    'する',
    'TLS1.3',
    '(1)',
  ),
  { maxLength: 40 },
);

describe('words', () => {
  test('what is not inserted is the old text, what is not deleted the new one', () => {
    fc.assert(
      fc.property(prose, prose, (a, b) => {
        const [old, now] = [a.join(''), b.join('')];
        const marks = markedChanges(old, now);
        const without = (kind: string) =>
          marks
            .filter(({ is }) => is !== kind)
            .map(({ text }) => text)
            .join('');
        expect([without('inserted'), without('deleted')]).toEqual([old, now]);
        expect(marks.every(({ text }) => text !== '')).toBe(true);
        for (const [i, mark] of marks.entries()) expect(mark.is, JSON.stringify(marks)).not.toBe(marks[i + 1]?.is);
        expect(wordsOf(old).join('')).toBe(old);
      }),
      { numRuns: 2000 },
    );
  });

  const shown = (old: string, now: string) =>
    markedChanges(old, now)
      .map(({ is, text }) => (is === 'same' ? text : is === 'deleted' ? `[${text}]` : `{${text}}`))
      .join('');

  test.each([
    ['ISO27001を取得', 'ISO27017を取得', '[ISO27001]{ISO27017}を取得'],
    ['90日ごとに変更', '180日ごとに変更', '[90]{180}日ごとに変更'],
    ['稼働率は99.9%以上', '稼働率は99.99%以上', '稼働率は[99.9]{99.99}%以上'],
    ['規程は CL-94 に示す', '規程は CL-95 に示す', '規程は [CL-94]{CL-95} に示す'],
    ['毎月点検しています。', '毎月点検しています。記録は残します。', '毎月点検しています。{記録は残します。}'],
    ['パスワードを変更します。', '端末は持ち出せません。', '[パスワードを変更します。]{端末は持ち出せません。}'],
    ['一行目\n二行目です', '一行目\n', '一行目\n[二行目です]'],
    ['', '新しい文', '{新しい文}'],
  ])('%s → %s', (old, now, expected) => {
    expect(shown(old, now)).toBe(expected);
  });

  test('a long text that is another one altogether takes no longer than it may', () => {
    for (const word of [
      (i: number) => `${i}番目の文です。`,
      (i: number) => `語${i}と`,
      (i: number) => String.fromCharCode(0x4e00 + ((i * 7919) % 20000)),
    ]) {
      const text = (factor: number) =>
        Array.from({ length: 20_000 }, (_, i) => word(i * factor + factor))
          .join('')
          .slice(0, 20_000);
      const begun = process.cpuUsage();
      markedChanges(text(1), text(7));
      const { user, system } = process.cpuUsage(begun);
      expect((user + system) / 1000).toBeLessThan(3000);
    }
  });
});

describe('what counts as a change', () => {
  const compared = async (old: string, now: string) => {
    const open = (text: string) =>
      packageOf(
        new Map([
          ['kaiji.yaml', 'kaiji: package/v1\n'],
          ['a.kaiji.yaml', text],
        ]),
      );
    return diffPackages({ whole: await open(old) }, { whole: await open(now) });
  };
  const checklist = (answers: string) => `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${answers}`;

  test.each([
    ['the spelling of an ID', '- { control: CL-94, answer: あ }', '- { control: ＣＬ－９４, answer: あ }'],
    [
      'the language of a term',
      '- { control: CL-94, status: 対応済, answer: あ }',
      '- { control: CL-94, status: implemented, answer: あ }',
    ],
    ['quotes and block scalars', '- { control: CL-94, answer: "あ" }', '- control: CL-94\n  answer: |\n    あ\n'],
    [
      'the order of keys and comments',
      '- { control: CL-94, status: 対応済, answer: あ }',
      '# 注\n- { answer: あ, status: 対応済, control: CL-94 }',
    ],
    [
      'an answer repeated in words or by reference',
      '- { control: CL-94, answer: あ }\n- { control: CL-95, same-as: CL-94 }',
      '- { control: CL-94, answer: あ }\n- { control: CL-95, answer: あ }',
    ],
    [
      'the spelling of a reference',
      '- { control: CL-94, answer: "[[CL-12]] のとおり" }',
      '- { control: CL-94, answer: "[[ＣＬ－１２]] のとおり" }',
    ],
    [
      'the spelling of a fact',
      '- { control: CL-94, answer: あ, facts: { password.max-age-days: 60 } }',
      '- { control: CL-94, answer: あ, facts: { password.max-age-days: 60日 } }',
    ],
    [
      'the spelling of a date',
      '- { control: CL-94, answer: あ, updated: 2026-04-01 }',
      '- { control: CL-94, answer: あ, updated: 令和8年4月1日 }',
    ],
    [
      'the order of answers',
      '- { control: CL-94, answer: あ }\n- { control: CL-95, answer: い }',
      '- { control: CL-95, answer: い }\n- { control: CL-94, answer: あ }',
    ],
  ])('not %s', async (_, old, now) => {
    expect(brief(await compared(checklist(old), checklist(now)))).toEqual([]);
  });

  test('an id that an author gives another name is none, wherever it is used', async () => {
    const text = (id: string) => `kaiji: disclosure/v1
evidence: [{ id: ev-${id}, title: 運用規程 }]
roles: [{ id: ro-${id}, title: 運用管理責任者 }]
sections:
  - { section: org.policy, id: sec-${id}, evidence: [ev-${id}], body: "[[ro-${id}]]が[[ev-${id}]]と[[sec-${id}]]を改めます。" }
`;
    expect(brief(await compared(text('a'), text('b')))).toEqual([]);
  });

  test('a statement that changes is told once, with all who read it through others too', async () => {
    const files = (text: string) => `kaiji: statements/v1
statements: [{ id: st-a, text: ${text}, satisfies: [CL-100] }]
---
${checklist('- { control: CL-94, use: [st-a] }\n- { control: CL-95, same-as: CL-94 }\n- { control: CL-96, same-as: CL-95, answer: 加えて点検します。 }')}`;
    const { changes } = await compared(files('記録を残します。'), files('記録を5年残します。'));
    expect(changes.map(({ is, item, also }) => [is, item.type, also.map((one) => one.item.id)])).toEqual([
      ['changed', 'statement', ['CL-94', 'CL-95', 'CL-96', 'CL-100']],
    ]);
  });

  test('answers that repeat each other in a ring, or each other twice, come to an end', async () => {
    const ring = (last: string) =>
      checklist(
        Array.from(
          { length: 40 },
          (_, i) =>
            `  - { control: CL-${i + 1}, same-as: [CL-${((i + 1) % 40) + 1}, CL-${((i + 2) % 40) + 1}], answer: ${i === 0 ? last : 'い'} }\n`,
        ).join(''),
      );
    const { changes } = await compared(ring('あ'), ring('う'));
    expect(changes.map(({ item }) => item.id)).toEqual(['CL-1']);
  });

  test('what becomes less has to be agreed to again, what becomes more has not', async () => {
    const of = async (old: string, now: string) =>
      (await compared(checklist(`- { control: CL-94, ${old} }`), checklist(`- { control: CL-94, ${now} }`))).changes.map(
        ({ reagree }: Change) => reagree,
      );
    expect(await of('status: 対応済', 'status: 一部対応')).toEqual([true]);
    expect(await of('status: 一部対応', 'status: 対応済')).toEqual([false]);
    expect(await of('responsibility: 事業者', 'responsibility: 利用者')).toEqual([true]);
    expect(await of('facts: { password.min-length: 8 }', 'facts: { password.min-length: 12 }')).toEqual([true]);
    expect(await of('answer: 点検します', 'answer: 点検しています')).toEqual([false]);
    expect(await of('answer: パスワードは8文字以上です', 'answer: パスワードは12文字以上です')).toEqual([true]);
  });

  test('what cannot be read is said, not passed over', async () => {
    const { unread } = await compared(
      checklist('- { control: CL-94, answer: あ }\n'),
      checklist('- { control: CL-94, answer: "あ }\n'),
    );
    expect(unread.map(({ side, line }) => [side, line])).toEqual([['new', 3]]);
  });
});

test('docs/diff.md has every key of the JSON', async () => {
  const keys = new Set<string>();
  JSON.parse(diffJson(await diffOf(read('clinic.fixture')), { old: '', now: '', pathOf }), (key, value: unknown) => {
    if (Number.isNaN(Number(key))) keys.add(key);
    return value;
  });
  const documented = readFileSync(new URL('../docs/diff.md', import.meta.url), 'utf8');
  expect([...keys].filter((key) => !documented.includes(`\`${key}\``) && !['', 'version'].includes(key))).toEqual([]);
});

test('of two files, what they say, though the packages around them differ too', async () => {
  const archive = read('clinic.fixture');
  const [old, now] = [await side(archive, 'old'), await side(archive, 'new')];
  const only = (whole: Package) => new Set([...whole.files.keys()].filter((uri) => uri.endsWith('/checklist.kaiji.yaml')));
  const { changes } = diffPackages({ whole: old, uris: only(old) }, { whole: now, uris: only(now) });
  expect(new Set(changes.map(({ item }) => item.document.kind))).toEqual(new Set(['checklist']));
  // The statement is not compared: what it changes is told where it is read.
  const [told] = changes.filter(({ item, is }) => item.id === 'CL-96' && is === 'changed');
  expect(told?.is === 'changed' && [told.old?.ja, told.now?.ja]).toEqual([
    '操作の記録を3年間保存しています。',
    '操作の記録を5年間保存しています。',
  ]);
});

test('two sheets of 253 answers, each with parts, evidence and a statement, are compared in moments', async () => {
  const sheet = (year: number) =>
    `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${Array.from({ length: 253 }, (_, i) => `  - control: CL-${i + 1}\n    status: 対応済\n    answer: |\n${Array.from({ length: 8 }, (_, j) => `      ${i}-${j}の手順で記録を${year}年まで保存し、毎月点検した結果を責任者に報告しています。\n`).join('')}    responses:\n${Array.from({ length: 4 }, (_, j) => `      - { target: 対象${j}, responsibility: 事業者, answer: 対象${j}は${year}年の規程により管理します。 }\n`).join('')}`).join('')}`;
  const open = (year: number) =>
    packageOf(
      new Map([
        ['kaiji.yaml', 'kaiji: package/v1\n'],
        ['a.kaiji.yaml', sheet(year)],
      ]),
    );
  const [old, now] = [await open(2026), await open(2027)];
  const begun = process.cpuUsage();
  const { changes } = diffPackages({ whole: old }, { whole: now });
  const { user, system } = process.cpuUsage(begun);
  expect(changes.length).toBe(253 * 5);
  expect((user + system) / 1000).toBeLessThan(5000);
});
