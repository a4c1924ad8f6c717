/** What the XML of a worksheet is made of (ECMA-376 Part 1, SpreadsheetML): references, texts. */
import { columnName } from '../sheet/sheet.ts';

/** What a cell of Excel holds, in UTF-16 units. */
export const CELL_LENGTH = 32_767;

/** `H12`. Both 1-based. */
export function reference(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}

/** `B2:H12`, or `B2` where both are the same. */
export function range(top: number, left: number, bottom: number, right: number): string {
  const [from, to] = [reference(top, left), reference(bottom, right)];
  return from === to ? from : `${from}:${to}`;
}

/** As the content of an element, or a value in double quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A text as ST_Xstring (22.9.2.19): what XML cannot hold is written `_x0001_`, and what reads like that has its first `_` written so. Line breaks become LF, which
 * is what spreadsheets use.
 */
function xstring(text: string): string {
  return escaped(
    text
      .replace(/\r\n?/g, '\n')
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(
        /[^\P{Cc}\t\n\x7f-\x9f]|[\p{Cs}\ufffe\uffff]/gu,
        (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
      ),
  );
}

/** The text of a cell of type `inlineStr`. @param prefix of the elements' names, with its colon; '' for none */
export function inlineString(text: string, prefix = ''): string {
  return `<${prefix}is><${prefix}t xml:space="preserve">${xstring(text)}</${prefix}t></${prefix}is>`;
}
