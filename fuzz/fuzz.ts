/** Runs targets one after the other, makes what they find smaller, and writes it down. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Answer, Failure } from './child.ts';
import { least } from './least.ts';
import { read, written } from './plain.ts';
import type { Counted, Plain } from './target.ts';
import { Worker } from './worker.ts';

export interface Order {
  /** Names of targets. */
  readonly targets: readonly string[];
  /** Folder of their modules and of `child.mjs`, bundled. */
  readonly programs: string;
  /** For all of them together. */
  readonly seconds: number;
  /** Of each, at most. */
  readonly inputs: number;
  readonly seed: number;
  /** The one input to run. */
  readonly number?: number;
  /** Folder for what is found. */
  readonly finds: string;
  /** What repeats a run: begins the commands that are printed. */
  readonly command: string;
  say(line: string): void;
}

/** What was done with a target. */
export interface Done extends Record<Counted, number> {
  readonly target: string;
  readonly what: string;
  readonly seed: number;
  inputs: number;
  /** Found, each defect once; how often any was seen. */
  finds: string[];
  failures: number;
  /** Milliseconds, and the number of the input. */
  longest: { milliseconds: number; input: number };
  /** Milliseconds the longest request took; 0 where nothing is asked. */
  request: number;
  /** Megabytes. */
  memory: number;
  seconds: number;
}

/** A find as it is written down. */
interface Find {
  readonly target: string;
  readonly what: string;
  readonly detail: string;
  readonly seed: number;
  readonly number: number;
  readonly input: Plain;
}

/** Of one target: somebody has to look at them before more are of use. */
const MOST_FINDS = 10;
/** Milliseconds spent on making a find smaller. */
const SHRINKING = 60_000;

/** Runs targets, their time shared evenly. */
export async function fuzz(order: Order): Promise<readonly Done[]> {
  const all: Done[] = [];
  for (const name of order.targets) all.push(await one(name, order));
  return all;
}

async function one(target: string, order: Order): Promise<Done> {
  const { seed } = order;
  const worker = workerOf(target, order.programs);
  // What it reads at first is not of its time.
  await worker.ask({ ask: 'budget' });
  const began = performance.now();
  const end = began + (order.seconds / order.targets.length) * 1000;
  const done: Done = {
    target,
    what: '',
    seed,
    inputs: 0,
    edits: 0,
    messages: 0,
    bytes: 0,
    finds: [],
    failures: 0,
    longest: { milliseconds: 0, input: 0 },
    request: 0,
    memory: 0,
    seconds: 0,
  };
  const known = new Set<string>();
  for (let number = order.number ?? 0; known.size < MOST_FINDS; number++) {
    const answer = await worker.ask({ ask: 'run', seed, number });
    add(answer, number, done);
    if (answer.failure) {
      done.failures++;
      if (!known.has(answer.failure.what)) {
        known.add(answer.failure.what);
        order.say(`${target}: input ${number} of seed ${seed}: ${answer.failure.what}`);
        done.finds.push(await writeDown({ target, number, seed, worker, failure: answer.failure }, order));
      }
    }
    if (order.number !== undefined || done.inputs >= order.inputs || performance.now() >= end) break;
  }
  await worker.end();
  done.seconds = (performance.now() - began) / 1000;
  return Object.assign(done, { what: worker.what });
}

/** What was found and kept, tried again. @returns what still fails */
export async function again(files: readonly string[], order: Pick<Order, 'programs' | 'say'>): Promise<readonly string[]> {
  const failing: string[] = [];
  const workers = new Map<string, Worker>();
  for (const file of files) {
    const { target, input } = read(readFileSync(file, 'utf8')) as unknown as Find;
    const worker = workers.get(target) ?? workerOf(target, order.programs);
    workers.set(target, worker);
    const { failure } = await worker.ask({ ask: 'try', input });
    order.say(`${basename(file)}: ${failure ? `${failure.what}\n${failure.detail}` : 'nothing'}`);
    if (failure) failing.push(file);
  }
  for (const worker of workers.values()) await worker.end();
  return failing;
}

function workerOf(target: string, programs: string): Worker {
  return new Worker(pathToFileURL(join(programs, 'targets', `${target}.mjs`)).toString(), join(programs, 'child.mjs'));
}

function add({ milliseconds = 0, request = 0, counts, memory = 0 }: Answer, number: number, done: Done): void {
  done.inputs++;
  if (milliseconds > done.longest.milliseconds) done.longest = { milliseconds: Math.round(milliseconds), input: number };
  done.edits += counts?.edits ?? 0;
  done.messages += counts?.messages ?? 0;
  done.bytes += counts?.bytes ?? 0;
  done.request = Math.max(done.request, Math.round(request));
  done.memory = Math.max(done.memory, Math.round(memory));
}

interface Found {
  readonly target: string;
  readonly seed: number;
  readonly number: number;
  readonly worker: Worker;
  readonly failure: Failure;
}

/** @returns the file with the least input that shows it */
async function writeDown({ target, seed, number, worker, failure }: Found, order: Order): Promise<string> {
  const { input = null } = await worker.ask({ ask: 'make', seed, number });
  const end = performance.now() + SHRINKING;
  // Who hangs is not waited for as long each time.
  const limit = failure.what === 'hang' ? Math.max(worker.budget / 8, 200) : worker.budget;
  let last = failure;
  const fails = async (one: Plain) => {
    const { failure: now } = await worker.ask({ ask: 'try', input: one }, limit);
    if (now?.what !== failure.what) return false;
    last = now;
    return true;
  };
  const { input: prepared = input } = failure.what === 'hang' ? {} : await worker.ask({ ask: 'least', input });
  const first = prepared !== input && (await fails(prepared)) ? prepared : input;
  const small = await least(first, fails, () => performance.now() > end);
  mkdirSync(order.finds, { recursive: true });
  const file = join(order.finds, `${target}-${seed}-${number}.json`);
  // Kept with the sources: where they lie on this machine is nobody's concern.
  const detail = last.detail.replaceAll(`${process.cwd()}/`, '');
  const find: Find = { target, what: failure.what, detail, seed, number, input: small };
  writeFileSync(file, written(find as unknown as Plain));
  order.say(`  ${last.detail.split('\n').slice(0, 12).join('\n  ')}`);
  order.say(`  again: ${order.command} --target ${target} --seed ${seed} --input ${number}`);
  order.say(`  the least of it: ${order.command} --find ${file}`);
  return file;
}
