/** Mentions of controls, everywhere but at the head of the entries that are for them: each names what its control became. */
import { partKey } from '../catalog/id.ts';
import { type Localized, message } from '../language.ts';
import type { Entry, KaijiFile } from '../model/document.ts';
import { proseOf } from '../model/prose.ts';
import { referencesIn } from '../model/reference.ts';
import { controlNodes } from '../rules/shared/control-nodes.ts';
import type { Splice } from '../text/text.ts';
import { scalarSource } from '../yaml/edit.ts';
import { columnAt, dashOf } from '../yaml/extent.ts';
import { type ScalarNode, type SeqNode, walk } from '../yaml/tree.ts';
import type { Move } from './moves.ts';
import { controlOf, type Plan } from './plan.ts';

const leftOut = message<{ id: string; edition: string }>({
  ja: ({ id, edition }) => `${id} は ${edition} にないため、ここから外しました。`,
  en: ({ id, edition }) => `${id} is not in ${edition} and was taken out here.`,
});

const formerNow = message<{ id: string; edition: string }>({
  ja: ({ id, edition }) => `文中の ${id} は ${edition} にないため、「${FORMER}${id}」と書き換えました。`,
  en: ({ id, edition }) => `${id} is not in ${edition}: in the text it reads "${FORMER}${id}" now.`,
});

const partGone = message<{ typed: string; id: string }>({
  ja: ({ typed, id }) => `ここで挙げている ${typed} の小項目は、${id} にはありません。どの小項目のことか確かめてください。`,
  en: ({ typed, id }) => `The sub-item of ${typed}, named here, is not in ${id}. See which one is meant.`,
});

export interface Renamed {
  readonly splices: readonly Splice[];
  /** What there is to look at. */
  readonly notes: readonly Localized[];
}

/** The edits of one entry, or of a header. What the entry itself is for is left alone. */
export function renamedIn(entry: Entry, plan: Plan): Renamed {
  const splices: Splice[] = [];
  const notes: Localized[] = [];
  const own = controlOf(entry)?.node;
  const named = new Map(
    controlNodes(entry).flatMap((node) => (node === own ? [] : [[node, becoming(node.text, entry, plan, notes)]])),
  );
  for (const list of listsWith(entry, named)) splices.push(...inList(entry.document.file, list, named));
  for (const { node } of proseOf(entry)) splices.push(...inProse(node, entry, plan, notes));
  return { splices, notes };
}

/** The IDs that stand for what is written, none where its control is gone; undefined where it stays as it is. */
function becoming(typed: string, entry: Entry, plan: Plan, notes: Localized[]): readonly string[] | undefined {
  const found = plan.moveOf(typed, entry.document);
  if (!found) return undefined;
  const { move, part } = found;
  if (move.targets.length === 0) {
    notes.push(leftOut({ id: typed, edition: plan.to.reference }));
    return [];
  }
  return targetsNamed(typed, move, part?.id, notes);
}

function targetsNamed(typed: string, move: Move, part: string | undefined, notes: Localized[]): readonly string[] | undefined {
  const ids = targetIds(move, part);
  if (part !== undefined && !ids.some((id) => id.endsWith(part))) notes.push(partGone({ typed, id: ids.join('・') }));
  return ids.length === 1 && ids[0] === typed ? undefined : ids;
}

/** The IDs of the targets; where a part is meant, of those that have it. */
function targetIds({ targets }: Move, part: string | undefined): readonly string[] {
  if (part === undefined) return targets.map(({ id }) => id);
  const having = targets.filter(({ parts }) => parts.some(({ id }) => partKey(id) === partKey(part)));
  return having.length > 0 ? having.map(({ id }) => `${id}${part}`) : targets.map(({ id }) => id);
}

/** The values under one key: one, or a list of them. */
interface ValueList {
  readonly key: string;
  readonly value: ScalarNode | SeqNode;
  readonly nodes: readonly ScalarNode[];
}

type Named = ReadonlyMap<ScalarNode, readonly string[] | undefined>;

/** Where in an entry IDs are to be changed. */
function listsWith({ node: root }: Entry, named: Named): readonly ValueList[] {
  const lists: ValueList[] = [];
  for (const one of walk(root)) {
    if (one.kind !== 'map') continue;
    for (const { key, value } of one.pairs) {
      const items = value?.kind === 'seq' ? value.items : value ? [value] : [];
      const nodes = items.filter((item): item is ScalarNode => item.kind === 'scalar' && named.has(item));
      const changes = nodes.some((node) => named.get(node) !== undefined);
      if (changes && (value?.kind === 'seq' || value?.kind === 'scalar'))
        lists.push({ key: key.kind === 'scalar' ? key.text : '', value, nodes });
    }
  }
  return lists;
}

function inList(file: KaijiFile, { key, value, nodes }: ValueList, named: Named): readonly Splice[] {
  const { text, tree } = file;
  // What several became is answered by the first, which the others point at.
  const idsOf = (node: ScalarNode) => (key === 'same-as' ? named.get(node)?.slice(0, 1) : named.get(node));
  const sourcesOf = (node: ScalarNode) => {
    const { start, end } = tree.spanOf(node);
    const written = text.slice(start, end);
    return idsOf(node)?.map((id) => spelt(id, node)) ?? [written];
  };
  const all = nodes.flatMap(sourcesOf);
  if (value.kind === 'scalar')
    return [{ ...tree.spanOf(value), text: all.length === 1 ? (all[0] ?? '') : `[${all.join(', ')}]` }];
  const isWhole = nodes.length === value.items.length;
  if (isWhole && (value.flow || all.length === 0)) {
    const span = tree.spanOf(value);
    return [{ ...span, text: `[${all.join(', ')}]` }];
  }
  return nodes.flatMap((node): readonly Splice[] => {
    if (idsOf(node) === undefined) return [];
    const [first, ...more] = sourcesOf(node);
    const span = tree.spanOf(node);
    const dash = value.flow ? span.start : dashOf(file, value, value.items.indexOf(node));
    const line = text.lineAt(dash);
    if (first === undefined && !value.flow) {
      const comment = text.slice(span.end, text.lineEnd(line)).search(/#/);
      // A remark behind it stays, on the line of its own.
      if (comment >= 0) return [{ start: dash, end: span.end + comment, text: '' }];
      return [{ start: text.lineStart(line), end: text.lineStart(line + 1), text: '' }];
    }
    if (value.flow || more.length === 0) return [{ ...span, text: [first ?? '', ...more].join(', ') }];
    const indent = ' '.repeat(columnAt(file, dash));
    const end = text.lineEnd(text.lineAt(span.end));
    const below = more.map((source) => `${text.eol}${indent}- ${source}`).join('');
    return [
      { ...span, text: first ?? '' },
      { start: end, end, text: below },
    ];
  });
}

/** An ID in the quotes of the one it replaces. */
function spelt(id: string, { style }: ScalarNode): string {
  return style === 'double' ? `"${id}"` : style === 'single' ? `'${id}'` : scalarSource(id, true);
}

/** Before the number of what is gone, in the author's text. */
const FORMER = '旧';

function inProse(node: ScalarNode, entry: Entry, plan: Plan, notes: Localized[]): readonly Splice[] {
  const { text, tree } = entry.document.file;
  const span = tree.spanOf(node);
  const base = tree.startOf(node.block);
  return referencesIn(node, text.slice(span.start, span.end)).flatMap(({ target, start, end }) => {
    const found = plan.moveOf(target, entry.document);
    if (!found) return [];
    const { move, part } = found;
    const place = { start: base + start, end: base + end };
    if (move.targets.length === 0) {
      // Named still, but it leads nowhere: its number may be that of another control now.
      notes.push(formerNow({ id: target, edition: plan.to.reference }));
      return [{ ...place, text: FORMER + target }];
    }
    const ids = targetsNamed(target, move, part?.id, notes);
    return ids ? [{ ...place, text: ids.map((id) => `[[${id}]]`).join('・') }] : [];
  });
}
