/** A child process with a target in it, watched: it answers within its time, or is ended. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Failure, Question } from './child.ts';

/** Megabytes of heap a child may have. */
const HEAP = 600;
/** Milliseconds a child may take to begin. */
const BEGINS = 60_000;

export class Worker {
  private child: ChildProcess | undefined;
  /** Temporary files of the children: one that is killed removes none. */
  private scratch: string | undefined;
  /** Milliseconds one input may take. */
  budget = BEGINS;
  what = '';

  /** @param target address of its module @param program of the child */
  constructor(
    private readonly target: string,
    private readonly program: string,
  ) {}

  /**
   * The answer; a failure where there is none, because it took too long or the child fell. The next question then begins a new child.
   * @param limit milliseconds
   */
  async ask(question: Question, limit = this.budget): Promise<Answer> {
    if (!this.child) {
      const began = await this.begin();
      if (began.failure) return began;
      if (limit === BEGINS) return this.ask(question);
    }
    const child = this.child as ChildProcess;
    const answered = this.hear(child, limit);
    child.send(question);
    return answered;
  }

  private async begin(): Promise<Answer> {
    this.scratch ??= mkdtempSync(join(tmpdir(), 'kaiji-fuzz-'));
    const child = fork(this.program, [this.target], {
      serialization: 'advanced',
      env: { ...process.env, TMPDIR: this.scratch, TEMP: this.scratch },
      execArgv: [`--max-old-space-size=${HEAP}`, '--enable-source-maps'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child = child;
    const answer = await this.hear(child, BEGINS);
    this.budget = answer.budget ?? this.budget;
    this.what = answer.what ?? this.what;
    return answer;
  }

  private hear(child: ChildProcess, limit: number): Promise<Answer> {
    return new Promise((resolve) => {
      const failed = (failure: Failure) => {
        this.child = undefined;
        done({ failure });
      };
      const timer = setTimeout(() => {
        child.off('exit', onExit);
        child.kill('SIGKILL');
        failed({ what: 'hang', detail: `no answer within ${limit} ms` });
      }, limit);
      const onExit = (status: number | null, signal: string | null) =>
        failed({ what: 'the process ended', detail: `status ${status}, signal ${signal}; its heap may have ${HEAP} MB` });
      const done = (answer: Answer) => {
        clearTimeout(timer);
        child.off('exit', onExit);
        child.off('message', done);
        resolve(answer);
      };
      child.once('exit', onExit);
      child.once('message', done);
    });
  }

  /** Lets the target clean up, waits until its process is gone, and removes what it left. */
  async end(): Promise<void> {
    const { child } = this;
    if (child) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await this.ask({ ask: 'end' });
      if (this.child) await gone;
      this.child = undefined;
    }
    if (this.scratch !== undefined) rmSync(this.scratch, { recursive: true, force: true });
  }
}
