/** Twins are looked for in what an earlier version left; they must be those that holding each answer against each finds. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '../core/limits.ts';
import { readFile } from '../core/model/document.ts';
import { comparedOf, writtenAnswers } from '../core/model/written-answer.ts';
import { compare } from '../core/prose/twins.ts';
import { twinsOf } from '../core/scaffold/twins.ts';
import { Text } from '../core/text/text.ts';
import { openFixture, ROOT } from './support/fixture.ts';

const HEAD = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n';
const ENTRIES = [
  '  - control: CL-1\n    answer: 作業者ごとに一意のIDを発行し、共有IDを禁止しています。手順は規程に定めます。\n',
  '  - control: CL-2\n    answer: 作業者ごとに一意のIDを発行し、共有IDを禁止しています。手順を規程に定めます。\n',
  '  - control: CL-3\n    parts:\n      "(1)": 台帳で管理しています。\n      "(2)": 作業者ごとに一意のIDを発行し、共有IDを禁止しています。手順は規程に定めます。\n',
  '  - control: CL-4\n    answer: 台帳で 管理しています\n',
  '  - control: CL-5\n    answer: 同上\n',
  '  - &a\n    control: CL-6\n    answer: 媒体は施錠した棚に保管しています。\n',
  '  - 一言\n',
];

test('as from scratch, whatever was edited before', async () => {
  const { packages } = await openFixture(new Map([['a.kaiji.yaml', HEAD]]));
  const [whole] = packages;
  if (!whole) throw new Error('a package is expected');
  const edit = fc.record({ at: fc.nat(20), remove: fc.nat(3), add: fc.array(fc.constantFrom(...ENTRIES), { maxLength: 4 }) });
  let taken = 0;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 2, maxLength: 12 }), (edits) => {
      const lines = [...ENTRIES];
      let file = readFile(`${ROOT}/a.kaiji.yaml`, Text.of(HEAD + lines.join('')));
      for (const { at, remove, add } of edits) {
        const index = Math.min(at, lines.length);
        const start = HEAD.length + lines.slice(0, index).join('').length;
        const gone = lines.splice(index, remove, ...add).join('');
        const text = file.text.splice({ start, end: start + gone.length, text: add.join('') });
        expect(text.toString()).toBe(HEAD + lines.join(''));
        file = readFile(file.uri, text, LIMITS, file);
        const now = whole.with([file]);
        const all = now.documents.flatMap(writtenAnswers);
        for (const one of all) {
          const found = twinsOf(now, one);
          for (const likeness of ['same', 'near'] as const) {
            const expected = all.filter(
              ({ node }) => node !== one.node && compare(comparedOf(one.node), comparedOf(node)) === likeness,
            );
            expect(found[likeness].map(({ node }) => node)).toEqual(expected.map(({ node }) => node));
            expect(found[likeness].map(({ entry }) => entry.index)).toEqual(expected.map(({ entry }) => entry.index));
            taken += expected.length;
          }
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(taken).toBeGreaterThan(0);
});
