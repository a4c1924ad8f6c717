/** A date as people read it: the day of the week, the common era, and how far off it is. */
import { daysBetween, lastDayOf } from '../../date.ts';
import type { Language } from '../../language.ts';
import { sayIn } from './words.ts';

const WEEKDAYS = ['日', '月', '火', '水', '木', '金', '土'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * @param written as an author writes dates: 2027-03-31, 2027-03, 令和9年3月; of a month or a year its last day is spoken of
 * @param today `YYYY-MM-DD`; without it nothing is said of how far off the date is
 * @returns one line; undefined for no date
 */
export function dateText(written: string, language: Language, today?: string): string | undefined {
  const day = lastDayOf(written);
  if (day === undefined) return undefined;
  const say = sayIn(language);
  const [year, month, date] = day.split('-').map(Number);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const spoken = say(`${year}年${month}月${date}日（${WEEKDAYS[weekday]}）`, `${DAYS[weekday]}, ${day}`);
  if (today === undefined) return spoken;
  const days = daysBetween(today, day);
  const count = Math.abs(days);
  const unit = count === 1 ? 'day' : 'days';
  const off =
    days === 0
      ? say('今日', 'today')
      : days > 0
        ? say(`あと${count}日`, `in ${count} ${unit}`)
        : say(`${count}日前に過ぎました`, `${count} ${unit} ago`);
  return `${spoken}${say('　', ' – ')}${off}`;
}
