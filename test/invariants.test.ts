/** The invariants of docs/adding.md that concern rules and fixes. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPackage, fixesOf } from '../core/check.ts';
import { rules } from '../core/rules/registry.ts';
import type { Rule } from '../core/rules/rule.ts';
import { Text } from '../core/text/text.ts';
import { applyEdits, findingsOf, OPTIONS, openFixture, parseFixture, pathOf, describe as told } from './support/fixture.ts';

const folder = new URL('./fixtures/rules/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.fixture'));
const fixture = (name: string) => parseFixture(readFileSync(new URL(name, folder), 'utf8')).files;

describe('invariant 12: a rule that throws is reported once and hides nothing else', () => {
  /** The rule as it is, but broken on everything it looks at. */
  const broken = (rule: Rule): Rule => {
    const fail = () => {
      throw new Error('broken on purpose');
    };
    switch (rule.scope) {
      case 'block':
        return { ...rule, check: fail };
      case 'entry':
        return { ...rule, check: fail };
      case 'document':
        return { ...rule, check: fail };
      case 'outcome':
        return { ...rule, check: fail };
      default:
        return rule;
    }
  };
  const files = new Map([
    ...fixture('yaml-syntax.fixture'),
    ...fixture('missing-evidence.fixture'),
    ...fixture('fullwidth-colon.fixture'),
  ]);
  const check = async (active: readonly Rule[]) => {
    const { packages } = await openFixture(files);
    return packages.flatMap((whole) => [...checkPackage(whole, { ...OPTIONS, rules: active }).values()].flat());
  };

  for (const rule of rules) {
    if (rule.scope === 'suppression' || rule.scope === 'engine') continue;
    test(rule.code, async () => {
      const whole = await check(rules);
      const found = await check(rules.map((one) => (one === rule ? broken(one) : one)));
      const errors = found.filter((finding) => finding.rule === 'internal-error');
      expect(errors.length).toBeLessThanOrEqual(1);
      for (const error of errors) expect(error.message('ja')).toContain(rule.code);
      const others = (findings: typeof found) =>
        findings
          .filter((finding) => finding.rule !== rule.code && finding.rule !== 'internal-error')
          .map((finding) => told(finding));
      expect(others(found)).toEqual(others(whole));
    });
  }

  test('most rules do look at these files', async () => {
    const counts = await Promise.all(
      rules.map(
        async (rule) =>
          (await check(rules.map((one) => (one === rule ? broken(one) : one)))).filter(
            ({ rule: code }) => code === 'internal-error',
          ).length,
      ),
    );
    expect(counts.filter((count) => count === 1).length).toBeGreaterThan(10);
  });

  test('no baseline accepts that a rule failed: nobody knows what it would have found', async () => {
    const { packages } = await openFixture(files);
    const accepted = [...files.keys()].map((path) => ({
      uri: `${packages[0]?.uri}/${path}`,
      rule: 'internal-error',
      reason: '後で',
    }));
    const baseline = { uri: `${packages[0]?.uri}/baseline.json`, accepted, faults: [] };
    const active = rules.map((one) => (one.code === 'missing-evidence' ? broken(one) : one));
    const found = packages.flatMap((whole) => [...checkPackage(whole, { ...OPTIONS, rules: active, baseline }).values()].flat());
    expect(found.filter(({ rule }) => rule === 'internal-error')).toHaveLength(1);
  });

  test('fixes that throw are none, and are named', async () => {
    const { packages } = await openFixture(files);
    const active = rules.map(
      (rule): Rule => ({
        ...rule,
        fixes: () => {
          throw new Error('broken on purpose');
        },
      }),
    );
    const told = new Set<string>();
    const options = { ...OPTIONS, rules: active, failed: (name: string) => told.add(name) };
    const found = packages.flatMap((whole) =>
      [...checkPackage(whole, OPTIONS).values()].flat().map((finding) => ({ whole, finding })),
    );
    for (const { whole, finding } of found) expect(fixesOf(finding, whole, options)).toEqual([]);
    expect([...told].sort()).toEqual([...new Set(found.map(({ finding }) => finding.rule))].sort());
  });
});

/** Ways the same document may be written. Each keeps its meaning, line by line. */
const ways: Readonly<Record<string, (text: string) => string>> = {
  crlf: (text) => text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'),
  'byte order mark': (text) => (text.startsWith('\uFEFF') ? text : `\uFEFF${text}`),
  'no line end at the end': (text) => text.replace(/[\r\n]+$/, ''),
  'blank lines above entries': (text) => text.replace(/^(?= {2}- )/gm, '\n'),
  'comments above entries': (text) => text.replace(/^(?= {2}- )/gm, '  # 注：[ " の中\n'),
  // Lines indented by anything else, or that begin with a dash that is none, have no columns to double.
  'four columns': (text) =>
    /^ *(?:[\u3000\t]|-[a-z]|[ー－])/m.test(text)
      ? text
      : text
          .split('\n')
          .map((line) => line.replace(/^(?: {2})+/, (lead) => lead + lead).replace(/^( *)- (?=\S+:(?: |$))/, '$1-   '))
          .join('\n'),
};

describe('invariants 5 and 6: a fix changes its splices alone, and its finding goes', () => {
  /** Multi-line quoted text and the like would mean something else re-indented; fixtures that mark lone CRs have line ends of their own. */
  const usable = names.filter((name) => ![...fixture(name).values()].some((text) => /\r(?!\n)/.test(text)));
  const plan = fc.record({
    name: fc.constantFrom(...usable),
    way: fc.subarray(Object.keys(ways), { maxLength: 3 }),
    pick: fc.nat(1_000),
    choice: fc.nat(10),
  });

  test('for every fixture, written in other ways', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async ({ name, way, pick, choice }) => {
        const written = new Map(
          [...fixture(name)].map(([path, text]) => [path, way.reduce((before, one) => ways[one]?.(before) ?? before, text)]),
        );
        const found = await findingsOf(written);
        if (found.length === 0) return;
        const { finding, whole } = found[pick % found.length] as (typeof found)[number];
        const fixes = fixesOf(finding, whole, OPTIONS);
        const fix = fixes[choice % Math.max(1, fixes.length)];
        if (!fix) return;
        const after = applyEdits(written, fix.edits);

        for (const { uri, splices } of fix.edits) {
          const before = written.get(pathOf(uri)) ?? '';
          const ordered = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
          const oddEnds = (text: string) => text.replaceAll('\r\n', '').split('\n').length - 1;
          let odd = 0;
          let at = 0;
          let expected = '';
          for (const { start, end, text } of ordered) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeLessThanOrEqual(before.length);
            odd += oddEnds(text) - oddEnds(before.slice(start, end));
            expected += before.slice(at, start) + text;
            at = end;
          }
          // What is written ends its lines as the file does; what only moves keeps its own.
          if (before.includes('\r\n') && finding.rule !== 'yaml-syntax') expect(odd).toBeLessThanOrEqual(0);
          expect(after.get(pathOf(uri))).toBe(expected + before.slice(at));
          expect(Text.of(before).spliceAll(splices).toString()).toBe(expected + before.slice(at));
        }

        const remaining = await findingsOf(after);
        // A grouped finding counts once for each control it stands for, so that a fix of one of them shows.
        const count = (list: typeof found, code: string) =>
          list.reduce((sum, one) => sum + (one.finding.rule === code ? (one.finding.controls?.length ?? 1) : 0), 0);
        const title = `${name} [${way.join(', ')}] ${told(finding, ['en'])} * ${fix.title('en')}`;
        expect(count(remaining, finding.rule), title).toBeLessThan(count(found, finding.rule));
        if (finding.rule !== 'yaml-syntax')
          expect(count(remaining, 'yaml-syntax'), title).toBeLessThanOrEqual(count(found, 'yaml-syntax'));
      }),
      { numRuns: 400 },
    );
  });
});

describe('invariants 2 and 4: whatever stands in a file, rules find places inside it and none fails', () => {
  const line = fc.constantFrom(
    'kaiji: checklist/v1',
    'catalog: medcloud-checklist',
    'answers:',
    '  - control: CL-22',
    '  - control：ＣＬ－９４',
    '  - CL-3',
    '    status: 対象外',
    '    answer: 同上',
    '    answer: &a [*a, *b]',
    '    parts: { "(1)": 一つ, （１）: 二つ }',
    '    parts: *a',
    '    evidence: [ev-a, { at: 3 }, [x]]',
    '    same-as: { x: y }',
    '    note: [[CL-1]] を参照 #1',
    '    note: "開いた',
    '    plan: { due: X, Inc. }',
    '    ans',
    '  control: [',
    'evidence:',
    '  - { id: EV A, title: &b {} }',
    '---',
    'kaiji: disclosure/v1',
    'sections: &s',
    '  - section: org.policy',
    '    sections: *s',
    '    responds-to: [CL-22(3), 1, { a: b }]',
    'kaiji: package/v1',
    'rules: { missing-status: maybe, x: off }',
    '# kaiji-disable missing-answer',
    '# kaiji-disable-next-line -- 理由',
    '　',
    '',
  );

  test('lines in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.constantFrom('\n', '\r\n', '\r'), async (lines, eol) => {
        const source = lines.join(eol);
        for (const { finding } of await findingsOf(new Map([['a.kaiji.yaml', source]]))) {
          expect(finding.rule, finding.message('en')).not.toBe('internal-error');
          expect(finding.start).toBeGreaterThanOrEqual(0);
          expect(finding.end).toBeGreaterThanOrEqual(finding.start);
          expect(finding.end).toBeLessThanOrEqual(source.length);
          expect(rules.map(({ code }) => code)).toContain(finding.rule);
        }
      }),
      { numRuns: 600 },
    );
  });
});
