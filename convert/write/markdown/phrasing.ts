/** Words of a line as nodes of Markdown. */
import type { Break, Html, PhrasingContent, Text } from 'mdast';
import type { Heading, Inline, Span } from '../../form/form.ts';
import { unbroken } from '../../form/words.ts';
import { mayLinkTo } from '../html/escape.ts';

export interface Links {
  /** What a link to a heading ends in. */
  readonly slugOf: (heading: Heading) => string;
  /** Where an anchor is; undefined where nothing has it. */
  readonly linkTo: (anchor: string) => string | undefined;
  /** What makes an anchor of something that is no heading: nothing where nobody refers to it. */
  readonly markOf: (anchor: string | undefined) => readonly PhrasingContent[];
  readonly addressOf: (uri: string) => string;
}

export const breakNode: Break = { type: 'break' };

/** Line breaks within a text are spaces, as everywhere in a form. */
export function text(value: string): Text {
  return { type: 'text', value: unbroken(value) };
}

export function html(value: string): Html {
  return { type: 'html', value };
}

/** The order in which spans stand within one another, the outermost first; code holds nothing else. */
const ORDER = ['link', 'inserted', 'delete', 'strong', 'emphasis', 'code'] as const;
type Kind = (typeof ORDER)[number];
const KINDS: Readonly<Record<Span['is'], Kind>> = {
  strong: 'strong',
  emphasis: 'emphasis',
  struck: 'delete',
  deleted: 'delete',
  inserted: 'inserted',
  code: 'code',
};

/** A stretch of words with all the spans it is in; `undefined` for a line break, which ends them and begins them again. */
interface Stretch {
  readonly text: string | undefined;
  /** Of a link its address. */
  readonly spans: Readonly<Partial<Record<Kind, string>>>;
}

/**
 * Nodes of what a line says, in the one form that Markdown can always hold: no span within one of its own kind, none that is empty, neighbours of a kind as one,
 * no line break at either end.
 * @param without what the words stand in already
 */
export function phrasing(content: readonly Inline[], links: Links, without: readonly Kind[] = []): PhrasingContent[] {
  const left = stretches(content, links, {}).map(({ text, spans }) => ({
    text,
    spans: Object.fromEntries(Object.entries(spans).filter(([kind]) => !without.includes(kind as Kind))),
  }));
  while (left[0] && left[0].text === undefined) left.shift();
  while (left.length > 0 && left.at(-1)?.text === undefined) left.pop();
  return nested(left, 0);
}

function stretches(content: readonly Inline[], links: Links, spans: Stretch['spans']): Stretch[] {
  return content.flatMap((one): Stretch[] => {
    if (one.is === 'text') return one.text === '' ? [] : [{ text: one.text, spans }];
    if (one.is === 'break') return [{ text: undefined, spans: {} }];
    if (one.is === 'place') return stretches(one.content, links, spans);
    if (one.is !== 'link' && one.is !== 'reference') return stretches(one.content, links, { ...spans, [KINDS[one.is]]: '' });
    const url = one.is === 'link' ? (mayLinkTo(one.href) ? one.href : undefined) : links.linkTo(one.anchor);
    return stretches(one.content, links, url === undefined || spans.link !== undefined ? spans : { ...spans, link: url });
  });
}

function nested(all: readonly Stretch[], depth: number): PhrasingContent[] {
  const kind = ORDER[depth];
  if (kind === undefined) return all.map((one) => (one.text === undefined ? breakNode : text(one.text)));
  const groups: Stretch[][] = [];
  for (const one of all) {
    const group = groups.at(-1);
    if (group?.[0] && group[0].spans[kind] === one.spans[kind]) group.push(one);
    else groups.push([one]);
  }
  return groups.flatMap((group) => {
    const value = group[0]?.spans[kind];
    return value === undefined ? nested(group, depth + 1) : within(kind, value, group, depth);
  });
}

function within(kind: Kind, value: string, group: readonly Stretch[], depth: number): PhrasingContent[] {
  if (kind === 'code') return [{ type: 'inlineCode', value: text(group.map((one) => one.text ?? ' ').join('')).value }];
  const children: PhrasingContent[] = nested(group, depth + 1);
  if (kind === 'link') return [{ type: 'link', url: value, children }];
  if (kind === 'inserted') return [html('<ins>'), ...children, html('</ins>')];
  return [{ type: kind, children }];
}
