/** A private sheet as a catalog of its own (`catalog/v1`): numbers, headings and wording as the sheet has them. */

import type { Catalogs } from '../../../core/catalog/catalogs.ts';
import type { EvidenceKind } from '../../../core/catalog/evidence-kind.ts';
import type { Language } from '../../../core/language.ts';
import { literalLines, scalarSource } from '../../../core/yaml/edit.ts';
import { asideNotes } from '../../sheet/asides.ts';
import type { Role } from '../../sheet/columns.ts';
import { columnOf } from '../../sheet/header.ts';
import { inOrder } from '../../sheet/note.ts';
import { itemNumber, sectionIn } from '../../sheet/number.ts';
import { beginsWithItem, inLines, oneLine, paragraphStarts } from '../../sheet/prose.ts';
import { rowsOf, type Table } from '../../sheet/rows.ts';
import { type Cell, cellAt, type Sheet } from '../../sheet/sheet.ts';
import { unnamedColumns } from '../../sheet/unnamed.ts';
import { evidenceKindsIn } from '../evidence-kinds.ts';
import { columnsOf, type Imported, outsideOf } from '../report.ts';
import { writable } from '../writable.ts';
import { type Item, itemsOf } from './own-items.ts';
import { commonSubject, titleOf } from './own-titles.ts';

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
export interface NameProblem {
  readonly is: 'bad-id' | 'id-taken' | 'bad-prefix' | 'prefix-taken';
  readonly id: string;
  readonly prefix: string;
  /** Whose the prefix is already; empty where that is not the problem. */
  readonly owner: string;
}

/** What is wrong with the names of a new catalog; undefined where nothing is. */
export function nameProblem(id: string, prefix: string, catalogs: Catalogs): NameProblem | undefined {
  const names = { id, prefix, owner: '' };
  if (!/^[a-z][a-z0-9-]*$/.test(id)) return { ...names, is: 'bad-id' };
  if (catalogs.of(id)) return { ...names, is: 'id-taken' };
  if (!/^[A-Z][A-Z0-9]*$/.test(prefix)) return { ...names, is: 'bad-prefix' };
  const owner = catalogs.all.find(({ data }) => data.prefix === prefix);
  return owner && { ...names, is: 'prefix-taken', owner: owner.id };
}

/** @throws SheetError where no table is found */
export function importOwnCatalog(sheets: readonly Sheet[], options: OwnCatalogOptions): Imported {
  const read = rowsOf(sheets, options.sheet, undefined, undefined);
  const { items, notes } = itemsOf(read.rows, options.prefix);
  const headed = new Set(read.rows.flatMap(({ row }) => row.cells.filter((cell) => sectionIn(cell.text) !== '')));
  const all = inOrder(
    [...notes, ...unnamedColumns(read.rows, headed), ...asideNotes(sheets, options.sheet)],
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
  const isStatus = page.headings.some(({ cell }) => cell !== undefined && /状況/.test(cell.text));
  return [
    ...(isStatus ? ['status'] : []),
    ...(roles.has('found') ? ['evidence', 'locator'] : []),
    ...(roles.has('result') ? ['judgement'] : []),
  ];
}
