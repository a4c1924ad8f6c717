/** Inline content of a form as runs of Word. */
import { ExternalHyperlink, InternalHyperlink, type IRunPropertiesOptions, type ParagraphChild, Tab, TextRun } from 'docx';
import type { Inline, Span } from '../../form/form.ts';
import { CODE_FONT, COLORS } from './styles.ts';
import { legal } from './text.ts';

/** Where references lead: the bookmark of an anchor; undefined for one the form does not have. */
export type Bookmarks = ReadonlyMap<string, string>;

const SPANS: Readonly<Record<Span['is'], IRunPropertiesOptions>> = {
  strong: { bold: true },
  emphasis: { italics: true },
  struck: { strike: true },
  code: { font: CODE_FONT },
  // 新旧対照表: what is printed, not changes to be accepted.
  inserted: { underline: {}, color: COLORS.inserted },
  deleted: { strike: true, color: COLORS.deleted },
};

/** Text as one run a line; a tab is a tab. Letters both scripts have (①, …, “) are taken from the Japanese font, as Word for Japanese writes it. */
export function runs(text: string, format: IRunPropertiesOptions = {}): TextRun[] {
  return legal(text)
    .split('\n')
    .map((line, i) => {
      const font = /[^\0-\x7f]/.test(line) ? { font: { ...(format.font as object | undefined), hint: 'eastAsia' } } : {};
      const parts = line.split('\t').flatMap((part, tab) => [...(tab > 0 ? [new Tab()] : []), ...(part === '' ? [] : [part])]);
      return new TextRun({ ...format, ...font, ...(i > 0 ? { break: 1 } : {}), children: parts });
    });
}

/** The content in order. A reference to nowhere is printed without a link, and so is a link within a link. */
export function inlines(
  content: readonly Inline[],
  bookmarks: Bookmarks,
  format: IRunPropertiesOptions = {},
  isLinked = false,
): ParagraphChild[] {
  return content.flatMap((one): ParagraphChild[] => {
    switch (one.is) {
      case 'text':
        return runs(one.text, format);
      case 'break':
        return [new TextRun({ ...format, break: 1 })];
      case 'link': {
        if (isLinked || !/^(https?|mailto):/i.test(one.href)) return inlines(one.content, bookmarks, format, isLinked);
        const children = inlines(one.content, bookmarks, { ...format, style: 'Hyperlink' }, true);
        return children.length > 0 ? [new ExternalHyperlink({ link: legal(one.href), children })] : [];
      }
      case 'reference': {
        const anchor = bookmarks.get(one.anchor);
        const children = inlines(one.content, bookmarks, format, isLinked || anchor !== undefined);
        return anchor === undefined || isLinked || children.length === 0
          ? children
          : [new InternalHyperlink({ anchor, children })];
      }
      case 'place':
        return inlines(one.content, bookmarks, format, isLinked);
      default:
        return inlines(one.content, bookmarks, { ...format, ...SPANS[one.is] }, isLinked);
    }
  });
}
