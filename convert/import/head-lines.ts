/** The lines above a form's table: 整理番号, 評価申請元, 評価者 and what stands beside them. Each page prints them anew. */
import type { Note } from '../sheet/note.ts';
import { oneLine } from '../sheet/prose.ts';
import type { Cell, Row } from '../sheet/sheet.ts';
import { answerNote } from './notes.ts';
import { dateIn, isStroke } from './words.ts';

export interface Head {
  readonly 'reference-no'?: string;
  readonly submitted?: string;
  readonly organization?: string;
  readonly product?: string;
  readonly name?: string;
  readonly contact?: string;
  readonly evaluator?: string;
  readonly 'evaluator-organization'?: string;
  readonly 'evaluated-on'?: string;
}

type Field = keyof Head;

/** A new spelling is a word in this table. */
const LABELS: Readonly<Record<Field, readonly string[]>> = {
  'reference-no': ['整理番号', '受付番号', '管理番号', '申請番号'],
  submitted: ['評価申請日', '申請日', '提出日', '提出年月日', '申請年月日'],
  organization: ['評価申請元', '申請元', '申請者', '申請事業者', '事業者名', '会社名', '組織名', '評価申請者'],
  product: [
    '評価対象プロダクト名',
    '評価対象プロジェクト名',
    '評価対象製品名',
    '評価対象サービス名',
    'プロダクト名',
    '製品名',
    'サービス名',
    'サービス名称',
    '対象サービス',
  ],
  name: ['担当者', '担当者名', '申請担当者', '記入者'],
  contact: ['連絡先', '電話番号', 'メールアドレス', 'e-mail', 'email'],
  evaluator: ['評価者', '評価員', '評価者名', '評価員名', '評価担当者'],
  'evaluator-organization': ['評価機関', '評価機関名', '評価組織'],
  'evaluated-on': ['評価日', '評価実施日', '評価年月日'],
};

const DATES: ReadonlySet<Field> = new Set<Field>(['submitted', 'evaluated-on']);

const keyOf = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s:]+/g, '')
    .toLowerCase();

const FIELDS = new Map(
  (Object.entries(LABELS) as [Field, readonly string[]][]).flatMap(([field, names]) =>
    names.map((name) => [keyOf(name), field] as const),
  ),
);

/** @param lines those outside the tables, in order; what none of them says is absent */
export function headOf(lines: readonly Row[]): { readonly head: Head; readonly notes: readonly Note[] } {
  const found: { -readonly [F in Field]?: string } = {};
  const notes: Note[] = [];
  const take = (field: Field, label: string, cell: Cell, printed: string) => {
    const said = oneLine(printed);
    if (said === '' || isStroke(said)) return;
    const value = DATES.has(field) ? dateIn(said) : said;
    const kept = found[field];
    if (value === undefined) notes.push(answerNote('unread-date', cell, { label, printed: said }));
    else if (kept === undefined) found[field] = value;
    else if (kept !== value) notes.push(answerNote('differing-line', cell, { label, printed: said, kept }));
  };
  for (const { cells } of lines)
    cells.forEach((cell, i) => {
      const field = FIELDS.get(keyOf(cell.text));
      const next = cells[i + 1];
      if (field && next && !isLabelled(next.text)) take(field, oneLine(cell.text), next, next.text);
      const [, label = '', value = ''] = /^([^:：\n]{2,20})[:：](.+)$/s.exec(cell.text) ?? [];
      const own = FIELDS.get(keyOf(label));
      if (own) take(own, oneLine(label), cell, value);
    });
  return { head: found, notes };
}

/** Whether a cell is a label, perhaps with its value behind it. */
function isLabelled(text: string): boolean {
  return FIELDS.has(keyOf(text)) || FIELDS.has(keyOf(/^([^:：\n]{2,20})[:：]/.exec(text)?.[1] ?? ''));
}
