/** Command-line arguments, with errors in the reader's language. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Level } from '../core/check.ts';
import { ruleNamed } from '../core/check.ts';
import { isDay, isoDate } from '../core/date.ts';
import { type Language, languageOf, message } from '../core/language.ts';
import { reservedCodes } from '../core/rules/reserved.ts';
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

/** node:util's parseArgs; throws {@link UsageError}. */
export function parse<T extends Options>(argv: readonly string[], options: T): Parsed<T> {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { ...options, lang: { type: 'string' } },
      allowPositionals: true,
    });
    return { values: values as unknown as Values<T>, positionals };
  } catch (error) {
    throw new UsageError(unusable({ reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : '' }));
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
    severities[reservedCodes.includes(code) ? code : ruleCode(code)] = oneOf('--rule', level, [
      'error',
      'warning',
      'info',
      'hint',
      'off',
    ]);
  }
  return severities;
}

const notADate = message<{ value: string }>({
  ja: ({ value }) => `--date の「${value}」は暦にある日付ではありません。2026-10-01 の形で指定してください。`,
  en: ({ value }) => `--date "${value}" is not a day of the calendar. Write it as 2026-10-01.`,
});

/** `--date`, else today where the command runs. */
export function dateOption(value: string | undefined): string {
  if (value === undefined) return isoDate(new Date());
  if (!isDay(value)) throw new UsageError(notADate({ value }));
  return value;
}
