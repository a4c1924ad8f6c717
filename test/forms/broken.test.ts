/** Forms of packages half written, cut short and mistyped: always made, and sound. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formsOf } from '../../convert/form/list.ts';
import { brokenInput } from '../support/broken-input.ts';
import { example, exampleNames } from '../support/examples.ts';
import { openFixture, parseFixture } from '../support/fixture.ts';
import { expectSound, expectSoundGrid } from '../support/form-invariants.ts';
import '../seed.ts';

async function makeAll(files: ReadonlyMap<string, string>): Promise<number> {
  const { packages } = await openFixture(files);
  let made = 0;
  for (const whole of packages)
    for (const audience of ['internal', 'customer'] as const)
      for (const one of formsOf(whole, { language: 'ja', audience, date: '2026-10-01' })) {
        const form = one.form()?.form;
        if (form) expectSound(form);
        one.grids().grids.forEach(expectSoundGrid);
        made++;
      }
  return made;
}

const odd = parseFixture(readFileSync(new URL('../fixtures/forms/odd.fixture', import.meta.url), 'utf8')).files;
const MANIFEST = ['kaiji.yaml', 'kaiji: package/v1\nservice: { name: 例示 }\n'] as const;
/** A catalog of few controls: hundreds of unanswered ones take their time and show nothing. */
const CATALOG = [
  'own.kaiji.yaml',
  'kaiji: catalog/v1\nid: own\nprefix: OW\ntitle: 点検\ncontrols: [{ id: OW-1, title: 一 }, { id: OW-7, title: 七, parts: [{ id: (1) }] }]\n',
] as const;

test('of the examples and an odd package', async () => {
  for (const name of exampleNames) expect(await makeAll(example(name))).toBeGreaterThan(4);
  expect(await makeAll(odd)).toBeGreaterThan(10);
});

/** Lists in which something broken may stand, with a sound entry before and behind. */
const HOLDERS = {
  'a.kaiji.yaml': ['kaiji: checklist/v1\ncatalog: own\nanswers:', '- control: OW-1\n    answer: 回答'],
  'b.kaiji.yaml': ['kaiji: disclosure/v1\nsections:', '- section: org.policy\n    body: 本文'],
  'c.kaiji.yaml': ['kaiji: risks/v1\nscenarios:', '- scenario: RS-2.2\n    treatment: 低減'],
  'd.kaiji.yaml': ['kaiji: evidence/v1\nevidence:', '- id: ev-a\n    title: 文書'],
  'e.kaiji.yaml': ['kaiji: statements/v1\nstatements:', '- id: st-a\n    text: 文'],
  'f.kaiji.yaml': ['kaiji: assessment/v1\nscenarios:', '- id: sc-a\n    title: 題'],
} as const;

/** What takes the parser seconds is the matter of its own tests. */
const small = [...brokenInput].filter(([, broken]) => broken().length < 20_000);

test.each(small)('with %s', async (_name, broken) => {
  const text = broken();
  const between = Object.entries(HOLDERS).map(
    ([path, [head, entry]]) => [path, `${head}\n  ${entry}\n${text}\n  ${entry}\n`] as const,
  );
  expect(await makeAll(new Map([MANIFEST, CATALOG, ...between]))).toBeGreaterThanOrEqual(0);
});

test('with a piece cut out of a file, or put in', async () => {
  const paths = [...odd.keys()].filter((path) => path.startsWith('service/'));
  const pieces = [
    '',
    ':',
    '- ',
    '"',
    '[',
    '{',
    '|',
    '\n',
    '\n  ',
    '[[',
    '&a ',
    '*a ',
    '  sections: [',
    'same-as: CL-5',
    '|\n    ※',
    '　',
  ];
  const change = fc.record({
    path: fc.constantFrom(...paths),
    at: fc.nat(4000),
    length: fc.nat(60),
    put: fc.constantFrom(...pieces),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ path, at, length, put }) => {
      const text = odd.get(path) ?? '';
      const start = at % (text.length + 1);
      await makeAll(new Map([...odd, [path, text.slice(0, start) + put + text.slice(start + length)]]));
    }),
    { numRuns: 15 },
  );
}, 120_000);
