/**
 * A form as one HTML file: no script, nothing fetched, read on a screen (light or dark, narrow or wide) and printed on A4. HTML as
 * https://html.spec.whatwg.org/ has it, written so that it is well-formed XML too.
 */
import type { Language } from '../../core/language.ts';
import { type ContentsEntry, contentsOf } from '../form/contents.ts';
import type { Block, CoverPart, Form, Heading } from '../form/form.ts';
import { blocksOf, wordsOf } from '../form/words.ts';
import { coverLines } from './cover.ts';
import { blocksHtml } from './html/block.ts';
import { type Context, contextOf, fragmentOf, type HtmlOptions } from './html/context.ts';
import { attribute, escaped } from './html/escape.ts';
import { styleOf } from './html/style.ts';

export type { HtmlOptions } from './html/context.ts';

/** The file, to be written as UTF-8. Whatever its author wrote is text: nothing of it becomes markup, style or address but what the form says is a link. */
export function writeHtml(form: Form, options: HtmlOptions = {}): string {
  const context = contextOf(form.language, [...blocksOf(form)], options);
  const contents = form.hasContents ? contentsHtml(form.blocks, context) : '';
  const skip = `<a class="skip" href="#kaiji-main">${context.say('本文へ', 'Skip to the text')}</a>`;
  return `<!DOCTYPE html>
<html lang="${form.language}">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<title>${escaped(form.title)}</title>
<style>
${styleOf(form)}</style>
</head>
<body${contents === '' ? '' : ' class="with-contents"'}>
${[contents === '' ? '' : skip, coverHtml(form, context), contents].filter(Boolean).join('\n')}
<main id="kaiji-main">
${blocksHtml(form.blocks, context)}
</main>
</body>
</html>
`;
}

/**
 * A block as it stands in {@link writeHtml}'s file, to be put into a page that has that style ({@link styleOf}). References lead to any anchor: what else is in
 * the page is not known here.
 */
export function blockHtml(block: Block, language: Language, options: HtmlOptions = {}): string {
  return blocksHtml([block], contextOf(language, undefined, options));
}

export { styleOf } from './html/style.ts';

/** The title of a form, and what else stands on its first page. */
export function coverHtml({ title, cover }: Form, context: Context): string {
  const from = (part: CoverPart) => context.originOf(cover?.origins?.[part]);
  const name = `<h1${from('title')}>${escaped(title)}</h1>`;
  if (!cover) return `<header>${name}</header>`;
  const { subject, provider, ...rest } = cover;
  const parts = [
    subject === undefined ? '' : `<p class="subject"${from('subject')}>${escaped(subject)}</p>`,
    name,
    provider === undefined ? '' : `<p class="provider"${from('provider')}>${escaped(provider)}</p>`,
    linesHtml(coverLines(rest, context.language), context),
    blocksHtml(rest.tables, context),
  ];
  return `<header class="cover">\n${parts.filter(Boolean).join('\n')}\n</header>`;
}

function linesHtml(lines: ReturnType<typeof coverLines>, context: Context): string {
  if (lines.length === 0) return '';
  const said = lines.map(
    ({ label, value, origin }) => `<dt>${escaped(label)}</dt><dd${context.originOf(origin)}>${escaped(value)}</dd>`,
  );
  return `<dl>${said.join('')}</dl>`;
}

function contentsHtml(blocks: readonly Block[], context: Context): string {
  const entries = contentsOf(blocks);
  if (entries.length === 0) return '';
  const title = context.say('目次', 'Contents');
  return `<nav aria-label="${title}">\n<p class="nav-title">${title}</p>\n${listOf(entries, context)}\n</nav>`;
}

function listOf(entries: readonly ContentsEntry[], context: Context): string {
  const items = entries.map(({ heading, below }) => {
    const rest = below.length === 0 ? '' : `\n${listOf(below, context)}\n`;
    return `<li>${heading ? entry(heading, context) : ''}${rest}</li>`;
  });
  return `<ol>${items.join('\n')}</ol>`;
}

function entry(heading: Heading, context: Context): string {
  const id = context.idOf(heading);
  const href = attribute('href', id === undefined ? undefined : fragmentOf(id));
  const number = heading.number === '' ? '' : `<span class="number">${escaped(heading.number)}</span> `;
  return `<a${href}>${number}${escaped(wordsOf(heading.content))}</a>`;
}
