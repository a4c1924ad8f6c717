/** Why an answer is not in somebody's sheet, and what to do. */
import { type Localized, message } from '../../core/language.ts';
import type { Blank } from './match.ts';

const COLUMNS: Readonly<Record<Blank, { readonly ja: string; readonly en: string }>> = {
  status: { ja: '対応状況', en: 'status' },
  responsibility: { ja: '責任の所在', en: 'responsibility' },
  answer: { ja: '対応策', en: 'answer' },
  found: { ja: '確認したエビデンス', en: 'evidence' },
  result: { ja: '判定結果', en: 'result' },
  improvement: { ja: '改善策', en: 'improvement' },
};

/** Controls a message names; the rest is counted. */
const NAMED = 10;
const named = (ids: readonly string[], comma: string) => ids.slice(0, NAMED).join(comma);

/** One entry a reason; its parameters are what the messages need. */
const MESSAGES = {
  occupied: message<{ begins: string }>({
    ja: ({ begins }) =>
      `すでに「${begins}」と書かれているため、書き込みませんでした。書き換えてよければ、もう一度、上書きを選んで書き出してください（コマンドラインでは --overwrite）。`,
    en: ({ begins }) =>
      `It says "${begins}" already and was left. Where it may go, export again and choose to overwrite (--overwrite on the command line).`,
  }),
  formula: message({
    ja: () => '数式が入っているため、書き込みませんでした。数式が参照するセルに書いてください。',
    en: () => 'It holds a formula and was left. Write into the cells the formula refers to.',
  }),
  merged: message<{ into: string }>({
    ja: ({ into }) =>
      `ほかの項目と結合されたセル（${into}）のため、書き込みませんでした。そのセルに書き足すか、結合を解除した様式を使ってください。`,
    en: ({ into }) =>
      `It is merged with the cells of other items (${into}) and was left. Add to that cell, or use a form without this merge.`,
  }),
  locked: message({
    ja: () =>
      'シートの保護でロックされたセルのため、書き込みませんでした。保護を解除した様式をもらうか、発行元に確かめてください。',
    en: () => 'The sheet is protected and the cell locked: it was left. Ask the issuer for a form without the protection.',
  }),
  'not-in-list': message<{ value: string; choices: readonly string[] }>({
    ja: ({ value, choices }) =>
      `選べる値（${choices.join('・')}）に「${value}」に当たるものが一つに決まらないため、空欄のままにしました。当てはまる値を選んでください。`,
    en: ({ value, choices }) =>
      `No one of its choices (${choices.join(', ')}) means "${value}". It was left empty: choose the one that fits.`,
  }),
  'list-unknown': message<{ value: string; formula: string }>({
    ja: ({ value, formula }) =>
      `選べる値の一覧（${formula}）を読み取れないため、空欄のままにしました。「${value}」に当たる値を選んでください。`,
    en: ({ value, formula }) =>
      `Its list of choices (${formula}) could not be read. It was left empty: choose what means "${value}".`,
  }),
  'too-long': message<{ length: number; limit: number }>({
    ja: ({ length, limit }) =>
      `${length}文字あり、一つのセルに入る${limit}文字を超えるため、書き込みませんでした。短くするか、別紙にしてください。`,
    en: ({ length, limit }) =>
      `It has ${length} characters, and a cell holds ${limit}: it was not filled in. Shorten it, or make it an annex.`,
  }),
  'repeated-row': message<{ id: string; row: number }>({
    ja: ({ id, row }) => `${id} の行は ${row} 行目にもあり、そちらに書き込みました。この行にも要るかどうか、確かめてください。`,
    en: ({ id, row }) => `Row ${row} is of ${id} too, and was filled in. See whether this one needs it as well.`,
  }),
  'no-row': message<{ ids: readonly string[] }>({
    ja: ({ ids }) =>
      `${named(ids, '、')}${ids.length > NAMED ? ` など${ids.length}項目` : ''} の行が見つからないため、回答を書き込めませんでした。この様式にない項目であれば、そのままで構いません。`,
    en: ({ ids }) =>
      ids.length === 1
        ? `No row for ${named(ids, ', ')} was found: its answer is not filled in. Nothing need be done where the form does not ask for it.`
        : `No rows were found for ${named(ids, ', ')}${ids.length > NAMED ? `, … (${ids.length} controls)` : ''}: their answers are not filled in. Nothing need be done where the form does not ask for them.`,
  }),
  'no-column': message<{ column: Blank }>({
    ja: ({ column }) =>
      `「${COLUMNS[column].ja}」に当たる列が見つからないため、書き込めませんでした。様式の見出しを確かめてください。`,
    en: ({ column }) => `No column for the ${COLUMNS[column].en} was found: it is not filled in. Check the headings of the form.`,
  }),
  'fewer-columns': message<{ column: Blank; count: number }>({
    ja: ({ column, count }) =>
      `「${COLUMNS[column].ja}」の列が${count}つしかないため、最後の${count}回分だけを書き込みました。それより前の分が要るかどうか、確かめてください。`,
    en: ({ column, count }) =>
      `There are ${count} columns for the ${COLUMNS[column].en}: only the last ${count} rounds are filled in. See whether earlier ones are needed.`,
  }),
} as const;

export type Why = keyof typeof MESSAGES;
type ParametersOf<W extends Why> = Parameters<(typeof MESSAGES)[W]>[0];

export interface NotFilled {
  /** '' where the whole workbook is meant. */
  readonly sheet: string;
  /** `H12`; undefined where there is none. */
  readonly cell: string | undefined;
  /** Canonical ID; undefined where all are concerned. */
  readonly control: string | undefined;
  readonly column: Blank | undefined;
  readonly why: Why;
  readonly message: Localized;
}

export function notFilled<W extends Why>(
  why: W,
  place: Omit<NotFilled, 'why' | 'message'>,
  parameters: ParametersOf<W>,
): NotFilled {
  return { ...place, why, message: (MESSAGES[why] as (parameters: ParametersOf<W>) => Localized)(parameters) };
}

/** What a person is told: answers for which there is no row together, as a form may ask for a few of hundreds. */
export function tellings(all: readonly NotFilled[]): readonly NotFilled[] {
  const absent = all.filter(({ why }) => why === 'no-row');
  const [first] = absent;
  if (!first) return all;
  const ids = absent.flatMap(({ control }) => control ?? []);
  const place = { sheet: first.sheet, cell: undefined, control: undefined, column: undefined };
  return [...all.filter(({ why }) => why !== 'no-row'), notFilled('no-row', place, { ids })];
}
