/** Behind an ID, what it is called: the title of a control, of evidence, of a common answer, of a section; the name of an asset. */
import { inLanguage, type Language } from '../../language.ts';
import type { Entry } from '../../model/document.ts';
import { textField, titleField } from '../../model/field.ts';
import { itemAt } from '../../yaml/item-at.ts';
import { asMap, keyText, type MapNode, type Node, type ScalarNode, valueUnder } from '../../yaml/tree.ts';
import { firstSentence, partTitle } from '../cards/words.ts';
import { headline } from '../markdown.ts';
import { type Role, roleOf } from '../role.ts';
import { LISTED_IN, resolvedTarget, type Target, targetAt } from '../target.ts';
import type { Hint, HintContext, HintProducer } from './hint.ts';

/** Characters a title may have on a line of its own: VS Code cuts all hints of a line at 43, and a Japanese one takes the room of two. */
const ROOM: Readonly<Record<Language, number>> = { ja: 30, en: 42 };
/** A title cut shorter than this says nothing. So of `[CL-1, CL-2, CL-3]` each has a third of the room, and a longer list on one line has no hints: hover tells. */
const LEAST = 10;

/** Titles behind the values of some roles (role.ts). */
export function titleHints(...roles: readonly Role[]): HintProducer {
  const wanted: ReadonlySet<Role | undefined> = new Set(roles);
  return function* (entry, context) {
    const { whole, file } = context;
    const { document } = entry;
    for (const value of valuesOf(entry, context)) {
      const { node, path, map, room } = value;
      if (room < LEAST || !wanted.has(roleOf(document.kind, path))) continue;
      const span = file.tree.spanOf(node);
      const found = { document, path, node, isKey: false, map, span, link: undefined };
      const target = targetAt(whole, found);
      const title = target && titleOf(target, entry, context)?.replace(/\s+/g, ' ').trim();
      if (!title || isSaid(title, value, span.end, context)) continue;
      yield { offset: span.end, label: headline(title, room) } satisfies Hint;
    }
  };
}

interface Value {
  readonly node: ScalarNode;
  readonly path: readonly (string | number)[];
  /** The mapping that holds it, or whose list does. */
  readonly map: MapNode | undefined;
  /** Characters a hint behind it may have. */
  readonly room: number;
}

/** The scalars of an entry that reach into what is asked for. What an alias brings in has its hints where its anchor is. */
function* valuesOf(entry: Entry, { file: { tree }, language, from, to }: HintContext): Generator<Value> {
  function* below(node: Node, path: readonly (string | number)[], map: MapNode | undefined, room: number): Generator<Value> {
    const { start, end } = tree.spanOf(node);
    if (end < from || start > to) return;
    if (node.kind === 'scalar') yield { node, path, map, room };
    if (node.kind === 'seq') {
      const share = node.flow ? Math.floor(room / Math.max(1, node.items.length)) : room;
      for (let i = Math.max(0, itemAt(tree, node.items, from)); i < node.items.length; i++) {
        const item = node.items[i] as Node;
        if (tree.spanOf(item).start > to) break;
        yield* below(item, [...path, i], map, share);
      }
    }
    if (node.kind !== 'map') return;
    for (const pair of node.pairs) {
      const key = keyText(pair);
      if (key !== undefined && pair.value) yield* below(pair.value, [...path, key], node, room);
    }
  }
  yield* below(entry.node, [entry.sequence, entry.index], undefined, ROOM[language]);
}

function titleOf(target: Target, { document }: Entry, { whole, language }: HintContext): string | undefined {
  const resolved = resolvedTarget(whole, target, document);
  if (resolved) {
    const part = resolved.part && inLanguage(partTitle(resolved.part), language);
    return part || inLanguage(resolved.control.title, language);
  }
  if (target.is === 'control' || target.is === 'section' || target.is === 'other') return undefined;
  const map = asMap(whole.lookup(LISTED_IN[target.is], target.id)[0]?.entry.node);
  // A common answer need not have a title.
  return titleField(map)?.value ?? firstSentence(textField(map, 'text')?.value ?? '', ROOM[language]);
}

/** Keys whose mapping may give what they name a title of its own. */
const TITLED: ReadonlySet<string | number | undefined> = new Set(['control', 'scenario', 'section']);
/** Comments are not looked for further behind an ID, in characters. */
const NEAR = 200;

/** Whether the entry has a title of its own, or a comment behind the value or below it says the same already, as scaffolds write it. */
function isSaid(title: string, { map, path }: Value, end: number, { file: { text } }: HintContext): boolean {
  if (TITLED.has(path.at(-1)) && (valueUnder(map, 'title') ?? valueUnder(map, 'name'))) return true;
  const line = text.lineAt(end);
  const near = (start: number, lineEnd: number) => text.slice(start, Math.min(lineEnd, start + NEAR));
  const below = near(text.lineStart(line + 1), text.lineEnd(line + 1)).trimStart();
  return near(end, text.lineEnd(line)).includes(title) || (below.startsWith('#') && below.includes(title));
}
