/** Editions a text names though the manifest names others of the same guideline. */
import type { Edition, Found, Guideline, Mention } from '../../catalog/guideline.ts';
import type { Entry } from '../../model/document.ts';
import { itemsOf, textField } from '../../model/field.ts';
import { isOfThePast, sentenceAround } from '../../prose/history.ts';
import { asMap, type ScalarNode } from '../../yaml/tree.ts';
import type { EntryContext, Place } from '../rule.ts';
import { placeIn, proseSourcesOf, sourceOf } from './prose-source.ts';

export interface WrongEdition {
  readonly found: Found;
  /** Those of the manifest, the newest first. */
  readonly claimed: readonly Edition[];
  /** The value that names it, and where in the file. */
  readonly node: ScalarNode;
  readonly at: Place;
  /** What stands there. */
  readonly written: string;
  /** The number of the edition alone; undefined where it is not spelled as one. */
  readonly number: Place | undefined;
}

/** The editions of a guideline that the manifest names, the newest first. */
export function claimedOf({ id, editions }: Guideline, { lookup }: Pick<EntryContext, 'lookup'>): readonly Edition[] {
  return editions.filter(({ edition }) => lookup('guidelines', `${id}@${edition}`).length > 0).reverse();
}

/** In the prose and the references of an entry, in order. */
export function* wrongEditionsIn(entry: Entry, context: Pick<EntryContext, 'lookup' | 'catalogs'>): Generator<WrongEdition> {
  const { guidelines } = context.catalogs;
  if (entry.sequence === '') yield* inReferences(entry, context);
  for (const prose of proseSourcesOf(entry, /版/)) {
    const { source, node } = prose;
    const mentions = guidelines.mentionsIn(source).filter((mention) => isWritten(source, mention));
    for (const mention of mentions) {
      const claimed = contradicted(mention, context);
      if (!claimed || isOfThePast(source, mention) || isCompared(source, mention, mentions, claimed)) continue;
      const number = numberIn(source.slice(mention.start, mention.end));
      yield {
        found: mention,
        claimed,
        node,
        at: placeIn(prose, mention),
        written: source.slice(mention.start, mention.end),
        number: number && placeIn(prose, { start: mention.start + number.start, end: mention.start + number.end }),
      };
    }
  }
}

/** A list of references may name old editions beside the one in use, not instead of it. */
function* inReferences(entry: Entry, context: Pick<EntryContext, 'lookup' | 'catalogs'>): Generator<WrongEdition> {
  const { guidelines } = context.catalogs;
  const { root, file } = entry.document;
  const named = itemsOf(root, 'references').flatMap((item) => {
    const title = textField(asMap(item), 'title');
    const edition = textField(asMap(item), 'edition');
    const text = [title?.value, edition && (edition.value.includes('版') ? edition.value : `${edition.value}版`)].join(' ');
    const mention = guidelines.mentionsIn(text).find((one) => isWritten(text, one));
    // Where the title has the edition, that is where it is wrong.
    const field = mention && title && mention.end > title.value.length ? edition : title;
    return mention && field?.node.kind === 'scalar' ? [{ mention, node: field.node, isTitle: field === title }] : [];
  });
  for (const { mention, node, isTitle } of named) {
    const claimed = contradicted(mention, context);
    if (!claimed || named.some((other) => claimed.includes(other.mention.edition))) continue;
    const { source, start } = sourceOf(file, node);
    const prose = { node, key: '', source, start };
    const [spelled] = isTitle ? guidelines.mentionsIn(source) : [{ start: 0, end: source.length }];
    const number = spelled && numberIn(source.slice(spelled.start, spelled.end));
    yield {
      found: mention,
      claimed,
      node,
      at: spelled && isTitle ? placeIn(prose, spelled) : node,
      written: spelled && isTitle ? source.slice(spelled.start, spelled.end) : node.text,
      number: number && placeIn(prose, { start: spelled.start + number.start, end: spelled.start + number.end }),
    };
  }
}

/** Whether the mention has an edition; a name alone may stand for the last one of a guideline that was merged into another. */
function isWritten(text: string, { start, end }: Mention): boolean {
  return text.slice(start, end).endsWith('版');
}

/** The editions claimed, where there are some and it is none of them. */
function contradicted({ guideline, edition }: Found, context: Pick<EntryContext, 'lookup'>): readonly Edition[] | undefined {
  const claimed = claimedOf(guideline, context);
  return claimed.length === 0 || claimed.includes(edition) ? undefined : claimed;
}

/** Whether the sentence names the edition in use too: 第5.2版の要求事項は第6.0版では…. */
function isCompared(text: string, mention: Mention, mentions: readonly Mention[], claimed: readonly Edition[]): boolean {
  const { start, end } = sentenceAround(text, mention);
  if (mentions.some((other) => other.start >= start && other.end <= end && claimed.includes(other.edition))) return true;
  const sentence = text.slice(start, end).normalize('NFKC');
  return claimed.some(({ edition, printed = [] }) => [edition, ...printed].some((number) => sentence.includes(`${number}版`)));
}

/** The digits before 版. */
function numberIn(written: string): { readonly start: number; readonly end: number } | undefined {
  const match = /[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2})?(?=\s?版?["']?$)/.exec(written);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}
