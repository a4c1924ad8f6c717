/** xlsx files for tests, as a spreadsheet program writes them: shared strings, readings, merged cells. */
import { strToU8, zipSync } from 'fflate';

export interface TestSheet {
  readonly name: string;
  readonly hidden?: boolean;
  /** Cells by address: a text, a number, or the XML of the cell's content with its type. */
  readonly cells: Readonly<Record<string, string | number | { readonly type: string; readonly xml: string }>>;
  /** `A1:A3` */
  readonly merged?: readonly string[];
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** @param reading put as a phonetic run beside every shared string */
export function xlsxOf(sheets: readonly TestSheet[], reading = ''): Uint8Array {
  const shared: string[] = [];
  const sharedIndex = (text: string) => {
    if (!shared.includes(text)) shared.push(text);
    return shared.indexOf(text);
  };
  const sheetXml = ({ cells, merged = [] }: TestSheet) => {
    const rows = new Map<number, string>();
    for (const [address, value] of Object.entries(cells)) {
      const row = Number(/\d+$/.exec(address)?.[0]);
      const cell =
        typeof value === 'number'
          ? `<c r="${address}"><v>${value}</v></c>`
          : typeof value === 'string'
            ? `<c r="${address}" t="s"><v>${sharedIndex(value)}</v></c>`
            : `<c r="${address}" t="${value.type}">${value.xml}</c>`;
      rows.set(row, (rows.get(row) ?? '') + cell);
    }
    const data = [...rows].sort(([a], [b]) => a - b).map(([row, content]) => `<row r="${row}">${content}</row>`);
    const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`).join('');
    return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data.join('')}</sheetData>${
      ranges && `<mergeCells>${ranges}</mergeCells>`
    }</worksheet>`;
  };
  const parts: Record<string, string> = {};
  sheets.forEach((sheet, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(sheet);
  });
  parts['xl/workbook.xml'] = `<workbook xmlns:r="r"><sheets>${sheets
    .map(
      ({ name, hidden }, i) =>
        `<sheet name="${escaped(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
    )
    .join('')}</sheets></workbook>`;
  parts['xl/_rels/workbook.xml.rels'] = `<Relationships>${sheets
    .map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
    .join('')}</Relationships>`;
  const phonetic = reading && `<rPh sb="0" eb="1"><t>${reading}</t></rPh>`;
  parts['xl/sharedStrings.xml'] = `<sst>${shared
    .map(
      (text) =>
        `<si><r><t xml:space="preserve">${escaped(text.slice(0, 2))}</t></r><r><t xml:space="preserve">${escaped(text.slice(2))}</t></r>${phonetic}</si>`,
    )
    .join('')}</sst>`;
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])));
}
