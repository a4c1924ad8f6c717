/** What is absent, worked out by difference, is what a look at the whole catalog finds (invariant 7). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Control } from '../core/catalog/control.ts';
import { readFile } from '../core/model/document.ts';
import { Package } from '../core/package/package.ts';
import { unanswered, unansweredAfter, untreated, untreatedAfter } from '../core/package/unanswered.ts';
import { Text } from '../core/text/text.ts';
import { bundled } from './support/catalogs.ts';

/** Controls at both ends and in between, with parts and without, and what is no control. */
const IDS = ['CL-1', 'CL-2', 'CL-22', 'CL-22(1)', 'CL-22(2)', 'CL-22(3)', 'CL-23', 'CL-130', 'CL-252', 'CL-253', 'CL-999'];
const SCENARIOS = ['RS-1.1①', 'RS-1.2', 'RS-1.6', 'RS-2.4', 'x.own'];

const list = (ids: readonly string[], line: (id: string) => string) => ids.map((id) => `  - ${line(id)}\n`).join('');

/** A file of the package in another version. */
const write = fc.oneof(
  fc.record({
    uri: fc.constantFrom('file:///p/a.yaml', 'file:///p/b.yaml'),
    text: fc
      .tuple(fc.constantFrom('medcloud-checklist', 'medcloud-checklist@0', 'nothing'), fc.subarray(IDS))
      .map(([catalog, ids]) => `kaiji: checklist/v1\ncatalog: ${catalog}\nanswers:\n${list(ids, (id) => `control: ${id}`)}`),
  }),
  fc.record({
    uri: fc.constant('file:///p/s.yaml'),
    text: fc
      .subarray(IDS)
      .map((ids) => `kaiji: statements/v1\nstatements:\n${list(ids, (id) => `{ id: st-a, text: a, satisfies: [${id}] }`)}`),
  }),
  fc.record({
    uri: fc.constant('file:///p/r.yaml'),
    text: fc
      .subarray(SCENARIOS)
      .map((ids) => `kaiji: risks/v1\ncatalog: risk-scenarios\nscenarios:\n${list(ids, (id) => `scenario: ${id}`)}`),
  }),
);

test('by difference as from scratch, over any edits', async () => {
  const { catalogs } = await bundled;
  const answered = catalogs.of('medcloud-checklist');
  const treated = catalogs.of('risk-scenarios');
  if (!answered || !treated) throw new Error('a catalog is gone');
  /** Keys a file says something under. */
  const said = (whole: Package, uri: string, tables: readonly ('answers' | 'satisfies' | 'scenarios')[]) =>
    (whole.files.get(uri)?.documents ?? []).flatMap((document) =>
      tables.flatMap((table) => [...whole.index.saidKeys(document, table)]),
    );
  let differed = 0;
  fc.assert(
    fc.property(fc.array(write, { maxLength: 12 }), (writes) => {
      let whole = Package.of('file:///p', [], catalogs);
      let open: readonly Control[] = unanswered(whole, answered);
      let missing: readonly Control[] = untreated(whole, treated);
      expect([open.length, missing.length]).toEqual([answered.data.controls.length, treated.data.controls.length]);
      for (const { uri, text } of writes) {
        const before = whole;
        whole = before.with(readFile(uri, Text.of(text)));
        const keys = (...tables: ('answers' | 'satisfies' | 'scenarios')[]) => [
          ...said(before, uri, tables),
          ...said(whole, uri, tables),
        ];
        const nowOpen = unansweredAfter(open, whole, answered, keys('answers', 'satisfies'));
        const nowMissing = untreatedAfter(missing, whole, treated, keys('scenarios'));
        const [wholly, risks] = [unanswered(whole, answered), untreated(whole, treated)];
        const ids = (controls: readonly Control[]) => controls.map(({ id }) => id);
        expect(ids(nowOpen)).toEqual(ids(wholly));
        expect(ids(nowMissing)).toEqual(ids(risks));
        // What is the same is known by being the same.
        expect(nowOpen === open).toBe(ids(open).join() === ids(wholly).join());
        expect(nowMissing === missing).toBe(ids(missing).join() === ids(risks).join());
        if (nowOpen !== open) differed++;
        if (nowMissing !== missing) differed++;
        [open, missing] = [nowOpen, nowMissing];
      }
    }),
    { numRuns: 60 },
  );
  expect(differed).toBeGreaterThan(200);
});
