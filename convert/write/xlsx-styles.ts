/** The styles of the workbooks we write. */

/** What a cell looks like. */
export type Look = 'plain' | 'title' | 'label' | 'value' | 'heading' | 'left' | 'center';

const LOOKS: readonly Look[] = ['plain', 'title', 'label', 'value', 'heading', 'left', 'center'];

/** Index of a look among the cell formats. @param quoted stays text when somebody edits it, whatever it begins with */
export function styleOf(look: Look, quoted = false): number {
  return LOOKS.indexOf(look) * 2 + (quoted ? 1 : 0);
}

/** Character set 128, Shift_JIS: a program without the font takes another one for Japanese. */
const font = (size: number, bold: boolean) =>
  `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><color rgb="FF000000"/><name val="游ゴシック"/><family val="3"/><charset val="128"/></font>`;
const FONTS = [font(10, false), font(14, true), font(10, true)];

const solid = (color: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`;
/** The first two are fixed by the format. */
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  solid('FFE2EAF4'),
];

const side = (name: string) => `<${name} style="thin"><color rgb="FF7F7F7F"/></${name}>`;
const BORDERS = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`,
];

const aligned = (horizontal: string, vertical: string) =>
  `<alignment horizontal="${horizontal}" vertical="${vertical}" wrapText="1"/>`;

/** Font, fill, border, alignment. */
const FORMATS: Readonly<Record<Look, readonly [number, number, number, string]>> = {
  plain: [0, 0, 0, ''],
  title: [1, 0, 0, aligned('left', 'center')],
  label: [0, 2, 1, aligned('left', 'center')],
  value: [0, 0, 1, aligned('left', 'center')],
  heading: [2, 2, 1, aligned('center', 'center')],
  left: [0, 0, 1, aligned('left', 'top')],
  center: [0, 0, 1, aligned('center', 'top')],
};

function format(look: Look, quoted: boolean): string {
  const [fontId, fillId, borderId, alignment] = FORMATS[look];
  const own = look === 'plain' ? '' : ' applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"';
  return `<xf numFmtId="0" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0"${quoted ? ' quotePrefix="1"' : ''}${own}>${alignment}</xf>`;
}

const list = (name: string, items: readonly string[]) => `<${name} count="${items.length}">${items.join('')}</${name}>`;

/** `xl/styles.xml` */
export const STYLES = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  list('fonts', FONTS),
  list('fills', FILLS),
  list('borders', BORDERS),
  list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
  list(
    'cellXfs',
    LOOKS.flatMap((look) => [format(look, false), format(look, true)]),
  ),
  list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
  '</styleSheet>',
].join('');
