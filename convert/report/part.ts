/** What the parts of a report are written with. */
import type { Language } from '../../core/language.ts';
import type { Block, Drawing, Heading, Inline, LedTo, Paragraph, Table, TableCell } from '../form/form.ts';
import { wordsOf } from '../form/words.ts';
import { NARROW, WIDTH, type Width } from './charts/canvas.ts';

export interface Part {
  readonly language: Language;
  /** Today, `YYYY-MM-DD`. */
  readonly date: string;
  /** How a file is called. */
  readonly pathOf: (uri: string) => string;
  /** The text in the report's language. */
  readonly say: (ja: string, en: string) => string;
  /** Whether drawings are seen; without, what only they would show is a table. */
  readonly hasDrawings: boolean;
  /** Whether nothing else is: what a table shows by small drawings and shades is a drawing too. */
  readonly isDrawn: boolean;
  /** Whether pages of controls can be opened. */
  readonly hasPages: boolean;
  /** Of the headings of the part. */
  readonly level: number;
  /** Makes the name of a section unique in the report. */
  readonly anchorOf: (section: Section) => string;
}

/** What a package's report is divided into. */
export type Section =
  | 'summary'
  | 'answers'
  | 'remaining'
  | 'guidelines'
  | 'gaps'
  | 'due'
  | 'evidence'
  | 'judgements'
  | 'duties'
  | 'annex'
  | 'assessment';

/** A number stands to the right. */
export type Cell = string | number | readonly Inline[] | Drawing | Shaded;

/** A number among others of its kind. */
export interface Shaded {
  readonly shade: 1 | 2 | 3;
  readonly content: readonly Inline[];
}

export function words(text: string): readonly Inline[] {
  return [{ is: 'text', text }];
}

export function strong(text: string): readonly Inline[] {
  return [{ is: 'strong', content: words(text) }];
}

/** Words that lead to what they tell of; each line once. */
export function led(text: string | number, places: readonly LedTo[]): readonly Inline[] {
  const content = words(String(text));
  const once = new Map(places.map((place) => [`${place.uri ?? place.control}#${place.line} ${place.text ?? ''}`, place]));
  return once.size === 0 ? content : [{ is: 'place', places: [...once.values()], content }];
}

/** The pages of controls, as far as pages can be opened. @param text why they lead there and to no document */
export function pagesOf(controls: readonly string[], { hasPages }: Part, text?: string): readonly LedTo[] {
  const said = text === undefined ? {} : { text };
  return hasPages ? controls.map((control) => ({ control, uri: undefined, line: 0, ...said })) : [];
}

/** A number that leads to what it counts, where that is anywhere. */
export function count(number: number, places: readonly LedTo[]): Cell {
  return places.length === 0 ? number : led(number, places);
}

export function code(text: string): readonly Inline[] {
  return [{ is: 'code', content: words(text) }];
}

export function section(part: Part, name: Section, title: string): Heading {
  return { is: 'heading', level: part.level, number: '', content: words(title), anchor: part.anchorOf(name) };
}

/** Within a section. */
export function subsection(part: Part, title: string): Heading {
  return { is: 'heading', level: part.level + 1, number: '', content: words(title) };
}

export function paragraph(text: string): Paragraph {
  return { is: 'paragraph', content: words(text) };
}

/** What is there of a few short statements, on one line; nothing where there is none. */
export function line({ say }: Part, ...statements: readonly (string | undefined | '')[]): readonly Paragraph[] {
  const text = statements.filter(Boolean).join(say('　', ' · '));
  return text === '' ? [] : [paragraph(text)];
}

/** The first cell of a row names it. A column of numbers, or of numbers with their share, stands to the right. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], caption?: string): Table {
  const isRight = head.map((_, i) => rows.length > 0 && rows.every((row) => isNumber(row[i] ?? '')));
  const cell = (content: Cell, i: number, isHeading = false): TableCell => ({
    blocks:
      typeof content === 'object' && 'is' in content
        ? [content]
        : [{ is: 'paragraph', content: typeof content === 'object' ? inlines(content) : words(String(content)) }],
    ...(isHeading ? { isHeading } : {}),
    ...(isRight[i] ? { align: 'right' as const } : {}),
    ...(typeof content === 'object' && 'shade' in content ? { shade: content.shade } : {}),
  });
  return {
    is: 'table',
    ...(caption === undefined ? {} : { caption: words(caption) }),
    head: [{ cells: head.map((one, i) => cell(one, i)) }],
    rows: rows.map((row) => ({ cells: row.map((one, i) => cell(one, i, i === 0)) })),
  };
}

function inlines(content: readonly Inline[] | Shaded): readonly Inline[] {
  return 'shade' in content ? content.content : content;
}

/** A number, one with its share, one that leads somewhere or is to be seen; `－` for none. */
function isNumber(content: Cell): boolean {
  if (typeof content === 'number') return true;
  if (typeof content === 'string') return /^(?:\d+ \(\d+%\)|－)$/.test(content);
  if ('is' in content) return false;
  if ('shade' in content) return /^\d+$/.test(wordsOf(content.content));
  const all = inlines(content);
  return all.every(({ is }) => is === 'place' || is === 'strong') && /^\d+$/.test(wordsOf(all));
}

/** A drawing, where drawings are seen: elsewhere a table beside it says the same. One among words is drawn for narrow pages too. */
export function drawing(part: Part, text: string, svg: (text: string, width: Width) => string): readonly Drawing[] {
  if (!part.hasDrawings) return [];
  const narrow = part.isDrawn ? {} : { narrow: svg(text, NARROW) };
  return [{ is: 'drawing', svg: svg(text, WIDTH), ...narrow, text }];
}

/** `12 (48%)`. */
export function share(count: number, of: number): string {
  return of === 0 ? String(count) : `${count} (${Math.floor((count / of) * 100)}%)`;
}

export type Blocks = readonly Block[];
