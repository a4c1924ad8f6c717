/** What the report says of a place of the sheet: what is wrong there, or why something was not taken, and what to do. */
import { type Language, type Localized, message } from '../../core/language.ts';
import { byPlace, columnName } from './sheet.ts';

export interface Place {
  /** '' where the file has no sheet names. */
  readonly sheet: string;
  /** 1-based. */
  readonly row: number;
  /** 1-based. */
  readonly column: number;
}

/** IDs in a Japanese sentence. */
const listed = (ids: readonly string[]) => ids.join('・');

/** One entry a kind; its parameters are what the messages need. */
export const MESSAGES = {
  'shifted-columns': message<{ id: string; from: string; to: string; printed: string }>({
    ja: ({ id, from, to, printed }) =>
      `${id} の参照「${printed}」が${from}列にあります。このページの参照欄は${to}列なので、この行の列がずれています。原本で列を確かめてください。`,
    en: ({ id, from, to, printed }) =>
      `The reference "${printed}" of ${id} is in column ${from}; the references on this page are in column ${to}. The columns of this row are shifted: check them against the original.`,
  }),
  'merged-rows': message<{ id: string; others: readonly string[] }>({
    ja: ({ id, others }) =>
      `${id} の欄に、${listed(others)} の文言も続けて載っています。すべて ${id} の文言として取り込みました。続きの部分を ${listed(others)} の text に移してください。`,
    en: ({ id, others }) =>
      `The text of ${id} goes on with that of ${others.join(', ')}. All of it was kept under ${id}: move what follows to the text of ${others.join(', ')}.`,
  }),
  'text-of-another-row': message<{ id: string; owner: string; holder: string | undefined }>({
    ja: ({ id, owner, holder }) =>
      `${id} の欄に ${owner} の文言が載っているため、${id} の文言としては取り込みませんでした。${holder === undefined ? '' : `正しい文言は ${holder} の欄の続きにあるようです。`}原本で確かめ、${id} の text を書き加えてください。`,
    en: ({ id, owner, holder }) =>
      `The row of ${id} holds the text of ${owner}. It was not taken for ${id}.${holder === undefined ? '' : ` Its own text seems to be further on in ${holder}.`} Check the original and add the text of ${id}.`,
  }),
  'same-text': message<{ id: string; others: readonly string[] }>({
    ja: ({ id, others }) =>
      `${id} の文言が ${listed(others)} と同じです。そのまま取り込みました。どの項目の文言か、原本で確かめてください。`,
    en: ({ id, others }) =>
      `${id} has the same text as ${others.join(', ')}. It was taken as it stands: check in the original which control it belongs to.`,
  }),
  headless: message<{ id: string; holder: string | undefined }>({
    ja: ({ id, holder }) =>
      `${id} の文言が途中から始まっています。${holder === undefined ? '' : `書き出しは、${holder} の欄の末尾にあるようです。`}原本で確かめ、書き出しを補ってください。`,
    en: ({ id, holder }) =>
      `The text of ${id} begins in mid-sentence. ${holder === undefined ? '' : `Its beginning seems to be at the end of ${holder}. `}Check the original and add it.`,
  }),
  'broken-off': message<{ id: string; at: string | undefined }>({
    ja: ({ id, at }) =>
      `${id} の文言が途中で切れています${at === undefined ? '' : `（「…${at}」のあたり）`}。抜けた部分を原本で確かめ、補ってください。`,
    en: ({ id, at }) =>
      `The text of ${id} is broken off${at === undefined ? '' : ` (at "…${at}")`}. Find what is missing in the original and add it.`,
  }),
  'repeated-reference': message<{ id: string; before: string; printed: string }>({
    ja: ({ id, before, printed }) =>
      `${id} の参照「${printed}」は、前の行（${before}）と同じで、${id} の対応関係と合いません。前の行のものが誤って繰り返されたと思われます。原本で確かめてください。`,
    en: ({ id, before, printed }) =>
      `The reference "${printed}" of ${id} is that of the row before (${before}) and does not fit ${id}. It seems to be repeated by mistake: check the original.`,
  }),
  'unknown-number': message<{ printed: string; catalog: string; id: string }>({
    ja: ({ printed, catalog, id }) =>
      `番号「${printed}」の項目は「${catalog}」にないため、この行は取り込みませんでした。番号に誤りがないか、選んだカタログ（${id}）でよいかを確かめてください。`,
    en: ({ printed, id }) =>
      `The catalog ${id} has no item "${printed}". The row was not taken. Check the number, and whether this is the right catalog.`,
  }),
  'no-number': message<{ begins: string }>({
    ja: ({ begins }) =>
      `番号がなく、どの項目の行か決められないため、この行（「${begins}」）は取り込みませんでした。番号を書き加えて、もう一度取り込んでください。`,
    en: ({ begins }) =>
      `The row has no number, and its text ("${begins}") fits no item for certain. It was not taken: add the number and import again.`,
  }),
  'no-number-own': message<{ begins: string }>({
    ja: ({ begins }) =>
      `番号がないため、この行（「${begins}」）は取り込みませんでした。項目であれば番号を付け、上の行の続きであれば上の行にまとめて、もう一度取り込んでください。`,
    en: ({ begins }) =>
      `The row ("${begins}") has no number and was not taken. Number it, or put its text into the row above, and import again.`,
  }),
  'no-text': message<{ column: string }>({
    ja: ({ column }) => `文言の欄（${column}列）が空のため、この行は取り込みませんでした。原本で確かめてください。`,
    en: ({ column }) => `There is no text in column ${column}. The row was not taken: check the original.`,
  }),
  ditto: message<{ printed: string }>({
    ja: ({ printed }) =>
      `文言が「${printed}」だけなので、この行は取り込みませんでした。「${printed}」が指す文言を書き入れて、もう一度取り込んでください。`,
    en: ({ printed }) => `The text is only "${printed}" and was not taken. Write the text it stands for and import again.`,
  }),
  'duplicate-row': message<{ id: string; first: Place; sheet: string }>({
    ja: ({ id, first, sheet }) =>
      `${id} の行が二つあります（先に出てくるのは${first.sheet === sheet ? '' : `シート「${first.sheet}」の`}${first.row}行目）。先の行だけを取り込み、この行は取り込みませんでした。${
        first.sheet === sheet
          ? '番号を確かめてください。'
          : '一方だけを読むには、取り込むシートを選んでください（コマンドラインでは --sheet）。'
      }`,
    en: ({ id, first, sheet }) =>
      `${id} has two rows (the first is row ${first.row}${first.sheet === sheet ? '' : ` of sheet "${first.sheet}"`}). The first was taken, this one was not: ${
        first.sheet === sheet ? 'check the number.' : 'choose one of the sheets to read (--sheet on the command line).'
      }`,
  }),
  'matched-by-text': message<{ begins: string; id: string }>({
    ja: ({ begins, id }) => `番号がないため、文言（「${begins}」）から ${id} の行とみなしました。合っているか確かめてください。`,
    en: ({ begins, id }) => `The row has no number; by its text ("${begins}") it was taken for ${id}. Check that.`,
  }),
  'text-in-another-column': message<{ id: string; from: string; to: string }>({
    ja: ({ id, from, to }) =>
      `${id} の文言が${to}列ではなく${from}列にあります。${from}列の文言を取り込みました。合っているか確かめてください。`,
    en: ({ id, from, to }) => `The text of ${id} is in column ${from} instead of ${to}. It was taken from there: check it.`,
  }),
  'unnamed-column': message<{ column: string; count: number }>({
    ja: ({ column, count }) =>
      `${column}列には見出しがないため、${count}個のセルを取り込みませんでした。必要であれば、見出しを付けて、もう一度取り込んでください。`,
    en: ({ column, count }) =>
      `Column ${column} has no heading; ${count} ${count === 1 ? 'cell' : 'cells'} in it ${count === 1 ? 'was' : 'were'} not taken. If needed, give the column a heading and import again.`,
  }),
  renumbered: message<{ first: string }>({
    ja: ({ first }) =>
      `番号が分類ごとに1から始まるため、分類の順番を頭に付けて ${first} のようにしました。通し番号にしたいときは、様式の番号を書き直して、もう一度取り込んでください。`,
    en: ({ first }) =>
      `The numbers begin again at 1 under each heading, so the position of the heading was put in front (${first}). If you prefer running numbers, renumber the sheet and import again.`,
  }),
  'invalid-number': message<{ printed: string }>({
    ja: ({ printed }) =>
      `番号「${printed}」は項目の番号として使えないため、この行は取り込みませんでした。数字・英字・かっこ・ピリオド・ハイフンだけの番号に直して、もう一度取り込んでください。`,
    en: ({ printed }) =>
      `"${printed}" cannot be the number of an item and the row was not taken. Use digits, letters, brackets, full stops and hyphens only, and import again.`,
  }),
} as const;

export type NoteKind = keyof typeof MESSAGES;

/** Kinds that say something is wrong with the sheet itself. The others say what was not taken, or taken on a guess. */
export const DEFECTS: ReadonlySet<string> = new Set<NoteKind>([
  'shifted-columns',
  'merged-rows',
  'text-of-another-row',
  'same-text',
  'headless',
  'broken-off',
  'repeated-reference',
]);

export interface Note extends Place {
  /** One of {@link NoteKind}, or of an importer's own. */
  readonly kind: string;
  /** Canonical ID of the control concerned, where one is. */
  readonly control?: string;
  /** Canonical IDs of other controls the message names. */
  readonly related?: readonly string[];
  readonly message: Localized;
}

// biome-ignore lint/suspicious/noExplicitAny: each message has parameters of its own; what a kind takes is told by ParametersOf
type Messages = Readonly<Record<string, (parameters: any) => Localized>>;
/** What the message of a kind speaks of. */
type ParametersOf<M extends Messages, K extends keyof M> = Parameters<M[K]>[0];

/**
 * The notes an import may make: one message a kind. What is made takes the kind, the place, what the message needs, the canonical ID of the control concerned,
 * and those of others it names.
 */
export function noting<const M extends Messages>(messages: M) {
  return <K extends keyof M & string>(
    kind: K,
    { sheet, row, column }: Place,
    parameters: ParametersOf<M, K>,
    control?: string,
    related?: readonly string[],
  ): Note => ({
    kind,
    sheet,
    row,
    column,
    ...(control === undefined ? {} : { control }),
    ...(related === undefined ? {} : { related }),
    message: (messages[kind] as (parameters: ParametersOf<M, K>) => Localized)(parameters),
  });
}

/** Notes about the sheet itself and the rows of it, where their wording is taken. */
export const note = noting(MESSAGES);

/** What makes notes of these kinds: an importer that takes something else words them differently. */
export type Say = typeof note;

/** `［一覧］35行 D列`, as a spreadsheet counts. */
export function placeName(place: Place, language: Language): string {
  const name = columnName(place.column);
  return rowName(place, language) + (language === 'ja' ? ` ${name}列` : `, column ${name}`);
}

/** `［一覧］35行`. */
export function rowName({ sheet, row }: Pick<Place, 'sheet' | 'row'>, language: Language): string {
  const ja = language === 'ja';
  const at = ja ? `${row}行` : `row ${row}`;
  return sheet === '' ? at : ja ? `［${sheet}］${at}` : `[${sheet}] ${at}`;
}

/** By place: sheets in their order, rows, columns. */
export function inOrder(notes: readonly Note[], sheets: readonly string[]): readonly Note[] {
  const byRow = byPlace(sheets);
  return [...notes].sort((a, b) => byRow(a, b) || a.column - b.column);
}
