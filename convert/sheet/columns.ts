/** What columns of check sheets are called. A new spelling is a word in this table. */

/** The columns a kind of sheet may have, and what makes a row its header. Kinds differ; how a header is found does not (header.ts). */
export interface Vocabulary<R extends string> {
  /** Names as {@link headingKey} compares them: whole, or the beginning where a word ends in `*`. The first row that fits decides. */
  readonly names: readonly (readonly [R, readonly string[]])[];
  /** Whether columns of these roles make a table. A further line that takes this away is no part of the header. */
  isTable(roles: ReadonlySet<R>): boolean;
}

/**
 * - `number`: the item's own number; `sequence`: a running number that is not; `category`: headings, outermost first
 * - `text`: what is asked; `overview`: what holds for the items below
 * - `evidence`: what may prove it; `found`: what was looked at; `answer`, `result`, `improvement`: the form's blanks
 * - `mic`, `meti`: references to the ministries' guidelines
 * - the others are what a filled sheet may have besides: `due` of what is planned, `by` who answered, `updated` when
 */
export type Role =
  | 'number'
  | 'sequence'
  | 'category'
  | 'overview'
  | 'text'
  | 'evidence'
  | 'answer'
  | 'found'
  | 'result'
  | 'improvement'
  | 'mic'
  | 'meti'
  | 'note'
  | 'status'
  | 'responsibility'
  | 'reason'
  | 'plan'
  | 'due'
  | 'finding'
  | 'by'
  | 'updated';

const NAMES: readonly (readonly [Role, readonly string[]])[] = [
  [
    'number',
    ['no', 'no.', 'no．', '番号', '項番', '項目番号', '項目no', '項目no.', '管理番号', '#', 'id', '項目id', 'number', 'item no.'],
  ],
  ['sequence', ['seq', 'seq.', 'sseq', 's.no', 's.no.', '連番', '通番', '通し番号']],
  [
    'category',
    [
      '大分類',
      '中分類',
      '小分類',
      '分類',
      '区分',
      '大項目',
      '中項目',
      '小項目',
      'カテゴリ',
      'カテゴリー',
      '章',
      '節',
      '段',
      'category',
    ],
  ],
  ['overview', ['概要', '前提', '前提条件', '適用条件', 'overview']],
  [
    'text',
    [
      '対策項目',
      '対象項目',
      '要求事項',
      '確認項目',
      '確認事項',
      '確認内容',
      '要求内容',
      '点検項目',
      '点検内容',
      'チェック項目',
      'チェック内容',
      '対策内容',
      '管理策',
      '設問',
      '質問',
      '質問事項',
      '項目内容',
      '内容',
      'requirement',
      'requirements',
      'item',
      'question',
    ],
  ],
  ['found', ['確認したエビデンス*', '確認エビデンス*']],
  ['evidence', ['確認対象物*', 'エビデンス例*', 'エビデンス', '証跡例', '証跡', '確認資料', '根拠資料', 'evidence']],
  ['answer', ['対応策', '対応状況', '対応', '対応内容', '回答', '回答内容', '回答欄', '実施状況', 'answer', 'response']],
  ['result', ['判定結果', '判定', '評価結果', '評価', '点検結果', '確認結果', '結果', 'result']],
  ['improvement', ['改善策', '改善', '指摘事項', '改善点', 'improvement']],
  ['mic', ['総務省*']],
  ['meti', ['経産省*', '経済産業省*']],
  ['note', ['備考', '備考欄', '注記', '注', 'メモ', 'note', 'notes', 'remarks']],
];

/** The guideline a column of references speaks of: catalog IDs. */
export const REFERENCE_CATALOGS = { mic: 'mic-cloud', meti: 'meti-processor' } as const;
export type ReferenceRole = keyof typeof REFERENCE_CATALOGS;

/** Names for a message: what a sheet must have, and what helps. */
export const WANTED: Readonly<Record<'text' | 'number', string>> = {
  text: '対策項目・要求事項・確認項目',
  number: 'No.・番号・項番',
};

/** A heading as names are compared: width, case and white space aside. */
export function headingKey(text: string): string {
  return text.slice(0, 80).normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** Sheets whose wording is read: what is asked, and one column more. */
export const CHECK_SHEET: Vocabulary<Role> = {
  names: NAMES,
  isTable: (roles) => roles.has('text') && roles.size >= 2,
};

/** The role a heading names; undefined for any other text. */
export function roleNamed<R extends string>(text: string, { names }: Vocabulary<R>): R | undefined {
  const whole = headingKey(text);
  const opened = whole.search(/[([【]/u);
  // 対応状況（○：対応済、×：未対応）: a legend of the marks is no part of the name.
  const key = opened >= 0 && /[○◯〇△×]/u.test(whole.slice(opened)) ? whole.slice(0, opened) : whole;
  return names.find(([, spellings]) =>
    spellings.some((name) => (name.endsWith('*') ? key.startsWith(name.slice(0, -1)) : key === nameKey(name))),
  )?.[0];
}

/** Of the names above, by themselves: every cell of a sheet is compared with each. */
const nameKeys = new Map<string, string>();

function nameKey(name: string): string {
  let key = nameKeys.get(name);
  if (key === undefined) {
    key = headingKey(name);
    nameKeys.set(name, key);
  }
  return key;
}

/** Filled sheets: an item's number will do where what is asked is not printed. */
export const ANSWER_SHEET: Vocabulary<Role> = {
  names: [
    [
      'found',
      [
        ...['確認したエビデンス*', '確認エビデンス*', 'エビデンス', 'エビデンス名', 'エビデンス名称', '証跡', '証跡名'],
        ...['確認資料', '根拠', '根拠資料', '添付資料', 'evidence'],
      ],
    ],
    ['finding', ['指摘事項', '指摘', '指摘内容', 'finding', 'findings']],
    [
      'status',
      ['対応可否', '対応有無', '対応の有無', '実施有無', '実施の有無', '適合状況', '実装状況', 'ステータス', '状態', 'status'],
    ],
    ['responsibility', ['責任', '責任分界', '責任区分', '責任の所在', '責任主体', '実施主体', '対応主体', 'responsibility']],
    ['reason', ['理由', '対象外の理由', '非該当の理由', '代替策の理由', 'reason']],
    ['plan', ['対応計画', '今後の対応', '対応予定', '実施計画', '改善計画', 'plan']],
    ['due', ['期限', '対応期限', '対応予定日', '実施予定日', '対応予定時期', '実施時期', 'due', 'due date']],
    ['by', ['回答者', '記入者', '回答担当', '回答部署', 'answered by']],
    ['updated', ['回答日', '更新日', '記入日', 'updated']],
    [
      'answer',
      [
        ...['対応状況及び内容', '対応内容・状況', '回答・対応状況', '対応方針', '実施内容', '具体的な対応', '具体的な対応内容'],
        // What a customer calls it.
        ...['ご回答', '御回答', 'ご回答欄', 'ご回答内容', '貴社回答', '貴社の回答', '貴社ご回答', '御社回答', '御社の回答'],
        ...['貴社対応', '貴社の対応', '貴社対応状況', '貴社の対応状況', '貴社の状況', '貴社記入欄', '事業者回答', '事業者の回答'],
        ...['ベンダー回答', 'ベンダ回答'],
      ],
    ],
    ...NAMES,
  ],
  isTable: (roles) =>
    roles.size >= 2 && (roles.has('text') || ((roles.has('number') || roles.has('sequence')) && roles.has('answer'))),
};
