/** What a check costs (core/check/costs.ts), by a clock of the test's own. */
import { expect, test } from 'vitest';
import { type Check, check, checking } from '../core/check.ts';
import type { Workspace } from '../core/package/workspace.ts';
import { rules } from '../core/rules/registry.ts';
import type { Rule } from '../core/rules/rule.ts';
import { Text } from '../core/text/text.ts';
import { OPTIONS, openFixture, ROOT } from './support/fixture.ts';

const SHEET = `${ROOT}/checklist.kaiji.yaml`;
const sheet = (answer: string) =>
  `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${Array.from(
    { length: 100 },
    (_, i) => `  - { control: CL-${i + 1}, status: 対応済, answer: ${i === 50 ? answer : '定めています。'} }\n`,
  ).join('')}`;

async function packageOf(workspace: Workspace) {
  const [whole] = await workspace.packagesIn(ROOT);
  if (!whole) throw new Error('no package');
  return whole;
}

/** A clock, and rules of which each look at an entry takes a millisecond, those of `thin-answer` ten. */
function slowed() {
  let now = 0;
  const slower = (rule: Rule): Rule =>
    rule.scope === 'entry'
      ? {
          ...rule,
          check: (...given: Parameters<typeof rule.check>) => {
            now += rule.code === 'thin-answer' ? 10 : 1;
            return rule.check(...given);
          },
        }
      : rule;
  const own = rules.map(slower);
  return { clock: () => now, rules: own, pass: (milliseconds: number) => (now += milliseconds) };
}

const open = async () => {
  const { workspace } = await openFixture(
    new Map([
      ['kaiji.yaml', 'kaiji: package/v1\n'],
      ['checklist.kaiji.yaml', sheet('定めています。')],
    ]),
  );
  return { workspace, whole: await packageOf(workspace) };
};

test('the slowest rule and what it took, of a hundred entries as of those that were timed', async () => {
  const { whole } = await open();
  const { cost, runs } = check(whole, { ...OPTIONS, ...slowed() });
  expect(cost?.slowest?.code).toBe('thin-answer');
  const looks = runs.get('thin-answer') ?? 0;
  expect(looks).toBeGreaterThanOrEqual(100);
  // One in eight stands for eight.
  expect(Math.abs((cost?.slowest?.milliseconds ?? 0) - looks * 10)).toBeLessThanOrEqual(80);
  expect(cost?.total).toBeGreaterThan(looks * 10);
});

test('an edit costs what is looked at again, and what others do between the steps does not count', async () => {
  const { workspace, whole } = await open();
  const { pass, ...options } = slowed();
  const first = check(whole, { ...OPTIONS, ...options });
  workspace.setOpen(SHEET, Text.of(sheet('文書で定めています。')));
  const steps = checking(await packageOf(workspace), { ...OPTIONS, ...options }, first);
  let step = steps.next();
  for (; !step.done; step = steps.next()) pass(1_000);
  const again: Check = step.value;
  expect(again.cost?.slowest).toEqual({ code: 'thin-answer', milliseconds: 10 });
  expect(again.cost?.total).toBeGreaterThanOrEqual(10);
  expect(again.cost?.total).toBeLessThan(1_000);
  // The one before was slower, under the same rules.
  expect(again.slowest).toEqual(first.cost);
  const others = check(await packageOf(workspace), { ...OPTIONS, ...options, override: { 'thin-answer': 'off' } }, again);
  expect(others.slowest).toEqual(others.cost);
});

test('without a clock nothing is timed, and the findings are the same', async () => {
  const { whole } = await open();
  const plain = check(whole, OPTIONS);
  const timed = check(whole, { ...OPTIONS, clock: () => 0 });
  expect(plain.cost).toBeUndefined();
  expect(timed.cost).toEqual({ total: 0, slowest: undefined });
  const said = (one: Check) => one.findingsOf(SHEET).map(({ rule, start, end }) => [rule, start, end]);
  expect(said(timed)).toEqual(said(plain));
});
