/** What links within a page of Markdown lead to. */
import type { Block, Heading } from '../../form/form.ts';
import { anchorsOf, wordsOf } from '../../form/words.ts';
import { html, type Links } from './phrasing.ts';

/**
 * Headings get the anchors that GitHub, GitLab and VS Code make of their words: in lower case, letters, digits, `-` and `_` kept, spaces to `-`, and a number
 * behind one that was there before. For whatever else is referred to an `<a id>` is written.
 * @param title the first heading of the page
 * @param blocks of the form, in reading order
 */
export function slugsOf(title: string, blocks: readonly Block[]): Pick<Links, 'slugOf' | 'linkTo' | 'markOf'> {
  const used = new Set<string>();
  const free = (words: string) => {
    const slug = slugged(words);
    let name = slug;
    for (let i = 1; used.has(name); i++) name = `${slug}-${i}`;
    used.add(name);
    return name;
  };
  free(title);
  const slugs = new Map<Heading, string>();
  const anchors = new Map<string, string>();
  for (const block of blocks) {
    if (block.is !== 'heading') continue;
    const slug = free([block.number, wordsOf(block.content)].filter((part) => part !== '').join(' '));
    slugs.set(block, slug);
    if (block.anchor !== undefined) anchors.set(block.anchor, slug);
  }
  const known = anchorsOf(blocks);
  const idOf = (anchor: string) => anchor.replace(/[^\p{L}\p{M}\p{N}_.-]/gu, '_');
  const referred = new Set(referencesIn(blocks));
  return {
    slugOf: (heading) => slugs.get(heading) ?? '',
    linkTo: (anchor) => {
      const slug = anchors.get(anchor);
      if (slug !== undefined) return `#${slug}`;
      return known.has(anchor) ? `#${idOf(anchor)}` : undefined;
    },
    markOf: (anchor) => (anchor !== undefined && referred.has(anchor) ? [html(`<a id="${idOf(anchor)}">`), html('</a>')] : []),
  };
}

function slugged(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Of every line of the blocks, those of tables' captions too. Blocks within others are among the blocks. */
function* referencesIn(blocks: readonly Block[]): Generator<string> {
  for (const block of blocks) {
    const content = block.is === 'table' ? block.caption : 'content' in block ? block.content : undefined;
    const open = [...(content ?? [])];
    for (let one = open.pop(); one; one = open.pop()) {
      if (one.is === 'reference') yield one.anchor;
      if ('content' in one) open.push(...one.content);
    }
  }
}
