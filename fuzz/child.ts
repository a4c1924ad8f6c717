/**
 * A target at work, in a process of its own: the one that started it says what to do, hears what came of it, and ends it where nothing comes.
 * Started with the address of the target's module.
 */
import { randomFrom } from '../test/support/random-yaml.ts';
import { Astray, type Counted, type Plain, type Target } from './target.ts';

/** What is asked. */
export type Question =
  | { readonly ask: 'budget' }
  /** The input of a number. */
  | { readonly ask: 'make'; readonly seed: number; readonly number: number }
  /** What comes of it. */
  | { readonly ask: 'run'; readonly seed: number; readonly number: number }
  | { readonly ask: 'try'; readonly input: Plain }
  /** A find as the target itself can make it smaller. */
  | { readonly ask: 'least'; readonly input: Plain }
  | { readonly ask: 'end' };

export interface Failure {
  /** The same for two inputs that show the same defect. */
  readonly what: string;
  readonly detail: string;
}

export interface Answer {
  readonly input?: Plain;
  readonly budget?: number;
  readonly what?: string;
  readonly milliseconds?: number;
  readonly failure?: Failure;
  readonly counts?: Readonly<Record<Counted, number>>;
  /** Highest so far, in MB. */
  readonly memory?: number;
  /** Milliseconds of the longest request; 0 for none. */
  readonly request?: number;
}

const { target } = (await import(process.argv[2] ?? '')) as { readonly target: Target<Plain> };
let other = 0;

process.on('message', (question: Question) => {
  void answer(question).then((told) => process.send?.(told, () => question.ask === 'end' && process.exit(0)));
});
// What nobody waits for must not vanish, nor may it end the process unsaid: it is told with the input at work.
let unheard: unknown;
process.on('unhandledRejection', (error) => {
  unheard ??= error;
});
process.send?.({ budget: target.budget, what: target.what } satisfies Answer);

async function answer(question: Question): Promise<Answer> {
  switch (question.ask) {
    case 'budget':
      return { budget: target.budget };
    case 'make':
      return { input: target.make(randomOf(question.seed, question.number)) };
    case 'run':
      return run(target.make(randomOf(question.seed, question.number)));
    case 'try':
      return run(question.input);
    case 'least':
      return { input: target.least?.(question.input) ?? question.input };
    case 'end':
      await target.end?.();
      return {};
  }
}

function randomOf(seed: number, number: number) {
  return randomFrom(Math.imul(seed ^ (seed >>> 16), 0x45d9f3b) ^ Math.imul(number + 1, 0x9e3779b1));
}

async function run(input: Plain): Promise<Answer> {
  const counts: Record<Counted, number> = { edits: 0, messages: 0, bytes: 0 };
  unheard = undefined;
  const started = performance.now();
  let request = 0;
  let failure: Failure | undefined;
  try {
    await target.run(input, {
      count: (what, by) => {
        counts[what] += by;
      },
      memory: (megabytes) => {
        other = Math.max(other, megabytes);
      },
      answered: (time) => {
        request = Math.max(request, time);
      },
    });
    // Node tells of what nobody waited for when all else is done.
    await new Promise((resolve) => setImmediate(resolve));
    if (unheard !== undefined) throw unheard;
  } catch (error) {
    failure = failureOf(error);
  }
  const milliseconds = performance.now() - started;
  const memory = Math.max(other, process.resourceUsage().maxRSS / 1024);
  return { milliseconds, request, counts, memory, ...(failure ? { failure } : {}) };
}

/** An error that was thrown is known by its words, without what is of the input, and by where it was thrown. */
function failureOf(error: unknown): Failure {
  if (error instanceof Astray) {
    const { what, detail, cause } = error;
    return { what, detail: cause instanceof Error ? `${detail}\n${cause.stack}` : detail };
  }
  if (!(error instanceof Error)) return { what: `thrown: ${typeof error}`, detail: String(error) };
  const words = error.message
    .split('\n')[0]
    ?.replace(/\d+|["'「].*["'」]/g, '…')
    .slice(0, 120);
  const place = /\n +at (?:async )?([^\n]+)/.exec(error.stack ?? '')?.[1]?.replace(/^.*[\\/](?=[\w.-]+:\d+)|:\d+:\d+\)?$/g, '');
  return { what: `${error.name}: ${words} (${place})`, detail: `${error.stack}` };
}
