/** Real input: a published risk annex as risks/v1, with each of its 86 scenarios. It needs ../shared, which only the project's own workshop has. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fixesOf } from '../core/check.ts';
import { effectiveRows, scenarioOf } from '../core/model/risks.ts';
import { scalarSource } from '../core/yaml/edit.ts';
import { asMap } from '../core/yaml/tree.ts';
import { applyEdits, findingsOf, OPTIONS, openFixture } from './support/fixture.ts';

const source = new URL('../../shared/data/risk-scenarios.json', import.meta.url);
const present = existsSync(source);
if (!present)
  console.warn('SKIPPED: ../shared/data/risk-scenarios.json is not here; the checks on the published risk annex did not run.');

interface Row {
  readonly provider: boolean;
  readonly user: boolean;
  readonly treatment: string;
  readonly content?: string;
  readonly target: string | null;
}

interface Printed {
  readonly id: string;
  readonly rows: readonly Row[];
}

const ANNEX = 'risks.kaiji.yaml';

/** As an author would type it over: a row a row, what is not printed left out. The contents of part 3 are not in the source. */
function annexOf(scenarios: readonly Printed[]): string {
  const lines = ['kaiji: risks/v1', 'catalog: risk-scenarios', 'scenarios:'];
  for (const { id, rows } of scenarios) {
    lines.push(`  - scenario: RS-${id}`, '    responses:');
    for (const { provider, user, treatment, content = treatment === '—' ? '—' : '手順書に定めた対策をとる。', target } of rows) {
      const parties = [...(provider ? ['事業者'] : []), ...(user ? ['利用者'] : [])];
      lines.push(
        `      - content: |\n${content.replace(/^/gm, '          ')}`,
        ...(target === null ? [] : [`        target: ${scalarSource(target)}`]),
        ...(treatment === '' ? [] : [`        treatment: ${treatment}`]),
        ...(parties.length === 0 ? [] : [`        parties: [${parties.join(', ')}]`]),
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

describe.skipIf(!present)(
  `the published risk annex${present ? '' : ' (SKIPPED: ../shared/data/risk-scenarios.json is not here)'}`,
  () => {
    const { scenarios } = present
      ? (JSON.parse(readFileSync(source, 'utf8')) as { readonly scenarios: readonly Printed[] })
      : { scenarios: [] };
    const files = new Map([
      ['kaiji.yaml', 'kaiji: package/v1\n'],
      [ANNEX, annexOf(scenarios)],
    ]);
    const of = (found: Awaited<ReturnType<typeof findingsOf>>, rule: string) =>
      found.flatMap(({ finding }) => (finding.rule === rule ? [finding] : []));
    const words = ({
      file,
      start,
      end,
    }: {
      file: { text: { slice(a: number, b: number): string } };
      start: number;
      end: number;
    }) => file.text.slice(start, end);

    test('the findings', async () => {
      expect(scenarios).toHaveLength(86);
      const found = await findingsOf(files);
      const controls = (rule: string) => of(found, rule).map(({ control }) => control?.replace('RS-', ''));

      expect(controls('treatment-term')).toEqual(['1.8', '2.2', '2.3①', '2.3②', '2.4', '2.5', '2.8']);
      expect(new Set(of(found, 'treatment-term').map(words))).toEqual(new Set(['転移']));
      expect(controls('missing-treatment')).toEqual(['1.7', '3.1②', '3.7⑤']);
      expect(of(found, 'missing-party').map((finding) => [finding.control, words(finding)])).toEqual([
        ['RS-2.3①', '自設備'],
        ['RS-3.3①', 'サーバーOS(Amazon EC2)'],
        ['RS-3.3①', 'DB'],
        ['RS-3.3①', 'アプリケーション'],
        ['RS-3.3①', 'AWS インフラストラクチャー/アプリケーション'],
        ['RS-3.3③', 'VDI サービス'],
        ['RS-3.4①', 'OS 以上(Amazon EC2)'],
      ]);
      expect(controls('retained-without-reason')).toEqual(['1.10④', '3.19①']);
      expect(controls('treatment-mismatch')).toEqual(['1.10④']);
      // One cause, one finding: a dash, a cell that runs on, a slip of a term bring no other.
      for (const rule of ['missing-scenario', 'placeholder-answer', 'unknown-control', 'noncanonical-control', 'invalid-value'])
        expect(controls(rule), rule).toEqual([]);
      expect(found.filter(({ finding }) => finding.severity === 'error')).toEqual([]);
    });

    test('two treatments in one row are two', async () => {
      const { packages } = await openFixture(files);
      const rows = new Map(
        packages
          .flatMap(({ documents }) => documents.flatMap(({ entries }) => entries))
          .flatMap(({ node }) => {
            const map = asMap(node);
            const scenario = map && scenarioOf(map);
            return scenario?.scenario ? [[scenario.scenario.value, effectiveRows(scenario)] as const] : [];
          }),
      );
      expect(rows.get('RS-1.14②')?.map(({ treatments }) => treatments)).toEqual([['transfer', 'reduce']]);
      // What runs over the page is one row.
      expect(rows.get('RS-1.1③')?.map(({ treatments, contents }) => [treatments, contents.length])).toEqual([[['reduce'], 2]]);
      expect(rows.get('RS-2.2')?.map(({ treatments }) => treatments)).toEqual([[], ['reduce']]);
    });

    test('the terms are corrected at once', async () => {
      const found = await findingsOf(files);
      const edits = found.flatMap(({ finding, whole }) =>
        finding.rule === 'treatment-term' ? (fixesOf(finding, whole, OPTIONS).find(({ safe }) => safe)?.edits ?? []) : [],
      );
      expect(edits).toHaveLength(7);
      const after = applyEdits(files, [{ uri: edits[0]?.uri ?? '', splices: edits.flatMap(({ splices }) => splices) }]);
      expect(after.get(ANNEX)).toBe(files.get(ANNEX)?.replaceAll('転移', '移転'));
      expect(of(await findingsOf(after), 'treatment-term')).toEqual([]);
    });
  },
);
