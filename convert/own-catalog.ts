/** A private sheet as a catalog of its own (`catalog/v1`): numbers, headings and wording as the sheet has them. */
import type { EvidenceKind } from '../core/catalog/bundled.ts';
import type { Catalogs } from '../core/catalog/catalogs.ts';
import { idKey } from '../core/catalog/id.ts';
import type { Language } from '../core/language.ts';
import { literalLines, scalarSource } from '../core/yaml/edit.ts';
import { evidenceKindsIn } from './evidence-kinds.ts';
import { columnsOf, type Imported, outsideOf } from './report.ts';
import type { Role } from './sheet/columns.ts';
import { columnOf } from './sheet/header.ts';
import { sectionCells } from './sheet/meaning.ts';
import { inOrder, type Note, note } from './sheet/note.ts';
import { isItemMark, itemNumber, plainNumber, sectionIn } from './sheet/number.ts';
import { beginsWithItem, inLines, paragraphStarts } from './sheet/prose.ts';
import { rowsOf, type Table, type TableRow } from './sheet/rows.ts';
import { type Cell, cellAt, columnName, type Sheet } from './sheet/sheet.ts';
import { unnamedColumns } from './sheet/unnamed.ts';
import { commonSubject, titleOf } from './title.ts';
import { writable } from './writable.ts';

export interface OwnCatalogOptions {
  /** Of the new catalog. */
  readonly id: string;
  /** Of its controls' IDs: capitals and digits. */
  readonly prefix: string;
  readonly evidenceKinds: readonly EvidenceKind[];
  /** Name of the file read, without its folder. */
  readonly file: string;
  /** Name of the one sheet to read; every visible one where absent. */
  readonly sheet?: string;
  /** Of the comments. */
  readonly language: Language;
}

/** The prefix an ID suggests: `byoin-tenken` → `BYOINTENKEN`. */
export function prefixFrom(id: string): string {
  return id.toUpperCase().replace(/[^A-Z0-9]+/g, '');
}

/** Why a new catalog cannot be called so; `catalog` is the one that has the prefix. */
export type NameProblem =
  | { readonly is: 'bad-id' | 'id-taken' | 'bad-prefix' }
  | { readonly is: 'prefix-taken'; readonly catalog: string };

/** What is wrong with the names of a new catalog; undefined where nothing is. */
export function nameProblem(id: string, prefix: string, catalogs: Catalogs): NameProblem | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return { is: 'bad-id' };
  if (catalogs.of(id)) return { is: 'id-taken' };
  if (!/^[A-Z][A-Z0-9]*$/.test(prefix)) return { is: 'bad-prefix' };
  const owner = catalogs.all.find(({ data }) => data.prefix === prefix);
  return owner && { is: 'prefix-taken', catalog: owner.id };
}

interface Item {
  readonly number: string;
  readonly row: TableRow;
  readonly text: Cell;
  readonly category: readonly string[];
}

/** @throws SheetError where no table is found */
export function importOwnCatalog(sheets: readonly Sheet[], options: OwnCatalogOptions): Imported {
  const read = rowsOf(sheets, options.sheet, undefined, undefined);
  const { items, notes } = itemsOf(read.rows, options.prefix);
  const headed = new Set(read.rows.flatMap(({ row }) => row.cells.filter((cell) => sectionIn(cell.text) !== '')));
  const all = inOrder(
    [...notes, ...unnamedColumns(read.rows, headed)],
    sheets.map(({ name }) => name),
  );
  const headings = new Set(items.filter(({ category }) => category.length === 1).map(({ row }) => row.under));
  const ids = items.map(({ number }) => `${options.prefix}-${number}`);
  return {
    text: catalogSource(
      items,
      titleOfSheet(
        read.outside.map(({ cells }) => cells),
        options,
      ),
      options,
    ),
    report: {
      notes: all,
      rows: read.rows.length,
      attached: ids,
      controls: ids.length,
      without: [],
      columns: columnsOf(read, new Set<Role>(['category', 'evidence', 'note'])),
      outside: outsideOf({ ...read, outside: read.outside.filter(({ cells }) => !headings.has(cells[0])) }),
    },
  };
}

/** Numbers as printed; where they start anew under every heading, behind the number of the heading. */
function itemsOf(
  rows: readonly TableRow[],
  prefix: string,
): { readonly items: readonly Item[]; readonly notes: readonly Note[] } {
  const notes: Note[] = [];
  const counted = rows.every(({ table }) => table.number === undefined);
  const found: { row: TableRow; text: Cell; printed: string; category: readonly string[]; section: string; heading: number }[] =
    [];
  let category: readonly string[] = [];
  let section = '';
  let heading = 0;
  for (const row of rows) {
    const { table } = row;
    const next = categoryOf(row, category);
    if (next.join('\n') !== category.join('\n')) heading++;
    category = next;
    const sections = sectionCells(row.row, table.page, table).map(({ text }) => sectionIn(text));
    section = sections.sort((a, b) => b.length - a.length)[0] || section;
    const printed = counted ? String(found.length + 1) : (cellAt(row.row, table.number)?.text ?? '');
    if (!row.text) notes.push(note('no-text', row.place, { column: columnName(table.text) }));
    else if (printed === '')
      notes.push(note('no-number-own', row.place, { begins: row.text.text.replace(/\s+/g, ' ').slice(0, 24) }));
    else found.push({ row, text: row.text, printed, category, section: isItemMark(printed) ? section : '', heading });
  }
  const plain = found.map(({ printed, section: above }) => numberFrom(printed, above, prefix));
  const keys = plain.map((number) => number && keyOf(number));
  const anew = new Set(keys).size < keys.length;
  const behind = found.map(({ heading: n }, i) => plain[i] && `${n}.${itemNumber(plain[i]) ?? plain[i]}`);
  const numbers = anew && new Set(behind.map((number) => number && keyOf(number))).size === behind.length ? behind : plain;
  const renumbered = numbers === plain ? undefined : found[0];
  if (renumbered) notes.push(note('renumbered', renumbered.row.place, { first: `${prefix}-${numbers[0]}` }));
  const items: Item[] = [];
  const first = new Map<string, Item>();
  found.forEach(({ row, text, printed, category: headings }, i) => {
    const number = numbers[i];
    const earlier = number === undefined ? undefined : first.get(keyOf(number));
    if (number === undefined) notes.push(note('invalid-number', row.place, { printed }));
    else if (earlier)
      notes.push(
        note(
          'duplicate-row',
          row.place,
          { id: `${prefix}-${number}`, first: earlier.row.place, sheet: row.place.sheet },
          `${prefix}-${number}`,
        ),
      );
    else {
      const item: Item = { number, row, text, category: headings };
      first.set(keyOf(number), item);
      items.push(item);
    }
  });
  return { items, notes };
}

function keyOf(number: string): string {
  return idKey(number, []).number;
}

/** A number as an ID may carry it; undefined where it cannot. */
function numberFrom(printed: string, section: string, prefix: string): string | undefined {
  const item = itemNumber(printed);
  if (item !== undefined && section !== '') return `${section}(${item})`;
  const number = item === undefined ? plainNumber(printed) : String(item);
  const text = number.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  const own = text.startsWith(`${prefix}-`) ? text.slice(prefix.length + 1) : text;
  return /^[0-9A-Z][0-9A-Z.()-]{0,30}$/.test(own) ? own : undefined;
}

/** Headings of a row, those left blank carried over from the row above; a new outer heading ends the inner ones. Without columns for them, the line above. */
function categoryOf({ row, table: { page, sequence, number }, under }: TableRow, above: readonly string[]): readonly string[] {
  const columns = page.headings.filter(({ role, column }) => role === 'category' && column !== sequence && column !== number);
  if (columns.length === 0) return under ? [oneLine(under.text).replace(BRACKETS, '$1')] : [];
  const result: string[] = [];
  let isNew = false;
  columns.forEach(({ column }, level) => {
    const text = cellAt(row, column)?.text;
    if (text !== undefined) isNew = true;
    result.push(text === undefined ? (isNew ? '' : (above[level] ?? '')) : oneLine(text));
  });
  return result;
}

/** The sheet's own title, where a line above its table has one. */
function titleOfSheet(outside: readonly (readonly Cell[])[], { id }: OwnCatalogOptions): string {
  const line = outside.find((cells) => cells.length === 1 && (cells[0]?.text.length ?? 0) >= 4);
  return line ? oneLine(line[0]?.text ?? id).slice(0, 80) : id;
}

function catalogSource(
  items: readonly Item[],
  title: string,
  { id, prefix, file, evidenceKinds, language }: OwnCatalogOptions,
): string {
  const subject = commonSubject(items.map(({ text }) => text.text));
  const asksOf = items[0]?.row.table;
  const asks = asksOf ? asked(asksOf) : [];
  const lines = [
    'kaiji: catalog/v1',
    `id: ${scalarSource(id)}`,
    `prefix: ${scalarSource(prefix)}`,
    'complete: true',
    ...(asks.length > 0 ? [`asks: [${asks.join(', ')}]`] : []),
    `title: { ja: ${scalarSource(writable(title), true)} }`,
    `source: { document: ${scalarSource(writable(file), true)} }`,
    language === 'ja'
      ? '# 題名（title）は、項目の文言の書き出しから作りました。短く言い換えると、一覧で見分けやすくなります。'
      : '# Titles were taken from the beginning of the texts. Shorter ones are easier to tell apart in lists.',
    items.length === 0 ? 'controls: []' : 'controls:',
  ];
  for (const item of items) lines.push(...controlLines(item, subject, prefix, evidenceKinds));
  return `${lines.join('\n')}\n`;
}

function controlLines(
  { number, row, text, category }: Item,
  subject: string,
  prefix: string,
  kinds: readonly EvidenceKind[],
): readonly string[] {
  const { page } = row.table;
  const words = inLines(writable(text.text));
  const parts = partsOf(words);
  const named = cellAt(row.row, columnOf(page, 'evidence'))?.text ?? '';
  const { ids, rest } = evidenceKindsIn(named, kinds);
  const remark = cellAt(row.row, columnOf(page, 'note'))?.text ?? '';
  const notes = [remark, rest.length > 0 ? `エビデンス例: ${rest.join('、')}` : ''].filter(Boolean).map(writable).join('\n');
  const headings = category.filter(Boolean).map((heading) => scalarSource(writable(heading), true));
  return [
    `  - id: ${scalarSource(`${prefix}-${number}`)}`,
    ...(headings.length > 0 ? [`    category: [${headings.join(', ')}]`] : []),
    `    title: { ja: ${scalarSource(titleOf(words, subject), true)} }`,
    ...prose('summary', words),
    ...(parts.length > 0
      ? ['    parts:', ...parts.map((part) => `      - { id: "${part.id}", ja: ${scalarSource(part.ja, true)} }`)]
      : []),
    ...(ids.length > 0 ? [`    evidence: [${ids.join(', ')}]`] : []),
    ...(notes === '' ? [] : prose('note', notes)),
  ];
}

function prose(key: string, text: string): readonly string[] {
  const [header, ...body] = literalLines(text);
  return [`    ${key}:`, `      ja: ${header}`, ...body.map((line) => (line === '' ? '' : `      ${line}`))];
}

/** `(1)` to `(n)`, counted through from 1, two or more; none for any other enumeration. */
function partsOf(text: string): readonly { readonly id: string; readonly ja: string }[] {
  const starts = paragraphStarts(text).filter((start) => beginsWithItem(text.slice(start, start + 6)));
  const parts = starts.map((start, i) => {
    const [, mark = '', words = ''] =
      /^([(（][0-9０-９]{1,3}[)）]|[^(（])([\s\S]*)$/.exec(text.slice(start, starts[i + 1])) ?? [];
    return { id: `(${itemNumber(mark)})`, ja: oneLine(words) };
  });
  const isCounted = parts.every(({ id, ja }, i) => id === `(${i + 1})` && ja !== '');
  return isCounted && parts.length > 1 ? parts : [];
}

/** The form's blanks the checks know of. */
function asked({ page }: Table): readonly string[] {
  const roles = new Set(page.headings.map(({ role }) => role));
  const isStatus = page.headings.some(({ cell }) => /状況/.test(cell.text));
  return [
    ...(isStatus ? ['status'] : []),
    ...(roles.has('found') ? ['evidence', 'locator'] : []),
    ...(roles.has('result') ? ['judgement'] : []),
  ];
}

/** What headings are set in: `【体制】`, `■体制`. */
const BRACKETS = /^[【■◆●○〔［[]([^】〕］\]]+)[】〕］\]]?$/;

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
