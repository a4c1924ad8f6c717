/** Command-line arguments, with errors in the reader's language. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Level } from '../core/check.ts';
import { ruleNamed } from '../core/check.ts';
import { isDay, isoDate } from '../core/date.ts';
import { type Language, type Localized, languageOf, message } from '../core/language.ts';
import type { Severity } from '../core/rules/rule.ts';
import { UsageError } from './command.ts';

const unusable = message<{ reason: string }>({
  ja: ({ reason }) => `指定を読み取れません（${reason}）。使い方は --help で確かめられます。`,
  en: ({ reason }) => `cannot read the arguments (${reason}). --help shows the usage.`,
});

type Options = NonNullable<ParseArgsConfig['options']>;
type ValueOf<O extends Options[string]> = O['type'] extends 'boolean'
  ? boolean
  : O extends { multiple: true }
    ? readonly string[]
    : string;
type Values<T extends Options> = { readonly lang?: string } & {
  readonly [K in keyof T as T[K] extends { default: string } ? K : never]: string;
} & { readonly [K in keyof T as T[K] extends { default: string } ? never : K]?: ValueOf<T[K]> };

export interface Parsed<T extends Options> {
  readonly values: Values<T>;
  readonly positionals: readonly string[];
}

const noOption = message<{ option: string; known: readonly string[] }>({
  ja: ({ option, known }) =>
    `「${option}」という指定はありません。使えるのは ${known.join('・')} です。「-」で始まる名前は、-- の後に書いてください。`,
  en: ({ option, known }) =>
    `there is no option "${option}". There is ${known.join(', ')}. A name that begins with "-" goes behind --.`,
});

const noValue = message<{ option: string }>({
  ja: ({ option }) => `${option} に値がありません。${option} の後に値を書いてください。`,
  en: ({ option }) => `${option} has no value. Write one behind it.`,
});

const takesNoValue = message<{ option: string }>({
  ja: ({ option }) => `${option} に値は要りません。${option} とだけ書いてください。`,
  en: ({ option }) => `${option} takes no value. Write only ${option}.`,
});

/** What parseArgs found wrong first, in the reader's language. */
function problemIn(options: Options, error: unknown): Localized {
  const { code = '', message: reason = '' } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  // The error names the option, in a sentence of its own that changes between versions of Node.
  const option = /--?[^\s'",=<]+/.exec(reason)?.[0] ?? '';
  if (option !== '' && code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return noOption({ option, known: Object.entries(options).map(([name, one]) => spelt(name, one)) });
  const name = /--([^\s'",=<]+)/.exec(reason)?.[1] ?? '';
  const asked = options[name];
  if (asked && code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return asked.type === 'boolean' ? takesNoValue({ option: spelt(name, asked) }) : noValue({ option: spelt(name, asked) });
  return unusable({ reason: reason.split('\n')[0] ?? '' });
}

/** As help spells it: `-o`, `--lang`. */
function spelt(name: string, { short }: Options[string]): string {
  return short === undefined ? `--${name}` : `-${short}`;
}

/** node:util's parseArgs, and `--lang`, which every command takes; throws {@link UsageError}. */
export function parse<T extends Options>(argv: readonly string[], options: T): Parsed<T> {
  const every: Options = { ...options, lang: { type: 'string' } };
  const { values, positionals } = parsed(argv, every);
  languageOption(values.lang as string | undefined);
  return { values: values as unknown as Values<T>, positionals };
}

function parsed(argv: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(problemIn(options, error));
  }
}

const notOneOf = message<{ option: string; value: string; allowed: readonly string[] }>({
  ja: ({ option, value, allowed }) => `${option} に「${value}」は使えません。${allowed.join('・')} のどれかを指定してください。`,
  en: ({ option, value, allowed }) => `${option} cannot be "${value}". Use one of ${allowed.join(', ')}.`,
});

/** A value that must be one of a few. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(notOneOf({ option, value, allowed }));
  return found;
}

/** `--lang`, where given. */
export function languageOption(value: string | undefined): Language | undefined {
  if (value === undefined) return undefined;
  const language = languageOf(value);
  if (!language) throw new UsageError(notOneOf({ option: '--lang', value, allowed: ['ja', 'en'] }));
  return language;
}

const noRule = message<{ code: string }>({
  ja: ({ code }) => `「${code}」というルールはありません。kaiji explain で一覧を確かめられます。`,
  en: ({ code }) => `there is no rule "${code}". kaiji explain lists them.`,
});

/** A rule code that exists. */
export function ruleCode(code: string): string {
  if (!ruleNamed(code)) throw new UsageError(noRule({ code }));
  return code;
}

/** `--rule missing-evidence=error`, repeatable. */
export function severitiesOption(values: readonly string[] = []): Readonly<Record<string, Level>> {
  const severities: Record<string, Level> = {};
  for (const value of values) {
    const [code = '', level = ''] = value.split('=');
    severities[ruleCode(code)] = oneOf('--rule', level, ['error', 'warning', 'info', 'hint', 'off']);
  }
  return severities;
}

const notADate = message<{ option: string; value: string }>({
  ja: ({ option, value }) => `${option} の「${value}」は暦にある日付ではありません。2026-10-01 の形で指定してください。`,
  en: ({ option, value }) => `${option} "${value}" is not a day of the calendar. Write it as 2026-10-01.`,
});

/** `--fail-on`: the least severity that makes a command fail. */
export function failOnOption(value: string): Severity {
  return oneOf('--fail-on', value, ['error', 'warning', 'info']);
}

/** A day, where given. @throws UsageError for what is none, by the option's name */
export function dayOption(option: string, value: string | undefined): string | undefined {
  if (value !== undefined && !isDay(value)) throw new UsageError(notADate({ option, value }));
  return value;
}

/** `--date`, else today where the command runs. */
export function dateOption(value: string | undefined): string {
  return dayOption('--date', value) ?? isoDate(new Date());
}

const notAJobNumber = message<{ value: string }>({
  ja: ({ value }) => `--jobs に「${value}」は使えません。同時に検査する数を、1から${MOST_JOBS}までの整数で指定してください。`,
  en: ({ value }) =>
    `--jobs cannot be "${value}". Say how many packages to check at a time, a whole number from 1 to ${MOST_JOBS}.`,
});

const MOST_JOBS = 256;

/** `--jobs`, where given. */
export function jobsOption(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const jobs = /^[0-9]{1,3}$/.test(value) ? Number(value) : 0;
  if (jobs < 1 || jobs > MOST_JOBS) throw new UsageError(notAJobNumber({ value }));
  return jobs;
}
