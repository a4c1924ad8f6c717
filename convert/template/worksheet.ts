/** What filling needs to know of a worksheet's XML, each thing with its place (ECMA-376 Part 1, 18.3.1; transitional and strict). */
import { columnOf } from '../sheet/worksheet.ts';
import { type Area, Areas, areaOf } from './areas.ts';
import { attributesOf, nextTag, type Tag, textBetween } from './tags.ts';

export interface CellPlace {
  readonly column: number;
  /** Its opening tag, and the end of the whole element; UTF-16 units. */
  readonly tag: Tag;
  readonly end: number;
  readonly style: number | undefined;
  readonly hasFormula: boolean;
}

export interface RowPlace {
  readonly tag: Tag;
  /** Of its closing tag: where a further cell is put. */
  readonly close: number;
  readonly cells: readonly CellPlace[];
  /** Of cells that are not written; undefined where the column's holds. */
  readonly style: number | undefined;
}

export interface Worksheet {
  readonly xml: string;
  /** Of the elements' names, with its colon; '' for none. */
  readonly prefix: string;
  /** The rows asked for that are there, by number. */
  readonly rows: ReadonlyMap<number, RowPlace>;
  readonly merged: Areas<undefined>;
  /** Formulas of lists to choose from. */
  readonly lists: Areas<string>;
  /** Cells that a formula above or left of them fills. */
  readonly arrays: Areas<undefined>;
  readonly isProtected: boolean;
  /** Style of a column's cells that are not written. */
  styleOf(column: number): number | undefined;
}

/** @param wanted 1-based rows whose cells are needed */
export function readWorksheet(xml: string, wanted: ReadonlySet<number>): Worksheet {
  const rows = new Map<number, RowPlace>();
  const merged = new Areas<undefined>();
  const arrays = new Areas<undefined>();
  const lists = new Areas<string>();
  const columns: (Pick<Area, 'left' | 'right'> & { readonly style: number | undefined })[] = [];
  let prefix = '';
  let isProtected = false;
  let row = 0;
  for (let tag = nextTag(xml, 0); tag; tag = nextTag(xml, tag.end)) {
    if (tag.is === 'close') continue;
    if (tag.name === 'sheetData') prefix = tag.prefix;
    else if (tag.name === 'row') {
      row = numberIn(attributesOf(xml, tag), 'r') ?? row + 1;
      if (tag.is === 'open') {
        const place = readRow(xml, tag, wanted.has(row), arrays);
        if (wanted.has(row)) rows.set(row, place.row);
        tag = place.closing;
      }
    } else if (tag.name === 'col') {
      const all = attributesOf(xml, tag);
      columns.push({ left: numberIn(all, 'min') ?? 0, right: numberIn(all, 'max') ?? 0, style: numberIn(all, 'style') });
    } else if (tag.name === 'mergeCell') addAreas(merged, attributesOf(xml, tag).get('ref') ?? '', undefined);
    else if (tag.name === 'sheetProtection') isProtected = /^(?:1|true|on)$/.test(attributesOf(xml, tag).get('sheet') ?? '');
    else if (tag.name === 'dataValidation' && tag.is === 'open') tag = readList(xml, tag, lists);
  }
  return {
    xml,
    prefix,
    rows,
    merged,
    lists,
    arrays,
    isProtected,
    styleOf: (column) => columns.find(({ left, right }) => left <= column && column <= right)?.style,
  };
}

function readRow(
  xml: string,
  opening: Tag,
  isWanted: boolean,
  arrays: Areas<undefined>,
): { readonly row: RowPlace; readonly closing: Tag } {
  const cells: CellPlace[] = [];
  let column = 0;
  let cell: { readonly tag: Tag; readonly style: number | undefined } | undefined;
  let hasFormula = false;
  let tag = nextTag(xml, opening.end);
  for (; tag && !(tag.name === 'row' && tag.is === 'close'); tag = nextTag(xml, tag.end)) {
    if (tag.name === 'f' && tag.is !== 'close') {
      hasFormula = true;
      const all = attributesOf(xml, tag);
      if (/^(?:array|dataTable)$/.test(all.get('t') ?? '')) addAreas(arrays, all.get('ref') ?? '', undefined);
    }
    if (!isWanted || tag.name !== 'c') continue;
    if (tag.is !== 'close') {
      const all = attributesOf(xml, tag);
      column = columnOf(all.get('r') ?? '') ?? column + 1;
      cell = { tag, style: numberIn(all, 's') };
      hasFormula = false;
    }
    if (tag.is !== 'open' && cell) {
      cells.push({ ...cell, column, end: tag.end, hasFormula });
      cell = undefined;
    }
  }
  const all = attributesOf(xml, opening);
  const hasStyle = /^(?:1|true|on)$/.test(all.get('customFormat') ?? '');
  const closing = tag ?? { ...opening, start: xml.length, end: xml.length };
  return { row: { tag: opening, close: closing.start, cells, style: hasStyle ? numberIn(all, 's') : undefined }, closing };
}

/** A list to choose from, in the form of Excel 2007 or in the later one (`x14`), which writes its parts as elements. */
function readList(xml: string, opening: Tag, lists: Areas<string>): Tag {
  const all = attributesOf(xml, opening);
  let areas = all.get('sqref') ?? '';
  let formula = '';
  let inside: Tag | undefined;
  let isFirst = false;
  let tag = nextTag(xml, opening.end);
  for (; tag && !(tag.name === 'dataValidation' && tag.is === 'close'); tag = nextTag(xml, tag.end)) {
    if (tag.name === 'formula1') isFirst = tag.is === 'open';
    if (tag.is === 'open') inside = tag;
    else if (tag.is === 'close' && inside?.name === tag.name) {
      const text = textBetween(xml, inside.end, tag.start);
      if (tag.name === 'sqref') areas = text;
      else if (tag.name === 'formula1' || (isFirst && tag.name === 'f')) formula = text;
      inside = undefined;
    }
  }
  if (all.get('type') === 'list' && formula !== '')
    for (const area of areas.trim().split(/\s+/)) addAreas(lists, area, formula.trim());
  return tag ?? opening;
}

function addAreas<T>(areas: Areas<T>, reference: string, value: T): void {
  const area = areaOf(reference);
  if (area) areas.add(area, value);
}

function numberIn(attributes: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = attributes.get(name);
  return value === undefined || !/^[0-9]{1,10}$/.test(value) ? undefined : Number(value);
}
