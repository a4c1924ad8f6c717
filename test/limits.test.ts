/** What lies beyond a limit is left out and said; everything else stands. */
import { expect, test } from 'vitest';
import { LIMITS } from '../core/limits.ts';
import { readFile } from '../core/model/document.ts';
import { fileLimit } from '../core/rules/file-limit.ts';
import { Text } from '../core/text/text.ts';
import { findingsOf } from './support/fixture.ts';
import { stopwatch } from './support/processor-time.ts';

test('a file that is too long is not parsed, and its package is checked all the same', async () => {
  const spent = stopwatch();
  const found = await findingsOf(
    new Map([
      ['kaiji.yaml', 'kaiji: package/v1\n'],
      ['evidence.kaiji.yaml', 'kaiji: evidence/v1\nevidence: [{ id: ev-a }]\n'],
      ['huge.kaiji.yaml', `kaiji: evidence/v1\npreface: ${'x'.repeat(LIMITS.length)}\n`],
    ]),
  );
  expect(found.map(({ finding }) => finding.rule)).toEqual(['missing-key', 'file-limit']);
  const told = found.find(({ finding }) => finding.rule === 'file-limit')?.finding;
  expect(told).toMatchObject({ start: 0, end: 1, severity: 'warning' });
  expect(told?.message('ja')).toContain('約3400万字');
  expect(spent()).toBeLessThan(20_000);
});

test('entries beyond the limit are left out, over all documents of a file', () => {
  const source = `kaiji: evidence/v1
evidence:
  - { id: ev-a, title: A }
  - { id: ev-b, title: B }
---
kaiji: statements/v1
statements:
  - { id: st-a, text: A }
  - { id: st-b, text: B }
  - { id: st-c, text: C }
`;
  const entriesWith = (entries: number) => {
    const file = readFile('file:///a.kaiji.yaml', Text.of(source), { ...LIMITS, entries });
    const findings = file.tree.blocks.flatMap((block) => [...fileLimit.check(block, file)]);
    return {
      read: file.documents.map((document) => document.entries.length),
      told: findings.map(({ at, message }) => [source.slice(at.start).split('\n')[0], message('en')]),
    };
  };
  expect(entriesWith(5)).toEqual({ read: [2, 3], told: [] });
  expect(entriesWith(3)).toEqual({
    read: [2, 1],
    told: [['{ id: st-b, text: B }', expect.stringContaining('the 2 from here on')]],
  });
  expect(entriesWith(1)).toEqual({
    read: [1, 0],
    told: [['{ id: ev-b, title: B }', expect.stringContaining('the 4 from here on')]],
  });
});

test('of too many findings the gravest are told, and how many are not', async () => {
  const source = `kaiji: evidence/v1\nevidence:\n${'  - { id: ev-a, title: A }\n'.repeat(6)}  - { title: B }\n`;
  const files = new Map([['a.kaiji.yaml', source]]);
  const all = await findingsOf(files, { date: '2026-10-01' });
  expect(all.filter(({ finding }) => finding.severity === 'error').length).toBeGreaterThan(4);
  const some = (await findingsOf(files, { date: '2026-10-01', mostFindings: 4 })).map(({ finding }) => finding);
  expect(some.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['file-limit', 'warning'],
    ...Array.from({ length: 4 }, () => ['duplicate-id', 'error']),
  ]);
  expect(some[0]?.message('en')).toContain(`${all.length - 4} are not`);
  expect(await findingsOf(files, { date: '2026-10-01', mostFindings: all.length })).toHaveLength(all.length);
  const off = { date: '2026-10-01', mostFindings: 4, override: { 'file-limit': 'off' } } as const;
  expect(await findingsOf(files, off)).toHaveLength(all.length);
});
