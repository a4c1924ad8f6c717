/** What a docx says, for tests. */
import { child, elements, ofName, packageOf, type Xml } from './ooxml.ts';

export function partOf(bytes: Uint8Array, path: string): Xml {
  const part = packageOf(bytes).get(path);
  if (!part || part instanceof Uint8Array) throw new Error(`no ${path}`);
  return part;
}

const text = (of: Xml): string =>
  elements(of)
    .map((one) =>
      one.name === 'w:t'
        ? one.children.join('')
        : one.name === 'w:br'
          ? '\n'
          : one.name === 'w:tab'
            ? '\t'
            : one.name === 'w:pPr'
              ? ''
              : text(one),
    )
    .join('');

/** The text of every paragraph of the body, in order. */
export const paragraphsOf = (bytes: Uint8Array): readonly string[] => ofName(partOf(bytes, 'word/document.xml'), 'w:p').map(text);

/** The body as text: a line for each paragraph with its style, those of cells set in, links in brackets. */
export function dump(bytes: Uint8Array): string {
  const body = child(partOf(bytes, 'word/document.xml'), 'w:body');
  return body ? `${blocks(body, '').join('\n')}\n` : '';
}

function blocks(of: Xml, indent: string): string[] {
  return elements(of).flatMap((one): string[] => {
    if (one.name === 'w:p') return [indent + paragraph(one)];
    if (one.name === 'w:sdt') return [`${indent}[`, ...blocks(child(one, 'w:sdtContent') ?? one, `${indent}  `), `${indent}]`];
    if (one.name !== 'w:tbl') return [];
    return elements(one)
      .filter(({ name }) => name === 'w:tr')
      .flatMap((row) => {
        const kinds = ['w:tblHeader', 'w:cantSplit'].filter((name) => child(child(row, 'w:trPr'), name));
        const cells = elements(row).filter(({ name }) => name === 'w:tc');
        return [
          `${indent}row ${kinds.map((name) => name.slice(2)).join(' ')}`.trimEnd(),
          ...cells.flatMap((cell) => [`${indent}  cell${span(cell)}`, ...blocks(cell, `${indent}    `)]),
        ];
      });
  });
}

function span(cell: Xml): string {
  const properties = child(cell, 'w:tcPr');
  const [wide, merge] = [
    child(properties, 'w:gridSpan')?.attributes['w:val'],
    child(properties, 'w:vMerge')?.attributes['w:val'],
  ];
  return `${wide === undefined ? '' : ` columns=${wide}`}${merge === undefined ? '' : ` ${merge}`}`;
}

function paragraph(one: Xml): string {
  const style = child(child(one, 'w:pPr'), 'w:pStyle')?.attributes['w:val'] ?? 'Normal';
  return `${style}: ${inline(one)}`.trimEnd();
}

const inline = (of: Xml): string =>
  elements(of)
    .map((one) => {
      const { attributes } = one;
      if (one.name === 'w:hyperlink')
        return `[${inline(one)}](${attributes['w:anchor'] === undefined ? 'out' : `#${attributes['w:anchor']}`})`;
      if (one.name === 'w:bookmarkStart') return `{#${attributes['w:name']}}`;
      if (one.name === 'w:instrText') return `<${one.children.join('').trim()}>`;
      if (one.name === 'w:drawing') return `<picture ${ofName(one, 'wp:docPr')[0]?.attributes.descr}>`;
      if (one.name === 'w:t') return one.children.join('');
      if (one.name === 'w:tab') return '\\t';
      if (one.name === 'w:br') return attributes['w:type'] === 'page' ? '<page>' : '\\n';
      return one.name === 'w:pPr' || one.name === 'w:rPr' ? '' : inline(one);
    })
    .join('');
