import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import { type Bilingual, fixed, inLanguage, message } from '../language.ts';
import { outlineOf, sectionOf } from '../model/disclosure.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import type { Splice } from '../text/text.ts';
import { type Heading, reorderItems } from '../yaml/reorder.ts';
import { asMap, asSeq, isDamaged, type MapNode, type Node, pairOf, type SeqNode } from '../yaml/tree.ts';
import type { DocumentRule, Fix, RuleDocs } from './rule.ts';
import { misplaced, sortedOrder } from './shared/order.ts';
import { headingOf } from './shared/outline.ts';
import { isBroken } from './shared/unreadable.ts';

const behind = message<{ key: string; heading: Bilingual; before: string; beforeHeading: Bilingual }>({
  ja: ({ key, heading, before, beforeHeading }) =>
    `節「${heading.ja}」（${key}）の位置が章立ての順と違います。「${beforeHeading.ja}」（${before}）の後に移してください。`,
  en: ({ key, heading, before, beforeHeading }) =>
    `The section "${inLanguage(heading, 'en')}" (${key}) is not where the outline has it. Move it behind "${inLanguage(beforeHeading, 'en')}" (${before}).`,
});

const first = message<{ key: string; heading: Bilingual }>({
  ja: ({ key, heading }) => `節「${heading.ja}」（${key}）の位置が章立ての順と違います。並んでいる節の最初に移してください。`,
  en: ({ key, heading }) =>
    `The section "${inLanguage(heading, 'en')}" (${key}) is not where the outline has it. Move it before the sections beside it.`,
});

const move = message<{ heading: Bilingual }>({
  ja: ({ heading }) => `節「${heading.ja}」を章立ての位置に移す`,
  en: ({ heading }) => `Move "${inLanguage(heading, 'en')}" to its place in the outline`,
});

const moveAll = message<{ count: number }>({
  ja: ({ count }) => `位置の違う節 ${count}件を、章立ての順に並べ替える`,
  en: ({ count }) => `Put all ${count} of these sections in the outline's order`,
});

/** A section the outline has, with those behind it that have no place of their own there. */
interface Unit {
  /** Place in the outline; -1 for what stands before the first section the outline has. */
  readonly rank: number;
  readonly key: string;
  readonly at: Node;
  /** Its items in the sequence, half-open. */
  readonly from: number;
  to: number;
}

interface Data {
  readonly seq: SeqNode;
  readonly units: readonly Unit[];
  readonly moved: readonly number[];
  readonly unit: number;
}

export const docs: RuleDocs = {
  ja: `評価員も利用者も、複数の開示書を同じ章立てで読み比べます。並んだ節の順が章立て（\`outline\`）と違うと、必要な節を探せません。移す節がなるべく少なくなるように選び、その節だけを指摘します。

独自の節（\`x.\`）、見出しだけの節、同じキーの二つ目以降の節は、直前の節に続くものとして扱い、指摘しません。節を移すときも、直前の節と一緒に移ります。節の番号（\`number\`）を書いている場合は、移した後に見直してください。ガイドラインの章立てとは別の順でまとめる方針の開示書では、\`rules: { section-order: off }\` にしてください。`,
  en: `Evaluators and customers read many disclosures by the same outline. Where sections that stand side by side are in another order, they are hard to find. The rule looks for the fewest sections that have to move and reports these only.

Sections of your own (\`x.\`), sections with a title only, and the second and later sections of one key belong to the section before them: they are not reported, and move along with it. Where sections have a \`number\`, see to it after moving them. A disclosure that has an order of its own on purpose sets \`rules: { section-order: off }\`.`,
};

export const sectionOrder: DocumentRule = {
  code: 'section-order',
  severity: 'hint',
  scope: 'document',
  readsEntries: true,
  kinds: ['disclosure'],
  summary: fixed('節の順が章立てと違う', "Sections not in the outline's order"),
  *check(document, { own }) {
    if (!own || !document.root) return;
    for (const seq of listsOf(document.root)) {
      const units = unitsOf(seq, own);
      const moved = misplaced(units.map(({ rank }) => rank));
      const out = new Set(moved);
      for (const index of moved) {
        const unit = units[index] as Unit;
        if (isDamaged(unit.at)) continue;
        const before = units.filter(({ rank }, other) => !out.has(other) && rank <= unit.rank).at(-1);
        const words = { key: unit.key, heading: headingOf(own, unit.key) };
        const data: Data = { seq, units, moved, unit: index };
        yield {
          at: unit.at,
          message:
            before && before.rank >= 0
              ? behind({ ...words, before: before.key, beforeHeading: headingOf(own, before.key) })
              : first(words),
          control: unit.key,
          data,
        };
      }
    }
  },
  fixes(finding, { document, file, package: whole }) {
    const { seq, units, moved, unit } = finding.data as Data;
    // What could not be read might be torn apart.
    if (!document || isBroken(document)) return [];
    const outline = whole.catalogs.of(outlineOf(document));
    const fix = (title: Fix['title'], arranged: readonly Unit[], preferred = false): readonly Fix[] => {
      const splices = rearranged(file, seq, units, arranged, outline);
      return splices ? [{ title, edits: [{ uri: file.uri, splices }], preferred }] : [];
    };
    const heading = headingOf(outline, (units[unit] as Unit).key);
    return [
      ...fix(move({ heading }), withOneMoved(units, moved, unit), true),
      ...(moved.length > 1 ? fix(moveAll({ count: moved.length }), inOrder(units)) : []),
    ];
  },
};

/**
 * The sections of a disclosure in the outline's order. A list that is moved as part of an outer one is left for another round.
 * @returns none where they are in order; undefined where they cannot be moved without harm
 */
export function sectionsInOrder(document: KaijiDocument, catalogs: Catalogs): readonly Splice[] | undefined {
  const outline = catalogs.of(outlineOf(document));
  if (!outline || !document.root || isBroken(document)) return undefined;
  const { tree } = document.file;
  const splices: Splice[] = [];
  for (const seq of listsOf(document.root)) {
    const { start, end } = tree.spanOf(seq);
    if (splices.some((one) => one.start < end && start < one.end)) continue;
    const units = unitsOf(seq, outline);
    const own = rearranged(document.file, seq, units, inOrder(units), outline);
    if (!own) return undefined;
    splices.push(...own);
  }
  return splices;
}

function inOrder(units: readonly Unit[]): readonly Unit[] {
  return sortedOrder(units.map(({ rank }) => rank)).map((index) => units[index] as Unit);
}

/** The items of a list in the order of their units. */
function rearranged(
  file: KaijiFile,
  seq: SeqNode,
  units: readonly Unit[],
  arranged: readonly Unit[],
  outline: Catalog | undefined,
): readonly Splice[] | undefined {
  const order = arranged.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));
  return reorderItems(file, seq, order, (heading) => firstBelow(heading, units, arranged, outline));
}

/** A heading above a chapter (`# ── 組織的対策 ──`) stays above what is first of it then; any other goes with its section. */
function firstBelow(
  { text, index }: Heading,
  units: readonly Unit[],
  arranged: readonly Unit[],
  outline: Catalog | undefined,
): number {
  const groupOf = ({ key }: Unit) => outline?.control(key)?.group;
  const unit = units.find(({ from }) => from === index);
  if (!unit || unit.rank < 0 || !/[─━═—=]{2}/.test(text)) return index;
  return arranged.find((one) => one.rank >= 0 && groupOf(one) === groupOf(unit))?.from ?? index;
}

/** Every list of sections that stand side by side, outer ones first. */
function* listsOf(holder: MapNode): Iterable<SeqNode> {
  const seq = asSeq(pairOf(holder, 'sections')?.value);
  if (!seq) return;
  yield seq;
  for (const item of seq.items) {
    const map = asMap(item);
    if (map && item.kind === 'map') yield* listsOf(map);
  }
}

function unitsOf(seq: SeqNode, outline: Catalog): readonly Unit[] {
  const units: Unit[] = [];
  const seen = new Set<string>();
  seq.items.forEach((item, index) => {
    const map = asMap(item);
    const key = map && sectionOf(map).key;
    const rank = key ? outline.orderOf(key.value) : -1;
    const last = units.at(-1);
    if (key && rank >= 0 && !seen.has(key.value)) {
      seen.add(key.value);
      units.push({ rank, key: key.value, at: key.node, from: index, to: index + 1 });
    } else if (last) last.to = index + 1;
    else units.push({ rank: -1, key: '', at: item, from: index, to: index + 1 });
  });
  return units;
}

/** The units with one of those out of order behind the last in order that the outline has before it. */
function withOneMoved(units: readonly Unit[], moved: readonly number[], index: number): readonly Unit[] {
  const one = units[index] as Unit;
  const out = new Set(moved);
  const rest = units.flatMap((unit, other) => (other === index ? [] : [{ unit, isKept: !out.has(other) }]));
  let place = 0;
  rest.forEach(({ unit, isKept }, at) => {
    if (isKept && unit.rank <= one.rank) place = at + 1;
  });
  const arranged = rest.map(({ unit }) => unit);
  return [...arranged.slice(0, place), one, ...arranged.slice(place)];
}
