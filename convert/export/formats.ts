/** The formats forms are written in. A format is a writer in `convert/write/` and a line here. */
import type { Bilingual } from '../../core/language.ts';
import type { Form } from '../form/form.ts';
import type { Grid } from '../form/grid.ts';
import { writeCsv } from '../write/csv.ts';
import { writeHtml } from '../write/html.ts';
import { writeMarkdown } from '../write/markdown.ts';
import type { PictureFiles } from '../write/picture.ts';
import { writeXlsx } from '../write/xlsx.ts';

interface OfForm {
  readonly of: 'form';
  /** @param addressOf how a picture is addressed by a file that does not hold it */
  write(form: Form, pictures: PictureFiles, addressOf: (uri: string) => string): Promise<Uint8Array>;
}

interface OfGrids {
  readonly of: 'grids';
  /** How many a file holds. */
  readonly holds: 'one' | 'several';
  write(grids: readonly [Grid, ...Grid[]]): Promise<Uint8Array>;
}

export type Format = (OfForm | OfGrids) & {
  readonly label: Required<Bilingual>;
  /** Of the file's name. */
  readonly extension: string;
  /** Whether it is text a terminal can show. */
  readonly isText: boolean;
};

const utf8 = (text: string) => new TextEncoder().encode(text);

export const formats = {
  docx: {
    label: { ja: 'Word文書', en: 'Word document' },
    extension: 'docx',
    isText: false,
    of: 'form',
    // The library is as large as all the rest: loaded when a Word file is asked for.
    write: async (form, pictures) => (await import('../write/docx.ts')).writeDocx(form, pictures),
  },
  xlsx: {
    label: { ja: 'Excelブック', en: 'Excel workbook' },
    extension: 'xlsx',
    isText: false,
    of: 'grids',
    holds: 'several',
    write: async (grids) => writeXlsx(grids),
  },
  html: {
    label: { ja: 'HTML（印刷用）', en: 'HTML, to be printed' },
    extension: 'html',
    isText: true,
    of: 'form',
    write: async (form, pictures) => utf8(writeHtml(form, { pictures })),
  },
  md: {
    label: { ja: 'Markdown', en: 'Markdown' },
    extension: 'md',
    isText: true,
    of: 'form',
    write: async (form, _pictures, addressOf) => utf8(writeMarkdown(form, { addressOf })),
  },
  csv: {
    label: { ja: 'CSV', en: 'CSV' },
    extension: 'csv',
    isText: true,
    of: 'grids',
    holds: 'one',
    write: async ([grid]) => utf8(writeCsv(grid)),
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;
