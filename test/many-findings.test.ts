/** What can be found many times is found in linear time: in one long text, and in many entries that say the same. */
import { expect, test } from 'vitest';
import { check } from '../core/check.ts';
import { rules } from '../core/rules/registry.ts';
import { OPTIONS, openFixture } from './support/fixture.ts';

/** Milliseconds of processor time for what takes some hundred where it is linear, and tens of seconds where it is not. */
const BOUND = 5000;

/** The rules that take longer, each alone. */
async function slowRules(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { packages } = await openFixture(new Map(Object.entries({ 'kaiji.yaml': 'kaiji: package/v1\n', ...files })));
  const [whole] = packages;
  if (!whole) throw new Error('no package');
  return rules.flatMap((rule) => {
    const before = process.cpuUsage().user;
    check(whole, { ...OPTIONS, rules: [rule] });
    const time = (process.cpuUsage().user - before) / 1000;
    return time > BOUND ? [`${rule.code}: ${Math.round(time)} ms`] : [];
  });
}

const times = (count: number, line: (n: number) => string) => Array.from({ length: count }, (_, n) => line(n)).join('');

test.each(['別途定める。', '●● ', '甲乙責任者と丙丁責任者が行う。', '以下「', '第5.1版のガイドライン、'])(
  '%s',
  { timeout: 120_000 },
  async (words) => {
    const text = words.repeat(Math.ceil(300_000 / words.length));
    const slow = await slowRules({
      'disclosure.kaiji.yaml': `kaiji: disclosure/v1\nroles: [{ id: ro-a, title: 運用責任者 }]\nsections:\n  - section: org.policy\n    body: |\n      ${text}\n`,
      'sheet.kaiji.yaml': `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-22\n    answer: |\n      ${text}\n`,
    });
    expect(slow).toEqual([]);
  },
);

test('entries that say the same, in several files', { timeout: 120_000 }, async () => {
  const words = '作業者ごとに一意のIDを発行し、共有を禁止しています。退職者のIDは当日に止め、毎月棚卸しを行います。';
  const entry = (n: number) =>
    `  - { control: CL-94, status: 対応済, answer: ${words}, facts: { password.min-length: ${n % 7} }, evidence: [ev-a], use: [st-a] }\n`;
  const sheet = `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${times(3000, entry)}`;
  const register = `kaiji: evidence/v1\nevidence:\n${times(3000, () => '  - { id: ev-a, title: 規程 }\n')}`;
  const slow = await slowRules({
    'sheet-1.kaiji.yaml': sheet,
    'sheet-2.kaiji.yaml': sheet,
    'register-1.kaiji.yaml': register,
    'register-2.kaiji.yaml': register,
    'disclosure.kaiji.yaml': `kaiji: disclosure/v1\nsections:\n${times(3000, (n) => `  - { section: org.policy, from: pa-${n}, responds-to: [CL-94], body: ${words} }\n`)}`,
    'statements.kaiji.yaml': `kaiji: statements/v1\nstatements:\n${times(3000, () => '  - { id: st-a, text: 共通, satisfies: [CL-94] }\n')}`,
  });
  expect(slow).toEqual([]);
});
