/** A checklist as rows and columns: the check sheet and the METI matrix as they are handed in, any other catalog with the columns it asks for. */
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { KaijiDocument } from '../../core/model/document.ts';
import { itemsOf, mapField, textField } from '../../core/model/field.ts';
import { ownCatalog } from '../../core/package/index.ts';
import { allEvidence } from '../../core/report/expanded.ts';
import { asMap, type Node, valueUnder } from '../../core/yaml/tree.ts';
import { answerText, bearerOf, evidenceLines } from './answer.ts';
import {
  type Column,
  evidenceColumn,
  judgementColumns,
  responsibilityColumn,
  statusColumn,
  withEvidence,
} from './check-columns.ts';
import { type CheckRow, checkRows, expectedEvidence, remarks, requirement, roundsOf } from './check-rows.ts';
import { printedDate } from './date.ts';
import type { Grid } from './grid.ts';
import { type Making, named, originOf, say } from './making.ts';
import { controlNumber } from './references.ts';

type Layout = (catalog: Catalog, rows: readonly CheckRow[], document: KaijiDocument, making: Making) => readonly Column[];

/** Forms that have columns of their own, by catalog. */
const LAYOUTS: Readonly<Record<string, Layout>> = { 'medcloud-checklist': checkSheet, 'meti-processor': metiMatrix };

/** The grid of a checklist; undefined where its catalog is not known. */
export function checklistGrid(document: KaijiDocument, making: Making): Grid | undefined {
  const catalog = ownCatalog(document, making.whole.catalogs);
  if (!catalog) return undefined;
  const rows = checkRows(document, catalog, making);
  const layout = (Object.hasOwn(LAYOUTS, catalog.id) && LAYOUTS[catalog.id]) || ownColumns;
  const columns = layout(catalog, rows, document, making);
  const title = textField(document.root, 'title')?.value.trim() || named(catalog.data.title, making);
  return {
    name: title,
    title,
    language: making.language,
    lines: headLines(document, making),
    columns: columns.map(({ cell: _, ...column }) => column),
    rows: rows.map((row) => ({ cells: columns.map(({ cell }) => cell(row)), control: row.control.id })),
    page: 'landscape',
  };
}

/** 整理番号, 評価申請元, 評価対象プロダクト名, 評価者: those that are filled in, of the check sheet all. */
export function headLines(document: KaijiDocument, making: Making): Grid['lines'] {
  const catalog = ownCatalog(document, making.whole.catalogs);
  const applicant = mapField(document.root, 'applicant');
  const read = (key: string) => textField(applicant, key)?.value.trim() ?? '';
  const from = (node: Node | undefined) => (node ? originOf(document, node, making) : {});
  const submitted = textField(document.root, 'submitted')?.value.trim() ?? '';
  const evaluators = making.audience === 'customer' ? [] : itemsOf(document.root, 'evaluators');
  const lines = [
    {
      label: say(making, '整理番号', 'Reference number'),
      value: textField(document.root, 'reference-no')?.value.trim() ?? '',
      ...from(valueUnder(document.root, 'reference-no')),
    },
    {
      label: say(making, '評価申請元', 'Applicant'),
      value: [read('organization'), read('name'), read('contact')].filter(Boolean).join(' '),
      ...from(applicant),
    },
    { label: say(making, '評価対象プロダクト名', 'Product'), value: read('product'), ...from(valueUnder(applicant, 'product')) },
    {
      label: say(making, '評価者', 'Evaluators'),
      value: evaluators.map((item) => evaluator(item, making)).join('\n'),
      ...from(valueUnder(document.root, 'evaluators')),
    },
  ];
  const asked = catalog?.id === 'medcloud-checklist' ? lines : lines.filter(({ value }) => value !== '');
  const day =
    submitted === ''
      ? []
      : [
          {
            label: say(making, '提出日', 'Submitted'),
            value: printedDate(submitted, making.language),
            ...from(valueUnder(document.root, 'submitted')),
          },
        ];
  return [...asked, ...day];
}

function evaluator(item: Parameters<typeof asMap>[0], making: Making): string {
  const map = asMap(item);
  const read = (key: string) => textField(map, key)?.value.trim() ?? '';
  const [round, date] = [read('round'), printedDate(read('date'), making.language)];
  const when = [round && say(making, `第${round}回`, `round ${round}`), date].filter(Boolean).join(' ');
  return [read('organization'), read('name'), when && say(making, `（${when}）`, `(${when})`)].filter(Boolean).join(' ');
}

/** The check sheet of 253 items: its own columns in its own order. */
function checkSheet(_catalog: Catalog, rows: readonly CheckRow[], _document: KaijiDocument, making: Making): readonly Column[] {
  const text = (ja: string, en: string) => say(making, ja, en);
  const [item, category, check] = [text('項目', 'Item'), text('分類', 'Category'), text('確認項目', 'Check item')];
  const answered = text(
    'チェックシートへの対応内容並びに、内容を確認したエビデンス等',
    'What is done, and the evidence looked at',
  );
  const reference = text('参考', 'Reference');
  return [
    {
      key: 'number',
      headings: [item, 'No.'],
      width: 6,
      align: 'center',
      cell: ({ control }) => Number(controlNumber(control.id, making)) || controlNumber(control.id, making),
    },
    {
      key: 'category',
      headings: [category, text('大分類', 'Major')],
      width: 14,
      cell: ({ control }) => categoryAt(control, 0, making),
    },
    {
      key: 'category',
      headings: [category, text('中分類', 'Minor')],
      width: 18,
      cell: ({ control }) => categoryAt(control, 1, making),
    },
    {
      key: 'text',
      headings: [check, text('対策項目', 'Requirement')],
      width: 50,
      cell: ({ control }) => requirement(control, making),
    },
    {
      key: 'evidence',
      headings: [check, text('確認対象物例・エビデンス例', 'Examples of evidence')],
      width: 24,
      cell: ({ control }) => expectedEvidence(control, making),
    },
    { key: 'answer', headings: [answered, text('対応策', 'Measures')], width: 60, cell: ({ said }) => answerText(said, making) },
    {
      key: 'found',
      headings: [answered, text('確認したエビデンス（文書名、ページ番号等）', 'Evidence (document, page)')],
      width: 30,
      cell: ({ said }) => evidenceLines(said, making).join('\n'),
    },
    ...judgementColumns(rows, making),
    {
      key: 'mic',
      headings: [reference, text('総務省GLでの対応項目', 'MIC guideline')],
      width: 18,
      cell: ({ control }) => refsTo('mic-cloud', control, making),
    },
    {
      key: 'meti',
      headings: [reference, text('経産省GLでの対応項目', 'METI guideline')],
      width: 16,
      cell: ({ control }) => refsTo('meti-processor', control, making),
    },
    { key: 'note', headings: [reference, text('備考', 'Remarks')], width: 18, cell: (row) => remarks(row, making) },
  ];
}

/** What the control is tied to in a guideline, as that prints its numbers; what has no number there as it was printed. */
function refsTo(catalogId: string, { refs, unresolved }: CheckRow['control'], { whole }: Making): string {
  const prefix = whole.catalogs.of(catalogId)?.data.prefix ?? '';
  const numbers = refs.flatMap(({ to }) => (whole.catalogs.catalogOf(to)?.id === catalogId ? [to.slice(prefix.length + 1)] : []));
  const printed = catalogId === 'meti-processor' ? unresolved.map((one) => one.printed) : [];
  return [...numbers, ...printed].join('\n');
}

/** The matrix of the METI guideline: 章, 節, 段, 概要, 番号, 要求事項, 対応状況. */
function metiMatrix(catalog: Catalog, _rows: readonly CheckRow[], _document: KaijiDocument, making: Making): readonly Column[] {
  const groupOf = ({ control }: CheckRow) => catalog.data.groups.find(({ id }) => id === control.group);
  const level = (row: CheckRow, depth: number) => {
    const parts = (groupOf(row)?.number ?? '').split('.');
    if (parts.length < depth || parts[0] === '') return '';
    const number = parts.slice(0, depth).join('.');
    const title = named(catalog.data.groups.find((one) => one.number === number)?.title, making);
    return [number, title].filter(Boolean).join(' ');
  };
  const overview = (row: CheckRow) => {
    const group = groupOf(row);
    return [named(group?.condition, making), named(group?.preamble, making)].filter(Boolean).join('\n');
  };
  const text = (ja: string, en: string) => [say(making, ja, en)];
  return [
    { key: 'category', headings: text('章', 'Chapter'), width: 18, cell: (row) => level(row, 1) },
    { key: 'category', headings: text('節', 'Section'), width: 20, cell: (row) => level(row, 2) },
    { key: 'category', headings: text('段', 'Subsection'), width: 24, cell: (row) => level(row, 3) },
    { key: 'overview', headings: text('概要', 'Overview'), width: 28, cell: overview },
    {
      key: 'number',
      headings: text('番号', 'No.'),
      width: 9,
      align: 'center',
      cell: (row) => controlNumber(row.control.id, making).slice((groupOf(row)?.number ?? '').length),
    },
    { key: 'text', headings: text('要求事項', 'Requirement'), width: 56, cell: ({ control }) => requirement(control, making) },
    { key: 'answer', headings: text('対応状況', 'Measures'), width: 64, cell: (row) => withEvidence(row, making) },
  ];
}

/** Columns of any other catalog: those it asks for, and those something stands in. */
function ownColumns(catalog: Catalog, rows: readonly CheckRow[], _document: KaijiDocument, making: Making): readonly Column[] {
  const text = (ja: string, en: string) => say(making, ja, en);
  const isJudged = catalog.asks('judgement') || roundsOf(rows, making).length > 0;
  const lines = isJudged ? 2 : 1;
  const under = (heading: string) => Array.from({ length: lines }, () => heading);
  const depth = Math.max(0, ...rows.map(({ control }) => control.category.length));
  const hasStatus = catalog.asks('status');
  const hasResponsibility = rows.some(({ said }) => said.some((one) => bearerOf(one, making) !== ''));
  const hasEvidence = rows.some(({ said }) => said.some((one) => allEvidence(one).length > 0));
  const columns: readonly (Column | false)[] = [
    { key: 'number', headings: under(text('番号', 'No.')), width: 12, cell: ({ control }) => controlNumber(control.id, making) },
    ...Array.from({ length: depth }, (_, at): Column => {
      const name =
        depth === 1 ? text('分類', 'Category') : text(['大分類', '中分類', '小分類'][at] ?? '分類', `Category ${at + 1}`);
      return { key: 'category', headings: under(name), width: 16, cell: ({ control }) => categoryAt(control, at, making) };
    }),
    {
      key: 'text',
      headings: under(named(catalog.data.noun, making)),
      width: 50,
      cell: ({ control }) => requirement(control, making),
    },
    hasStatus && statusColumn(lines, making),
    hasResponsibility && responsibilityColumn(lines, making),
    {
      key: 'answer',
      headings: under(text('回答', 'Answer')),
      width: 60,
      cell: ({ said }) => answerText(said, making, { hasStatus, hasResponsibility }),
    },
    (catalog.asks('evidence') || catalog.asks('locator') || hasEvidence) && evidenceColumn(lines, making),
    ...(isJudged ? judgementColumns(rows, making) : []),
    rows.some((row) => remarks(row, making) !== '') && {
      key: 'note',
      headings: under(text('備考', 'Remarks')),
      width: 18,
      cell: (row: CheckRow) => remarks(row, making),
    },
  ];
  return columns.filter((column) => column !== false);
}

/** A level of the control's category in the form's language; '' where it has none so deep. */
function categoryAt(control: CheckRow['control'], at: number, { whole, language }: Making): string {
  const name = control.category[at] ?? '';
  if (language === 'ja') return name;
  const names = whole.catalogs.homeOf(control)?.data.categories ?? {};
  return (Object.hasOwn(names, name) && names[name]) || name;
}

/**
 * What a checklist answers, for the columns somebody's own sheet has: what it has no column for stands in the answer, as on a form of ours without that column.
 * @param catalog of the checklist
 * @param has roles of the sheet's columns: `status`, `responsibility`, `found`
 */
export function answersGrid(document: KaijiDocument, catalog: Catalog, has: ReadonlySet<string>, making: Making): Grid {
  const rows = checkRows(document, catalog, making);
  const shown = { hasStatus: has.has('status'), hasResponsibility: has.has('responsibility') };
  const answer = (row: CheckRow) => (has.has('found') ? answerText(row.said, making, shown) : withEvidence(row, making, shown));
  const columns: readonly Column[] = [
    statusColumn(2, making),
    responsibilityColumn(2, making),
    { key: 'answer', headings: ['', ''], width: 60, cell: answer },
    evidenceColumn(2, making),
    ...judgementColumns(rows, making),
  ];
  const kept = columns.filter(({ key }) => has.has(key) || !['status', 'responsibility', 'found'].includes(key));
  return {
    name: '',
    title: '',
    language: making.language,
    lines: [],
    columns: kept.map(({ cell: _, ...column }) => column),
    rows: rows.map((row) => ({ cells: kept.map(({ cell }) => cell(row)), control: row.control.id })),
    page: 'landscape',
  };
}
