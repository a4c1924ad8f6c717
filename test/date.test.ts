/** Dates as authors write them (core/date.ts). */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { daysBetween, lastDayOf } from '../core/date.ts';

const schema = JSON.parse(readFileSync(new URL('../schemas/common.schema.json', import.meta.url), 'utf8')) as {
  readonly $defs: { readonly date: { readonly pattern: string } };
};
const pattern = new RegExp(schema.$defs.date.pattern, 'u');

describe('lastDayOf', () => {
  test.each([
    ['2026-04-01', '2026-04-01'],
    ['2026-4-1', '2026-04-01'],
    ['2026-04', '2026-04-30'],
    ['2024-2', '2024-02-29'],
    ['2026-02', '2026-02-28'],
    ['2021年1月', '2021-01-31'],
    ['2019年12月2日', '2019-12-02'],
    ['2021年', '2021-12-31'],
    ['令和3年1月', '2021-01-31'],
    ['令和元年5月1日', '2019-05-01'],
    ['令和8年', '2026-12-31'],
    ['平成元年1月8日', '1989-01-08'],
    ['平成33年3月31日', '2021-03-31'],
    ['昭和64年1月7日', '1989-01-07'],
    ['大正15年', '1926-12-31'],
    ['明治45年7月', '1912-07-31'],
  ])('%s is %s', (text, day) => {
    expect(pattern.test(text)).toBe(true);
    expect(lastDayOf(text)).toBe(day);
  });

  test.each(['2026-02-30', '2026-13', '2026-00', '2026年0月', '2026年4月31日', '0000-00-00'])('%s is on no calendar', (text) => {
    expect(lastDayOf(text)).toBeUndefined();
  });

  test.each(['', '2026', '2026/04/01', '来年度', '令和3', '2026-04-01 ', '2026年度', 'x2026-04-01'])(
    '%j is no form the schema knows',
    (text) => {
      expect(pattern.test(text)).toBe(false);
      expect(lastDayOf(text)).toBeUndefined();
    },
  );
});

test('daysBetween counts days, over leap days and backwards', () => {
  expect(daysBetween('2026-10-01', '2026-10-01')).toBe(0);
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect(daysBetween('2026-10-01', '2026-09-30')).toBe(-1);
  expect(daysBetween('2025-10-01', '2026-10-01')).toBe(365);
});
