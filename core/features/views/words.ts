/** What the coverage view says of numbers and states, in a few words. */
import type { Language } from '../../language.ts';
import type { CountedKind, ItemState } from './counted.ts';

/** Of some items. */
export interface Tally {
  /** How many there are. */
  readonly controls: number;
  /** How many of them are shown. */
  readonly shown: number;
  readonly answered: number;
  /** Claimed without evidence. */
  readonly unbacked: number;
  readonly notApplicable: number;
  readonly judged: number;
  readonly overdue: number;
}

const DONE: Readonly<Record<CountedKind, readonly [string, string]>> = {
  checklist: ['回答済み', 'answered'],
  disclosure: ['記載済み', 'written'],
  risks: ['対応記載済み', 'treated'],
};

const OPEN: Readonly<Record<CountedKind, readonly [string, string]>> = {
  checklist: ['未回答', 'not answered'],
  disclosure: ['未記載', 'not written'],
  risks: ['対応未記載', 'not treated'],
};

const NO_ENTRY: Readonly<Record<CountedKind, readonly [string, string]>> = {
  checklist: ['欄なし', 'no entry'],
  disclosure: ['節なし', 'no section'],
  risks: ['欄なし', 'no entry'],
};

/** `12/253`, with what is late; `5 shown · 12/253` where not everything is shown. */
export function countsSaid({ shown, answered, controls, overdue }: Tally, narrowed: boolean, language: Language): string {
  const ja = language === 'ja';
  return [
    ...(narrowed ? [ja ? `該当 ${shown}件` : `${shown} shown`] : []),
    `${answered}/${controls}`,
    ...(overdue > 0 ? [ja ? `期限超過 ${overdue}件` : `${overdue} overdue`] : []),
  ].join(ja ? '・' : ' · ');
}

/** The same at length, without what there is none of. @param kind of the document they are in; absent for those of several */
export function talliesSaid(
  { controls, answered, unbacked, notApplicable, judged, overdue }: Tally,
  language: Language,
  kind?: CountedKind,
): readonly string[] {
  const ja = language === 'ja';
  const done = kind ? DONE[kind] : ['記入済み', 'done'];
  const some = (count: number, japanese: string, english: string) =>
    count === 0 ? [] : [ja ? `${japanese} ${count}件` : `${count} ${english}`];
  return [
    ja ? `${controls}件中 ${answered}件 ${done[0]}` : `${answered} of ${controls} ${done[1]}`,
    ...some(unbacked, 'エビデンスなし', 'without evidence'),
    ...some(notApplicable, '対象外', 'not applicable'),
    ...some(judged, '判定済み', 'judged'),
    ...some(overdue, '期限超過', 'overdue'),
  ];
}

/** How one item is: everything that is true of it, what matters most first. */
export function itemWords(state: ItemState, kind: CountedKind, language: Language): readonly string[] {
  const say = ([ja, en]: readonly [string, string]) => (language === 'ja' ? ja : en);
  const { at, answered, satisfied, withEvidence, notApplicable, judged, overdue } = state;
  const words: (readonly [string, string])[] = [];
  if (overdue) words.push(['期限超過', 'overdue']);
  if (notApplicable) words.push(kind === 'checklist' ? ['対象外', 'not applicable'] : ['該当なし', 'not applicable']);
  else words.push((answered ? DONE : OPEN)[kind]);
  if (at.length === 0) words.push(satisfied ? ['共通回答あり', 'a common answer applies'] : NO_ENTRY[kind]);
  if (withEvidence !== undefined)
    words.push(withEvidence ? ['エビデンスあり', 'with evidence'] : ['エビデンスなし', 'no evidence']);
  if (judged) words.push(['判定済み', 'judged']);
  return words.map(say);
}

/** Words about an item, as one text behind its label. */
export function descriptionOf(words: readonly string[], language: Language): string {
  return words.join(language === 'ja' ? '・' : ', ');
}
