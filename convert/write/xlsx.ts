/** Grids as a workbook (xlsx; ECMA-376 Part 1, transitional). What was compared with writing it ourselves: docs/dependencies.md. */
import { strToU8, zipSync } from 'fflate';
import { withoutEnd } from '../../core/text/edges.ts';
import type { Grid } from '../form/grid.ts';
import { escaped } from './sheet-xml.ts';
import { type Worksheet, worksheetOf } from './xlsx-sheet.ts';
import { STYLES } from './xlsx-styles.ts';

/**
 * A workbook of one sheet a grid; the same grids always make the same bytes. Texts are texts, whatever they begin with: none is ever a formula, nor becomes one when
 * somebody edits it. Nothing is cut: a text longer than a cell of Excel may be (32,767 characters) goes on in a further row, which has no number.
 *
 * Read again (`readSheets`), cells are as in the grid, but for white space at their ends and the kind of their line breaks (all are LF); and rows too high for
 * one row of Excel stand in several that are merged, as the cells of the header do.
 */
export function writeXlsx(grids: readonly [Grid, ...Grid[]]): Uint8Array {
  const names = sheetNames(grids);
  const sheets = grids.map((grid, i) => worksheetOf(grid, i === 0));
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbook(names, sheets),
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES,
  };
  for (const [i, { xml }] of sheets.entries()) parts[`xl/worksheets/sheet${i + 1}.xml`] = xml;
  const bytes = Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)]));
  return zipSync(bytes, { mtime: EARLIEST });
}

/** The first time a zip file knows, in every time zone. */
const EARLIEST = new Date(1980, 0, 1);

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function contentTypes(sheets: number): string {
  const of = (path: string, type: string) => `<Override PartName="/xl/${path}" ContentType="${TYPES}.${type}+xml"/>`;
  const each = Array.from({ length: sheets }, (_, i) => of(`worksheets/sheet${i + 1}.xml`, 'worksheet'));
  return `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${of('workbook.xml', 'sheet.main')}${each.join('')}${of('styles.xml', 'styles')}</Types>`;
}

/** Their IDs are `rId1` and so on, in order. */
function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`);
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function workbook(names: readonly string[], sheets: readonly Worksheet[]): string {
  const each = names.map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const defined = sheets.flatMap(({ area, header, filtered }, i) => {
    const sheet = `'${(names[i] ?? '').replaceAll("'", "''")}'`;
    const name = (what: string, ref: string, more = '') =>
      `<definedName name="_xlnm.${what}" localSheetId="${i}"${more}>${escaped(`${sheet}!${ref}`)}</definedName>`;
    return [
      ...(filtered === undefined ? [] : [name('_FilterDatabase', absolute(filtered), ' hidden="1"')]),
      name('Print_Area', absolute(area)),
      ...(header ? [name('Print_Titles', `$${header[0]}:$${header[1]}`)] : []),
    ];
  });
  return `${DECLARATION}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${each.join('')}</sheets><definedNames>${defined.join('')}</definedNames></workbook>`;
}

/** `A1:L257` → `$A$1:$L$257` */
function absolute(ref: string): string {
  return ref.replace(/[A-Z]+|[0-9]+/g, '$$$&');
}

/** What Excel allows in the name of a sheet: 31 characters, without those of references, which become full-width; not the same name twice. */
function sheetNames(grids: readonly Grid[]): readonly string[] {
  const taken = new Set<string>();
  return grids.map((grid, i) => {
    const plain = allowed(grid.name) || (grid.language === 'ja' ? `シート${i + 1}` : `Sheet${i + 1}`);
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${shortened(plain, 31 - ` (${n})`.length)} (${n})`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function allowed(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]+/gu, ' ')
    .replace(/[[\]:*?/\\]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
  // Excel keeps one name to itself.
  const own = /^history$/i.test(plain.trim()) ? `${plain.trim()}_` : plain;
  return withoutEnd(shortened(own.replace(/^[\s']+/, ''), 31), /[\s']/);
}

/** @param length in UTF-16 units */
function shortened(text: string, length: number): string {
  let short = '';
  for (const character of text) {
    if (short.length + character.length > length) break;
    short += character;
  }
  return short;
}
