/** What evaluators found and nobody settled since. */
import { japaneseTerm } from '../../core/model/schema.ts';
import type { PackageReport } from '../../core/report/report.ts';
import { type Blocks, led, type Part, section, table } from './part.ts';

export function judgementsPart({ judgements: all }: PackageReport, part: Part): Blocks {
  const { say } = part;
  if (all.length === 0) return [];
  const head = [
    say('項目', 'Control'),
    say('回', 'Round'),
    say('判定結果', 'Result'),
    say('指摘事項', 'Finding'),
    say('改善策', 'Improvement'),
    say('期限', 'Due'),
  ];
  const rows = all.map((one) => [
    led(one.target === undefined ? one.control : say(`${one.control}（${one.target}）`, `${one.control} (${one.target})`), [one]),
    one.round,
    say(japaneseTerm('result', one.result), one.result),
    one.finding ?? '',
    one.improvement ?? '',
    one.due ?? say('未定', 'not set'),
  ]);
  return [section(part, 'judgements', say('評価員の指摘（未解決）', 'Open findings of the evaluators')), table(head, rows)];
}
