/** Moves the section at the cursor with all that stands in it and its comments: before or behind the one beside it, a level in, a level out. */
import { fixed, inLanguage, type Language, message } from '../../language.ts';
import { outlineOf, sectionOf } from '../../model/disclosure.ts';
import { isBroken } from '../../rules/shared/unreadable.ts';
import type { Splice } from '../../text/text.ts';
import { keyColumn } from '../../yaml/edit.ts';
import { columnAt } from '../../yaml/extent.ts';
import { reorderItems, spanOfItem } from '../../yaml/reorder.ts';
import { shifted } from '../../yaml/shift.ts';
import { type MapNode, type Node, type Pair, pairOf, type SeqNode } from '../../yaml/tree.ts';
import { holdersAt } from './holders.ts';
import type { Offer, Refactoring, Refusal, Selection } from './refactoring.ts';

/** Of LSP 3.18. */
const REFACTOR_MOVE = 'refactor.move';

/** A comment that heads several sections: `# ── 組織 ──`. */
const CHAPTER = /[─━═—=]{2}/;

type Named = (language: Language) => string;

const up = message<{ name: Named; other: Named }>({
  ja: ({ name, other }) => `節「${name('ja')}」を「${other('ja')}」の前に移す`,
  en: ({ name, other }) => `Move "${name('en')}" up, before "${other('en')}"`,
});

const down = message<{ name: Named; other: Named }>({
  ja: ({ name, other }) => `節「${name('ja')}」を「${other('ja')}」の後に移す`,
  en: ({ name, other }) => `Move "${name('en')}" down, behind "${other('en')}"`,
});

const inside = message<{ name: Named; other: Named }>({
  ja: ({ name, other }) => `節「${name('ja')}」を「${other('ja')}」の下の節にする`,
  en: ({ name, other }) => `Move "${name('en')}" into "${other('en')}"`,
});

const out = message<{ name: Named; other: Named }>({
  ja: ({ name, other }) => `節「${name('ja')}」を一つ上の階層に出し、「${other('ja')}」の次に置く`,
  en: ({ name, other }) => `Move "${name('en')}" a level out, behind "${other('en')}"`,
});

const notLast = message<{ other: Named }>({
  ja: ({ other }) => `先に、この節を「${other('ja')}」の後まで下げてください。間の節の属する先が変わってしまいます。`,
  en: ({ other }) => `Move it down behind "${other('en')}" first: the sections between would come to belong to it.`,
});

const noKey = fixed(
  '出した先の節には、章立てのキー（section）が必要です。先に section を書いてください。',
  'A section there needs a key of the outline: write its `section` first.',
);

/** A section in the list that holds it. */
interface Place {
  readonly map: MapNode;
  readonly index: number;
  readonly seq: SeqNode;
  /** `sections:` with that list, and the section or document it is of. */
  readonly pair: Pair;
  readonly holder: MapNode;
}

export const moveSection: Refactoring = {
  name: 'move-section',
  kind: `${REFACTOR_MOVE}.section`,
  near: ['section', 'title', 'number', 'id'],
  *offers(selection) {
    const { file, document } = selection;
    const places = placesAt(selection);
    const [place, parent] = [places.at(-1), places.at(-2)];
    // What could not be read might be torn apart.
    if (!place || isBroken(document)) return;
    const { seq, index } = place;
    const named = (one: MapNode): Named => nameIn(selection, one);
    const name = named(place.map);
    const [before, behind] = [seq.items[index - 1], seq.items[index + 1]];
    const swapped = (first: number) => () => {
      const order = seq.items.map((_, at) => (at === first ? first + 1 : at === first + 1 ? first : at));
      // A heading of both, such as that of a chapter, stays above them.
      const isShared = groupOf(selection, seq.items[first]) === groupOf(selection, seq.items[first + 1]);
      const splices = reorderItems(file, seq, order, ({ text, index: at }) =>
        at === first && isShared && CHAPTER.test(text) ? first + 1 : at,
      );
      return splices && [{ uri: file.uri, splices }];
    };
    if (before?.kind === 'map') yield { title: up({ name, other: named(before) }), edits: swapped(index - 1) };
    if (behind?.kind === 'map') yield { title: down({ name, other: named(behind) }), edits: swapped(index) };
    const edits = (splice: Splice) => [{ uri: file.uri, splices: [splice] }];
    if (before?.kind === 'map') {
      const splice = movedInto(selection, place, before);
      if (splice) yield { title: inside({ name, other: named(before) }), edits: edits(splice) };
    }
    if (parent) yield* movedOut(selection, place, parent, out({ name, other: named(parent.map) }), named);
  },
};

/** The sections around the cursor, outermost first. */
function placesAt(selection: Selection): readonly Place[] {
  const { document, entry } = selection;
  if (document.kind !== 'disclosure' || entry.sequence !== 'sections' || !document.root) return [];
  const places: Place[] = [];
  let holder: MapNode = document.root;
  for (const { map, path } of holdersAt(selection)) {
    const pair = path.at(-2) === 'sections' ? pairOf(holder, 'sections') : undefined;
    if (pair?.value?.kind !== 'seq') break;
    places.push({ map, index: Number(path.at(-1)), seq: pair.value, pair, holder });
    holder = map;
  }
  return places;
}

/** By its title, else as the outline calls it. */
function nameIn({ whole, document }: Selection, map: MapNode): Named {
  const { title, key, id } = sectionOf(map);
  const heading = key && whole.catalogs.of(outlineOf(document))?.control(key.value)?.title;
  return (language) => title?.value ?? (heading ? inLanguage(heading, language) : (key?.value ?? id?.value ?? '…'));
}

function groupOf({ whole, document }: Selection, item: Node | undefined): string | undefined {
  const key = item?.kind === 'map' ? sectionOf(item).key?.value : undefined;
  return key === undefined ? undefined : whole.catalogs.of(outlineOf(document))?.control(key)?.group;
}

/** In place, as the last of those in the section before it: only its depth changes. */
function movedInto({ file }: Selection, { seq, index }: Place, before: MapNode): Splice | undefined {
  const span = spanOfItem(file, seq, index);
  if (!span || before.flow || before.pairs.length === 0) return undefined;
  const list = pairOf(before, 'sections');
  const column = keyColumn(file, before);
  const own = columnAt(file, file.tree.spanOf(seq).start);
  const source = file.text.slice(span.start, span.end);
  if (!list) {
    const moved = shifted(source, column + 2 - own);
    return moved === undefined ? undefined : { ...span, text: `${' '.repeat(column)}sections:${file.text.eol}${moved}` };
  }
  const { value } = list;
  if (value?.kind !== 'seq' || value.flow || value.items.length === 0 || list !== before.pairs.at(-1)) return undefined;
  const moved = shifted(source, columnAt(file, file.tree.spanOf(value).start) - own);
  return moved === undefined ? undefined : { ...span, text: moved };
}

/** In place, behind the section that held it as its last: only its depth changes. */
function movedOut(
  { file, document }: Selection,
  { map, seq, index, pair, holder }: Place,
  parent: Place,
  title: Offer['title'],
  named: (map: MapNode) => Named,
): readonly (Offer | Refusal)[] {
  const span = spanOfItem(file, seq, index);
  if (!span || parent.seq.flow || parent.map.flow || pair !== holder.pairs.at(-1)) return [];
  const last = seq.items.at(-1);
  if (index < seq.items.length - 1) return last?.kind === 'map' ? [{ title, disabled: notLast({ other: named(last) }) }] : [];
  const { key } = sectionOf(map);
  if (!key && (parent.holder === document.root || !sectionOf(parent.holder).key)) return [{ title, disabled: noKey }];
  const by = columnAt(file, file.tree.spanOf(parent.seq).start) - columnAt(file, file.tree.spanOf(seq).start);
  const moved = shifted(file.text.slice(span.start, span.end), by);
  if (moved === undefined) return [];
  const edits = (splice: Splice) => [{ title, edits: [{ uri: file.uri, splices: [splice] }] }];
  if (index > 0) return edits({ ...span, text: moved });
  // The list is empty then: its key goes, what stands between stays.
  const { start } = file.tree.spanOf(pair.key);
  const line = file.text.lineAt(start);
  const lineStart = file.text.lineStart(line);
  if (file.text.slice(lineStart, start).trim() !== '') return [];
  const keyLine = file.text.lineText(line).slice(start - lineStart);
  const comment = /^[^#:]*:[ \t]*(#.*)$/.exec(keyLine)?.[1];
  const kept = comment === undefined ? '' : `${' '.repeat(start - lineStart)}${comment}${file.text.eol}`;
  const between = file.text.slice(file.text.lineStart(line + 1), span.start);
  return edits({ start: lineStart, end: span.end, text: kept + between + moved });
}
