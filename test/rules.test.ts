/** Every fixture of test/fixtures/rules: the findings marked in it, one to one; their wording and fixes against the golden file beside it; and what every fix owes. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, describe as group, test } from 'vitest';
import { rules } from '../core/rules/registry.ts';
import { applied, describe, findingsOf, parseFixture } from './support/fixture.ts';
import { goldenOf, placeLine, placesOf } from './support/told.ts';

const folder = new URL('./fixtures/rules/', import.meta.url);
const update = process.env.UPDATE_GOLDEN === '1';
const names = readdirSync(folder).filter((name) => name.endsWith('.fixture'));

group('rules', () => {
  for (const name of names) {
    test(name.replace('.fixture', ''), async () => {
      const { files, expected } = parseFixture(readFileSync(new URL(name, folder), 'utf8'));
      const found = await findingsOf(files);

      expect(placesOf(files, found)).toEqual(
        expected.map(({ path, code, start, end }) => placeLine(files, path, code, start, end)).sort(),
      );

      for (const { finding, whole } of found) {
        for (const { fix, files: after } of applied(finding, whole, files)) {
          // Invariant 6: the finding is gone, everything still parses, no new error.
          const remaining = await findingsOf(after);
          // A grouped finding counts once for each control it stands for, so that a fix of one of them shows.
          const count = (list: typeof found) =>
            list.reduce(
              (sum, other) => sum + (other.finding.rule === finding.rule ? (other.finding.controls?.length ?? 1) : 0),
              0,
            );
          expect(count(remaining), `"${fix.title('en')}" leaves its finding`).toBeLessThan(count(found));
          const errors = (list: typeof found) =>
            list
              .filter((other) => other.finding.severity === 'error' && other.finding.rule !== finding.rule)
              .map((other) => describe(other.finding, ['en']).replace(/:\d+:\d+/, ''));
          for (const error of errors(remaining)) expect(errors(found), `"${fix.title('en')}" brings an error`).toContain(error);
        }
      }
      const golden = goldenOf(files, found);
      const goldenFile = new URL(name.replace('.fixture', '.golden'), folder);
      if (update) writeFileSync(goldenFile, golden);
      expect(
        existsSync(goldenFile),
        `no golden file for ${name}: run UPDATE_GOLDEN=1 npx vitest run test/rules.test.ts and review it`,
      ).toBe(true);
      expect(golden).toBe(readFileSync(goldenFile, 'utf8'));
    });
  }

  test('every rule has a fixture that shows it', () => {
    const shown = new Set(
      names.flatMap((name) => parseFixture(readFileSync(new URL(name, folder), 'utf8')).expected.map(({ code }) => code)),
    );
    const elsewhere = new Set(['internal-error']); // test/invariants.test.ts breaks a rule to see it
    expect(rules.map(({ code }) => code).filter((code) => !shown.has(code) && !elsewhere.has(code))).toEqual([]);
  });

  test('every rule is a file of core/rules named for it, and every file of it a rule', () => {
    const there = readdirSync(new URL('../core/rules/', import.meta.url)).filter((name) => name.endsWith('.ts'));
    const files = [...rules.map(({ code }) => `${code}.ts`), 'registry.ts', 'rule.ts'];
    expect(there.sort()).toEqual(files.sort());
  });

  test('no code stands twice', () => {
    const codes = rules.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
