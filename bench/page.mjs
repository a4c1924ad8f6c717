/** docs/benchmarks.md, all of it, from bench/results. */
import { KINDS } from './edits.mjs';
import { figure } from './figure.mjs';
import { FLOORS } from './floor.mjs';
import { above, GOALS, timesPeer } from './goals.mjs';
import { table } from './markdown.mjs';
import { QUESTIONS } from './requests.mjs';

/** @typedef {import('./results.mjs').Results} Results */
/** @typedef {import('./sizes.mjs').Size} Size */
/** @typedef {import('./run.mjs').Measured} Measured */
/** @typedef {import('./statistics.mjs').Distribution} Distribution */

const SERVERS = /** @type {const} */ (['kaiji', 'peer', 'empty']);
const MIB = 2 ** 20;

/**
 * @param {Results} results
 * @returns {string} Markdown
 */
export function benchmarksPage(results) {
  const { server, packages, soak, elsewhere } = results;
  const sections = [
    HEAD,
    goalTable(results),
    ...(server ? serverSections(results, server) : []),
    ...(packages ? [packagesSection(packages)] : []),
    ...(soak ? [soakSection(soak)] : []),
    ...Object.values(elsewhere).map(({ about, title, text }) => [`## ${title}`, text.trim(), whence(about)].join('\n\n')),
    HOW,
  ];
  return `${sections.join('\n\n')}\n`;
}

const HEAD = `# Benchmarks

Written by \`npm run bench\`; do not edit. Ratios in one run on one machine hold; times drift with the machine, and stand here to make the ratios from.
"The peer" is yaml-language-server with a JSON Schema of the same content, what an author would use instead; "the empty server" decodes each message, keeps
nothing and finds nothing, so it is the floor of the harness; N is the number of answers of the check sheet.`;

const HOW = `## How to run it and how to read it

\`\`\`sh
npm run build && npm run bench               # everything but the soak; about a quarter of an hour; writes this page
npm run bench -- --quick                     # N=253 and 5,000, no peer, under a minute and a half; writes nothing
npm run bench -- --soak                      # 10,000 edits over 50 files; writes its section
npm run bench -- --check                     # kaiji check on 1,000 packages beside yaml + ajv; some minutes; writes its section
npm run bench -- --profile typing --n 253,20000  # the functions that one kind of edit spends its time in, and how they grow
npm run bench -- --n 253,20000               # some sizes only; writes nothing
npm run bench -- --peer-controls all         # the peer's bad case: a schema with as many controls as answers; writes nothing
npm run bench -- --server ../other/dist/server.js  # another build
npm run bench -- --ci                        # bounds on ratios (bench/bounds.mjs), exit status 1 where one is broken
npm run bench -- --page                      # this page anew from bench/results
\`\`\`

- **Content.** bench/content makes the same package in every run: a catalog of N controls, a register of 120 documents, one check sheet with N answers of 100 to
  400 characters that cite one to three of them. It has no findings but one, in the last entry, put there so that whatever is inserted above moves it.
- **The peer** gets the same answers in one document and a schema in its fastest form (an enumeration). It has 253 controls at most, round which the answers go: a
  larger enumeration slows it further. Our catalog has N, each answered once. What a schema cannot say (evidence that exists, controls without an answer or
  with two) it does not check. It waits 200 ms before it checks anything; *net* is without that wait. It is installed into bench/peer by the first run, from a
  lock file of its own.
- **Verified.** After every edit the findings must be exactly those expected, each inside its entry; every completion, hover and definition is looked at too.
  One wrong answer ends the run with an error, and the empty server must fail them.
- **Clock.** From the first byte of the edit leaving the client to the last byte of the findings arriving, encoding and decoding in the client excluded. Findings
  are pulled with the previous \`resultId\` in the same moment; where the server cannot be asked, the next publication counts. Servers take turns, edit by edit.
- **p50 / p95 / max**, by nearest rank, *n* samples. A p95 of fewer than twenty samples is their maximum. A pause of a garbage collector shows in p95 and max, the
  client's own too: hence the comparison with the empty server at the same place of its distribution.
- **Memory** is \`VmHWM\` and \`VmRSS\` of Linux; elsewhere those rows are missing. What stays after close is measured in a process of its own in which garbage is
  collected on a signal before the document is opened and after it is closed.
- **Other measurements** put a file into bench/results (\`Elsewhere\` in bench/results.mjs), which \`--page\` takes in: \`npm run package && node
  scripts/sizes.mjs --write\`, \`npm run profile:start\`, \`node test/vscode/activation.mjs\`.`;

function goalTable(/** @type {Results} */ results) {
  const rows = GOALS.map(({ what, goal, judge }) => {
    const verdict = judge(results);
    return [what, goal, verdict?.measured ?? '', verdict ? (verdict.met ? 'met' : '**not met**') : 'not measured'];
  });
  return `## Goals\n\n${table(['What', 'Goal', 'Measured', ''], rows)}`;
}

function serverSections(/** @type {Results} */ results, /** @type {NonNullable<Results['server']>} */ server) {
  const { sizes, titles, about } = server;
  const columns = sizes.map(({ n }) => `N=${n.toLocaleString('en')}`);
  const measured = SERVERS.filter((name) => titles[name] !== undefined);
  /** A row for each server that has something to tell. */
  const rows = (/** @type {string} */ what, /** @type {(measured: Measured) => string | undefined} */ cell) =>
    measured.flatMap((name) => {
      const cells = sizes.map(({ servers }) => servers[name] && cell(servers[name]));
      return cells.some((one) => one !== undefined) ? [[what, titles[name] ?? name, ...cells.map((one) => one ?? '–')]] : [];
    });
  const ratios = Object.entries(KINDS).map(([kind, title]) => [
    title,
    ...sizes.map((size) => {
      const of = (/** @type {Measured} */ { edits }) => edits[kind]?.ms;
      const [p50, p95] = [above(size, of, 'p50'), above(size, of, 'p95')];
      const times = timesPeer(results, size, of);
      return p50 === undefined ? '–' : `${figure(p50)} / ${figure(p95)}${times === undefined ? '' : ` · ${figure(times)}×`}`;
    }),
  ]);
  const heavy = sizes.map(({ n, bytes }) => `${(bytes / 1e6).toFixed(2)} MB at N=${n.toLocaleString('en')}`).join(', ');
  const stopped = sizes.flatMap(({ n, servers }) =>
    measured.flatMap((name) =>
      (servers[name]?.stopped ?? []).map(
        (part) => `${titles[name]} at N=${n.toLocaleString('en')}: ${part === 'gone' ? 'gave no answer in time' : part}`,
      ),
    ),
  );
  const checked = sizes.reduce((sum, { servers }) => sum + (servers.kaiji?.checked ?? 0), 0);
  return [
    `## Edits: milliseconds above the empty server, p50 / p95 · times the peer needs, net\n\n${table(['', ...columns], ratios)}`,
    `The check sheet: ${heavy}. ${checked.toLocaleString('en')} reports and answers of ours were compared with what they must be; all were right.${
      stopped.length > 0 ? `\n\nOut of time, so from fewer samples or missing: ${stopped.join('; ')}.` : ''
    }\n\n${whence(about)}`,
    `## Edits: every server, milliseconds, p50 / p95 / max (n)\n\n${table(
      ['', '', ...columns],
      Object.entries(KINDS).flatMap(([kind, title]) => rows(title, ({ edits }) => edits[kind] && spread(edits[kind].ms))),
    )}`,
    `## Start and open, milliseconds, p50 (n)\n\n${table(
      ['', '', ...columns],
      [
        ...rows('process start → first findings', ({ start }) => start && middle(start)),
        ...rows('open → first findings', ({ open }) => open && middle(open)),
        ...Object.entries(FLOORS).map(([floor, title]) => ['floor', title, ...sizes.map(({ floors }) => middle(floors[floor]))]),
      ],
    )}\n\nThe peer's times hold its 200 ms of waiting.`,
    `## Questions: milliseconds, p50 / p95, right after an edit → later (n)\n\n${table(
      ['', '', ...columns],
      Object.entries(QUESTIONS).flatMap(([name, { title }]) =>
        rows(title, ({ questions }) => {
          const asked = questions[name];
          if (!asked) return undefined;
          const { atOnce, later } = asked;
          return `${figure(atOnce.p50)} / ${figure(atOnce.p95)} → ${figure(later.p50)} / ${figure(later.p95)} (${atOnce.n})`;
        }),
      ),
    )}`,
    `## On the wire: bytes the server sends, p50 / max\n\n${table(
      ['', '', ...columns],
      [
        ...Object.entries(KINDS).flatMap(([kind, title]) =>
          rows(title, ({ edits }) => edits[kind] && `${count(edits[kind].bytes.p50)} / ${count(edits[kind].bytes.max)}`),
        ),
        ...Object.entries(QUESTIONS).flatMap(([name, { title }]) =>
          rows(title, ({ questions }) => {
            const asked = questions[name];
            return asked && `${count(asked.bytes)}${asked.count ? ` (${count(asked.count)} items)` : ''}`;
          }),
        ),
      ],
    )}`,
    `## Memory, MiB\n\n${table(
      ['', '', ...columns],
      [
        ...rows('peak', ({ peak }) => (peak === undefined ? undefined : mib(peak))),
        ...rows('held before open → after close', ({ closed }) => closed && `${mib(closed.before)} → ${mib(closed.after)}`),
        ...rows(
          'resident before open → after close',
          ({ closed }) => closed && `${mib(closed.residentBefore)} → ${mib(closed.residentAfter)}`,
        ),
      ],
    )}`,
  ];
}

function packagesSection(/** @type {NonNullable<Results['packages']>} */ found) {
  const { packages, n, idleSeconds, idleProcessor, one, many, oneProcessor, manyProcessor, others, told, about } = found;
  return [
    `## ${packages} packages of ${n} answers open`,
    table(
      ['', 'one open', `${packages} open`],
      [
        ['a keystroke, milliseconds, p50 / p95 / max (n)', one ? spread(one) : '–', many ? spread(many) : '–'],
        ['processor time a keystroke, milliseconds', figure(oneProcessor), figure(manyProcessor)],
        [`processor time while idle for ${idleSeconds} s, milliseconds`, '', figure(idleProcessor)],
        [
          'asking again about a package that was not edited, milliseconds, p50 / p95 / max (n)',
          '',
          others ? spread(others) : '–',
        ],
        ['documents told anew to a client that follows the workspace, after an edit with a finding', '', String(told)],
      ],
    ),
    whence(about),
  ].join('\n\n');
}

function soakSection(/** @type {NonNullable<Results['soak']>} */ { edits, files, n, ms, resident, rest, checked, about }) {
  const cells = (/** @type {Distribution | undefined} */ one, /** @type {(value: number) => string} */ show) =>
    one ? `${show(one.p50)} / ${show(one.max)}` : '–';
  const size = (/** @type {number | undefined} */ bytes) => (bytes === undefined ? '–' : mib(bytes));
  return [
    `## Soak: ${count(edits)} edits over ${files} files of ${n} answers`,
    table(
      ['p50 / max', 'first tenth', 'last tenth'],
      [
        ['milliseconds an edit', cells(ms.first, figure), cells(ms.last, figure)],
        ['resident memory, MiB', cells(resident.first, mib), cells(resident.last, mib)],
      ],
    ),
    `Peak ${size(resident.peak)} MiB; ${count(checked)} reports compared with what they must be.${
      rest
        ? ` At rest, when nothing has been edited for a while and the server has collected its garbage: ${size(rest.before)} MiB before the first edit, ${size(rest.after)} after the last.`
        : ''
    }`,
    whence(about),
  ].join('\n\n');
}

/** Where a figure is from, and a word of warning where the machine was busy. */
function whence(/** @type {import('./machine.mjs').About} */ { command, date, node, machine, load }) {
  const busy = load > 1 ? ` **The machine was busy (load ${load}): the times, and the ratios less so, are too high.**` : '';
  return `*${date}, Node ${node}, ${machine}: \`${command}\`.*${busy}`;
}

const spread = (/** @type {Distribution} */ { p50, p95, max, n }) => `${figure(p50)} / ${figure(p95)} / ${figure(max)} (${n})`;
const middle = (/** @type {Distribution | undefined} */ one) => (one ? `${figure(one.p50)} (${one.n})` : '–');
const count = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');
const mib = (/** @type {number} */ bytes) => figure(bytes / MIB);
