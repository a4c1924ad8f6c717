/** Words of a line as HTML. */
import type { Inline, Span } from '../../form/form.ts';
import type { Context } from './context.ts';
import { attribute, escaped, mayLinkTo } from './escape.ts';

const TAGS: Readonly<Record<Span['is'], string>> = {
  strong: 'strong',
  emphasis: 'em',
  struck: 's',
  code: 'code',
  inserted: 'ins',
  deleted: 'del',
};

/** A link that leads nowhere it may is its words. No link stands within another. */
export function inlineHtml(content: readonly Inline[], context: Context, inLink = false): string {
  return content
    .map((one) => {
      if (one.is === 'text') return escaped(one.text);
      if (one.is === 'break') return '<br />';
      if (one.is === 'link' || one.is === 'reference') {
        const href = inLink ? undefined : one.is === 'link' ? outward(one.href) : context.linkTo(one.anchor);
        const words = inlineHtml(one.content, context, inLink || href !== undefined);
        return href === undefined ? words : `<a${attribute('href', href)}>${words}</a>`;
      }
      if (one.is === 'place') {
        const { leadTo } = context.options;
        if (inLink || !leadTo) return inlineHtml(one.content, context, inLink);
        const words = inlineHtml(one.content, context, true);
        return `<button type="button" class="place"${attribute('data-place', leadTo(one.places))}>${words}</button>`;
      }
      return `<${TAGS[one.is]}>${inlineHtml(one.content, context, inLink)}</${TAGS[one.is]}>`;
    })
    .join('');
}

function outward(href: string): string | undefined {
  return mayLinkTo(href) ? href : undefined;
}
