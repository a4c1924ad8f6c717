/** The coverage view and the view of evidence: their trees against golden files, and the numbers they share with the command line. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { searchCatalogs } from '../core/catalog/search.ts';
import { checkPackage } from '../core/check.ts';
import { counted } from '../core/features/views/counted.ts';
import { type CoverageFilter, coverageChildren, coverageRoots } from '../core/features/views/coverage.ts';
import { coveragePlace, coverageTarget, evidencePlace } from '../core/features/views/target.ts';
import { coverageOf } from '../core/package/coverage.ts';
import type { Package } from '../core/package/package.ts';
import { readScaffoldTexts } from '../core/scaffold/texts.ts';
import { Text } from '../core/text/text.ts';
import { bundled } from './support/catalogs.ts';
import { example, exampleNames } from './support/examples.ts';
import { OPTIONS, openFixture, parseFixture } from './support/fixture.ts';
import { coverageTree, evidenceTree, type Narrowed } from './support/view-dump.ts';

const folder = new URL('./fixtures/views/', import.meta.url);
const update = process.env.UPDATE_GOLDEN === '1';
const archive = readFileSync(new URL('clinic.fixture', folder), 'utf8');

function expectGolden(name: string, text: string): void {
  const golden = new URL(name, folder);
  if (update) writeFileSync(golden, text);
  expect(existsSync(golden), `no golden file ${name}: run with UPDATE_GOLDEN=1 and review it`).toBe(true);
  expect(text).toBe(readFileSync(golden, 'utf8'));
}

async function clinic(): Promise<Package> {
  const [whole] = (await openFixture(parseFixture(archive).files)).packages;
  if (!whole) throw new Error('no package');
  return whole;
}

const asked = { language: 'ja', date: OPTIONS.date, filters: [] } as const;

describe.each(['ja', 'en'] as const)('in %s', (language) => {
  test('everything', async () => {
    const whole = await clinic();
    expectGolden(`coverage.${language}.txt`, coverageTree(whole, language));
    expectGolden(`evidence.${language}.txt`, evidenceTree(whole, language));
  });

  test('narrowed', async () => {
    const whole = await clinic();
    const found = async (words: string) => {
      const clauses = await searchCatalogs(whole.catalogs, await (await bundled).glossary(), words);
      return new Set(clauses.map(({ control }) => control));
    };
    const cases: readonly (readonly [string, Narrowed])[] = [
      ['no evidence', { filters: ['unbacked'] }],
      ['not applicable, judged or overdue', { filters: ['notApplicable', 'judged', 'overdue'] }],
      ['ｃｌ９', { found: await found('ｃｌ９') }],
      ['ぱすわーど, not answered', { found: await found('ぱすわーど'), filters: ['unanswered'] }],
      ['nothing has it', { found: await found('そんざいしないことば') }],
    ];
    const told = cases.map(([name, narrowed]) => `# ${name}\n${coverageTree(whole, language, narrowed)}`);
    expectGolden(`narrowed.${language}.txt`, told.join('\n'));
  });
});

test.each(exampleNames)('%s: documents say what `kaiji check` counts', async (name) => {
  const [whole] = (await openFixture(example(name))).packages;
  if (!whole) throw new Error('no package');
  const [root] = coverageRoots(whole, asked);
  const nodes = root ? (coverageChildren(whole, root.id, asked) ?? []) : [];
  const coverage = coverageOf(whole);
  const checklists = nodes.filter(({ kind }) => kind === 'checklist');
  expect(checklists.map(({ description }) => /\d+\/\d+/.exec(description)?.[0])).toEqual(
    coverage.map(({ answered, controls }) => `${answered}/${controls}`),
  );
  const shownWith = (filter: CoverageFilter) => {
    const narrowed = { ...asked, filters: [filter] };
    const roots = coverageRoots(whole, narrowed);
    const children = roots.flatMap(({ id }) => coverageChildren(whole, id, narrowed) ?? []);
    return children.filter(({ kind }) => kind === 'checklist').reduce((sum, { shown }) => sum + shown, 0);
  };
  const sum = (of: (one: (typeof coverage)[number]) => number) => coverage.reduce((total, one) => total + of(one), 0);
  expect(shownWith('unanswered')).toBe(sum(({ controls, answered }) => controls - answered));
  expect(shownWith('judged')).toBe(sum(({ judged }) => judged));
  expect(shownWith('notApplicable')).toBe(sum(({ notApplicable }) => notApplicable));
});

test('what is overdue is what the rule reports', async () => {
  const whole = await clinic();
  const reported = [...checkPackage(whole, OPTIONS).values()].flat().filter(({ rule }) => rule === 'overdue');
  const late = coverageTree(whole, 'en', { filters: ['overdue'] });
  expect(reported.map(({ control }) => control)).toEqual(['IT-4', 'CL-38']);
  for (const { control } of reported) expect(late).toContain(`:overdue] ${control} `);
  expect(late.match(/:overdue\]/g)).toHaveLength(reported.length);
});

test('what has no evidence is what the rule reports', async () => {
  const whole = await clinic();
  const reported = [...checkPackage(whole, OPTIONS).values()].flat().filter(({ rule }) => rule === 'missing-evidence');
  const unbacked = coverageTree(whole, 'en', { filters: ['unbacked'] });
  expect(reported.map(({ control }) => control)).toEqual(['IT-2', 'CL-95']);
  for (const { control } of reported) expect(unbacked).toContain(`:unbacked] ${control} `);
  expect(unbacked.match(/:unbacked\]/g)).toHaveLength(reported.length);
});

/** The id of the node that stands for a control, by the path of its document. */
function idOf(whole: Package, path: string, control: string): string {
  const nodes = (id: string): readonly string[] =>
    (coverageChildren(whole, id, asked) ?? []).flatMap((node) => (node.hasChildren ? nodes(node.id) : [node.id]));
  const found = coverageRoots(whole, asked)
    .flatMap(({ id }) => nodes(id))
    .find((id) => id.includes(`/${path}#`) && id.endsWith(`\n${control}`));
  if (found === undefined) throw new Error(`no node for ${control}`);
  return found;
}

test.each([
  ['a-checklist.kaiji.yaml', 'IT-7', 'IT-7'],
  ['disclosure.kaiji.yaml', 'org.docs', 'org.docs'],
  ['risks.kaiji.yaml', 'RS-1.1③', 'RS-1.1③'],
])('%s: a node with an entry leads to it, and the entry back to the node', async (path, control, text) => {
  const whole = await clinic();
  const id = idOf(whole, path, control);
  const target = coverageTarget(whole, id, OPTIONS.date);
  if (!target || !('file' in target)) throw new Error('no place');
  const { file, span } = target;
  expect(file.text.slice(span.start, span.end)).toBe(text);
  const place = coveragePlace(whole, file, span.start, OPTIONS.date);
  expect(place?.path.at(-1)).toBe(id);
  // The whole line belongs to it.
  const lineStart = file.text.lineStart(file.text.lineAt(span.start));
  if (control !== 'org.docs') expect(coveragePlace(whole, file, lineStart, OPTIONS.date)).toEqual(place);
  expect(place?.path.slice(0, -1).every((one, i) => place.path[i + 1]?.startsWith(`${one}\n`))).toBe(true);
});

test('before its first entry a document is at hand itself; in what the view does not count, nothing is', async () => {
  const whole = await clinic();
  const fileOf = (path: string) => [...whole.files].find(([uri]) => uri.endsWith(`/${path}`))?.[1];
  const [sheet, manifest] = [fileOf('b-medcloud.kaiji.yaml'), fileOf('kaiji.yaml')];
  if (!sheet || !manifest) throw new Error('no file');
  const place = coveragePlace(whole, sheet, 0, OPTIONS.date);
  expect(place?.path).toEqual([whole.uri, `${whole.uri}\n${sheet.uri}#0`]);
  expect(coveragePlace(whole, manifest, 0, OPTIONS.date)).toBeUndefined();
});

test.each([
  ['b-medcloud.kaiji.yaml', 'CL-77', '未記入', ['CL-38', 'CL-77', 'CL-94']],
  ['a-checklist.kaiji.yaml', 'IT-9', '未記入', ['IT-8', 'IT-9']],
  ['a-checklist.kaiji.yaml', 'IT-10', '', ['IT-8', 'IT-10']],
  ['risks.kaiji.yaml', 'RS-1.1④', '未記入', ['RS-1.1③', 'RS-1.1④']],
  ['disclosure.kaiji.yaml', 'parties', '●●', ['purpose', 'parties', 'telemedicine']],
])('%s: for %s, which has no entry, one is made where the catalog has it', async (path, control, left, order) => {
  const whole = await clinic();
  await readScaffoldTexts(whole, ['missing-control']);
  const id = idOf(whole, path, control);
  const target = coverageTarget(whole, id, OPTIONS.date);
  if (!target || !('edit' in target)) throw new Error('no edit');
  const before = whole.files.get(target.edit.uri)?.text;
  const after = target.edit.splices.reduceRight((text, splice) => text.splice(splice), before ?? Text.of(''));
  const source = after.slice(0, after.length);
  const places = order.map((name) => source.search(new RegExp(`(?:control|scenario|section): "?${name}(?:\\s|,|$)`, 'm')));
  expect(
    places.every((at, i) => at >= 0 && (i === 0 || at > (places[i - 1] as number))),
    source,
  ).toBe(true);
  // What is made is led to, where the author goes on.
  const files = new Map([...parseFixture(archive).files, [path, source]]);
  const [made] = (await openFixture(files)).packages;
  const again = made && coverageTarget(made, id, OPTIONS.date, true);
  if (!again || !('file' in again)) throw new Error('no place');
  const text = again.file.text.slice(again.span.start, again.span.end);
  expect(left === '●●' ? text.slice(0, 2) : text).toBe(left);
  // What is typed there stays apart from the comment.
  const typed = again.file.text.splice({ ...again.span, text: '分離' });
  const line = typed.lineText(typed.lineAt(again.span.start));
  if (left === '') expect(line.trim()).toBe('"(1)": 分離 # 開発');
});

test('nothing is made in a document that cannot be read there', async () => {
  const files = new Map(parseFixture(archive).files);
  files.set(
    'b-medcloud.kaiji.yaml',
    'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-77\n    answer: "\n',
  );
  const [whole] = (await openFixture(files)).packages;
  const target = whole && coverageTarget(whole, idOf(whole, 'b-medcloud.kaiji.yaml', 'CL-77'), OPTIONS.date);
  if (target && 'refused' in target) expect(target.refused('en')).toContain('Problems panel');
  else expect(target && 'file' in target).toBe(true);
});

test('a further disclosure with nothing of the outline is a leaf, and leads to its file', async () => {
  const nothing = 'kaiji: disclosure/v1\nsections: []\n';
  const files = Object.entries({ 'kaiji.yaml': 'kaiji: package/v1\n', 'a.kaiji.yaml': nothing, 'b.kaiji.yaml': nothing });
  const [whole] = (await openFixture(new Map(files))).packages;
  if (!whole) throw new Error('no package');
  const [first, second] = coverageChildren(whole, whole.uri, asked) ?? [];
  expect([first?.hasChildren, second?.hasChildren]).toEqual([true, false]);
  const target = second && coverageTarget(whole, second.id, OPTIONS.date);
  expect(target && 'file' in target && target.file.uri).toMatch(/b\.kaiji\.yaml$/);
  // What is unfolded has something in it, all the way down.
  expect(coverageTree(whole, 'en')).toContain('[disclosure] b.kaiji.yaml | 0/0');
});

test('an entry of the register is the place of its node', async () => {
  const whole = await clinic();
  const file = [...whole.files.values()].find(({ uri }) => uri.endsWith('/register.kaiji.yaml'));
  if (!file) throw new Error('no register');
  const at = file.text.slice(0, file.text.length).indexOf('ev-old');
  expect(evidencePlace(whole, file, at, OPTIONS.date)?.path.at(-1)).toMatch(/\nev-old$/);
  expect(evidencePlace(whole, file, 3, OPTIONS.date)).toBeUndefined();
});

test('a document of an unknown catalog is not counted', async () => {
  const [whole] = (await openFixture(new Map([['a.kaiji.yaml', 'kaiji: checklist/v1\ncatalog: nonesuch\nanswers: []\n']])))
    .packages;
  const document = whole?.documents[0];
  expect(whole && document && counted(whole, document, 0, OPTIONS.date)).toBeUndefined();
  expect(whole && coverageRoots(whole, asked)).toEqual([]);
});
