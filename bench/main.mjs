/** `npm run bench`: see docs/benchmarks.md, or --help. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { judged, LARGE, SMALL } from './bounds.mjs';
import { figure } from './figure.mjs';
import { WrongAnswers } from './lsp/session.mjs';
import { emptyServer, kaiji, peer } from './lsp/subjects.mjs';
import { about } from './machine.mjs';
import { measurePackages } from './packages.mjs';
import { benchmarksPage } from './page.mjs';
import { profile } from './profile.mjs';
import { keep, kept } from './results.mjs';
import { measureSize } from './sizes.mjs';
import { soak } from './soak.mjs';
import { measureCheck } from './throughput/main.mjs';

const PAGE = new URL('../docs/benchmarks.md', import.meta.url);
const PEER_CONTROLS = 253;

const FULL = {
  starts: 7,
  opens: 7,
  typing: 200,
  others: 60,
  pastes: 40,
  questions: 20,
  floors: 5,
  budget: 30_000,
  timeout: 60_000,
  closing: true,
  peerControls: /** @type {number | undefined} */ (PEER_CONTROLS),
};
const QUICK = { ...FULL, starts: 3, opens: 3, typing: 60, others: 10, pastes: 5, questions: 8, floors: 3, budget: 6000 };

/** What the bounds need, and no more. */
const CI = { ...QUICK, starts: 0, questions: 6, budget: 4000, closing: false };

const { values: options } = parseArgs({
  options: {
    help: { type: 'boolean' },
    quick: { type: 'boolean' },
    soak: { type: 'boolean' },
    check: { type: 'boolean' },
    packages: { type: 'string' },
    rounds: { type: 'string' },
    ci: { type: 'boolean' },
    page: { type: 'boolean' },
    profile: { type: 'string' },
    n: { type: 'string' },
    server: { type: 'string' },
    'without-peer': { type: 'boolean' },
    'peer-controls': { type: 'string' },
  },
});

const HELP = `npm run bench -- [--quick | --soak | --check [--packages NUMBER] [--rounds NUMBER] | --ci | --page | --profile KIND] [--n 253,5000] [--server PATH] [--without-peer] [--peer-controls all|NUMBER]
Measures the built server (npm run build) beside yaml-language-server and an empty server; docs/benchmarks.md says what and how.
`;

const say = (/** @type {string} */ told) => process.stderr.write(`${told}\n`);
const show = (/** @type {object} */ results) =>
  process.stdout.write(
    benchmarksPage({ elsewhere: {}, ...results })
      .replace(/^[\s\S]*?(?=## Goals)/, '')
      .replace(/## How to run[\s\S]*/, ''),
  );

function writePage() {
  writeFileSync(PAGE, benchmarksPage(kept()));
  say('wrote docs/benchmarks.md');
}

/** Sizes in turn, each with every server. */
async function measureServers(
  /** @type {readonly number[]} */ sizes,
  /** @type {typeof FULL} */ plan,
  /** @type {boolean} */ withPeer,
) {
  const subjects = [kaiji(server), emptyServer(), ...(withPeer ? [peer()] : [])];
  const began = about(command);
  const measured = [];
  for (const n of sizes) measured.push(await measureSize(n, subjects, plan, say));
  return {
    about: began,
    titles: Object.fromEntries(subjects.map(({ name, title }) => [name, title])),
    debounce: Object.fromEntries(subjects.map(({ name, debounce }) => [name, debounce])),
    sizes: measured,
  };
}

const server = options.server === undefined ? undefined : resolve(options.server);
const command = ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(' ');

async function main() {
  if (options.help) process.stdout.write(HELP);
  else if (options.page) writePage();
  else if (options.soak) {
    const began = about(command);
    const found = { about: began, ...(await soak(kaiji(server), { edits: 10_000, files: 50, n: 253, rest: 15_000 }, say)) };
    show({ soak: found });
    if (server !== undefined) return;
    keep('soak', found);
    writePage();
  } else if (options.check) {
    const plan = { packages: Number(options.packages ?? 1000), answers: 253, rounds: Number(options.rounds ?? 3) };
    const found = { about: about(command), ...(await measureCheck(plan, say)) };
    show({ elsewhere: { 'check-throughput': found } });
    if (options.packages !== undefined) return;
    keep('check-throughput', found);
    writePage();
  } else if (options.profile !== undefined)
    process.stdout.write(await profile(options.profile, options.n?.split(',').map(Number) ?? [SMALL, 20_000], say));
  else if (options.ci) await ci();
  else if (options.quick) {
    const found = await measureServers([253, 5000], QUICK, false);
    const packages = {
      about: about(command),
      ...(await measurePackages(kaiji(server), { packages: 50, n: 100, edits: 100, idleSeconds: 2 })),
    };
    const soaked = { about: about(command), ...(await soak(kaiji(server), { edits: 500, files: 50, n: 50 }, say)) };
    show({ server: found, packages, soak: soaked });
  } else {
    const wanted = options.n?.split(',').map(Number);
    const controls = options['peer-controls'];
    const peerControls = controls === 'all' ? undefined : Number(controls ?? PEER_CONTROLS);
    const found = await measureServers(wanted ?? [253, 1000, 5000, 20_000], { ...FULL, peerControls }, !options['without-peer']);
    if (wanted) {
      show({ server: found });
      return;
    }
    const packages = {
      about: about(command),
      ...(await measurePackages(kaiji(server), { packages: 50, n: 253, edits: 300, idleSeconds: 5 })),
    };
    show({ server: found, packages });
    // The page holds what the plain command measures.
    if (process.argv.length > 2) return;
    keep('server', found);
    keep('packages', packages);
    writePage();
  }
}

/** Bounds on ratios; a second try where one is broken, as a busy machine may break it once. Wrong findings are wrong the first time. */
async function ci() {
  for (const isLast of [false, true]) {
    const measured = await measureServers([SMALL, LARGE], CI, false).catch((error) => {
      if (!(error instanceof WrongAnswers)) throw error;
      console.log(`BROKEN ${error.message}\n       more: npx vitest run test/bench.test.ts`);
    });
    const [small, large] = measured?.sizes ?? [];
    if (!small || !large) {
      process.exitCode = 1;
      return;
    }
    const verdicts = judged(small, large);
    for (const { what, most, ratio, holds, more } of verdicts) {
      const bound = `${figure(ratio).padStart(8)} ≤ ${`${most}`.padEnd(4)} ${what}`;
      console.log(holds ? `ok     ${bound}` : `BROKEN ${bound}\n${' '.repeat(24)}more: ${more}`);
    }
    if (verdicts.every(({ holds }) => holds)) return;
    if (isLast) process.exitCode = 1;
    else say('a bound is broken: measuring once more');
  }
}

// Ended early, the servers and folders go too: that is done on exit.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
await main();
