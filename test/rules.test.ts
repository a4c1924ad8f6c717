/** Every fixture of test/fixtures/rules: the findings marked in it, one to one; their wording and fixes against the golden file beside it; and what every fix owes. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, describe as group, test } from 'vitest';
import { rules } from '../core/rules/registry.ts';
import { applied, describe, findingsOf, lineDiff, parseFixture, pathOf } from './support/fixture.ts';

const folder = new URL('./fixtures/rules/', import.meta.url);
const update = process.env.UPDATE_GOLDEN === '1';
const names = readdirSync(folder).filter((name) => name.endsWith('.fixture'));

group('rules', () => {
  for (const name of names) {
    test(name.replace('.fixture', ''), async () => {
      const { files, expected } = parseFixture(readFileSync(new URL(name, folder), 'utf8'));
      const found = await findingsOf(files);

      const line = (path: string, code: string, start: number, end: number) => {
        const text = files.get(path) ?? '';
        const at = text.slice(0, start).split('\n').length;
        return `${path}:${at} ${code} [${start},${end}) ${JSON.stringify(text.slice(start, end).slice(0, 40))}`;
      };
      expect(found.map(({ finding }) => line(pathOf(finding.file.uri), finding.rule, finding.start, finding.end)).sort()).toEqual(
        expected.map(({ path, code, start, end }) => line(path, code, start, end)).sort(),
      );

      let golden = '';
      for (const { finding, whole } of found) {
        golden += describe(finding);
        for (const { fix, files: after } of applied(finding, whole, files)) {
          const flags = `${fix.safe ? ' (safe)' : ''}${fix.preferred ? ' (preferred)' : ''}`;
          golden += `  * ${fix.title('ja')} / ${fix.title('en')}${flags}\n`;
          for (const [path, text] of after) if (text !== files.get(path)) golden += lineDiff(files.get(path) ?? '', text);

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
