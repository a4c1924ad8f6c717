/** Blocks as HTML. */
import { base64Of } from '../../base64.ts';
import type { Block, Drawing, Heading, List, Picture } from '../../form/form.ts';
import { type Context, idFor } from './context.ts';
import { attribute, escaped } from './escape.ts';
import { inlineHtml } from './inline.ts';
import { tableHtml } from './table.ts';

/** Block by block, a line each. */
export function blocksHtml(blocks: readonly Block[], context: Context): string {
  return blocks.map((block) => oneBlock(block, context)).join('\n');
}

/** What stands in a cell or an item: a single paragraph is its words alone. */
function flowHtml(blocks: readonly Block[], context: Context): string {
  const [only] = blocks;
  const isPlain = blocks.length === 1 && only?.is === 'paragraph' && !only.anchor && context.originOf(only.origin) === '';
  return isPlain ? inlineHtml(only.content, context) : blocksHtml(blocks, context);
}

function oneBlock(block: Block, context: Context): string {
  const { originOf } = context;
  switch (block.is) {
    case 'heading':
      return headingHtml(block, context);
    case 'paragraph':
      return `<p${attribute('id', idFor(block.anchor))}${originOf(block.origin)}>${inlineHtml(block.content, context)}</p>`;
    case 'item': {
      const depth = block.level > 0 ? ` style="--depth:${Math.floor(block.level)}"` : '';
      const mark = `<span class="mark">${escaped(block.mark)}</span>`;
      return `<p class="item"${depth}${originOf(block.origin)}>${mark} <span>${inlineHtml(block.content, context)}</span></p>`;
    }
    case 'list':
      return listHtml(block, context);
    case 'table':
      return tableHtml(block, context, flowHtml);
    case 'quote':
      return `<blockquote>${blocksHtml(block.blocks, context)}</blockquote>`;
    case 'code':
      return `<pre${originOf(block.origin)}><code>${escaped(block.text)}</code></pre>`;
    case 'picture':
      return pictureHtml(block, context);
    case 'drawing':
      return drawingHtml(block);
    case 'page-break':
      return '<div class="page-break"></div>';
  }
}

/** The title of the page is its `h1`: headings begin below it. */
function headingHtml(heading: Heading, context: Context): string {
  const level = Math.max(1, Math.floor(heading.level)) + 1;
  const tag = `h${Math.min(level, 6)}`;
  const deeper = level > 6 ? attribute('aria-level', level) : '';
  const number = heading.number === '' ? '' : `<span class="number">${escaped(heading.number)}</span> `;
  const words = inlineHtml(heading.content, context);
  return `<${tag}${attribute('id', context.idOf(heading))}${deeper}${context.originOf(heading.origin)}>${number}${words}</${tag}>`;
}

function listHtml({ start, items, origin }: List, context: Context): string {
  const from = context.originOf(origin);
  const lines = items.map((item) => `<li>${flowHtml(item, context)}</li>`).join('');
  if (start === undefined) return `<ul${from}>${lines}</ul>`;
  return `<ol${start === 1 ? '' : attribute('start', Math.floor(start))}${from}>${lines}</ol>`;
}

/** Of two the page shows the one it has room for ({@link styleOf}). */
function drawingHtml({ svg, narrow }: Drawing): string {
  if (narrow === undefined) return `<figure class="drawing">${svg}</figure>`;
  return `<figure class="drawing wide">${svg}</figure>\n<figure class="drawing narrow">${narrow}</figure>`;
}

/** What browsers show. An SVG is a picture like any other: in an `img` nothing in it runs, and nothing is fetched. */
const SHOWN = /^image\/(?:png|jpeg|gif|webp|avif|bmp|svg\+xml)$/;

function pictureHtml({ uri, text, origin }: Picture, context: Context): string {
  const from = context.originOf(origin);
  const address = context.options.pictureAt?.(uri);
  if (address !== undefined) return `<figure${from}><img${attribute('alt', text)}${attribute('src', address)} /></figure>`;
  const picture = context.options.pictures?.get(uri);
  if (!picture || !SHOWN.test(picture.type)) {
    const why = context.options.whyWords?.(uri);
    const words = why === undefined ? text : context.say(`${text}（${why}）`, `${text} (${why})`);
    return `<p class="no-picture"${from}>${context.say('［図］', '[Figure]')} ${escaped(words)}</p>`;
  }
  return `<figure${from}><img${attribute('alt', text)} src="data:${picture.type};base64,${base64Of(picture.bytes)}" /></figure>`;
}
