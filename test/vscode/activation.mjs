// `node test/vscode/activation.mjs [RUNS]`: how long VS Code waits for the extension, in a VS Code server's extension host. Writes
// bench/results/activation.json. It stands here, with what drives VS Code.
import { figure } from '../../bench/figure.mjs';
import { about } from '../../bench/machine.mjs';
import { table } from '../../bench/markdown.mjs';
import { keep } from '../../bench/results.mjs';
import { distribution } from '../../bench/statistics.mjs';
import { report, runSuiteInServer } from './host.mjs';
import { provision } from './provision.mjs';

/** Milliseconds `activate` may take to return. */
const GOAL = 50;

const rounds = Number(process.argv[2] ?? 5);
const began = about('npm run build && node test/vscode/activation.mjs');
const provisioned = await provision();
if (provisioned.missing !== undefined) throw new Error(provisioned.missing);
/** @type {NonNullable<import('./host.mjs').SuiteResult['activation']>[]} */
const runs = [];
let version = '';
for (let round = 0; round < rounds; round++) {
  const result = await runSuiteInServer({ provisioned });
  report(result);
  // Its first case is that the extension sleeps until a Kaiji file is opened.
  if (process.exitCode) throw new Error('the suite failed');
  if (result.activation) runs.push(result.activation);
  version = result.version;
}

const middle = (/** @type {'loading' | 'activate'} */ part, /** @type {'wall' | 'processor'} */ clock) =>
  distribution(runs.flatMap((run) => run[part][clock] ?? []))?.p50;
const row = (/** @type {'loading' | 'activate'} */ part) => [figure(middle(part, 'wall')), figure(middle(part, 'processor'))];
const [wall, processor] = row('activate');
keep('activation', {
  about: began,
  title: 'Activation of the extension',
  text: [
    `Milliseconds the extension host of VS Code ${version} spends on the extension when it is first called, medians of ${runs.length}. Before that it sleeps, and
after it no server runs before there is a Kaiji file: the suite that is timed fails where that is not so.`,
    table(
      ['', 'wall clock', 'processor'],
      [
        ['evaluating the bundle', ...row('loading')],
        ['`activate` until it returns', ...row('activate')],
      ],
    ),
  ].join('\n\n'),
  goals: {
    activation: {
      measured: `${wall} ms (${processor} ms of processor time); asleep before`,
      met: (middle('activate', 'wall') ?? Number.POSITIVE_INFINITY) <= GOAL,
    },
  },
});
