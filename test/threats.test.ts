/** docs/security.md, the register it is written from, and the tests agree: each threat has its guard and its test, each test of a threat its threat. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { threats } from './security/threats/index.mjs';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const page = read('docs/security.md');

const byNumber = (a: string, b: string) => Number(a.slice(2)) - Number(b.slice(2));

test('threats are numbered from one on, and told in both languages of the page', () => {
  expect(threats.map(({ id }) => id).sort(byNumber)).toEqual(threats.map((_, i) => `T-${i + 1}`));
  for (const { id } of threats) expect(page.match(new RegExp(`^\\| ${id} \\|`, 'gm')), id).toHaveLength(2);
  const told = [...page.matchAll(/^\| (T-\d+) \|/gm)].map(([, id]) => id);
  expect(new Set(told).size).toBe(threats.length);
});

test.each(threats.map((threat) => [threat.id, threat] as const))(
  '%s has a guard that stands once, and a test of that title',
  (_, { guard, test }) => {
    expect(read(guard.file).split(guard.was).length, `${guard.file} has its guard`).toBe(2);
    expect(guard.becomes).not.toBe(guard.was);
    const [name = ''] = guard.name.split('.').slice(-1);
    expect(read(guard.file)).toContain(name);
    expect(existsSync(new URL(`../${test.file}`, import.meta.url)), test.file).toBe(true);
    expect(read(test.file)).toContain(`'${test.title}'`);
  },
);

test('each test of a threat is that of the register', () => {
  const tests = readdirSync(new URL('security/', import.meta.url))
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) =>
      [...read(`test/security/${name}`).matchAll(/\btest\(\s*'([^']+)'/g)].map(([, title]) => `${name}: ${title}`),
    );
  const registered = threats.flatMap(({ id, test: { file, title } }) =>
    file.startsWith('test/security/')
      ? [`${file.slice('test/security/'.length)}: ${title}`].filter(() => title.startsWith(`${id} `))
      : [],
  );
  expect(tests.sort()).toEqual(registered.sort());
});
