/** Workbooks for tests, part by part, and what a file can say wrongly of them. */
import { strToU8, type Zippable, zipSync } from 'fflate';

/** Cells as XML by sheet, with everything a workbook needs around them; further parts stand beside or in the place of those. */
export interface BookParts {
  /** What `<worksheet>` holds, sheet by sheet: s1, s2… */
  readonly sheets: readonly string[];
  /** Texts of `t="s"` cells. */
  readonly strings?: readonly string[];
  /** What `<styleSheet>` holds. */
  readonly styles?: string;
  /** Path → XML or bytes; undefined takes a part away. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | undefined>>;
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An xlsx file. What is given as bytes is not packed, as pictures are not. */
export function bookOf({ sheets, strings, styles, parts = {} }: BookParts): Uint8Array {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const all: Record<string, string | Uint8Array | undefined> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook><sheets>${sheets
      .map((_, i) => `<sheet name="s${i + 1}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
      .join('')}${relation('rIdS', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    ...Object.fromEntries(sheets.map((xml, i) => [`xl/worksheets/sheet${i + 1}.xml`, `<worksheet>${xml}</worksheet>`])),
    ...(strings === undefined
      ? {}
      : { 'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet>${styles}</styleSheet>` }),
    ...parts,
  };
  const zippable: Zippable = {};
  for (const [path, part] of Object.entries(all))
    if (part !== undefined) zippable[path] = typeof part === 'string' ? [strToU8(part), { level: 6 }] : [part, { level: 0 }];
  return zipSync(zippable, { mtime: new Date(Date.UTC(2026, 0, 1)) });
}

/** The same file, its central directory saying something else of a part. @param field offset in the entry (APPNOTE.TXT 4.3.12); of 4 bytes */
export function claiming(zip: Uint8Array, part: string, field: number, value: number): Uint8Array {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer);
  for (let at = bytes.length - 46; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
    if (name === part) {
      view.setUint32(at + field, value, true);
      return bytes;
    }
  }
  throw new Error(`no part ${part}`);
}

/** Rows of inline strings and numbers as XML. */
export function sheetData(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) =>
    typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  return `<sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>`;
}
