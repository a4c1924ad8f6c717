/** A workbook as a customer sends it: made by hand, styled, with everything a program that writes it anew would lose. */
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';

export interface CustomerWorkbook {
  /** By row from 7 on: the item's number, what it asks. */
  readonly items: readonly (readonly [number: number | string, text: string])[];
  /** XML of further cells, by address: they stand in place of the blanks. */
  readonly cells?: Readonly<Record<string, string>>;
  /** Put before `</worksheet>`, after the merged cells. */
  readonly more?: string;
  /** Of the elements' names in the first sheet: `x:`. */
  readonly prefix?: string;
  readonly isProtected?: boolean;
  readonly strict?: boolean;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * The parts of the workbook by their paths. Sheet 「点検表」 has a title, a header of two lines with merged cells, and columns A 項番, B 点検内容, C 対応可否 (a list:
 * ○ △ × －), D 対応状況 (in words), E 確認したエビデンス, F 判定 (a list on another sheet), G 改善策; column C is made wider, row 8 is written in spans 1:2. Sheet
 * 「集計」 counts by formulas; 「リスト」 is hidden.
 */
export function customerParts(book: CustomerWorkbook): Record<string, Uint8Array> {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${[1, 2, 3].map((i) => `<Override PartName="/xl/worksheets/sheet${i}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/><Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>`,
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<workbook xmlns="${MAIN}" xmlns:r="${R}"><sheets><sheet name="点検表" sheetId="1" r:id="rId1"/><sheet name="集計" sheetId="2" r:id="rId2"/><sheet name="リスト" sheetId="3" state="hidden" r:id="rId3"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">点検表!$A$1:$G$40</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">点検表!$5:$6</definedName><definedName name="判定の値">リスト!$A$1:$A$4</definedName></definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['worksheet', 'worksheets/sheet2.xml'],
      ['worksheet', '/xl/worksheets/sheet3.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
      ['calcChain', 'calcChain.xml'],
    ]),
    // Formats: 0 plain, 1 bordered, 2 bordered and not locked, 3 a filled header.
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="9"/><name val="ＭＳ 明朝"/></font><font><b/><sz val="9"/><name val="ＭＳ 明朝"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFE699"/></patternFill></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf borderId="1" xfId="0"><alignment wrapText="1" vertical="top"/></xf><xf borderId="1" applyProtection="1" xfId="0"><alignment wrapText="1" vertical="top"/><protection locked="0"/></xf><xf fontId="1" fillId="2" borderId="1" xfId="0"/></cellXfs><dxfs count="1"><dxf><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf></dxfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>情報システム委託先 点検表</t></si><si><r><rPr><b/></rPr><t>項</t></r><r><t>番</t></r><rPh sb="0" eb="1"><t>コウ</t></rPh></si></sst>`,
    'xl/worksheets/sheet1.xml': checkSheet(book),
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>○の数</t></is></c><c r="B1"><f>COUNTIF(点検表!C7:C40,"○")</f><v>0</v></c></row></sheetData></worksheet>`,
    'xl/worksheets/sheet3.xml': `<worksheet xmlns="${MAIN}"><sheetData>${['合格', '要改善', '不合格', '－'].map((value, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>${value}</t></is></c></row>`).join('')}</sheetData></worksheet>`,
    'xl/worksheets/_rels/sheet1.xml.rels': relationships([
      ['drawing', '../drawings/drawing1.xml'],
      ['vmlDrawing', '../drawings/vmlDrawing1.vml'],
      ['comments', '../comments1.xml'],
      ['printerSettings', '../printerSettings/printerSettings1.bin'],
    ]),
    'xl/comments1.xml': `<comments xmlns="${MAIN}"><authors><author>総務課</author></authors><commentList><comment ref="D7" authorId="0"><text><t>具体的に書いてください</t></text></comment></commentList></comments>`,
    'xl/drawings/drawing1.xml': `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:oneCellAnchor><xdr:from><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>0</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="400000" cy="400000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="${R}" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"/></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`,
    'xl/drawings/_rels/drawing1.xml.rels': relationships([['image', '../media/image1.png']]),
    'xl/drawings/vmlDrawing1.vml': '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape/></xml>',
    'xl/calcChain.xml': `<calcChain xmlns="${MAIN}"><c r="B1" i="2"/></calcChain>`,
  };
  const all: Record<string, Uint8Array> = {};
  for (const [path, xml] of Object.entries(parts)) all[path] = strToU8(xml);
  all['xl/media/image1.png'] = Uint8Array.from(atob(PIXEL), (character) => character.charCodeAt(0));
  all['xl/printerSettings/printerSettings1.bin'] = Uint8Array.from({ length: 300 }, (_, i) => (i * 37) % 256);
  return all;
}

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${R}/${type}" Target="${target}"/>`);
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}

function checkSheet({
  items,
  cells = {},
  more = '',
  prefix = '',
  isProtected = false,
  strict = false,
}: CustomerWorkbook): string {
  const text = (at: string, value: string, style = 3) =>
    `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  const blank = (column: string, row: number) => cells[`${column}${row}`] ?? `<c r="${column}${row}" s="2"/>`;
  const rows = items.map(([number, asked], i) => {
    const row = i + 7;
    const shown = typeof number === 'number' ? `<c r="A${row}" s="1"><v>${number}</v></c>` : text(`A${row}`, number, 1);
    // The second row leaves its blanks unwritten, as programs do that write only what is there.
    const blanks = i === 1 ? '' : ['C', 'D', 'E', 'F', 'G'].map((column) => blank(column, row)).join('');
    return `<row r="${row}" spans="${i === 1 ? '1:2' : '1:7'}" ht="30" customHeight="1">${shown}${text(`B${row}`, asked, 1)}${blanks}</row>\r\n`;
  });
  const last = items.length + 6;
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<!-- 様式第3号 <c r="D7"> --><worksheet xmlns="${strict ? STRICT : MAIN}" xmlns:r="${R}"><sheetPr><tabColor rgb="FFFF0000"/></sheetPr><dimension ref="A1:G${last}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="6" topLeftCell="A7" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="6"/><col min="2" max="2" width="40"/><col min="3" max="7" width='24' style='2'/></cols><sheetData><row r="1"><c r="A1" t="s" s="3"><v>0</v></c></row><row r="3"><c r="A3" t="str"><f>"作成: "&amp;"総務課"</f><v>作成: 総務課</v></c></row><row r="5" spans="1:7"><c r="A5" t="s" s="3"><v>1</v></c>${text('B5', '点検内容')}${text('C5', '回答')}<c r="D5" s="3"/><c r="E5" s="3"/>${text('F5', '評価')}<c r="G5" s="3"/></row><row r="6" spans="1:7"><c r="A6" s="3"/><c r="B6" s="3"/><c r="C6" s="3" t="inlineStr"><is><t><![CDATA[対応状況]]></t></is></c>${text('D6', '対応内容')}${text('E6', '確認したエビデンス')}${text('F6', '判定')}${text('G6', '改善策')}</row><!-- <row r="9"> -->${rows.join('')}</sheetData>${isProtected ? '<sheetProtection sheet="1" objects="1"/>' : ''}<autoFilter ref="A6:G${last}"/><mergeCells count="4"><mergeCell ref="A5:A6"/><mergeCell ref="B5:B6"/><mergeCell ref="C5:E5"/><mergeCell ref="F5:G5"/></mergeCells><conditionalFormatting sqref="C7:C${last}"><cfRule type="cellIs" dxfId="0" priority="1" operator="equal"><formula>"×"</formula></cfRule></conditionalFormatting><dataValidations count="2"><dataValidation type="list" allowBlank="1" sqref="C7:C${last}"><formula1>"○,△,×,－"</formula1></dataValidation><dataValidation type="list" allowBlank="1" sqref="F7:F${last}"><formula1>判定の値</formula1></dataValidation></dataValidations><printOptions horizontalCentered="1"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" r:id="rId4"/><drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>${more}</worksheet>`;
  return prefix === ''
    ? xml
    : xml
        .replace(/<(\/?)(?=[a-z])/gi, `<$1${prefix}`)
        .replace('xmlns=', `xmlns:${prefix.slice(0, -1)}=`)
        .replace(`<${prefix}c r="D7"> --`, '<c r="D7"> --');
}

/**
 * The parts as a zip file, as different programs write it.
 * @param how `streamed` has its sizes behind the data, as programs do that do not know them before; else they stand in the headers
 */
export function zipped(parts: Readonly<Record<string, Uint8Array>>, how: 'streamed' | 'stored' = 'streamed'): Uint8Array {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  for (const [path, content] of Object.entries(parts)) {
    const entry = how === 'streamed' ? new ZipDeflate(path, { level: 9 }) : new ZipPassThrough(path);
    entry.mtime = new Date(2020, 1, 3, 4, 5, 6);
    entry.extra = { 39321: new Uint8Array([1, 2, 3]) };
    entry.attrs = 0o644 << 16;
    entry.os = 3;
    zip.add(entry);
    entry.push(content, true);
  }
  zip.end();
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
