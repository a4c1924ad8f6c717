/** Dates as the format writes them, `YYYY-MM-DD`. Nothing here reads the clock: whoever runs says what day it is. */

/** The day a moment falls on where the program runs (local time, not UTC). */
export function isoDate(moment: Date): string {
  const pad = (part: number, length = 2) => String(part).padStart(length, '0');
  return `${pad(moment.getFullYear(), 4)}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}

/** Whether a text is a day of the calendar: `2026-02-30` is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

const WESTERN = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/;
const JAPANESE = /^(?:(\d{4})|(明治|大正|昭和|平成|令和)(元|\d{1,2}))年(?:(\d{1,2})月(?:(\d{1,2})日)?)?$/;
/** Era → the year before its first. */
const ERAS: Readonly<Record<string, number>> = { 明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018 };

/**
 * The last day a date of a document may mean, as `YYYY-MM-DD`: of `2026-04` and 2026年4月 the end of the month, of 令和8年 the end of the year. Every form of
 * `date` in schemas/common.schema.json is read; an era runs on beyond its end, as in contracts written before (平成33年).
 * @returns undefined for anything else, and for a day no calendar has
 */
export function lastDayOf(text: string): string | undefined {
  const western = WESTERN.exec(text);
  const japanese = western ? null : JAPANESE.exec(text);
  if (!western && !japanese) return undefined;
  const [, common, era, count] = japanese ?? [];
  const year = western?.[1] ?? common ?? String((ERAS[era ?? ''] ?? 0) + (count === '元' ? 1 : Number(count)));
  const month = western ? western[2] : (japanese?.[4] ?? '12');
  const day = western ? western[3] : japanese?.[5];
  const pad = (part: string | undefined) => (part ?? '').padStart(2, '0');
  const last = day ?? String(lengthOfMonth(Number(year), Number(month)));
  const result = `${year.padStart(4, '0')}-${pad(month)}-${pad(last)}`;
  return isDay(result) ? result : undefined;
}

/** How many days later `to` is than `from`, both `YYYY-MM-DD`; negative for one before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** @param month 1-based */
function lengthOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
