/** One size of document, every server: starts, opens, edits, questions, memory. Servers take turns, so that what the machine does else befalls all. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { contentOf } from './content/package.mjs';
import { FLOORS, measureFloor } from './floor.mjs';
import { Session } from './lsp/session.mjs';
import { Run } from './run.mjs';
import { distributions } from './statistics.mjs';

/** @typedef {import('./lsp/subjects.mjs').Subject} Subject */
/** @typedef {import('./run.mjs').Plan} Plan */
/** @typedef {import('./run.mjs').Measured} Measured */
/** @typedef {import('./statistics.mjs').Distribution} Distribution */

/**
 * @typedef {object} Size
 * @property {number} n answers
 * @property {number} bytes of the check sheet
 * @property {number} packageBytes of all files of the package
 * @property {Record<string, Distribution>} floors
 * @property {Record<string, Measured>} servers
 */

/**
 * @param {number} n answers
 * @param {readonly Subject[]} subjects ours first
 * @param {Plan} plan
 * @param {(told: string) => void} say
 * @returns {Promise<Size>}
 */
export async function measureSize(n, subjects, plan, say) {
  const content = contentOf({ answers: n });
  const ofPeer = contentOf({ answers: n, controls: Math.min(n, plan.peerControls ?? n) });
  const runs = subjects.map((subject) => new Run(subject, subject.name === 'peer' ? ofPeer : content, plan));
  const tell = (/** @type {string} */ part) => say(`N=${n}: ${part}`);
  tell('floors');
  const measured = await measureFloors(/** @type {Subject} */ (subjects[0]), content, plan.floors);
  tell('starts');
  await inTurns(runs, 'start', plan.starts, (run) => run.start());
  tell('opens');
  await inTurns(runs, 'open', plan.opens, (run) => run.open());
  tell('edits');
  await inTurns(runs, 'opening', 1, (run) => run.prepare());
  await inTurns(runs, 'edits', plan.typing + plan.others + plan.pastes, (run, round) => run.edit(round));
  tell('questions');
  await inTurns(runs, 'questions', plan.questions, (run) => run.ask());
  tell('memory');
  for (const run of runs) await run.finish();
  return { n, ...measured, servers: Object.fromEntries(runs.map((run) => [run.subject.name, run.result()])) };
}

/** Milliseconds between the turns of two servers. */
const BETWEEN = 40;

/**
 * Every run takes its turn, then all the next, until each is through or out of time.
 * @param {readonly Run[]} runs
 * @param {string} part
 * @param {number} rounds at most
 * @param {(run: Run, round: number) => Promise<boolean>} turn false when there is no more
 */
async function inTurns(runs, part, rounds, turn) {
  for (const run of runs) run.spent = 0;
  const left = new Set(runs);
  for (let round = 0; round < rounds; round++) {
    for (const run of left) {
      if (!(await run.within(part, () => turn(run, round)))) left.delete(run);
      // What a server does after its last answer is no time of the next one's.
      await after(BETWEEN);
    }
  }
}

/**
 * @param {Subject} subject
 * @param {import('./content/package.mjs').Content} content
 * @param {number} rounds
 */
async function measureFloors(subject, content, rounds) {
  const laid = new Session(subject, [content]);
  const sheet = join(laid.folder, subject.sheet);
  const others = readdirSync(laid.folder).map((name) => join(laid.folder, name));
  const files = [sheet, ...others.filter((file) => file !== sheet)];
  const samples = Object.keys(FLOORS).map((floor) => /** @type {[keyof typeof FLOORS, number[]]} */ ([floor, []]));
  for (let round = 0; round < rounds; round++) for (const [floor, found] of samples) found.push(measureFloor(floor, files));
  const bytesOf = (/** @type {string} */ file) => statSync(file).size;
  const sizes = { bytes: bytesOf(sheet), packageBytes: files.reduce((sum, file) => sum + bytesOf(file), 0) };
  await laid.end();
  return { ...sizes, floors: distributions(samples) };
}
