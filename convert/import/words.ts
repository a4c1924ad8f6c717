/** What authors write in the form's blanks, read as the terms of a checklist. A mark that may mean several things is none of them. */
import { canonicalTerm, japaneseTerm } from '../../core/model/schema.ts';
import { itemNumber } from '../sheet/number.ts';

/** Spellings besides the terms themselves, as {@link wordKey} compares them: Japanese term → what else means it for certain. */
const STATUS: Readonly<Record<string, readonly string[]>> = {
  対応済: [
    '対応済み',
    '対応している',
    '対応しています',
    '対応中',
    '対応可',
    '実施済',
    '実施済み',
    '実施している',
    '実施しています',
    '実装済',
    '実装済み',
    '済',
    '済み',
    'はい',
    'yes',
    '有',
    'あり',
    '可',
    '○',
    '◯',
    '〇',
    '◎',
    '✓',
    '✔',
    '☑',
    'レ',
    '適合',
  ],
  一部対応: [
    '一部対応済',
    '一部対応済み',
    '一部実施',
    '一部実施済',
    '部分対応',
    '部分的に対応',
    '一部適合',
    'partially implemented',
  ],
  対応予定: ['実施予定', '計画中', '対応計画中', '今後対応', '今後対応予定', '予定'],
  代替策: ['代替対応', '代替措置', '代替策で対応', '代替策により対応', '代替手段', '代替手段で対応'],
  対象外: [
    '該当なし',
    '該当無し',
    '該当せず',
    '該当しない',
    '該当しません',
    '非該当',
    '適用外',
    '適用除外',
    '適用対象外',
    'n/a',
    'na',
    'n.a.',
    'not applicable',
  ],
};

const RESULT: Readonly<Record<string, readonly string[]>> = {
  適合: ['○', '◯', '〇', '◎', '✓', '✔', '適', '合格', '良', '可', 'ok', '問題なし', '適合している'],
  要改善: ['改善要', '改善が必要', '要是正', '条件付き適合', '一部不適合'],
  不適合: ['×', '✕', '✗', '否', '不可', '不合格', 'ng', '適合しない', '適合していない'],
  未評価: ['未判定', '評価未了', '評価対象外', '判定対象外', '評価中'],
};

const RESPONSIBILITY: Readonly<Record<string, readonly string[]>> = {
  事業者: ['サービス事業者', 'クラウドサービス事業者', 'ベンダー', 'ベンダ', '当社', '弊社', '提供者'],
  利用者: ['医療機関', '医療機関等', 'ユーザー', 'ユーザ', 'お客様', '顧客'],
  共同: ['双方', '共有', '事業者・利用者', '利用者・事業者', '両者', '事業者及び利用者'],
  外部事業者に依拠: ['外部事業者', '委託先', '再委託先', 'クラウド基盤'],
};

/** The enumerations a sheet's blanks are read as. */
export type ReadTerm = keyof typeof SPELLINGS;

const SPELLINGS = { status: STATUS, result: RESULT, responsibility: RESPONSIBILITY } as const;

function wordKey(text: string): string {
  return text
    .slice(0, 40)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s。.]+/g, '');
}

const BY_WORD = new Map<string, string>(
  Object.entries(SPELLINGS).flatMap(([name, terms]) =>
    Object.entries(terms).flatMap(([term, words]) => words.map((word) => [`${name} ${wordKey(word)}`, term] as const)),
  ),
);

/** The Japanese term a whole cell means; undefined where that is not certain. */
export function termIn(name: ReadTerm, text: string): string | undefined {
  const known = canonicalTerm(name, text.trim());
  return known === undefined ? BY_WORD.get(`${name} ${wordKey(text)}`) : japaneseTerm(name, known);
}

const NOT_DONE = new Set(
  [
    '未対応',
    '非対応',
    '不対応',
    '未実施',
    '未実装',
    '未着手',
    '対応なし',
    '対応していない',
    '対応しない',
    '対応不可',
    '不可',
    '否',
    'いいえ',
    'no',
  ].map(wordKey),
);

/** Whether a cell of status says that nothing is done: no term says so without a plan or a reason. */
export function isNotDone(text: string): boolean {
  return NOT_DONE.has(wordKey(text));
}

/** Marks alone say nothing of an answer: in a column of prose they may mean anything. */
const MARK = /^[\p{S}\p{P}〇レ有無可否済]$/u;

/**
 * An answer that begins with its status: `対応済`, `【対象外】二次利用を行わないため`, `一部対応：…`.
 * @returns the term, and what the answer says besides; undefined for an answer that does not
 */
export function statusIn(text: string): { readonly status: string; readonly rest: string } | undefined {
  if (MARK.test(text.trim())) return undefined;
  const whole = plainStatus(text);
  if (whole !== undefined) return { status: whole, rest: '' };
  const match = /^[【［[（(]([^】］\])）\n]{2,12})[】］\])）][\s:：]*|^([^\s:：。、（(\n]{2,12})(?:[:：]\s*|\n|。(?=.))/u.exec(
    text.trim(),
  );
  const word = match?.[1] ?? match?.[2];
  const status = word === undefined ? undefined : plainStatus(word);
  return status === undefined || !match ? undefined : { status, rest: text.trim().slice(match[0].length) };
}

/** Words of an ordinary answer (はい, あり, 適合) are one. */
function plainStatus(text: string): string | undefined {
  return /^(?:はい|yes|あり|適合|予定)$/i.test(text.trim()) ? undefined : termIn('status', text);
}

/** A cell of strokes only: nobody has written anything. */
export function isStroke(text: string): boolean {
  return /^[-－―—–−ー‐─\s]+$/.test(text);
}

const POINTING =
  /^(?:上記の?|前記の?)?(?:No[.．]?|項番|番号|項目)? ?(.{1,30}?)(?:番|項)?の?(?:回答|記載|内容)?(?:と|に)(?:同じ|同様|同一|準じる|準ずる)(?:です|内容)?[。.]?$/iu;

/** `No.1と同じ`, `CL-1に同じ`, `項番3と同様です。`: the number it points at, as printed; undefined for what says more, or points at no number. */
export function pointedAt(text: string): string | undefined {
  const number = POINTING.exec(text.normalize('NFKC').trim())?.[1]?.trim();
  return number !== undefined && /^(?:[A-Z]{1,10}-)?[0-9][0-9.]{0,9}(?:\([0-9]{1,3}\))?$/i.test(number) ? number : undefined;
}

/** Words for "there is none". */
export function isNone(text: string): boolean {
  return /^(?:特に)?(?:なし|無し|無|ありません|none|n\/a)[。.]?$/i.test(text.normalize('NFKC').trim());
}

/**
 * A date as the format writes it: `2026/4/1`, `2026.4.1` and what a spreadsheet stores (days since 1899-12-30) become `2026-04-01`; what the format has
 * already stays.
 * @returns undefined for anything else
 */
export function dateIn(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/\((?:月|火|水|木|金|土|日)\)/, '');
  if (
    /^(?:\d{4}-\d{1,2}(?:-\d{1,2})?|(?:\d{4}|(?:明治|大正|昭和|平成|令和)(?:元|\d{1,2}))年(?:\d{1,2}月(?:\d{1,2}日)?)?)$/.test(
      plain,
    )
  )
    return plain;
  const [, year, month = '', day = ''] = /^(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?$/.exec(plain) ?? [];
  if (year !== undefined) return [year, month.padStart(2, '0'), ...(day === '' ? [] : [day.padStart(2, '0')])].join('-');
  const serial = /^\d{5}(?:\.0+)?$/.test(plain) ? (itemNumber(plain.slice(0, 5)) ?? 0) : 0;
  // 1954 to 2064: other numbers of five digits are no dates of an answer.
  return serial >= 20_000 && serial <= 60_000
    ? new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
    : undefined;
}
