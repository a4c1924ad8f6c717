/** The benchmark measures what it says: its packages are clean, its edits are what it tells the servers, wrong answers are noticed, figures are right. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BOUNDS, judged, LARGE, SMALL } from '../bench/bounds.mjs';
import { type Content, contentOf } from '../bench/content/package.mjs';
import { randomFrom } from '../bench/content/random.mjs';
import { kaijiPackage, peerDocument } from '../bench/content/render.mjs';
import { KINDS, unitsOfEdits } from '../bench/edits.mjs';
import { FLOORS } from '../bench/floor.mjs';
import { GOALS } from '../bench/goals.mjs';
import { Session } from '../bench/lsp/session.mjs';
import { Sheet } from '../bench/lsp/sheet.mjs';
import { emptyServer, kaiji } from '../bench/lsp/subjects.mjs';
import { benchmarksPage } from '../bench/page.mjs';
import { QUESTIONS } from '../bench/requests.mjs';
import { kept, type Results } from '../bench/results.mjs';
import type { Measured } from '../bench/run.mjs';
import type { Size } from '../bench/sizes.mjs';
import { distribution } from '../bench/statistics.mjs';
import { Text } from '../core/text/text.ts';
import { findingsOf } from './support/fixture.ts';

const COUNTS = { typing: 20, others: 3, pastes: 2 };

const filesOf = (content: Content, change = (sheet: Sheet) => sheet.toString()) => {
  const { files, sheet } = kaijiPackage(content);
  return new Map([...files, ['checklist.kaiji.yaml', change(new Sheet(sheet))]]);
};

describe('content', () => {
  test('is the same every time, and another for another seed', () => {
    expect(contentOf({ answers: 60 })).toEqual(contentOf({ answers: 60 }));
    expect(contentOf({ answers: 60, seed: 2 }).answers).not.toEqual(contentOf({ answers: 60 }).answers);
    // The peer is given the same answers, though its catalog is smaller.
    const [all, few] = [contentOf({ answers: 60 }), contentOf({ answers: 60, controls: 20 })];
    expect(few.answers.map(({ lines }) => lines)).toEqual(all.answers.map(({ lines }) => lines));
    expect(peerDocument(all).sheet.entries).toEqual(kaijiPackage(all).sheet.entries);
  });

  test('answers every control once, at length, and cites all evidence', () => {
    const { answers, controls, evidence } = contentOf({ answers: 500 });
    expect(answers.map(({ control }) => control)).toEqual(controls.map(({ id }) => id));
    expect(new Set(controls.map(({ id }) => id)).size).toBe(500);
    for (const { lines } of answers) {
      const { length } = lines.join('');
      expect(length >= 100 && length <= 450, `${length}`).toBe(true);
    }
    expect(new Set(answers.flatMap((answer) => answer.evidence))).toEqual(new Set(evidence.map(({ id }) => id)));
    for (const answer of answers) expect([1, 2, 3]).toContain(answer.evidence.length);
  });

  test('has no findings but the one put into the last entry', async () => {
    const found = await findingsOf(filesOf(contentOf({ answers: 253 })));
    expect(found.map(({ finding }) => finding.rule)).toEqual(['invalid-value']);
    const { files, sheet } = kaijiPackage(contentOf({ answers: 253 }));
    expect(await findingsOf(new Map([...files, ['checklist.kaiji.yaml', sheet.head + sheet.entries.join('')]]))).toEqual([]);
  });
});

describe('edits', () => {
  test('sent to a server make the text that the sheet has', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 25, max: 40 }), (seed, answers) => {
        const { sheet: source } = kaijiPackage(contentOf({ answers, seed }));
        const sheet = new Sheet(source);
        let text = Text.of(sheet.toString());
        for (const unit of unitsOfEdits(sheet, randomFrom(seed), COUNTS)) {
          for (const { make } of unit) {
            const { range, text: inserted } = make(sheet);
            text = text.splice({ start: text.offsetAt(range.start), end: text.offsetAt(range.end), text: inserted });
            expect(text.toString()).toBe(sheet.toString());
          }
          // Any unit may follow any: none leaves entries fewer or wrong.
          expect(sheet.entries).toHaveLength(answers);
          expect(sheet.wrong.size).toBe(1);
          expect(sheet.unanswered.size - [...sheet.unanswered].filter((id) => id.endsWith('x')).length).toBe(0);
        }
      }),
      { numRuns: 10 },
    );
  });

  test('are of every kind, and leave no findings behind', async () => {
    const content = contentOf({ answers: 60 });
    const kinds = new Set<string>();
    const pasted: number[] = [];
    const files = filesOf(content, (sheet) => {
      for (const unit of unitsOfEdits(sheet, randomFrom(1), COUNTS)) {
        for (const { kind, make } of unit) {
          kinds.add(kind);
          const { text } = make(sheet);
          if (kind === 'paste') pasted.push(text.split('\n').length - 1);
        }
      }
      return sheet.toString();
    });
    expect(kinds).toEqual(new Set(Object.keys(KINDS)));
    expect(pasted.length).toBeGreaterThan(0);
    for (const lines of pasted) expect(lines >= 150 && lines < 300, `${lines}`).toBe(true);
    expect((await findingsOf(files)).map(({ finding }) => finding.rule)).toEqual(['invalid-value']);
  });
});

describe('a session', () => {
  const run = async (subject: ReturnType<typeof kaiji>) => {
    const session = new Session(subject, [contentOf({ answers: 40 })]);
    await session.start();
    const { document } = await session.open();
    const random = randomFrom(2);
    for (const unit of unitsOfEdits(document.sheet, random, { typing: 5, others: 2, pastes: 1 })) {
      for (const { make } of unit) await session.change(document, make(document.sheet));
    }
    for (const { offered, ask } of Object.values(QUESTIONS)) if (offered(session)) await ask(session, document, random);
    return session;
  };

  test('passes our server', async () => {
    const session = await run(kaiji());
    expect(session.failures).toEqual([]);
    expect(session.checked).toBeGreaterThan(20);
    await session.end();
  });

  test('fails a server that answers nothing', async () => {
    const session = await run(emptyServer());
    // Opened or edited, one finding is always due, and every question has an answer.
    expect(session.failures).toHaveLength(session.checked);
    session.subject = { ...session.subject, findsNothing: false };
    await expect(session.end()).rejects.toThrow(/reports are wrong/);
  });

  test('notices a finding that is missing, in the wrong place, or too many', async () => {
    const { sheet } = kaijiPackage(contentOf({ answers: 30 }));
    const spoilt = new Sheet(sheet).lineOf(29);
    const at = (line: number) => ({ range: { start: { line } } });
    const session = new Session(kaiji(), [contentOf({ answers: 30 })]);
    const failuresWith = (lines: readonly number[]) =>
      session.failuresOf(new Sheet(sheet), session.packages[0]?.content as Content, lines.map(at));
    expect(failuresWith([spoilt + 1])).toEqual([]);
    expect(failuresWith([])).toHaveLength(2);
    expect(failuresWith([spoilt - 1])).toHaveLength(1);
    expect(failuresWith([spoilt + 1, spoilt + 1])).toHaveLength(2);
    expect(failuresWith([1, spoilt + 1])).toHaveLength(1);
    await session.end();
  });
});

test.each([
  [[], undefined],
  [[3], { n: 1, p50: 3, p95: 3, max: 3 }],
  [[4, 1, 3, 2], { n: 4, p50: 2, p95: 4, max: 4 }],
  [Array.from({ length: 100 }, (_, i) => 100 - i), { n: 100, p50: 50, p95: 95, max: 100 }],
  [[1.23456, 0.000123456], { n: 2, p50: 0.0001235, p95: 1.235, max: 1.235 }],
])('the distribution of %j', (samples, expected) => {
  expect(distribution(samples)).toEqual(expected);
});

/** A size at which everything of ours takes so long, and of the peer so much longer. */
function sizeOf(n: number, ms: number, peer = 100_000): Size {
  const spread = (value: number) => ({ n: 40, p50: value, p95: value, max: value });
  const measured = (value: number, peak: number): Measured => ({
    start: spread(value),
    open: spread(value),
    edits: Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, { ms: spread(value), bytes: spread(80) }])),
    questions: Object.fromEntries(
      Object.keys(QUESTIONS).map((name) => [name, { atOnce: spread(value), later: spread(value), bytes: 10, count: 1 }]),
    ),
    peak,
    closed: { before: 1e6, after: 1e6, residentBefore: 2e6, residentAfter: 2e6 },
    checked: 7,
    stopped: [],
  });
  return {
    n,
    bytes: 1000 * n,
    packageBytes: 1100 * n,
    floors: Object.fromEntries(Object.keys(FLOORS).map((floor) => [floor, spread(n / 20)])),
    servers: { kaiji: measured(ms, 50e6 + 5000 * n), empty: measured(0.1, 50e6), peer: measured(peer, 300e6) },
  };
}

describe('bounds', () => {
  const broken = (small: number, large: number) =>
    judged(sizeOf(SMALL, small), sizeOf(LARGE, large)).flatMap(({ what, holds }) => (holds ? [] : [what]));

  test('let pass what does not grow, and stop what grows with the document', () => {
    expect(broken(1, 1.5)).toEqual([]);
    expect(broken(2, 40)).toHaveLength(6 + 3 + 1);
  });

  test('stop an answer that ships the list again where nothing changed, and say what tells more', () => {
    const large = sizeOf(LARGE, 1);
    const typing = large.servers.kaiji?.edits.typing;
    if (typing) typing.bytes = { ...typing.bytes, max: 450 };
    const stopped = judged(sizeOf(SMALL, 1), large).filter(({ holds }) => !holds);
    expect(stopped.map(({ ratio }) => ratio)).toEqual([450]);
    expect(stopped[0]?.more).toBe(`npm run bench -- --n ${SMALL},${LARGE} --without-peer`);
  });

  test('a ratio that was not measured does not hold', () => {
    const { servers, ...size } = sizeOf(LARGE, 1);
    expect(judged(sizeOf(SMALL, 1), { ...size, servers: {} }).filter(({ holds }) => holds)).toEqual([]);
    expect(judged(sizeOf(SMALL, 1), { ...size, servers })).toHaveLength(BOUNDS.length);
  });
});

describe('docs/benchmarks.md', () => {
  const about = { command: 'npm run bench', date: '2026-11-21', node: 'v0', machine: 'a machine', load: 0.2 };
  const results = (sizes: Size[]): Results => ({
    server: {
      about,
      titles: { kaiji: 'Kaiji', peer: 'the peer', empty: 'empty server' },
      debounce: { kaiji: 0, peer: 200, empty: 0 },
      sizes,
    },
    elsewhere: {
      weights: { about, title: 'Weights', text: 'Light.', goals: { sizes: { measured: '600 kB', met: true } } },
    },
  });
  const verdicts = (found: Results) => Object.fromEntries(GOALS.map(({ name, judge }) => [name, judge(found)?.met]));
  const measured = [
    'keystroke',
    'flat',
    'open',
    'start',
    'completion',
    'hover',
    'definition',
    'symbols',
    'folding',
    'wire',
    'memory',
  ];

  test('is written from bench/results', () => {
    const page = readFileSync(new URL('../docs/benchmarks.md', import.meta.url), 'utf8');
    expect(page).toBe(benchmarksPage(kept()));
  });

  test('every result has the form the page takes in', () => {
    for (const { about, title, text, goals } of Object.values(kept().elsewhere)) {
      expect(Object.keys(about)).toEqual(['command', 'date', 'node', 'machine', 'load']);
      expect([title, text].every((one) => one.length > 0)).toBe(true);
      for (const name of Object.keys(goals)) expect(GOALS.map((goal) => goal.name)).toContain(name);
    }
  });

  test('judges each goal by what was measured, and by nothing else', () => {
    const good = verdicts(results([sizeOf(253, 1), sizeOf(1000, 1.1), sizeOf(20_000, 1.2)]));
    expect(good).toEqual({
      ...Object.fromEntries(GOALS.map(({ name }) => [name, undefined])),
      ...Object.fromEntries([...measured, 'sizes'].map((name) => [name, true])),
    });
    // Ours takes long at N=20,000, the peer no longer than ours.
    const bad = verdicts(results([sizeOf(253, 100, 101), sizeOf(1000, 100, 101), sizeOf(20_000, 20_000, 101)]));
    expect(Object.keys(bad).filter((name) => bad[name])).toEqual(['wire', 'memory', 'sizes']);
    expect(Object.values(verdicts({ elsewhere: {} })).every((met) => met === undefined)).toBe(true);
  });

  test('holds every goal, every kind of edit and every section there is', () => {
    const page = benchmarksPage(results([sizeOf(253, 1), sizeOf(20_000, 1.2)]));
    for (const { what, goal } of GOALS) expect(page).toContain(`| ${what} | ${goal} |`);
    for (const title of Object.values(KINDS)) expect(page).toContain(`| ${title} | 0.90 / 0.90 · `);
    expect(page).toContain('## Weights\n\nLight.\n\n*2026-11-21, Node v0, a machine: `npm run bench`.*');
    expect(page).toContain('| sizes | dist/server.js ≤ 700 kB, .vsix ≤ 1.5 MB with every catalog | 600 kB | met |');
    expect(page).not.toContain('undefined');
    expect(page).not.toContain('NaN');
  });
});

test('the peer is locked, with no place to fetch it from', () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(`../bench/peer/${path}`, import.meta.url), 'utf8'));
  const { packages } = read('package-lock.json') as { packages: Record<string, { version?: string; resolved?: string }> };
  expect(packages['node_modules/yaml-language-server']?.version).toBe(read('package.json').dependencies['yaml-language-server']);
  expect(Object.values(packages).flatMap(({ resolved }) => resolved ?? [])).toEqual([]);
});
