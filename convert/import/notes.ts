/** What the import of answers has to tell. */
import { message } from '../../core/language.ts';
import { MESSAGES, noting, type Place } from '../sheet/note.ts';

const listed = (ids: readonly string[]) => ids.join('・');

/** Defects of the printed wording, for somebody who takes the answers beside it. */
const OF_WORDING = {
  'shifted-columns': message<{ id: string; from: string; to: string; printed: string }>({
    ja: ({ id, from, to, printed }) =>
      `${id} の参照「${printed}」が、${to}列ではなく${from}列にあります。この行の列のずれを直して読みました。回答・エビデンス・判定の欄が合っているか確かめてください。`,
    en: ({ id, from, to, printed }) =>
      `The reference "${printed}" of ${id} is in column ${from} instead of ${to}. The row was put right: check that answer, evidence and judgement are where they belong.`,
  }),
  'merged-rows': message<{ id: string; others: readonly string[] }>({
    ja: ({ id, others }) =>
      `${id} の欄に、${listed(others)} の文言も続けて載っています。番号のとおり ${id} の行として読みました。${listed(others)} への回答が含まれていないか確かめてください。`,
    en: ({ id, others }) =>
      `The wording of ${id} goes on with that of ${others.join(', ')}. The row was taken for ${id}, by the number: see whether it answers ${others.join(', ')} too.`,
  }),
  'text-of-another-row': message<{ id: string; owner: string; holder: string | undefined }>({
    ja: ({ id, owner }) =>
      `${id} の欄に ${owner} の文言が載っています。番号のとおり ${id} の行として読みました。${owner} への回答として書かれていないか確かめてください。`,
    en: ({ id, owner }) =>
      `The row of ${id} prints the wording of ${owner}. The row was taken for ${id}, by the number: see that it was not meant for ${owner}.`,
  }),
  'same-text': message<{ id: string; others: readonly string[] }>({
    ja: ({ id, others }) =>
      `${id} の文言が ${listed(others)} と同じです。番号のとおりに読みました。どの項目への回答か確かめてください。`,
    en: ({ id, others }) =>
      `${id} prints the same wording as ${others.join(', ')}. The row was taken by the number: check which control it belongs to.`,
  }),
  headless: message<{ id: string; holder: string | undefined }>({
    ja: ({ id }) => `${id} の文言が途中から始まっています。番号のとおり ${id} の行として読みました。`,
    en: ({ id }) => `The wording of ${id} begins in mid-sentence. The row was taken for ${id}, by the number.`,
  }),
  'broken-off': message<{ id: string; at: string | undefined }>({
    ja: ({ id, at }) =>
      `${id} の文言が途中で切れています${at === undefined ? '' : `（「…${at}」のあたり）`}。番号のとおり ${id} の行として読みました。`,
    en: ({ id, at }) =>
      `The wording of ${id} is broken off${at === undefined ? '' : ` (at "…${at}")`}. The row was taken for ${id}, by the number.`,
  }),
  'duplicate-row': message<{ id: string; first: Place; sheet: string }>({
    ja: ({ id, first, sheet }) =>
      `${id} の行が二つあります（先に出てくるのは${first.sheet === sheet ? '' : `シート「${first.sheet}」の`}${first.row}行目）。この行の内容は、空いている欄に入れ、残りは備考に移しました。番号を確かめてください。`,
    en: ({ id, first, sheet }) =>
      `${id} has two rows (the first is row ${first.row}${first.sheet === sheet ? '' : ` of sheet "${first.sheet}"`}). What this one holds went into fields left empty, the rest into the note: check the number.`,
  }),
} as const;

const OF_ANSWERS = {
  ambiguous: message<{ id: string }>({
    ja: ({ id }) =>
      `${id} の行は列がずれていて、どの欄の内容か決めきれません。最も合う欄に取り込みました。回答・エビデンス・判定を原本で確かめてください。`,
    en: ({ id }) =>
      `The columns of the row of ${id} are shifted, and more than one way to put them right fits. The likeliest was taken: check answer, evidence and judgement against the original.`,
  }),
  'unclear-term': message<{ id: string; printed: string; heading: string; terms: readonly string[]; isStatus: boolean }>({
    ja: ({ id, printed, heading, terms, isStatus }) =>
      `${id} の「${heading}」の「${printed}」は、何を指すか決められないため、備考に移しました。${terms.join('・')}のどれかを確かめて、書き入れてください。${isStatus ? '書き入れるまで、この項目は対応済として数えられます。' : ''}`,
    en: ({ id, printed, heading, terms, isStatus }) =>
      `"${printed}" in "${heading}" of ${id} may mean several things and went into the note. Find out which of ${terms.join(', ')} it is, and write it.${isStatus ? ' Until then the item counts as implemented.' : ''}`,
  }),
  'not-done': message<{ id: string; printed: string; heading: string }>({
    ja: ({ id, printed, heading }) =>
      `${id} の「${heading}」の「${printed}」に当たる対応状況はないため、備考に移しました。対応状況（status）を書かない項目は対応済として数えられます。対応予定（計画も）・一部対応・代替策・対象外（理由も）のどれかを選んで、status に書き入れてください。`,
    en: ({ id, printed, heading }) =>
      `There is no status for "${printed}" in "${heading}" of ${id}, which went into the note. An item without a status counts as implemented: choose planned (with a plan), partial, alternative or not-applicable (with a reason), and write it under status.`,
  }),
  'unclear-evidence': message<{ id: string; printed: string }>({
    ja: ({ id, printed }) =>
      `${id} のエビデンス「${printed}」から文書名を読み分けられないため、備考に移しました。文書名とページを確かめ、evidence に書き入れてください。`,
    en: ({ id, printed }) =>
      `No document could be told from "${printed}", given as evidence for ${id}; it went into the note. Write the document and the page into evidence.`,
  }),
  'unclear-date': message<{ id: string; printed: string; heading: string }>({
    ja: ({ id, printed, heading }) =>
      `${id} の「${heading}」の「${printed}」は日付として読めないため、備考に移しました。2026-04-01 か 2026年4月1日 の形で書き入れてください。`,
    en: ({ id, printed, heading }) =>
      `"${printed}" in "${heading}" of ${id} is not a date and went into the note. Write it as 2026-04-01.`,
  }),
  'ditto-over-gap': message<{ id: string; printed: string; to: string }>({
    ja: ({ id, printed, to }) =>
      `${id} の「${printed}」と、その上の回答（${to}）との間に、回答のない項目があります。${to} と同じとしました。合っているか確かめてください。`,
    en: ({ id, printed, to }) =>
      `There are controls without answer between "${printed}" of ${id} and the answer above it (${to}). It was taken for ${to}: check that.`,
  }),
  'ditto-of-nothing': message<{ id: string; printed: string }>({
    ja: ({ id, printed }) =>
      `${id} の回答は「${printed}」ですが、その上に回答がありません。そのまま取り込みました。回答を書き入れてください。`,
    en: ({ id, printed }) =>
      `The answer to ${id} is "${printed}", and there is no answer above it. It was taken as it stands: write the answer.`,
  }),
  'ditto-to-the-left': message<{ id: string; printed: string; to: string | undefined }>({
    ja: ({ id, printed, to }) =>
      `${id} の回答は「${printed}」です。${to === undefined ? 'そのまま取り込みましたが' : `上の回答（${to}）と同じとしましたが`}、左のセルの内容を指しているのかもしれません。元の表で確かめ、指しているものを回答に書いてください。`,
    en: ({ id, printed, to }) =>
      `The answer to ${id} is "${printed}". It was taken ${to === undefined ? 'as it stands' : `for the one above (${to})`}, and may mean the cell to its left: check the sheet, and write what it means.`,
  }),
  'points-elsewhere': message<{ id: string; printed: string }>({
    ja: ({ id, printed }) =>
      `${id} の回答は「${printed}」ですが、同じとする回答が上に見つかりません。そのまま取り込みました。same-as に項目IDを書くか、回答を書き入れてください。`,
    en: ({ id, printed }) =>
      `The answer to ${id} is "${printed}", and no such answer was found above. It was taken as it stands: write the control's ID under same-as, or the answer.`,
  }),
  'goes-on': message<{ id: string }>({
    ja: ({ id }) => `番号のない行です。上の行（${id}）の続きとして取り込みました。合っているか確かめてください。`,
    en: ({ id }) => `The row has no number and was taken as a continuation of the one above (${id}): check that.`,
  }),
  'kept-in-note': message<{ column: string; heading: string; count: number }>({
    ja: ({ column, heading, count }) =>
      `${column}列${heading === '' ? 'には見出しがなく' : `（${heading}）は取り込み先がなく`}、${count}個のセルを備考（note）に入れました。列の役割を指定すると（コマンドラインでは --map ${column}=回答者 など）、その欄に取り込めます。`,
    en: ({ column, heading, count }) =>
      `Column ${column} ${heading === '' ? 'has no heading' : `(${heading}) has no place`}: ${count} ${count === 1 ? 'cell' : 'cells'} went into note. Say what it is (--map ${column}=answer on the command line) to have it read as that.`,
  }),
  'unplaced-row': message<{ content: string }>({
    ja: ({ content }) =>
      `どの項目の行か決められないため、取り込みませんでした。該当する項目に書き写してください（内容: ${content}）。`,
    en: ({ content }) =>
      `No control could be found for this row, which was not taken. Copy it to where it belongs (it says: ${content}).`,
  }),
  'other-catalog': message<{ rows: number; placed: number; catalog: string; better: string | undefined }>({
    ja: ({ rows, placed, catalog, better }) =>
      `${rows}行のうち、カタログ ${catalog} の項目と対応づけられたのは${placed}行だけです。別のカタログの様式かもしれません。${better === undefined ? '選んだカタログと、番号の列が合っているか確かめてください。' : `最も合うのは ${better} です（コマンドラインでは --catalog ${better}）。`}`,
    en: ({ rows, placed, catalog, better }) =>
      `Only ${placed} of ${rows} rows are controls of ${catalog}. The sheet may be of another catalog: ${better === undefined ? 'check the catalog you chose, and the column of numbers.' : `${better} fits best (--catalog ${better} on the command line).`}`,
  }),
  'differing-line': message<{ label: string; printed: string; kept: string }>({
    ja: ({ label, printed, kept }) =>
      `「${label}」が先のページの「${kept}」と違い、「${printed}」です。先のものを取り込みました。どちらが正しいか確かめてください。`,
    en: ({ label, printed, kept }) =>
      `"${label}" is "${printed}" here and "${kept}" on an earlier page. The earlier one was taken: check which is right.`,
  }),
  'unread-date': message<{ label: string; printed: string }>({
    ja: ({ label, printed }) =>
      `「${label}」の「${printed}」は日付として読めないため、取り込みませんでした。2026-04-01 か 2026年4月1日 の形で書き入れてください。`,
    en: ({ label, printed }) => `"${printed}" after "${label}" is not a date and was not taken. Write it as 2026-04-01.`,
  }),
} as const;

export const answerNote = noting({ ...MESSAGES, ...OF_WORDING, ...OF_ANSWERS });
