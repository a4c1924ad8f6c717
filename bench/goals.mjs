/** What is aimed at, and how it is read from what was measured. Goals are ratios: to the peer, to a floor, or to another size in the same run. */
import { KINDS } from './edits.mjs';
import { figure } from './figure.mjs';

/** @typedef {import('./results.mjs').Results} Results */
/** @typedef {import('./sizes.mjs').Size} Size */
/** @typedef {import('./run.mjs').Measured} Measured */
/** @typedef {import('./statistics.mjs').Distribution} Distribution */
/** @typedef {{ readonly measured: string, readonly met: boolean }} Verdict */

/**
 * @typedef {object} Goal
 * @property {string} name by which a script of another measurement fills it
 * @property {string} what
 * @property {string} goal
 * @property {(results: Results) => Verdict | undefined} judge undefined where it was not measured
 */

const QUESTIONED = ['completion', 'hover', 'definition'];
const LISTED = ['symbols', 'folding'];

/** @type {readonly Goal[]} */
export const GOALS = [
  {
    name: 'keystroke',
    what: 'keystroke → findings for that version (server, p50)',
    goal: '≤ 1.2 ms at N=253 and ≤ 2 ms at N=20,000 above the empty server; ≥ 20× / ≥ 500× faster than the peer net of its debounce',
    judge: (results) =>
      overSizes(results, [253, 20_000], (size) => {
        const ms = above(size, ({ edits }) => edits.typing?.ms, 'p50');
        const times = timesPeer(results, size, ({ edits }) => edits.typing?.ms);
        const [most, least] = size.n === 253 ? [1.2, 20] : [2, 500];
        return ms === undefined
          ? undefined
          : { measured: `${figure(ms)} ms${told(times)}`, met: ms <= most && (times ?? 0) >= least };
      }),
  },
  {
    name: 'flat',
    what: 'edits at N=20,000 against N=253, every kind, p50 and p95 above the empty server’s',
    goal: '≤ 2×',
    judge: (results) => {
      const [small, large] = [sizeOf(results, 253), sizeOf(results, 20_000)];
      if (!small || !large) return undefined;
      const ratios = Object.keys(KINDS).map((kind) =>
        /** @type {const} */ (['p50', 'p95']).map((at) => {
          const [few, many] = [small, large].map((size) => above(size, ({ edits }) => edits[kind]?.ms, at));
          return few === undefined || many === undefined ? undefined : many / few;
        }),
      );
      const known = ratios.flat().filter((ratio) => ratio !== undefined);
      if (known.length === 0) return undefined;
      const measured = Object.keys(KINDS).map(
        (kind, i) => `${kind} ${(ratios[i] ?? []).map((ratio) => figure(ratio)).join(' / ')}`,
      );
      return {
        measured: `${measured.join(', ')} (p50 / p95)`,
        met: known.length === ratios.flat().length && Math.max(...known) <= 2,
      };
    },
  },
  {
    name: 'open',
    what: 'open → first findings',
    goal: '≤ 1.3 × one bare `yaml` parse of the text in a fresh process without warm-up; stretch 0.5 ×',
    judge: (results) =>
      overSizes(results, undefined, ({ servers, floors }) => {
        const [open, parse, whole] = [servers.kaiji?.open?.p50, floors.parse?.p50, floors.package?.p50];
        if (open === undefined || parse === undefined || whole === undefined) return undefined;
        return {
          measured: `${figure(open / parse)} × (${figure(open / whole)} × all files of the package)`,
          met: open / parse <= 1.3,
        };
      }),
  },
  {
    name: 'start',
    what: 'process start → first findings, N=253',
    goal: '≤ half the peer’s, its debounce included',
    judge: (results) =>
      overSizes(results, [253], ({ servers: { kaiji, peer } }) => {
        if (!kaiji?.start || !peer?.start) return undefined;
        const share = kaiji.start.p50 / peer.start.p50;
        return { measured: `${figure(share)} × the peer’s`, met: share <= 0.5 };
      }),
  },
  ...QUESTIONED.map((question) => ({
    name: question,
    what: `${question}, right after an edit, p95`,
    goal: `independent of N (≤ 2 × from N=253 to N=20,000)${question === 'definition' ? '; the peer has none' : '; ≥ 20× the peer'}`,
    judge: (/** @type {Results} */ results) => judgeQuestion(results, question),
  })),
  ...LISTED.map((list) => ({
    name: list,
    what: `document ${list}, nothing changed since, p50`,
    goal: 'linear: from N=1,000 to N=20,000 no more than 1.5 × as much time as there are more answers',
    judge: (/** @type {Results} */ results) => {
      const [small, large] = [sizeOf(results, 1000), sizeOf(results, 20_000)];
      const [few, many] = [small, large].map((size) => size?.servers.kaiji?.questions[list]?.later.p50);
      if (few === undefined || many === undefined) return undefined;
      const growth = many / few / 20;
      return { measured: `${figure(growth)} × as much per answer`, met: growth <= 1.5 };
    },
  })),
  {
    name: 'wire',
    what: 'bytes the server sends for a keystroke that alters no finding (p50)',
    goal: 'the same at every N: a resultId, never the list again',
    judge: (results) => {
      const bytes = results.server?.sizes.map(({ servers }) => servers.kaiji?.edits.typing?.bytes.p50) ?? [];
      const known = bytes.filter((one) => one !== undefined);
      if (known.length < 2) return undefined;
      return { measured: known.join(' · '), met: Math.max(...known) <= 1.1 * Math.min(...known) };
    },
  },
  {
    name: 'memory',
    what: 'peak memory at N=20,000 above the empty server’s; what is left after close',
    goal: '≤ 10 × the size of the text; back to the base (within a tenth of the text)',
    judge: (results) =>
      overSizes(results, [20_000], ({ bytes, servers: { kaiji, empty } }) => {
        if (kaiji?.peak === undefined || empty?.peak === undefined || !kaiji.closed) return undefined;
        const times = (kaiji.peak - empty.peak) / bytes;
        const left = (kaiji.closed.after - kaiji.closed.before) / bytes;
        return { measured: `${figure(times)} ×; ${figure(left)} × stays after close`, met: times <= 10 && left <= 0.1 };
      }),
  },
  {
    name: 'packages',
    what: '50 packages open',
    goal: 'idle cost zero; only touched packages re-checked (an edit ≤ 1.5 × one with a single package open)',
    judge: ({ packages }) => {
      if (!packages?.one || !packages.many || packages.idleProcessor === undefined) return undefined;
      const [idle, ratio] = [packages.idleProcessor / (packages.idleSeconds * 1000), packages.many.p50 / packages.one.p50];
      return {
        measured: `${figure(idle * 100)} % of a core idle; an edit costs ${figure(ratio)} ×, ${packages.told} of ${packages.packages} documents told anew`,
        met: idle < 0.01 && ratio <= 1.5 && packages.told === 1,
      };
    },
  },
  {
    name: 'soak',
    what: '10,000 edits over 50 files',
    goal: 'memory ends where it began (resident, when nothing is edited for a while, ≤ 1.1 × that before the first edit)',
    judge: ({ soak }) => {
      const { first, last } = soak?.resident ?? {};
      const { before, after } = soak?.rest ?? {};
      if (!soak || !first || !last || !before || !after) return undefined;
      const ratio = after / before;
      const edits = soak.edits.toLocaleString('en');
      return {
        measured: `${figure(ratio)} × after ${edits} edits; while they are made ${figure(last.p50 / first.p50)} × (medians of the last tenth and the first)`,
        met: ratio <= 1.1 && soak.edits >= 10_000,
      };
    },
  },
  {
    ...elsewhere('check'),
    what: '`kaiji check` on 1,000 packages × 253 answers',
    goal: '≥ 0.9 × the speed-up that bare parsing of the same files gets with as many workers in the same run; peak memory bounded by one package per job (≤ 1.5 × that of a tenth of the packages)',
  },
  {
    ...elsewhere('activation'),
    what: 'extension activation',
    goal: '≤ 50 ms to return from activate; no work before a kaiji file is seen',
  },
  { ...elsewhere('sizes'), what: 'sizes', goal: 'dist/server.js ≤ 700 kB, .vsix ≤ 1.5 MB with every catalog' },
];

/** A goal that another script's result judges. */
function elsewhere(/** @type {string} */ name) {
  return {
    name,
    judge: (/** @type {Results} */ results) => Object.values(results.elsewhere).find(({ goals }) => goals?.[name])?.goals[name],
  };
}

/**
 * @param {Results} results
 * @param {string} question
 */
function judgeQuestion(results, question) {
  const [small, large] = [sizeOf(results, 253), sizeOf(results, 20_000)];
  const of = (/** @type {Measured} */ { questions }) => questions[question]?.atOnce;
  const [few, many] = [small, large].map((size) => size && above(size, of, 'p95'));
  if (few === undefined || many === undefined) return undefined;
  const growth = many / few;
  const times = (results.server?.sizes ?? []).flatMap(({ servers: { kaiji, peer } }) => {
    const [ours, theirs] = [kaiji && of(kaiji), peer && of(peer)];
    return ours && theirs ? [theirs.p95 / ours.p95] : [];
  });
  const beside =
    question === 'definition'
      ? ''
      : times.length > 0
        ? `; ${times.map(figure).join('× · ')}× the peer`
        : '; the peer was not measured';
  const isFaster = question === 'definition' || (times.length > 0 && Math.min(...times) >= 20);
  return { measured: `${figure(growth)} ×${beside}`, met: growth <= 2 && isFaster };
}

/** @returns {Size | undefined} */
function sizeOf(/** @type {Results} */ { server }, /** @type {number} */ n) {
  return server?.sizes.find((size) => size.n === n);
}

/** The verdicts of several sizes as one: met where all are there and met. */
function overSizes(
  /** @type {Results} */ results,
  /** @type {readonly number[] | undefined} */ wanted,
  /** @type {(size: Size) => Verdict | undefined} */ judge,
) {
  const all = results.server?.sizes ?? [];
  const sizes = wanted ? all.filter(({ n }) => wanted.includes(n)) : all;
  const verdicts = sizes.map((size) => ({ n: size.n, verdict: judge(size) }));
  const known = verdicts.flatMap(({ n, verdict }) => (verdict ? [{ n, ...verdict }] : []));
  if (known.length === 0) return undefined;
  return {
    measured: known.map(({ n, measured }) => `N=${n.toLocaleString('en')}: ${measured}`).join('; '),
    met: known.length === (wanted ?? all).length && known.every(({ met }) => met),
  };
}

/**
 * Our server less the empty one in the same run, both at the same place of their distributions: what is ours. It is never less than the clock can tell.
 * @param {Size} size
 * @param {(measured: Measured) => Distribution | undefined} of
 * @param {'p50' | 'p95'} at
 */
export function above({ servers: { kaiji, empty } }, of, at) {
  const [ours, floor] = [kaiji && of(kaiji), empty && of(empty)];
  return ours && floor ? Math.max(ours[at] - floor[at], 0.01) : undefined;
}

/**
 * How many times as long the peer needs, its debounce and each one's empty exchange taken off.
 * @param {Results} results
 * @param {Size} size
 * @param {(measured: Measured) => Distribution | undefined} of
 */
export function timesPeer({ server }, size, of) {
  const ours = above(size, of, 'p50');
  const theirs = size.servers.peer && of(size.servers.peer);
  const floor = size.servers.empty && of(size.servers.empty);
  if (ours === undefined || !theirs || !floor) return undefined;
  return (theirs.p50 - (server?.debounce.peer ?? 0) - floor.p50) / ours;
}

function told(/** @type {number | undefined} */ times) {
  return times === undefined ? ', the peer was not measured' : `, ${figure(times)}× the peer`;
}
