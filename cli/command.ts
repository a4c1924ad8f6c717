/** What a command is, and what it may use of the outside. */
import type { Language, Localized } from '../core/language.ts';
import { shown } from '../core/text/shown.ts';

export interface Console {
  /** For usage errors and help: `--lang`, else the environment, else Japanese. */
  readonly language: Language;
  readonly languageAsked: Language | undefined;
  readonly languageOfEnvironment: Language | undefined;
  readonly colour: boolean;
  /** Whether somebody watches stderr: a terminal, and no automatic run. */
  readonly watched: boolean;
  /** Whether what is printed is shown to somebody, not handed on. */
  readonly isTerminal: boolean;
  print(content: string | Uint8Array): void;
  error(text: string): void;
}

export interface Command {
  readonly name: string;
  readonly summary: Localized;
  /** With an example. */
  readonly usage: Localized;
  /** @returns the exit status: 0 done, 1 findings, 2 could not run */
  run(argv: readonly string[], out: Console): Promise<number>;
}

/** The call or its input is wrong: one line that says where and what to do; exit status 2. */
export class UsageError extends Error {
  constructor(readonly text: Localized) {
    super(text('en'));
  }
}

/** Author's text as a terminal may show it: without control characters, so without escape sequences. */
export const printable = shown;

/** The same of a name or a path, which stays on its line: names may hold line ends. */
export function printableName(name: string): string {
  return shown(name).replace(/[\n\t]/g, '\uFFFD');
}
