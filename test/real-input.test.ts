/** Real input: a published METI matrix and the blank check sheet. The first needs ../shared, which only the project's own workshop has. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fixesOf, type PlacedFinding } from '../core/check.ts';
import { answerOf } from '../core/model/checklist.ts';
import { coverageOf } from '../core/package/coverage.ts';
import { asMap } from '../core/yaml/tree.ts';
import facts from './facts/catalog-facts.json' with { type: 'json' };
import { bundled } from './support/catalogs.ts';
import { applyEdits, findingsOf, OPTIONS, openFixture, parseFixture, pathOf } from './support/fixture.ts';

const source = new URL('../../shared/data/meti.json', import.meta.url);
const present = existsSync(source);
if (!present) console.warn('SKIPPED: ../shared/data/meti.json is not here; the checks on the published METI matrix did not run.');

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly answer?: string;
  readonly ditto?: boolean;
  readonly ditto_pure?: boolean;
  readonly ditto_of?: number | null;
}

const CHECKLIST = 'checklist.kaiji.yaml';

function checklistOf(rows: readonly Row[]): ReadonlyMap<string, string> {
  const entries = rows.map(({ id, answer = '' }) => {
    const lines = answer.split('\n').map((line) => (line === '' ? '' : `      ${line}`));
    return `  - control: METI-${id}\n    answer: |\n${lines.join('\n')}\n`;
  });
  return new Map([
    ['kaiji.yaml', 'kaiji: package/v1\n'],
    [CHECKLIST, `kaiji: checklist/v1\ncatalog: meti-processor\nanswers:\n${entries.join('')}`],
  ]);
}

const of = (found: Awaited<ReturnType<typeof findingsOf>>, rule: string): readonly PlacedFinding[] =>
  found.flatMap(({ finding }) => (finding.rule === rule ? [finding] : []));

describe.skipIf(!present)(
  `the published METI matrix, rows 1–120${present ? '' : ' (SKIPPED: ../shared/data/meti.json is not here)'}`,
  () => {
    const rows = present ? (JSON.parse(readFileSync(source, 'utf8')) as { rows: readonly Row[] }).rows.slice(0, 120) : [];
    const files = checklistOf(rows);
    const bySeq = new Map(rows.map((row) => [row.seq, row]));

    test('the findings', async () => {
      const found = await findingsOf(files);
      const dittos = of(found, 'ditto-answer');
      expect(dittos.map(({ control }) => control)).toEqual(rows.filter(({ ditto }) => ditto).map(({ id }) => `METI-${id}`));
      expect(dittos).toHaveLength(22);
      const whole = dittos.filter(({ control }) => rows.find(({ id }) => `METI-${id}` === control)?.ditto_pure);
      expect(whole).toHaveLength(21);
      expect(dittos.filter((finding) => !whole.includes(finding)).map(({ control }) => control)).toEqual([
        `METI-${bySeq.get(110)?.id}`,
      ]);
      for (const { file, start, end } of dittos) expect(file.text.slice(start, end)).toBe('同上');

      const groups = of(found, 'missing-control');
      expect(groups.flatMap(({ controls }) => controls ?? [])).toEqual(facts['meti-last-61'].ids);
      for (const rule of [
        'unknown-control',
        'missing-evidence',
        'missing-answer',
        'placeholder-answer',
        'duplicate-control',
        'missing-status',
      ]) {
        expect(
          of(found, rule).map(({ control }) => control),
          rule,
        ).toEqual([]);
      }
    });

    /** `同上` as `same-as` of the row the published sheet means, and row 110 with its own words. */
    async function expectResolved(after: ReadonlyMap<string, string>): Promise<void> {
      const found = await findingsOf(after);
      for (const rule of ['ditto-answer', 'broken-same-as', 'missing-answer', 'placeholder-answer', 'unknown-control'])
        expect(of(found, rule), rule).toEqual([]);
      const { packages } = await openFixture(after);
      const entries = packages[0]?.documents.find(({ kind }) => kind === 'checklist')?.entries ?? [];
      expect(entries).toHaveLength(120);
      entries.forEach((entry, i) => {
        const row = rows[i];
        const map = asMap(entry.node);
        if (!row || !map) throw new Error(`no row ${i}`);
        const { sameAs, answer } = answerOf(map);
        if (row.ditto)
          expect(
            sameAs.map(({ text }) => text),
            `row ${row.seq}`,
          ).toEqual([`METI-${bySeq.get(row.ditto_of ?? 0)?.id}`]);
        else expect(sameAs).toEqual([]);
        if (row.seq === 110) expect(answer?.value).toBe('送受信者のログ取得および認証を実施しております\n');
        else if (row.ditto) expect(answer).toBeUndefined();
        else expect(answer?.value.trim()).toBe((row.answer ?? '').trim());
      });
    }

    test('every safe fix of a ditto at once', async () => {
      const found = await findingsOf(files);
      const edits = found.flatMap(({ finding, whole }) => {
        if (finding.rule !== 'ditto-answer') return [];
        const [fix, ...others] = fixesOf(finding, whole, OPTIONS).filter(({ safe }) => safe);
        expect(others).toEqual([]);
        return fix?.edits ?? [];
      });
      expect(edits).toHaveLength(22);
      const uri = edits[0]?.uri ?? '';
      const after = applyEdits(files, [{ uri, splices: edits.flatMap(({ splices }) => splices) }]);
      await expectResolved(after);
    });

    test('one after the other, from the first and from the last', async () => {
      for (const at of [0, -1]) {
        let after = files;
        for (let left = 22; left > 0; left--) {
          const found = (await findingsOf(after)).filter(({ finding }) => finding.rule === 'ditto-answer');
          expect(found).toHaveLength(left);
          const next = found.at(at);
          const fix = next && fixesOf(next.finding, next.whole, OPTIONS).find(({ safe }) => safe);
          after = applyEdits(after, fix?.edits ?? []);
        }
        await expectResolved(after);
      }
    });

    test('coverage counts the dittos as unanswered', async () => {
      const { packages } = await openFixture(files);
      expect(packages.flatMap(coverageOf).map(({ uri, ...rest }) => ({ path: pathOf(uri), ...rest }))).toEqual([
        { path: CHECKLIST, catalog: 'meti-processor', controls: 181, answered: 98, withEvidence: 0, notApplicable: 0, judged: 0 },
      ]);
    });
  },
);

describe('a blank check sheet', () => {
  const { files } = parseFixture(
    '-- kaiji.yaml --\nkaiji: package/v1\n-- checklist.kaiji.yaml --\nkaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers: []\n',
  );

  test('has 253 controls without answer, one group a category', async () => {
    const catalog = (await bundled).catalogs.of('medcloud-checklist');
    const groups = of(await findingsOf(files), 'missing-control');
    expect(groups.map(({ controls }) => controls)).toEqual(
      [...(catalog?.categories().values() ?? [])].map((controls) => controls.map(({ id }) => id)),
    );
    // The source spells one of them in two ways (記録 (ログ), 記録（ログ）): 29 spellings, 28 categories.
    expect(groups).toHaveLength(28);
    expect(new Set(groups.flatMap(({ controls }) => controls ?? [])).size).toBe(253);
  });

  test('shows 253 findings where they are not grouped', async () => {
    const found = of(await findingsOf(files, { ...OPTIONS, expand: true }), 'missing-control');
    expect(found).toHaveLength(253);
    expect(new Set(found.map(({ control }) => control)).size).toBe(253);
  });

  test('is scaffolded whole, in catalog order', async () => {
    const catalog = (await bundled).catalogs.of('medcloud-checklist');
    const [first] = (await findingsOf(files)).filter(({ finding }) => finding.rule === 'missing-control');
    const all = first && fixesOf(first.finding, first.whole, OPTIONS).at(-1);
    const after = applyEdits(files, all?.edits ?? []);
    const { packages } = await openFixture(after);
    const entries = packages[0]?.documents.find(({ kind }) => kind === 'checklist')?.entries ?? [];
    expect(entries.map(({ node }) => answerOf(asMap(node) as NonNullable<ReturnType<typeof asMap>>).control?.value)).toEqual(
      catalog?.data.controls.map(({ id }) => id),
    );
    const left = await findingsOf(after);
    expect(of(left, 'missing-control')).toEqual([]);
    expect(left.filter(({ finding }) => finding.severity === 'error')).toEqual([]);
    expect(packages.flatMap(coverageOf)[0]?.answered).toBe(0);
  });
});
