/** What 同上 points at: the nearest earlier answer that has words of its own. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Resolved } from '../catalog/control.ts';
import { partKey } from '../catalog/id.ts';
import { asMap, type ScalarNode } from '../yaml/tree.ts';
import { dittoIn } from './answer-text.ts';
import { type Answer, answerOf, type PartReply, type Reply } from './checklist.ts';
import { type Entry, entriesOf, type KaijiDocument } from './document.ts';
import { memoized } from './field.ts';

export interface Earlier {
  /** Canonical ID for `same-as`. */
  readonly id: string;
  /** Its words, those it repeats from others included; undefined where they are not one text (parts, targets, references). */
  readonly text: string | undefined;
  /** Nothing without an answer stands between: there can be no doubt what was meant. */
  readonly certain: boolean;
}

interface Context {
  readonly catalogs: Catalogs;
  readonly own: Catalog | undefined;
}

/** An entry that answers by itself or by reference, and whether none without an answer stands behind it. */
interface Standing {
  readonly entry: Entry;
  readonly answer: Answer;
  readonly content: 'words' | 'same-as';
  readonly certain: boolean;
}

/** For each entry of a document's answers, the nearest one above it that answers: found once for all, as hundreds may say 同上. */
const standingAbove = memoized((document: KaijiDocument): readonly (Standing | undefined)[] => {
  const above: (Standing | undefined)[] = [];
  let nearest: Standing | undefined;
  for (const entry of entriesOf(document, 'answers')) {
    above.push(nearest);
    const map = asMap(entry.node);
    if (!map) continue;
    const answer = answerOf(map);
    const content = contentOf(answer);
    if (content === 'none') nearest = nearest && { ...nearest, certain: false };
    else if (content !== 'ditto') nearest = { entry, answer, content, certain: true };
  }
  return above;
});

/** How many answers that begin with 同上 are put together: more in a row are no text to copy. */
const LINKS = 30;

/**
 * For an entry as a whole. Undefined where no earlier entry answers, or the one that does has an ID nobody knows.
 * @param links how many answers that begin with 同上 its text may still be put together of
 */
export function earlierThanEntry(entry: Entry, context: Context, links = LINKS): Earlier | undefined {
  const current = controlOf(entry, context)?.id;
  const standing = standingAbove(entry.document)[entry.index];
  const found = standing && controlOf(standing.entry, context);
  if (!found || found.id === current) return undefined;
  const { answer, content, certain } = standing;
  // An entry that repeats one other means that other: 同上 across it does too.
  const repeated = content === 'same-as' && answer.sameAs.length === 1 ? answer.sameAs[0] : undefined;
  const id = (repeated && context.catalogs.resolve(repeated.text, context.own)?.id) ?? found.id;
  if (id === current) return undefined;
  const text = repeated ? textOfControl(entry, id, context, links) : textOf(standing.entry, answer, context, links);
  return { id, text, certain };
}

/** For a part: an earlier part of the same entry, else the entry before (its last part where it answers by parts). */
export function earlierThanPart(entry: Entry, part: PartReply, context: Context): Earlier | undefined {
  const map = asMap(entry.node);
  const found = controlOf(entry, context);
  if (!map || !found) return undefined;
  const { parts } = answerOf(map);
  let certain = true;
  for (let i = parts.indexOf(part) - 1; i >= 0; i--) {
    const earlier = parts[i];
    if (!earlier) continue;
    const content = contentOf(earlier);
    if (content === 'ditto') continue;
    if (content === 'none') {
      certain = false;
      continue;
    }
    const id = partId(found, earlier);
    const ditto = earlier.answer && dittoIn(earlier.answer.value);
    return id === undefined ? undefined : { id, text: ditto ? undefined : earlier.answer?.value, certain };
  }
  const before = earlierThanEntry(entry, context);
  return before && { ...before, certain: before.certain && certain };
}

/** The words of an entry; where it begins with 同上, those it points at before its own. */
function textOf(entry: Entry, answer: Answer, context: Context, links: number): string | undefined {
  if (answer.parts.length > 0 || answer.responses.length > 0 || answer.sameAs.length > 0 || answer.use.length > 0)
    return undefined;
  const words = answer.answer?.value;
  const ditto = words === undefined ? undefined : dittoIn(words);
  if (!ditto) return words;
  if (!ditto.separable || links === 0) return undefined;
  const above = earlierThanEntry(entry, context, links - 1)?.text;
  return above && joined(above, ditto.own);
}

function textOfControl(entry: Entry, id: string, context: Context, links: number): string | undefined {
  const first = firstEntries(entry.document, context).get(id);
  const map = asMap(first?.node);
  return first && map && first.index < entry.index ? textOf(first, answerOf(map), context, links) : undefined;
}

const entriesById = new WeakMap<KaijiDocument, { readonly catalogs: Catalogs; readonly first: ReadonlyMap<string, Entry> }>();

/** The first entry for each control of a document, by canonical ID. */
function firstEntries(document: KaijiDocument, context: Context): ReadonlyMap<string, Entry> {
  const known = entriesById.get(document);
  if (known?.catalogs === context.catalogs) return known.first;
  const first = new Map<string, Entry>();
  for (const entry of entriesOf(document, 'answers')) {
    const id = controlOf(entry, context)?.id;
    if (id !== undefined && !first.has(id)) first.set(id, entry);
  }
  entriesById.set(document, { catalogs: context.catalogs, first });
  return first;
}

/** Two texts, one below the other, as same-as and answer are joined. */
export function joined(above: string, own: string): string {
  return own === '' ? above.trimEnd() : `${above.trimEnd()}\n${own}`;
}

/** `words`: something of its own; `ditto`: only 同上; `same-as`: only a reference. */
function contentOf(
  reply: Reply & { readonly parts?: readonly Reply[]; readonly responses?: readonly Reply[] },
): 'words' | 'ditto' | 'same-as' | 'none' {
  const below = [...(reply.parts ?? []), ...(reply.responses ?? [])].filter(({ answer }) => answer);
  const ditto = reply.answer && dittoIn(reply.answer.value);
  if (reply.use.length > 0 || (reply.answer && ditto?.own !== '')) return 'words';
  if (below.some((one) => contentOf(one) === 'words')) return 'words';
  if (reply.sameAs.length > 0) return 'same-as';
  return ditto || below.length > 0 ? 'ditto' : 'none';
}

function controlOf(entry: Entry, { catalogs, own }: Context): Resolved | undefined {
  const map = asMap(entry.node);
  const written = map && answerOf(map).control;
  return written && catalogs.resolve(written.value, own);
}

/** The canonical ID of a part of an entry; undefined for one its control does not have. */
export function partId(found: Resolved, part: PartReply): string | undefined {
  const known = found.control.parts.find(({ id }) => partKey(id) === partKey(part.keyText));
  return known && !found.part ? `${found.control.id}${known.id}` : undefined;
}

/** A scalar's node where a field has one. */
export function scalarOf(reply: Reply): ScalarNode | undefined {
  return reply.answer?.node.kind === 'scalar' ? reply.answer.node : undefined;
}
