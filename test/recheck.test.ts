/** An edit costs what it can affect: which checks run again, and that what is taken over is what a check from scratch finds (invariant 7). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Check, check } from '../core/check.ts';
import type { Workspace } from '../core/package/workspace.ts';
import { rules } from '../core/rules/registry.ts';
import { Text } from '../core/text/text.ts';
import { OPTIONS, openFixture, ROOT, describe as told } from './support/fixture.ts';

/** 30 files: the manifest, a register, a disclosure, common answers, and 26 check sheets, one for each of the first categories. */
function largePackage(): Map<string, string> {
  const files = new Map([
    ['kaiji.yaml', 'kaiji: package/v1\n'],
    ['evidence.kaiji.yaml', 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程A }\n  - { id: ev-b, title: 規程B }\n'],
    [
      'disclosure.kaiji.yaml',
      'kaiji: disclosure/v1\nsections:\n  - { section: org.policy, body: 方針を定めています。, evidence: [ev-a] }\n',
    ],
    ['statements.kaiji.yaml', 'kaiji: statements/v1\nstatements:\n  - { id: st-a, text: 共通です。, satisfies: [CL-250] }\n'],
  ]);
  for (let sheet = 0; sheet < 26; sheet++) {
    const entries = Array.from({ length: 5 }, (_, i) => sheet * 5 + i + 1).map(
      (number) =>
        `  - { control: CL-${number}, status: 対応済, answer: 回答${number}です。, evidence: [${sheet === 0 ? 'ev-b' : 'ev-a'}] }\n`,
    );
    files.set(
      `sheet-${String(sheet).padStart(2, '0')}.kaiji.yaml`,
      `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n${entries.join('')}`,
    );
  }
  return files;
}

async function packageOf(workspace: Workspace) {
  const [whole] = await workspace.packagesIn(ROOT);
  if (!whole) throw new Error('no package');
  return whole;
}

/** Rules that looked at more than the edited entry, and at how many. */
function elsewhere({ runs }: Check): Record<string, number> {
  return Object.fromEntries([...runs].filter(([, count]) => count > 1));
}

describe('a package of 30 files', () => {
  const open = async () => {
    const files = largePackage();
    const { workspace } = await openFixture(files);
    const first = check(await packageOf(workspace), OPTIONS);
    const edit = async (path: string, from: string, to: string) => {
      const text = files.get(path) ?? '';
      expect(text).toContain(from);
      workspace.setOpen(`${ROOT}/${path}`, Text.of(text.replace(from, to)));
      return check(await packageOf(workspace), OPTIONS, first);
    };
    return { first, edit };
  };

  test('has 30 files, each entry looked at once in a first check', async () => {
    const { first } = await open();
    expect(first.whole.files.size).toBe(30);
    // Headers and entries.
    expect(first.runs.get('unknown-key')).toBe(30 + 2 + 1 + 1 + 26 * 5);
    expect(first.runs.get('missing-evidence')).toBe(26 * 5);
    expect(first.runs.get('missing-control')).toBe(26);
  });

  test('nothing runs again where nothing changed', async () => {
    const { first } = await open();
    const again = check(first.whole, OPTIONS, first);
    expect(again.runs.size).toBe(0);
    for (const [uri, findings] of again.findings) expect(findings).toBe(first.findings.get(uri));
  });

  test('words of an answer concern their own entry', async () => {
    const { first, edit } = await open();
    const after = await edit('sheet-07.kaiji.yaml', '回答38です。', '回答38です。詳しく書きました。');
    expect(after.runs.get('missing-evidence')).toBe(1);
    expect(after.runs.get('unknown-key')).toBe(1);
    expect(elsewhere(after)).toEqual({});
    const kept = [...after.findings].filter(([uri, findings]) => findings === first.findings.get(uri));
    expect(kept).toHaveLength(29);
  });

  test('what is told in the first sheet is counted again only where an answer comes or goes', async () => {
    const { edit } = await open();
    expect((await edit('sheet-00.kaiji.yaml', '回答1です。', '回答を改めました。')).runs.get('missing-control')).toBeUndefined();
  });

  test('an answer that goes is missing, as the first sheet says', async () => {
    const { edit } = await open();
    const after = await edit('sheet-07.kaiji.yaml', 'CL-38,', 'CL-250,');
    expect(after.runs.get('missing-control')).toBe(1);
  });

  test('a renamed register entry concerns those that cite it', async () => {
    const { edit } = await open();
    const after = await edit('evidence.kaiji.yaml', 'ev-b', 'ev-c');
    expect(after.runs.get('unknown-evidence')).toBe(5);
    const [uri] = [...after.findings.keys()].filter((one) => one.endsWith('sheet-00.kaiji.yaml'));
    expect(after.findings.get(uri ?? '')?.filter(({ rule }) => rule === 'unknown-evidence')).toHaveLength(5);
  });

  test('a level that changes runs nothing again', async () => {
    const { first } = await open();
    const after = check(first.whole, { ...OPTIONS, editor: { 'missing-control': 'hint' } }, first);
    expect(after.runs.size).toBe(0);
    const levels = (of: Check) => new Set([...of.findings.values()].flat().map(({ rule, severity }) => `${rule} ${severity}`));
    expect(levels(first)).toContain('missing-control warning');
    expect(levels(after)).toContain('missing-control hint');
  });
});

describe('the stamp of a file', () => {
  const answer = (number: number) =>
    `  - control: CL-${number}\n    answer: |\n      回答${number}です。\n      続き${number}です。\n`;
  const SHEET = 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n';

  /** Files an editor has open and was told about: what a rule finds. */
  const seen = async (code: string, texts: Record<string, string>) => {
    const files = new Map([['kaiji.yaml', 'kaiji: package/v1\n'], ...Object.entries(texts)]);
    const { workspace } = await openFixture(files);
    const options = { ...OPTIONS, rules: rules.filter((rule) => rule.code === code) };
    const uri = `${ROOT}/b.kaiji.yaml`;
    let last = check(await packageOf(workspace), options);
    expect(last.findingsOf(uri).length).toBeGreaterThan(0);
    /** Whether the stamp of `b` is another one once texts are replaced in a file, one after the other. */
    return async (path: string, ...changes: readonly (readonly [string, string])[]) => {
      const before = last.stampOf(uri);
      for (const [from, to] of changes) {
        const text = files.get(path) ?? '';
        expect(text).toContain(from);
        files.set(path, text.replace(from, to));
        workspace.setOpen(`${ROOT}/${path}`, Text.of(files.get(path) ?? ''));
        // Read, as for a request, but not checked: what stands between two edits stays the same.
        await packageOf(workspace);
      }
      last = check(await packageOf(workspace), options, last);
      return last.stampOf(uri) !== before;
    };
  };
  const unknownKey = () =>
    seen('unknown-key', { 'b.kaiji.yaml': `${SHEET}${answer(31)}  - control: CL-12\n    shurui: 1\n${answer(32)}${answer(33)}` });

  test('stays while nothing found is another, and nothing stands elsewhere', async () => {
    const edited = await unknownKey();
    expect(await edited('b.kaiji.yaml', ['続き33', '続き三三'])).toBe(false);
  });

  test('is another where lines move', async () => {
    const edited = await unknownKey();
    expect(await edited('b.kaiji.yaml', ['続き31です。', '続きです。\n      足しました。'])).toBe(true);
  });

  test('is another where lines move between edits that make up for each other', async () => {
    const edited = await unknownKey();
    const changes = [
      ['続き31です。', '続きです。\n      足しました。'] as const,
      ['回答33です。\n      ', '回答33です。'] as const,
    ];
    expect(await edited('b.kaiji.yaml', ...changes)).toBe(true);
  });

  test('is another where lines move in a file a finding points to, also behind an edit that changed nothing', async () => {
    const edited = await seen('duplicate-control', {
      'a.kaiji.yaml': `${SHEET}${answer(21)}${answer(22)}${answer(12)}`,
      'b.kaiji.yaml': `${SHEET}  - control: CL-12\n${answer(32)}${answer(33)}`,
    });
    expect(await edited('b.kaiji.yaml', ['続き33', '続き三三'])).toBe(false);
    expect(await edited('a.kaiji.yaml', ['続き21です。', '続きです。\n      足しました。'])).toBe(true);
  });
});

test('a check that takes over what it can finds what one from scratch finds', { timeout: 120_000 }, async () => {
  const example = fileURLToPath(new URL('../examples/clinic-cloud/', import.meta.url));
  const files = new Map(
    readdirSync(example)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name, readFileSync(join(example, name), 'utf8')]),
  );
  const report = ({ findings, whole }: Check) =>
    [...findings.values()]
      .flat()
      .map((finding) => {
        const related = (finding.related ?? []).map(
          ({ uri, at }) => `${uri} ${(whole.fileAt(uri)?.tree.startOf(at.block) ?? Number.NaN) + at.start}`,
        );
        return `${told(finding, ['en'])}${related.join(' ')}`;
      })
      .join('\n');
  const edit = fc.record({
    file: fc.constantFrom(...files.keys()),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(60),
    text: fc.constantFrom('', '\n', '- control: CL-7\n', 'ev-isms-cert', 'CL-94', '"', '---\n', 'status: 対応済\n', '90', '　'),
  });
  // What other files look up: ids, titles, headers, the lists entries stand in.
  const rewrite = fc.record({
    file: fc.constantFrom(...files.keys()),
    from: fc.constantFrom(
      'terms:',
      'roles:',
      'parties:',
      'catalog: ',
      'id: ',
      'ev-',
      'st-',
      'ro-',
      'CL-',
      '責任者',
      'implemented',
      '/v1',
      '  - ',
    ),
    to: fc.constantFrom(
      'terms:',
      'roles:',
      'catalog: x',
      'id: x',
      'ev-',
      'ro-',
      'CL-1',
      '管理者',
      'not-applicable',
      '/v1',
      '  # - ',
    ),
    all: fc.boolean(),
  });
  const edited = (before: string, one: typeof edit extends fc.Arbitrary<infer T> ? T : never) => {
    const start = Math.floor(one.at * before.length);
    return before.slice(0, start) + one.text + before.slice(start + one.length);
  };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(edit, rewrite), { minLength: 1, maxLength: 6 }), async (edits) => {
      const { workspace } = await openFixture(files);
      const now = new Map(files);
      let last = check(await packageOf(workspace), OPTIONS);
      for (const one of edits) {
        const { file } = one;
        const before = now.get(file) ?? '';
        if ('at' in one) now.set(file, edited(before, one));
        else now.set(file, one.all ? before.replaceAll(one.from, one.to) : before.replace(one.from, one.to));
        workspace.setOpen(`${ROOT}/${file}`, Text.of(now.get(file) ?? ''));
        for (const whole of await workspace.packagesIn(ROOT)) {
          const next = check(whole, OPTIONS, last.whole.uri === whole.uri ? last : undefined);
          expect(report(next)).toBe(report(check(whole, OPTIONS)));
          if (next.whole.uri === ROOT) last = next;
        }
      }
    }),
    { numRuns: 40 },
  );
});
