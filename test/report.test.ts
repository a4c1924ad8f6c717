/** The report on a package: its page against a golden file in both languages, and the numbers it shares with `kaiji check`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'parse5';
import { Parser } from 'saxen';
import { describe, expect, test } from 'vitest';
import { reportJson } from '../cli/output/report-json.ts';
import { reportForm } from '../convert/report/form.ts';
import { reportHtml } from '../convert/report/html.ts';
import { reportMarkdown } from '../convert/report/markdown.ts';
import { sectionsOf } from '../convert/report/sections.ts';
import { reportSvg } from '../convert/report/svg.ts';
import { writeHtml } from '../convert/write/html.ts';
import { checkPackage } from '../core/check.ts';
import { validityOn } from '../core/model/evidence.ts';
import { REMAINING } from '../core/report/remaining.ts';
import { type PackageReport, reportOn } from '../core/report/report.ts';
import { OPTIONS, openFixture, parseFixture, pathOf } from './support/fixture.ts';

const folder = new URL('./fixtures/report/', import.meta.url);
const update = process.env.UPDATE_GOLDEN === '1';

async function reportsOf(archive: string): Promise<readonly PackageReport[]> {
  const { packages } = await openFixture(parseFixture(archive).files);
  return packages.map((whole) => reportOn(whole, checkPackage(whole, OPTIONS), OPTIONS.date));
}

const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

describe('the page', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.fixture'))) {
    for (const language of ['ja', 'en'] as const) {
      const golden = name.replace('.fixture', `.${language}.md`);
      test(golden, async () => {
        const page = reportMarkdown(await reportsOf(read(name)), { language, date: OPTIONS.date, pathOf });
        if (update) writeFileSync(new URL(golden, folder), page);
        expect(existsSync(new URL(golden, folder)), `no golden file ${golden}: run with UPDATE_GOLDEN=1 and review it`).toBe(
          true,
        );
        expect(page).toBe(read(golden));
        // Every row of a table has as many cells as its head.
        for (const table of page
          .trim()
          .split(/\n+(?=[^|])|\n\n/)
          .filter((part) => part.startsWith('| '))) {
          const widths = table.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length);
          expect(new Set(widths).size, table).toBe(1);
        }
      });
    }
  }
});

test('clinic.ja.html: the same with charts, as one file', async () => {
  const page = reportHtml(await reportsOf(read('clinic.fixture')), { language: 'ja', date: OPTIONS.date, pathOf });
  const golden = new URL('clinic.ja.html', folder);
  if (update) writeFileSync(golden, page);
  expect(page).toBe(read('clinic.ja.html'));
  // What is drawn is said too.
  for (const [, title, description] of page.matchAll(/<svg[^>]*><title>([^<]*)<\/title><desc>([^<]*)<\/desc>/g))
    expect([title, description]).toEqual([expect.stringMatching(/./), expect.stringMatching(/\d/)]);
  expect(page.match(/<figure class="drawing(?: wide| narrow)?"><svg xmlns="[^"]*" role="img"/g)?.length).toBe(
    page.split('<svg').length - 1,
  );
  parse(page, {
    onParseError: ({ code }) => {
      throw new Error(code);
    },
  });
});

test('clinic.ja.svg: the drawings alone, as one picture that needs no page', async () => {
  const options = { language: 'ja', date: OPTIONS.date, pathOf } as const;
  const reports = await reportsOf(read('clinic.fixture'));
  const sheet = reportSvg(reports, options);
  if (update) writeFileSync(new URL('clinic.ja.svg', folder), sheet);
  expect(sheet).toBe(read('clinic.ja.svg'));
  const names: string[] = [];
  new Parser()
    .on('openTag', (name) => void names.push(name))
    .on('error', (error) => {
      throw error;
    })
    .parse(sheet);
  expect([...new Set(names)].filter((name) => !DRAWN.has(name))).toEqual([]);
  expect(sheet).not.toMatch(/var\(|currentColor|href|url\(|style=|NaN|undefined/);
});

const DRAWN = new Set(['svg', 'g', 'title', 'desc', 'text', 'rect', 'line', 'path', 'circle']);

test('in a view, words lead to their places; in a file they are words', async () => {
  const [, service] = await reportsOf(read('clinic.fixture'));
  if (!service) throw new Error('a service is expected');
  const form = reportForm([service], {
    language: 'ja',
    date: OPTIONS.date,
    pathOf,
    shows: 'both',
    hasPages: true,
  });
  expect(writeHtml(form, { hasOrigins: true })).not.toMatch(/data-(?:uri|line|place)|class="place"/);
  const sections = new Map(sectionsOf(form).map((one) => [one.id, one]));
  expect([...sections.keys()].slice(0, 5)).toEqual(['', 'summary', 'answers', 'remaining', 'guidelines']);
  const placesOf = (id: string, words: string) => {
    const { html = '', places } = sections.get(id) ?? {};
    const [, place] = new RegExp(`<button type="button" class="place" data-place="(\\d+)">${words}<`).exec(html) ?? [];
    return places?.[Number(place)]?.map(({ control, uri, line }) => [control, uri?.replace(/^.*\//, ''), line]);
  };
  // One place, and several: the entries of a category, the unanswered first, then those that have none.
  expect(placesOf('judgements', 'CL-94')).toEqual([['CL-94', 'checklist.kaiji.yaml', 19]]);
  expect(placesOf('due', 'CL-94')).toEqual([['CL-94', 'checklist.kaiji.yaml', 17]]);
  expect(placesOf('answers', 'サービス仕様 › 物理（設備・機器）')?.slice(0, 5)).toEqual([
    ['CL-153', 'checklist.kaiji.yaml', 26],
    ['CL-154', 'checklist.kaiji.yaml', 30],
    ['CL-155', 'checklist.kaiji.yaml', 36],
    ['CL-149', undefined, 0],
    ['CL-150', undefined, 0],
  ]);
  // Of a finding, what it says.
  expect(sections.get('gaps')?.places[0]?.[0]?.text).toMatch(/。$/);
  // What a guideline leaves open is nowhere but in its catalog.
  expect(sections.get('guidelines')?.places.at(-1)?.[0]).toEqual({
    control: expect.stringMatching(/^MIC-/),
    uri: undefined,
    line: 0,
  });
});

test('lines that move change no HTML', async () => {
  const html = async (archive: string) => {
    const [, service] = await reportsOf(archive);
    const form = service && reportForm([service], { language: 'ja', date: OPTIONS.date, pathOf, shows: 'both' });
    return form && sectionsOf(form).map((one) => one.html);
  };
  const archive = read('clinic.fixture');
  const moved = archive.replaceAll('answers:\n', 'answers:\n\n');
  expect(moved).not.toBe(archive);
  expect(await html(moved)).toEqual(await html(archive));
});

test('what is left, by category: each control once in each column', async () => {
  const [, service] = await reportsOf(read('clinic.fixture'));
  const [sheet] = service?.coverage ?? [];
  const sum = (kind: (typeof REMAINING)[number]) => service?.remaining.reduce((total, one) => total + one[kind].length, 0);
  expect(sum('unanswered')).toBe((sheet?.controls ?? 0) - (sheet?.answered ?? 0));
  const access = service?.remaining.find(({ category }) => category.endsWith('識別・認証・認可（アクセス制御）'));
  expect(access?.unproven.map(({ control }) => control)).toEqual(['CL-73', 'CL-95']);
  expect(access?.overdue).toEqual([{ control: 'CL-94', line: 17 }]);
  expect(access?.judged.map(({ control }) => control)).toEqual(['CL-94']);
  for (const one of service?.remaining ?? []) {
    const all = new Set(REMAINING.flatMap((kind) => one[kind].map(({ control }) => control)));
    expect(all.size).toBe(one.controls);
    for (const kind of REMAINING) expect(new Set(one[kind].map(({ control }) => control)).size).toBe(one[kind].length);
  }
});

test('what is overdue is what the rule says is', async () => {
  const { packages } = await openFixture(parseFixture(read('clinic.fixture')).files);
  for (const date of ['2026-08-31', '2026-10-01', '2026-12-02', '2030-01-01'])
    for (const whole of packages) {
      const findings = checkPackage(whole, { date });
      const { deadlines } = reportOn(whole, findings, date);
      const said = [...findings.values()].flat().filter(({ rule }) => rule === 'overdue');
      const places = said.map(({ file, start }) => `${file.uri} ${file.text.positionAt(start).line}`);
      const late = deadlines.filter(({ state }) => state === 'overdue');
      expect(late.map(({ uri, line }) => `${uri} ${line}`).sort()).toEqual(places.sort());
      expect(deadlines.map(({ daysLeft }) => daysLeft ?? Infinity)).toEqual(
        deadlines.map(({ daysLeft }) => daysLeft ?? Infinity).sort((a, b) => a - b),
      );
    }
});

test('who does what', async () => {
  const [, service] = await reportsOf(read('clinic.fixture'));
  const by = (bearer: string) =>
    service?.duties.filter((duty) => duty.bearer === bearer).map(({ id, target, shared }) => `${id} ${target ?? '-'} ${shared}`);
  expect(by('customer')).toEqual(['CL-73 医療機関の職員 false', 'org.user-measures - false', 'RS-2.2 端末 true']);
  expect(by('platform')).toEqual(['CL-153 - false', 'CL-154 - false']);
  expect(service?.duties.filter(({ open }) => open).map(({ id }) => id)).toContain('CL-94');
  const [own, named] = service?.duties.filter(({ bearer }) => bearer === 'platform') ?? [];
  expect(own?.text).toBe('データセンターの入退館を24時間監視しています。');
  expect(named?.from).toBe('株式会社見本基盤');
});

test('what becomes of the evidence', async () => {
  const [, service] = await reportsOf(read('clinic.fixture'));
  expect(
    service?.evidence.map((one) => [one.id, one.lastDay, one.daysLeft, one.validity, one.citations, one.isUnused, one.file]),
  ).toEqual([
    // A month lasts to its end.
    ['ev-cert', '2026-08-31', -31, 'expired', 1, false, 'elsewhere'],
    ['ev-contract', '2026-11-15', 45, 'expiring', 1, false, 'missing'],
    ['ev-insurance', '2027-03-31', 181, 'valid', 0, true, 'outside'],
    ['ev-later', '2028-03-31', 547, 'valid', 1, false, undefined],
    ['ev-policy', undefined, undefined, undefined, 0, true, undefined],
  ]);
});

test('evidence is about to end from 60 days before its last day on', () => {
  const on = (date: string) => validityOn(date, '2026-11-15')?.validity;
  expect(['2026-09-15', '2026-09-16', '2026-11-15', '2026-11-16'].map(on)).toEqual(['valid', 'expiring', 'expiring', 'expired']);
});

test('what evaluators left open: the newest verdict counts', async () => {
  const [, service] = await reportsOf(read('clinic.fixture'));
  expect(service?.judgements.map(({ control, round, result }) => [control, round, result])).toEqual([
    ['CL-94', 1, 'nonconforming'],
  ]);
});

test('categories add up to the sheet', async () => {
  for (const { coverage, categories } of await reportsOf(read('clinic.fixture'))) {
    for (const sheet of coverage) {
      const own = categories.filter(({ uri, catalog }) => uri === sheet.uri && catalog === sheet.catalog);
      for (const key of ['controls', 'answered', 'withEvidence', 'notApplicable', 'judged'] as const)
        expect(
          own.reduce((sum, one) => sum + one[key], 0),
          key,
        ).toBe(sheet[key]);
    }
  }
});

test('a guideline counts each of its controls once', async () => {
  for (const { guidelines } of await reportsOf(read('clinic.fixture')))
    for (const { categories, ...guideline } of guidelines) {
      for (const { controls, answered, covered, touched, open } of [guideline, ...categories])
        expect(answered + covered + touched + open.length).toBe(controls);
      expect(categories.flatMap(({ open }) => open).sort()).toEqual([...guideline.open].sort());
      expect(categories.reduce((sum, one) => sum + one.covered, 0)).toBe(guideline.covered);
    }
});

test('of one file, what concerns it; how far the guidelines are, of the package', async () => {
  const { packages } = await openFixture(parseFixture(read('clinic.fixture')).files);
  const whole = packages.at(-1);
  const uri = [...(whole?.files.keys() ?? [])].find((one) => one.endsWith('checklist.kaiji.yaml'));
  if (!whole || uri === undefined) throw new Error('a checklist is expected');
  const findings = checkPackage(whole, OPTIONS);
  const [part, all] = [reportOn(whole, findings, OPTIONS.date, new Set([uri])), reportOn(whole, findings, OPTIONS.date)];
  expect([part.isPart, all.isPart]).toEqual([true, false]);
  expect(part.files).toEqual([{ uri }]);
  expect(part.annexes).toEqual([]);
  expect(part.coverage).toEqual(all.coverage.filter((one) => one.uri === uri));
  expect(part.gaps.flatMap(({ places }) => places).every((place) => place.uri === uri)).toBe(true);
  expect(part.guidelines).toEqual(all.guidelines);
  expect(reportMarkdown([part], { language: 'ja', date: OPTIONS.date, pathOf })).toContain('対象: checklist.kaiji.yaml');
});

describe('the JSON', () => {
  const json = async () => reportJson(await reportsOf(read('clinic.fixture')), { language: 'ja', date: OPTIONS.date, pathOf });

  test('has no address in it, and no key that docs/report.md leaves out', async () => {
    const text = await json();
    expect(text).not.toMatch(/"uri"|[a-z]+:\/\/\//);
    const keys = new Set<string>();
    JSON.parse(text, (key, value: unknown) => {
      if (Number.isNaN(Number(key))) keys.add(key);
      return value;
    });
    const documented = readFileSync(new URL('../docs/report.md', import.meta.url), 'utf8');
    expect(
      [...keys].filter((key) => key !== '' && !documented.includes(`\`${key}\``) && !documented.includes(`"${key}"`)),
    ).toEqual([]);
  });

  test('has every key in every element of a list', async () => {
    const { packages } = JSON.parse(await json()) as { packages: readonly Record<string, unknown>[] };
    for (const name of [
      'remaining',
      'deadlines',
      'evidence',
      'submissions',
      'judgements',
      'duties',
      'annexes',
      'assessments',
      'gaps',
    ]) {
      const elements = packages.flatMap((one) => one[name] as readonly object[]);
      expect(elements.length, name).toBeGreaterThan(0);
      for (const element of elements) expect(Object.keys(element), name).toEqual(Object.keys(elements[0] ?? {}));
    }
  });
});

test('a statement that is still blank, or beside an entry that is, answers nothing', async () => {
  const statement = (text: string) => `-- statements.kaiji.yaml --
kaiji: statements/v1
statements:
  - { id: st-a, text: ${text}, satisfies: [CL-94, CL-95] }
-- checklist.kaiji.yaml --
kaiji: checklist/v1
catalog: medcloud-checklist
answers:
  - { control: CL-95, answer: 未記入 }
`;
  const answered = async (text: string) => {
    const [report] = await reportsOf(`-- kaiji.yaml --\nkaiji: package/v1\n${statement(text)}`);
    return report?.guidelines.find(({ catalog }) => catalog === 'medcloud-checklist')?.answered ?? 0;
  };
  expect(await answered('一人に一つのIDを発行しています。')).toBe(1);
  expect(await answered('●●を発行しています。')).toBe(0);
});

test('a sheet counts as submitted once nothing is missing', async () => {
  const complete = async (head: string) => {
    const [report] = await reportsOf(
      `-- kaiji.yaml --\nkaiji: package/v1\n-- c.kaiji.yaml --\nkaiji: checklist/v1\ncatalog: medcloud-checklist\n${head}`,
    );
    return report?.submissions.map((one) => one.complete);
  };
  const rest = 'reference-no: "1"\napplicant: { organization: 例, product: 例 }\nevaluators: [{ name: 評価 花子 }]\n';
  expect(await complete(rest)).toEqual([false]);
  expect(await complete('submitted: 2026-10-01\n')).toEqual([false]);
  expect(await complete(`submitted: 2026-10-01\n${rest}`)).toEqual([true]);
});
