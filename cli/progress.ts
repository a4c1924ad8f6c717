/** How far a long command is: one line on the terminal, below what is printed. It needs no escape codes, and leaves nothing behind. */
import { message } from '../core/language.ts';
import type { Console } from './command.ts';

const SHOWN_AFTER_MS = 500;
const REDRAWN_AFTER_MS = 100;

const line = message<{ done: number; total: number }>({
  ja: ({ done, total }) => `検査しています… ${done}/${total} パッケージ`,
  en: ({ done, total }) => `Checking… ${done}/${total} packages`,
});

/** Has a life cycle: `step` after each package, `clear` at the end. Silent where nobody watches stderr. */
export class Progress {
  private done = 0;
  /** When it may be drawn next. */
  private due: number;
  /** Of the terminal, that the line has now. */
  private columns = 0;

  /** @param now milliseconds that only grow */
  constructor(
    private readonly out: Console,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.due = now() + SHOWN_AFTER_MS;
  }

  /** A console to print on while the line is there. */
  get console(): Console {
    const above = (write: (text: string) => void) => (text: string) => {
      this.clear();
      write(text);
    };
    return { ...this.out, print: above(this.out.print), error: above(this.out.error) };
  }

  /** One more is done. */
  step(total: number): void {
    this.done++;
    if (!this.out.watched || this.now() < this.due) return;
    this.due = this.now() + REDRAWN_AFTER_MS;
    const text = line({ done: this.done, total })(this.out.language);
    // A character of Japanese takes two columns; a space too many does no harm.
    this.columns = text.replace(/[^ -~]/g, '  ').length;
    this.out.error(`\r${text}`);
  }

  clear(): void {
    if (this.columns === 0) return;
    this.out.error(`\r${' '.repeat(this.columns)}\r`);
    this.columns = 0;
  }
}
