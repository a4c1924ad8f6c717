/**
 * Checks packages one after another, or in worker threads that run this very program; either way what comes of each is handed over in order, and only as
 * text. A thread that dies takes down the package it was at, nothing else.
 */
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { message } from '../../core/language.ts';
import { type Console, UsageError } from '../command.ts';
import type { Unit } from '../plan.ts';
import type { Session } from '../session.ts';
import { type Order, type Outcome, reportOnPackage } from './package-report.ts';
import { type Cause, reasonOf, stoppedAt } from './stopped.ts';
import type { Assignment, FromThread } from './thread.ts';

/** Told of each package, in the order they end. */
type Done = (unit: Unit, outcome: Outcome) => void;

export async function checkHere(units: readonly Unit[], session: Session, order: Order, out: Console, done: Done): Promise<void> {
  for (const unit of units) {
    const outcome = await reportOnPackage(unit, session, order).then(
      (report) => ({ report, troubles: [] }),
      (error: unknown) => ({ report: undefined, troubles: [stoppedAt(unit, { error }, out)] }),
    );
    done(unit, outcome);
  }
}

const cannotBegin = message<{ reason: string }>({
  ja: ({ reason }) =>
    `検査を分担するスレッドを始められません（${reason}）。--jobs 1 を指定すると、スレッドを使わずに検査します。`,
  en: ({ reason }) => `cannot start the threads that share the work (${reason}). --jobs 1 checks without threads.`,
});

/**
 * @param jobs how many threads, one at least
 * @throws UsageError where threads cannot be started
 */
export async function checkInThreads(
  units: readonly Unit[],
  jobs: number,
  assignment: Assignment,
  out: Console,
  done: Done,
): Promise<void> {
  const threads = new Set<Worker>();
  let next = 0;
  try {
    await Promise.all(Array.from({ length: Math.min(jobs, units.length) }, work));
  } finally {
    await Promise.all([...threads].map((thread) => thread.terminate()));
  }

  /** Sees to it that there is a thread until no package is left. */
  async function work(): Promise<void> {
    while (next < units.length) await oneThread();
  }

  /** Gives a thread package after package, until none is left or it dies. */
  function oneThread(): Promise<void> {
    return new Promise((resolve, reject) => {
      const thread = new Worker(__filename, { workerData: assignment });
      threads.add(thread);
      let isReady = false;
      let at: Unit | undefined;
      let cause: Cause | undefined;
      thread.on('message', (sent: FromThread) => {
        try {
          if (sent === 'ready') isReady = true;
          else if (at) done(at, sent);
        } catch (error) {
          reject(error);
        }
        at = units[next++];
        if (at) thread.postMessage(at);
        else resolve();
      });
      thread.on('error', (error: unknown) => {
        cause = { error };
      });
      thread.on('exit', (status) => {
        threads.delete(thread);
        cause ??= { status };
        if (!isReady) reject(new UsageError(cannotBegin({ reason: reasonOf(cause, out) })));
        else if (at) done(at, { report: undefined, troubles: [stoppedAt(at, cause, out)] });
        resolve();
      });
    });
  }
}

/** Bytes of text that are worth a thread: checking them takes several times what starting one does. */
const WORTH_A_THREAD = 4 * 1024 * 1024;

/** Threads nobody asked for: each needs the memory of a package of its own. */
const MOST_UNASKED = 8;

/** How many jobs suit the packages and the machine, where nobody says: few for little text. */
export async function suitableJobs(units: readonly Unit[]): Promise<number> {
  const most = Math.min(availableParallelism(), MOST_UNASKED, units.length);
  let bytes = 0;
  for (const uri of units.flatMap(({ uris }) => uris)) {
    if (bytes >= most * WORTH_A_THREAD) break;
    bytes += await stat(fileURLToPath(uri)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return Math.max(1, Math.min(most, Math.floor(bytes / WORTH_A_THREAD)));
}
