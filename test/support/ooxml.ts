/** Files of Office read for tests: the parts of the package, their XML as a tree, and what is wrong with them. */
/// <reference path="../../convert/sheet/libraries.d.ts" />
import { strFromU8, unzipSync } from 'fflate';
import { Parser } from 'saxen';

export interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Xml | string)[];
}

/** Throws where it is not well-formed; names keep their prefix. */
export function parseXml(text: string): Xml {
  const root: Xml & { children: (Xml | string)[] } = { name: '', attributes: {}, children: [] };
  const open = [root];
  const add = (child: Xml | string) => open.at(-1)?.children.push(child);
  new Parser()
    .on('openTag', (name, attributes, decode) => {
      const decoded = Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [key, decode(value)]));
      const element = { name, attributes: decoded, children: [] };
      add(element);
      open.push(element);
    })
    .on('closeTag', (name) => {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    })
    .on('text', (part, decode) => add(decode(part)))
    .on('cdata', add)
    .on('error', (error) => {
      throw error;
    })
    .parse(text);
  const [element] = elements(root);
  if (!element || open.length !== 1) throw new Error('no root element, or one that is not closed');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) throw new Error('a character XML cannot hold');
  return element;
}

export const elements = (of: Xml): readonly Xml[] => of.children.filter((child): child is Xml => typeof child !== 'string');
export const child = (of: Xml | undefined, name: string): Xml | undefined => of && elements(of).find((one) => one.name === name);
/** All below, in order. */
export function* within(of: Xml): Generator<Xml> {
  for (const one of elements(of)) {
    yield one;
    yield* within(one);
  }
}
export const ofName = (of: Xml, name: string): readonly Xml[] => [...within(of)].filter((one) => one.name === name);

/** The parts by their path: XML as a tree, others as bytes. */
export function packageOf(bytes: Uint8Array): ReadonlyMap<string, Xml | Uint8Array> {
  const parts = Object.entries(unzipSync(bytes));
  return new Map(parts.map(([path, part]) => [path, /\.(xml|rels)$/.test(path) ? parseXml(strFromU8(part)) : part]));
}

/** The order of elements in their parents: ISO/IEC 29500-1, annex A.1 (wml.xsd), as far as documents of ours have them. */
const ORDER: Readonly<Record<string, string>> = {
  'w:pPr':
    'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange',
  'w:rPr':
    'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath',
  'w:tblPr':
    'tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription',
  'w:tcPr': 'cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark',
  'w:tbl': 'tblPr tblGrid tr',
  'w:tr': 'tblPrEx trPr tc',
  'w:tblBorders': 'top left start bottom right end insideH insideV',
  'w:tblCellMar': 'top left start bottom right end',
  'w:pBdr': 'top left bottom right between bar',
  'w:sdt': 'sdtPr sdtEndPr sdtContent',
  'w:docPartObj': 'docPartGallery docPartCategory docPartUnique',
  'w:sectPr':
    'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings',
  'w:style':
    'name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr',
  'w:settings':
    'writeProtection view zoom removePersonalInformation displayBackgroundShape embedTrueTypeFonts mirrorMargins documentProtection trackRevisions autoHyphenation defaultTabStop evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat docVars rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator',
  'w:docDefaults': 'rPrDefault pPrDefault',
};

/** Elements whose content begins with their properties. */
const PROPERTIES: Readonly<Record<string, string>> = { 'w:p': 'w:pPr', 'w:r': 'w:rPr', 'w:tc': 'w:tcPr' };

/** What a strict reader would not take in a docx, or in the package of an xlsx: a line each; none for a sound file. */
export function faultsOf(bytes: Uint8Array): readonly string[] {
  const parts = packageOf(bytes);
  const faults: string[] = [];
  for (const [path, part] of parts) {
    if (part instanceof Uint8Array) continue;
    for (const element of [part, ...within(part)]) faults.push(...orderFaults(element).map((fault) => `${path}: ${fault}`));
    if (path.endsWith('.rels')) faults.push(...relationFaults(path, part, parts));
  }
  if (parts.has('xl/workbook.xml')) return faults;
  const document = parts.get('word/document.xml');
  const styles = parts.get('word/styles.xml');
  if (!document || !styles || document instanceof Uint8Array || styles instanceof Uint8Array) return [...faults, 'no document'];
  const marks = ofName(document, 'w:bookmarkStart').map(({ attributes }) => attributes);
  const names = marks.map((mark) => mark['w:name'] ?? '');
  const ids = marks.map((mark) => mark['w:id'] ?? '');
  const ends = ofName(document, 'w:bookmarkEnd').map(({ attributes }) => attributes['w:id'] ?? '');
  if (new Set(names).size < names.length || new Set(ids).size < ids.length) faults.push('bookmarks twice');
  if ([...ends].sort().join() !== [...ids].sort().join()) faults.push('bookmarks that do not end once');
  for (const name of names) if (!/^[\p{L}_][\p{L}\d_]{0,39}$/u.test(name)) faults.push(`bookmark ${name}`);
  const targets = new Set(names);
  for (const { attributes } of ofName(document, 'w:hyperlink')) {
    const { 'w:anchor': anchor, 'r:id': id } = attributes;
    if (id === undefined && !targets.has(anchor ?? '')) faults.push(`a link to ${anchor}, which is not there`);
  }
  for (const one of ofName(document, 'w:instrText')) {
    const [, name] = /PAGEREF (\S+)/.exec(one.children.join('')) ?? [];
    if (name !== undefined && !targets.has(name)) faults.push(`a page of ${name}, which is not there`);
  }
  // Every program has the style characters begin with.
  const known = new Set(['DefaultParagraphFont', ...ofName(styles, 'w:style').map(({ attributes }) => attributes['w:styleId'])]);
  for (const part of parts.values())
    if (!(part instanceof Uint8Array))
      for (const name of ['w:pStyle', 'w:rStyle', 'w:basedOn', 'w:next'])
        for (const { attributes } of ofName(part, name))
          if (!known.has(attributes['w:val'])) faults.push(`${name} ${attributes['w:val']}, which is not there`);
  const drawings = ofName(document, 'wp:docPr').map(({ attributes }) => attributes.id);
  if (new Set(drawings).size < drawings.length) faults.push('drawings of one number');
  const depth = ofName(document, 'w:fldChar').reduce((open, { attributes }) => {
    const type = attributes['w:fldCharType'];
    if (open === 0 && type !== 'begin') faults.push('a field ends that did not begin');
    return open + (type === 'begin' ? 1 : type === 'end' ? -1 : 0);
  }, 0);
  if (depth !== 0) faults.push('a field that does not end');
  return faults;
}

function orderFaults(element: Xml): string[] {
  const names = elements(element).map(({ name }) => name);
  const order = ORDER[element.name]?.split(' ').map((name) => `w:${name}`);
  const faults: string[] = [];
  if (order) {
    const at = names.map((name) => order.indexOf(name));
    if (at.some((place, i) => place < 0 || place < (at[i - 1] ?? 0))) faults.push(`${element.name} with ${names.join(' ')}`);
  }
  const properties = PROPERTIES[element.name];
  if (properties !== undefined && names.lastIndexOf(properties) > 0) faults.push(`${properties} not in front`);
  if (element.name === 'w:tc' && names.at(-1) !== 'w:p') faults.push('a cell that does not end in a paragraph');
  if (element.name === 'w:tr' && !names.includes('w:tc')) faults.push('a row without cells');
  if (element.name === 'w:tbl') faults.push(...gridFaults(element));
  if (['w:sdtContent', 'w:hyperlink'].includes(element.name) && names.length === 0) faults.push(`an empty ${element.name}`);
  return faults;
}

/** Every row covers the columns of the grid, and a cell below a spanning one is as wide. */
function gridFaults(table: Xml): string[] {
  const columns = elements(child(table, 'w:tblGrid') ?? table).filter(({ name }) => name === 'w:gridCol').length;
  const faults: string[] = [];
  let above: readonly string[] = [];
  for (const row of elements(table).filter(({ name }) => name === 'w:tr')) {
    const open: string[] = [];
    let column = 0;
    for (const cell of elements(row).filter(({ name }) => name === 'w:tc')) {
      const properties = child(cell, 'w:tcPr');
      const wide = Number(child(properties, 'w:gridSpan')?.attributes['w:val'] ?? 1);
      const merge = child(properties, 'w:vMerge');
      const place = `${column}+${wide}`;
      if (merge) {
        if (merge.attributes['w:val'] !== 'restart' && !above.includes(place))
          faults.push(`a cell at ${place} that continues none`);
        open.push(place);
      }
      column += wide;
    }
    if (column !== columns) faults.push(`a row of ${column} columns in a table of ${columns}`);
    above = open;
  }
  return faults;
}

function relationFaults(path: string, part: Xml, parts: ReadonlyMap<string, Xml | Uint8Array>): string[] {
  const folder = path.replace(/_rels\/[^/]+$/, '');
  const source = parts.get(path.replace(/_rels\/([^/]+)\.rels$/, '$1'));
  const relations = elements(part).map(({ attributes }) => attributes);
  const ids = relations.map(({ Id }) => Id);
  const used =
    source && !(source instanceof Uint8Array)
      ? [...within(source)].flatMap(({ attributes }) => [attributes['r:id'], attributes['r:embed']].filter(Boolean))
      : [];
  return [
    ...(new Set(ids).size < ids.length ? [`${path}: relationships of one name`] : []),
    ...used.filter((id) => !ids.includes(id)).map((id) => `${path}: no relationship ${id}`),
    ...relations
      .filter(
        ({ TargetMode, Target = '' }) =>
          TargetMode !== 'External' && !parts.has(Target.startsWith('/') ? Target.slice(1) : folder + Target),
      )
      .map(({ Target }) => `${path}: no part ${Target}`),
  ];
}
