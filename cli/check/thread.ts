/** One worker thread of `kaiji check --jobs`: it checks the packages it is sent, one at a time, and sends back what is printed of each. */
import type { MessagePort } from 'node:worker_threads';
import type { Language } from '../../core/language.ts';
import type { Unit } from '../plan.ts';
import { openSession } from '../session.ts';
import type { Trouble } from '../troubles.ts';
import { type Order, type Outcome, reportOnPackage } from './package-report.ts';
import { stoppedAt } from './stopped.ts';

/** What a thread begins with. Plain data, as all that passes between threads. */
export interface Assignment {
  readonly order: Order;
  /** Of messages on stderr. */
  readonly language: Language;
  /** Files with catalogs and official wording that count in every package, in their order. */
  readonly shared: readonly string[];
  /** Files that were named, which count in their packages whatever their names are. */
  readonly named: ReadonlySet<string>;
}

/** What a thread sends: first that it can begin, then an outcome for each package, in the order they came. */
export type FromThread = 'ready' | Outcome;

export async function runThread({ order, language, shared, named }: Assignment, port: MessagePort): Promise<void> {
  const troubles: Trouble[] = [];
  const out = { language, error: (text: string) => process.stderr.write(text) };
  const session = await openSession(out, (trouble) => troubles.push(trouble));
  session.workspace.include(named);
  session.workspace.shareFiles(shared);
  const send = (message: FromThread) => port.postMessage(message);
  port.on('message', async (unit: Unit) => {
    const report = await reportOnPackage(unit, session, order).catch((error: unknown) => {
      troubles.push(stoppedAt(unit, { error }, out));
      return undefined;
    });
    send({ report, troubles: troubles.splice(0) });
  });
  send('ready');
}
