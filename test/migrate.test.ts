/** Moving to a catalog's next edition: what it makes of packages, against golden files; that nothing is lost, and nothing broken. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPackage } from '../core/check.ts';
import { type Migration, migrate } from '../core/migrate/migrate.ts';
import { MigrationError } from '../core/migrate/plan.ts';
import { readFile } from '../core/model/document.ts';
import type { Package } from '../core/package/package.ts';
import './seed.ts';
import { example } from './support/examples.ts';
import { OPTIONS, openFixture, parseFixture, pathOf } from './support/fixture.ts';

const folder = new URL('./fixtures/migrate/', import.meta.url);
const update = process.env.UPDATE_GOLDEN === '1';

async function packageOf(files: ReadonlyMap<string, string>): Promise<Package> {
  const { packages } = await openFixture(files);
  const [whole] = packages;
  if (!whole) throw new Error('no package');
  return whole;
}

function patchOf(before: ReadonlyMap<string, string>, { changed }: Migration): string {
  return [...changed]
    .map(([uri, after]) => {
      const path = pathOf(uri);
      const visible = (text: string) => text.replaceAll('\r', '␍').replaceAll('\uFEFF', '⟨BOM⟩');
      return createTwoFilesPatch(path, path, visible(before.get(path) ?? ''), visible(after.toString()), '', '', { context: 1 });
    })
    .join('\n');
}

const fixtures: readonly (readonly [name: string, files: ReadonlyMap<string, string>, target: string])[] = [
  ['new-edition', example('new-edition'), 'reiji-tenken@2026'],
  ...readdirSync(folder)
    .filter((name) => name.endsWith('.fixture'))
    .map((name) => {
      // Line ends and byte order marks are said in words: editors change them.
      const spelt = readFileSync(new URL(name, folder), 'utf8');
      const files = [...parseFixture(spelt).files].map(
        ([path, text]) =>
          [path, (text.includes('# CRLF') ? text.replaceAll('\n', '\r\n') : text).replace('⟨BOM⟩', '\uFEFF')] as const,
      );
      return [name.replace('.fixture', ''), new Map(files), 'own@2'] as const;
    }),
];

describe.each(fixtures)('%s', (name, files, target) => {
  test.each(['ja', 'en'] as const)('%s', async (language) => {
    const patch = patchOf(files, migrate(await packageOf(files), target, language));
    const golden = new URL(`${name}.${language}.diff`, folder);
    if (update) writeFileSync(golden, patch);
    expect(existsSync(golden), 'no golden file: run with UPDATE_GOLDEN=1 and review it').toBe(true);
    expect(patch).toBe(readFileSync(golden, 'utf8'));
  });

  test('brings no error, and is done once', async () => {
    const whole = await packageOf(files);
    const { changed } = migrate(whole, target, 'ja');
    const after = new Map(files);
    for (const [uri, text] of changed) after.set(pathOf(uri), text.toString());
    const moved = await packageOf(after);
    expect(errorsOf(moved)).toEqual(errorsOf(whole));
    expect(() => migrate(moved, target, 'ja')).toThrow(MigrationError);
  });
});

/** Errors by file, but those that are the very thing a person has to settle: what is answered of a part the new control does not have, and what could not be set aside. */
function errorsOf(whole: Package): readonly string[] {
  return [...checkPackage(whole, OPTIONS).values()]
    .flat()
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, file, message }) => `${pathOf(file.uri)} ${rule} ${message('en')}`)
    .filter((line) => !/unknown-control .*(?:sub-item|no control "OW-)/.test(line))
    .sort();
}

test.each([
  ['own@3', /there is no catalog edition "own@3".*own@1/],
  ['own', /no catalog edition "own"/],
  ['medcloud-checklist@2019', /no mapping to medcloud-checklist@2019/],
])('refuses %s, and says what to do', async (target, told) => {
  const [, files = new Map()] = fixtures.find(([name]) => name === 'shapes') ?? [];
  const whole = await packageOf(files);
  expect(() => migrate(whole, target, 'en')).toThrow(told);
});

test('refuses what cannot be read whole, and says where: words would be lost on the way', async () => {
  const [, files = new Map<string, string>()] = fixtures.find(([name]) => name === 'shapes') ?? [];
  const text = files.get('b.kaiji.yaml') ?? '';
  const broken = await packageOf(new Map(files).set('b.kaiji.yaml', `${text}]\n`));
  const line = text.split('\n').length;
  expect(() => migrate(broken, 'own@2', 'en')).toThrow(`b.kaiji.yaml cannot be read as YAML from line ${line} on`);
});

describe('any mapping', () => {
  const size = 6;
  const ids = (prefix: string) => Array.from({ length: size }, (_, i) => `${prefix}-${i + 1}`);
  const some = (max: number) => fc.uniqueArray(fc.constantFrom(...ids('OW')), { maxLength: max });
  const pairs = fc.array(fc.record({ from: some(3), to: some(3) }), { maxLength: 4 });
  const catalog = (edition: string) =>
    `kaiji: catalog/v1\nid: own\nedition: "${edition}"\nprefix: OW\ncontrols:\n${ids('OW')
      .map((id) => `  - { id: ${id}, title: ${edition}の${id}, parts: [{ id: "(1)", ja: 甲 }, { id: "(2)", ja: 乙 }] }\n`)
      .join('')}`;
  const answer = fc.record({
    style: fc.constantFrom('block', 'flow', 'parts'),
    same: fc.option(fc.constantFrom(...ids('OW'))),
    mention: fc.option(fc.constantFrom(...ids('OW'), 'OW-2(1)')),
  });
  const package_ = fc.record({
    pairs,
    answers: fc.array(answer, { minLength: size, maxLength: size }),
    satisfies: some(4),
    responds: some(4),
    eol: fc.constantFrom('\n', '\r\n'),
  });

  type Drawn = typeof package_ extends fc.Arbitrary<infer T> ? T : never;

  function filesOf({ pairs: drawn, answers, satisfies, responds, eol }: Drawn): ReadonlyMap<string, string> {
    const entry = ({ style, same, mention }: Drawn['answers'][number], i: number) => {
      const words = `回答${i}ここ${mention ? `[[${mention}]]` : ''}`;
      const id = `OW-${i + 1}`;
      const also = same && same !== id ? same : undefined;
      if (style === 'flow')
        return `  - { control: ${id}, answer: "${words}", evidence: [ev-${i}]${also ? `, same-as: ${also}` : ''} }\n`;
      const body =
        style === 'parts' ? `    parts:\n      "(1)": "${words}"\n` : `    answer: |\n      ${words}\n\n      二段落${i}\n`;
      return `  # 前${i}\n  - control: ${id}\n${body}${also ? `    same-as: ${also}\n` : ''}    evidence: [ev-${i}]\n    note: 備考${i}\n`;
    };
    const list = (key: string, all: readonly string[]) =>
      all.length === 0
        ? ''
        : all.length % 2
          ? `    ${key}: [${all.join(', ')}]\n`
          : `    ${key}:\n${all.map((id) => `      - ${id}\n`).join('')}`;
    const files = {
      'kaiji.yaml': 'kaiji: package/v1\n',
      'c1.kaiji.yaml': catalog('1'),
      'c2.kaiji.yaml': catalog('2'),
      'm.kaiji.yaml': `kaiji: mapping/v1\nfrom: own@1\nto: own@2\ncontrols:\n${drawn.map(({ from, to }) => `  - { from: [${from.join(', ')}], to: [${to.join(', ')}] }\n`).join('') || '  []\n'}`,
      'a.kaiji.yaml': `kaiji: checklist/v1\ncatalog: own@1\nanswers:\n${answers.map(entry).join('')}`,
      's.kaiji.yaml': `kaiji: statements/v1\nstatements:\n  - id: st-a\n    text: 共通の文\n${list('satisfies', satisfies)}`,
      'd.kaiji.yaml': `kaiji: disclosure/v1\nsections:\n  - section: x.a\n    title: 節\n${list('responds-to', responds)}    body: 本文\n`,
      'e.kaiji.yaml': `kaiji: evidence/v1\nevidence:\n${ids('OW')
        .map((_, i) => `  - { id: ev-${i}, title: 証拠${i} }\n`)
        .join('')}`,
    };
    return new Map(Object.entries(files).map(([path, text]) => [path, text.replaceAll('\n', eol)]));
  }

  test('loses no word and brings no error', async () => {
    await fc.assert(
      fc.asyncProperty(package_, async (drawn) => {
        const files = filesOf(drawn);
        const whole = await packageOf(files);
        const { changed } = migrate(whole, 'own@2', 'ja');
        for (const [uri, after] of changed) {
          const text = after.toString();
          for (const word of (files.get(pathOf(uri)) ?? '').match(/回答\dここ|二段落\d|備考\d|前\d|ev-\d|共通の文|本文/g) ?? [])
            expect(text, word).toContain(word);
          if (drawn.eol === '\r\n') expect(text.replaceAll('\r\n', '')).not.toContain('\n');
          expect(readFile(uri, after).tree.documents).toHaveLength(1);
        }
        const next = new Map(files);
        for (const [uri, text] of changed) next.set(pathOf(uri), text.toString());
        const isOfMapping = (line: string) => line.startsWith('m.kaiji.yaml');
        expect(errorsOf(await packageOf(next)).filter((line) => !isOfMapping(line))).toEqual(
          errorsOf(whole).filter((line) => !isOfMapping(line)),
        );
      }),
      { numRuns: 100 },
    );
  });
});
