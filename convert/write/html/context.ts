/** What the parts of an HTML file have to know of the whole. */
import type { Language } from '../../../core/language.ts';
import type { Block, Heading, LedTo, Origin, Table } from '../../form/form.ts';
import { anchorsOf, wordsOf } from '../../form/words.ts';
import type { PictureFiles } from '../picture.ts';
import { attribute } from './escape.ts';

export interface HtmlOptions {
  /** Pictures by their URI, embedded; one that is not here, or of a type no browser shows, is printed as its words. */
  readonly pictures?: PictureFiles;
  /** Whether elements tell where they come from: `data-uri`, and `data-line`, 0-based. */
  readonly hasOrigins?: boolean;
  /** What words of a form lead to ({@link Place}) goes by a number, which is told to the page as `data-place`; where absent, they are words. */
  readonly leadTo?: (places: readonly LedTo[]) => number;
  /** Whether the Tab key stops at tables: one that is wider than the screen is scrolled by arrow keys then. */
  readonly areTablesReached?: boolean;
  /** The address of a picture that is not embedded, by its URI. */
  readonly pictureAt?: (uri: string) => string | undefined;
  /** Why a picture is printed as its words, in the form's language, where a reader should know. */
  readonly whyWords?: (uri: string) => string | undefined;
}

export interface Context {
  readonly language: Language;
  readonly options: HtmlOptions;
  /** The text in the form's language. */
  readonly say: (ja: string, en: string) => string;
  /** An address within the page; undefined where nothing has the anchor. */
  readonly linkTo: (anchor: string) => string | undefined;
  /** The id of a heading: its anchor, else one that nothing else has; undefined where neither is known. */
  readonly idOf: (heading: Heading) => string | undefined;
  /** What a table is called: its caption, else the heading it stands under. */
  readonly nameOf: (table: Table) => string;
  /** `data-uri` and `data-line`, where they are asked for. */
  readonly originOf: (origin: Origin | undefined) => string;
}

/** An id has no spaces; and ours begin with `kaiji-`, which no anchor keeps. */
export function idFor(anchor: string | undefined): string | undefined {
  return anchor === undefined || anchor === '' ? undefined : anchor.replace(/\s/g, '_').replace(/^(?=kaiji-)/, '_');
}

/**
 * @param blocks all of the form; undefined where only a part of it is written, of whose anchors all are taken to be there
 */
export function contextOf(language: Language, blocks: readonly Block[] | undefined, options: HtmlOptions): Context {
  const anchors = blocks && anchorsOf(blocks);
  const unnamed = new Map(
    (blocks ?? []).filter((block) => block.is === 'heading' && !block.anchor).map((heading, i) => [heading, `kaiji-${i + 1}`]),
  );
  return {
    language,
    options,
    say: (ja, en) => (language === 'ja' ? ja : en),
    linkTo: (anchor) => (anchors?.has(anchor) === false ? undefined : fragmentOf(idFor(anchor) ?? '')),
    idOf: (heading) => idFor(heading.anchor) ?? unnamed.get(heading),
    nameOf: (table) => wordsOf(table.caption ?? headingOver(table, blocks ?? [])?.content ?? []),
    originOf: (origin) => (options.hasOrigins && origin ? originHtml(origin) : ''),
  };
}

function headingOver(table: Table, blocks: readonly Block[]): Heading | undefined {
  const above = blocks.slice(0, Math.max(0, blocks.indexOf(table)));
  return above.findLast((block) => block.is === 'heading');
}

/** The same for a part that tells where it comes from: lines of the document of `from` are counted from that line, and the document is not named. */
export function countedFrom(context: Context, from: Pick<Origin, 'uri' | 'line'> | undefined): Context {
  return { ...context, originOf: (origin) => (origin ? originHtml(origin, from) : '') };
}

function originHtml({ uri, line }: Origin, from?: Pick<Origin, 'uri' | 'line'>): string {
  return from?.uri === uri ? attribute('data-line', line - from.line) : attribute('data-uri', uri) + attribute('data-line', line);
}

/** The address of an element of the same page. */
export function fragmentOf(id: string): string {
  return `#${id.replace(/[^\p{L}\p{M}\p{N}._~()-]/gu, (char) => {
    try {
      return encodeURIComponent(char);
    } catch {
      // Half a pair: as it is written in the file.
      return '%EF%BF%BD';
    }
  })}`;
}
