/** Dates as documents print them. */
import type { Language } from '../../core/language.ts';

const WESTERN = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/;

/** 2026-04-01 → 2026年4月1日, 2026-04 → 2026年4月. Other spellings, and English dates, stay as written. */
export function printedDate(written: string, language: Language): string {
  const [, year, month, day] = WESTERN.exec(written.trim()) ?? [];
  if (year === undefined || language === 'en') return written.trim();
  return `${year}年${Number(month)}月${day === undefined ? '' : `${Number(day)}日`}`;
}
