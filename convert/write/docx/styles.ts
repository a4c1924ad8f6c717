/**
 * How a document looks: every paragraph has one of these styles and next to no formatting of its own, so that whoever gets the file restyles it in Word.
 * Lengths are twips (1/20 pt) unless said otherwise.
 */
import { AlignmentType, BorderStyle, type IStylesOptions, LineRuleType, ShadingType } from 'docx';
import type { Language } from '../../../core/language.ts';

/** A4, with margins as Japanese offices set them. */
export const PAPER = { short: 11906, long: 16838, top: 1474, bottom: 1361, side: 1247, header: 680, footer: 624 } as const;

export const COLORS = {
  ink: '1F2937',
  accent: '1F3864',
  grey: '595959',
  rule: '8496B0',
  head: 'DCE4F0',
  rowHead: 'F3F6FA',
  code: 'F2F2F2',
  inserted: '0B4F9E',
  deleted: 'B3261E',
} as const;

/** Text of East Asia in 游ゴシック, other letters in Arial: what Word has on Windows and macOS. */
const FONT = { ascii: 'Arial', hAnsi: 'Arial', cs: 'Arial', eastAsia: '游ゴシック' } as const;
export const CODE_FONT = { ascii: 'Consolas', hAnsi: 'Consolas', cs: 'Consolas', eastAsia: 'ＭＳ ゴシック' } as const;

/** What the height of a paragraph depends on. */
export interface Look {
  /** Half points, as Word counts sizes. */
  readonly size: number;
  /** The least height of a line: a little more than 游ゴシック takes by itself, so that other fonts give the same pages. */
  readonly line: number;
  readonly before: number;
  readonly after: number;
  readonly bold?: boolean;
  readonly keepNext?: boolean;
  /** From the left. */
  readonly indent?: number;
  /** A rule below the text and the room above it: 1 pt and 3 pt. */
  readonly ruled?: number;
}

export const LOOKS = {
  Normal: { size: 21, line: 360, before: 0, after: 120 },
  Title: { size: 48, line: 840, before: 0, after: 240, bold: true },
  Subtitle: { size: 32, line: 560, before: 0, after: 480 },
  Heading1: { size: 32, line: 560, before: 400, after: 200, bold: true, keepNext: true, ruled: 80 },
  Heading2: { size: 26, line: 460, before: 300, after: 120, bold: true, keepNext: true },
  Heading3: { size: 23, line: 400, before: 240, after: 100, bold: true, keepNext: true },
  Heading4: { size: 21, line: 360, before: 180, after: 80, bold: true, keepNext: true },
  Heading5: { size: 21, line: 360, before: 160, after: 60, bold: true, keepNext: true },
  Heading6: { size: 21, line: 360, before: 160, after: 60, bold: true, keepNext: true },
  TOCHeading: { size: 28, line: 500, before: 0, after: 240, bold: true },
  TOC1: { size: 21, line: 360, before: 100, after: 0, bold: true },
  TOC2: { size: 20, line: 350, before: 0, after: 0, indent: 240 },
  TOC3: { size: 19, line: 340, before: 0, after: 0, indent: 560 },
  Caption: { size: 20, line: 350, before: 160, after: 60, bold: true, keepNext: true },
  CoverLine: { size: 22, line: 400, before: 0, after: 0 },
  Item: { size: 21, line: 360, before: 0, after: 60 },
  Quote: { size: 21, line: 360, before: 0, after: 120 },
  Code: { size: 18, line: 320, before: 60, after: 160 },
  Picture: { size: 21, line: 360, before: 60, after: 120 },
  TableText: { size: 19, line: 330, before: 0, after: 0 },
  TableHead: { size: 19, line: 330, before: 0, after: 0, bold: true },
  AfterTable: { size: 8, line: 160, before: 0, after: 0 },
  Header: { size: 17, line: 300, before: 0, after: 0 },
  Footer: { size: 17, line: 300, before: 0, after: 0 },
} as const satisfies Record<string, Look>;

/** Inside a cell, twips: the least height of a line is more room above it than below. */
export const CELL_MARGINS = { top: 30, bottom: 70, left: 100, right: 100 } as const;

export type StyleId = keyof typeof LOOKS;

/** As Word lists them. Names of styles Word knows are English in every file; Word shows them in the reader's language. */
const NAMES: Readonly<Partial<Record<StyleId, Readonly<Record<Language, string>>>>> = {
  CoverLine: { ja: '表紙の行', en: 'Cover Line' },
  Item: { ja: '記号付きの項目', en: 'Marked Item' },
  Code: { ja: 'コード', en: 'Code' },
  Picture: { ja: '図', en: 'Picture' },
  TableText: { ja: '表の本文', en: 'Table Text' },
  TableHead: { ja: '表の見出し', en: 'Table Head' },
  AfterTable: { ja: '表の後', en: 'After Table' },
};

type Style = NonNullable<NonNullable<IStylesOptions['default']>['title']>;

const rule = (color: string, size: number, space: number) => ({ style: BorderStyle.SINGLE, color, size, space });

/** What beside size and spacing sets a style off. */
const OWN: Readonly<Partial<Record<StyleId, Style>>> = {
  Title: { paragraph: { alignment: AlignmentType.CENTER }, run: { color: COLORS.accent } },
  Subtitle: { paragraph: { alignment: AlignmentType.CENTER } },
  Heading1: { paragraph: { border: { bottom: rule(COLORS.rule, 8, 3) } }, run: { color: COLORS.accent } },
  Heading2: { run: { color: COLORS.accent } },
  Heading3: { run: { color: COLORS.accent } },
  Quote: { paragraph: { border: { left: rule(COLORS.rule, 18, 10) } }, run: { color: COLORS.grey } },
  Code: { paragraph: { shading: { type: ShadingType.CLEAR, color: 'auto', fill: COLORS.code } }, run: { font: CODE_FONT } },
  Header: {
    paragraph: { border: { bottom: rule(COLORS.rule, 4, 4) }, alignment: AlignmentType.RIGHT },
    run: { color: COLORS.grey },
  },
  Footer: { paragraph: { alignment: AlignmentType.CENTER }, run: { color: COLORS.grey } },
};

const BUILT_IN: Readonly<Partial<Record<StyleId, string>>> = {
  Subtitle: 'Subtitle',
  TOCHeading: 'TOC Heading',
  TOC1: 'toc 1',
  TOC2: 'toc 2',
  TOC3: 'toc 3',
  Quote: 'Quote',
  Header: 'header',
  Footer: 'footer',
};

/** The document's styles, with names of our own in `language`. */
export function styles(language: Language): IStylesOptions {
  const styleOf = (id: StyleId): Style => {
    const { size, line, before, after, indent, bold = false, keepNext = false }: Look = LOOKS[id];
    const { paragraph, run } = OWN[id] ?? {};
    const outline = /^Heading(\d)$/.exec(id);
    return {
      basedOn: 'Normal',
      quickFormat: true,
      ...(outline || id === 'Title' ? { next: 'Normal' } : {}),
      paragraph: {
        spacing: { line, lineRule: LineRuleType.AT_LEAST, before, after },
        ...(keepNext ? { keepNext, keepLines: true } : {}),
        ...(outline ? { outlineLevel: Number(outline[1]) - 1 } : {}),
        ...(indent === undefined ? {} : { indent: { left: indent } }),
        ...paragraph,
      },
      run: { size, sizeComplexScript: size, bold, ...run },
    };
  };
  const { Heading1, Heading2, Heading3, Heading4, Heading5, Heading6, Title, Caption, Normal, ...others } = LOOKS;
  return {
    default: {
      document: {
        paragraph: {
          spacing: { line: Normal.line, lineRule: LineRuleType.AT_LEAST, after: Normal.after },
          alignment: AlignmentType.LEFT,
        },
        run: { font: FONT, size: Normal.size, color: COLORS.ink, language: { value: 'en-US', eastAsia: 'ja-JP' } },
      },
      title: styleOf('Title'),
      heading1: styleOf('Heading1'),
      heading2: styleOf('Heading2'),
      heading3: styleOf('Heading3'),
      heading4: styleOf('Heading4'),
      heading5: styleOf('Heading5'),
      heading6: styleOf('Heading6'),
      caption: styleOf('Caption'),
    },
    paragraphStyles: (Object.keys(others) as (keyof typeof others)[]).map((id) => ({
      id,
      name: BUILT_IN[id] ?? NAMES[id]?.[language] ?? id,
      ...styleOf(id),
    })),
  };
}
