/** What grows with the square of a file, or worse, stops an editor on the day the file is long. Bounds are many times what it takes, and far below what it took. */
import { describe, expect, test } from 'vitest';
import { checkPackage } from '../core/check.ts';
import { completionAt } from '../core/features/completion.ts';
import { fixAllEdits } from '../core/features/fix-all.ts';
import { OPTIONS, openFixture } from './support/fixture.ts';
import { stopwatch } from './support/processor-time.ts';

const COUNT = 4000;
const HEAD = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\n';
const many = (line: (i: number) => string) => Array.from({ length: COUNT }, (_, i) => line(i)).join('');

async function open(source: string) {
  const { packages } = await openFixture(new Map([['a.kaiji.yaml', source]]));
  const [whole] = packages;
  const file = whole && [...whole.files.values()][0];
  if (!whole || !file) throw new Error('no package');
  return { whole, file };
}

/** Milliseconds for checking, showing and asking for every safe fix. */
async function cost(source: string): Promise<number> {
  const { whole } = await open(source);
  const spent = stopwatch();
  const found = [...checkPackage(whole, OPTIONS).values()].flat();
  for (const { message } of found) message('ja');
  fixAllEdits(whole, found, OPTIONS);
  return spent();
}

describe(`${COUNT} entries`, () => {
  const answer = (i: number, more: string) => `  - control: CL-${(i % 253) + 1}\n    status: 対応済\n${more}`;
  test.each([
    ['of one control', many(() => '  - control: CL-1\n    answer: 毎月確認します。\n')],
    ['that say 同上', `  - control: CL-2\n    answer: 毎月確認します。\n${many(() => '  - control: CL-1\n    answer: 同上\n')}`],
    ['that begin with 同上', many((i) => answer(i, `    answer: ${i === 0 ? '' : '同上および'}毎月確認します。\n`))],
    ['of controls nobody knows', many((i) => `  - control: CL-9${i}x\n    answer: 毎月確認します。\n`)],
    [
      'with evidence nobody registered',
      `${many((i) => answer(i, `    evidence: [ev-unknown-${i}]\n`))}evidence:\n${many((i) => `  - { id: ev-${i}, title: 規程${i} }\n`)}`,
    ],
  ])('%s', async (_, entries) => {
    expect(await cost(`${HEAD}answers:\n${entries}`)).toBeLessThan(6000);
  });
});

test('completion in a suppressing comment with much white space', async () => {
  const source = `# kaiji-disable a${' '.repeat(2000)}監`;
  const { whole, file } = await open(`${HEAD}${source}\n`);
  const spent = stopwatch();
  completionAt(whole, file, HEAD.length + source.length, { language: 'ja', evidenceKinds: [] });
  expect(spent()).toBeLessThan(1000);
});
