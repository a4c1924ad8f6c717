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
