/** Units of facts: how they are written, and what one is exactly in another. */
import type { Bilingual } from '../language.ts';

export interface Unit extends Bilingual {
  readonly en: string;
  /** Spellings read as this unit, after NFKC, lower case; the longest first. */
  readonly spellings: readonly string[];
  /** One of another unit in this one, where that is certain: a day has 24 hours, a month no fixed number of days. */
  readonly exactly?: Readonly<Record<string, number>>;
}

export const units = {
  minute: { ja: '分', en: 'minutes', spellings: ['分間', '分', 'minutes', 'minute', 'mins', 'min'], exactly: { hour: 60 } },
  hour: {
    ja: '時間',
    en: 'hours',
    spellings: ['時間', 'hours', 'hour', 'h'],
    exactly: { day: 24, week: 168 },
  },
  day: { ja: '日', en: 'days', spellings: ['日間', '日', 'days', 'day'], exactly: { week: 7 } },
  week: { ja: '週', en: 'weeks', spellings: ['週間', '週', 'weeks', 'week'] },
  month: {
    ja: 'か月',
    en: 'months',
    spellings: [
      ...['か', 'ヶ', 'カ', 'ヵ', 'ケ', '箇'].flatMap((counter) => [`${counter}月間`, `${counter}月`]),
      'months',
      'month',
    ],
    exactly: { year: 12 },
  },
  year: { ja: '年', en: 'years', spellings: ['年間', '年', 'years', 'year'] },
  character: { ja: '文字', en: 'characters', spellings: ['文字', '桁', 'characters', 'character'] },
  kind: { ja: '種類', en: 'kinds', spellings: ['種類', '種', 'kinds', 'kind'] },
  time: { ja: '回', en: 'times', spellings: ['回', 'times', 'time'] },
  generation: { ja: '世代', en: 'generations', spellings: ['世代', 'generations', 'generation'] },
  percent: { ja: '%', en: '%', spellings: ['%', 'パーセント', 'percent'] },
  bit: { ja: 'ビット', en: 'bits', spellings: ['ビット', 'bits', 'bit'] },
} as const satisfies Record<string, Unit>;

export type UnitName = keyof typeof units;

/** A unit as data knows it. */
export function unitOf(name: UnitName): Unit {
  return units[name];
}

/** The unit a text begins with and how many UTF-16 units it takes; the text after NFKC, lower case. */
export function unitAt(text: string): { readonly name: UnitName; readonly length: number } | undefined {
  for (const [name, { spellings }] of Object.entries(units) as [UnitName, Unit][]) {
    const spelling = spellings.find((each) => text.startsWith(each));
    if (spelling !== undefined) return { name, length: spelling.length };
  }
  return undefined;
}

/** An amount of one unit in another: 1 day is 24 hours; undefined where that is not certain. */
export function inUnit(amount: number, from: UnitName, to: UnitName): number | undefined {
  if (from === to) return amount;
  const larger = unitOf(to).exactly?.[from];
  if (larger !== undefined) return amount * larger;
  const smaller = unitOf(from).exactly?.[to];
  return smaller === undefined ? undefined : amount / smaller;
}
