/** At the top of a check sheet or risk annex, and above each category in it: how far it is. A click shows what is to be done next there. */
import { type Catalog, categoryName } from '../../catalog/catalog.ts';
import type { Catalogs } from '../../catalog/catalogs.ts';
import { type Control, categoryOf } from '../../catalog/control.ts';
import { inLanguage, type Language, type Localized } from '../../language.ts';
import type { KaijiDocument } from '../../model/document.ts';
import { listOf } from '../../model/entry-at.ts';
import { textField } from '../../model/field.ts';
import { countsOf, statesAmong, statesOf } from '../../package/coverage.ts';
import { ownCatalog } from '../../package/index.ts';
import type { Package } from '../../package/package.ts';
import { treatedIn } from '../../package/treated.ts';
import { perChunk } from '../../yaml/per-chunk.ts';
import { asMap, type Node } from '../../yaml/tree.ts';
import type { LensProducer, LensText } from './lens.ts';

/** What the entries of a kind are, and the key that says of what. */
const ENTRIES = {
  checklist: { sequence: 'answers', key: 'control' },
  risks: { sequence: 'scenarios', key: 'scenario' },
} as const;

type Counted = keyof typeof ENTRIES;

const isCounted = (kind: string | undefined): kind is Counted => kind !== undefined && Object.hasOwn(ENTRIES, kind);

export const coverageLenses: LensProducer = {
  name: 'coverage',
  kinds: ['checklist', 'risks'],
  *places(document, whole) {
    const { kind, kindNode, file } = document;
    const own = ownCatalog(document, whole.catalogs);
    if (!own || !kindNode || !isCounted(kind)) return;
    const at = file.documents.indexOf(document);
    yield { at: kindNode, key: String(at) };
    for (const [category, node] of categoriesIn(document, kind, whole.catalogs, own))
      yield { at: node, key: `${at}\n${category}` };
  },
  textOf(key, whole, file) {
    const [at, category] = key.split('\n') as [string, string?];
    const document = file.documents[Number(at)];
    const own = document && ownCatalog(document, whole.catalogs);
    if (!own || !isCounted(document.kind)) return undefined;
    const controls = category === undefined ? own.data.controls : own.categories().get(category);
    const [first] = controls ?? [];
    if (!controls || !first) return undefined;
    const { told, open } =
      document.kind === 'risks' ? ofScenarios(controls, document, whole, own) : ofAnswers(controls, document, whole, own);
    const heading = (language: Language) =>
      category === undefined ? '' : `${inLanguage(categoryName(first, own), language)}${language === 'ja' ? '：' : ': '}`;
    return {
      title: (language) => heading(language) + told(language),
      sites: inOrder(open, document).map((node) => ({ document, node })),
    } satisfies LensText;
  },
};

/** What is said of some controls, and where something is left to do. */
interface Told {
  readonly told: Localized;
  readonly open: readonly Node[];
}

/** A form without a column is not measured by it. Open is what has no answer yet; where there is nothing of the kind, what has no evidence. */
function ofAnswers(controls: readonly Control[], document: KaijiDocument, whole: Package, own: Catalog): Told {
  const isAll = controls === own.data.controls;
  const states = isAll ? statesOf(whole, document, own) : statesAmong(whole, document, own, controls);
  const counts = countsOf(controls, states);
  // Judging begins when everything is answered: until then there is nothing to tell of it.
  const [evidence, judgement] = [own.asks('evidence'), own.asks('judgement') && counts.judged > 0];
  const entered = [...states.values()];
  const unanswered = entered.filter((state) => !state.answered);
  const unbacked = evidence ? entered.filter(({ withEvidence, notApplicable }) => !withEvidence && !notApplicable) : [];
  return {
    told: (language) => {
      const { answered, withEvidence, judged } = counts;
      return language === 'ja'
        ? [
            `${counts.controls}項目中 ${answered} 回答済み`,
            ...(evidence ? [`${withEvidence} エビデンスあり`] : []),
            ...(judgement ? [`${judged} 判定済み`] : []),
          ].join('・')
        : [
            `${answered} of ${counts.controls} answered`,
            ...(evidence ? [`${withEvidence} with evidence`] : []),
            ...(judgement ? [`${judged} judged`] : []),
          ].join(', ');
    },
    open: (unanswered.length > 0 ? unanswered : unbacked).flatMap(({ at }) => at),
  };
}

function ofScenarios(controls: readonly Control[], document: KaijiDocument, whole: Package, own: Catalog): Told {
  const states = treatedIn(document, whole.catalogs, own);
  const entered = controls.flatMap(({ id }) => states.get(id) ?? []);
  const done = entered.filter((state) => state.treated).length;
  const notApplicable = entered.filter((state) => state.notApplicable).length;
  return {
    told: (language) =>
      language === 'ja'
        ? `${controls.length}シナリオ中 ${done} 対応記載済み${notApplicable > 0 ? `（うち ${notApplicable} 該当なし）` : ''}`
        : `${done} of ${controls.length} scenario${controls.length === 1 ? '' : 's'} treated${notApplicable > 0 ? ` (${notApplicable} not applicable)` : ''}`,
    open: entered.filter((state) => !state.treated).flatMap(({ at }) => at),
  };
}

/** In the order of the text. */
function inOrder(nodes: readonly Node[], { file: { tree } }: KaijiDocument): readonly Node[] {
  const placed = nodes.map((node) => ({ node, start: tree.spanOf(node).start }));
  return placed.sort((a, b) => a.start - b.start).map(({ node }) => node);
}

/**
 * The categories of a document's entries, each with the first of its entries: one out of order does not say the same numbers again. None where there is but
 * one, of which the top speaks, and where nearly every entry would have its own.
 */
function categoriesIn(document: KaijiDocument, kind: Counted, catalogs: Catalogs, own: Catalog): ReadonlyMap<string, Node> {
  const { sequence, key } = ENTRIES[kind];
  const list = listOf(document, sequence);
  const categories = new Map<string, Node>();
  if (!list) return categories;
  for (const chunk of firstsIn(list, key, catalogs, own))
    for (const [category, node] of chunk) if (!categories.has(category)) categories.set(category, node);
  return categories.size < 2 || categories.size > list.length / 2 ? new Map() : categories;
}

const firstsIn = perChunk((items: readonly Node[], key: string, catalogs: Catalogs, own: Catalog) => {
  const firsts = new Map<string, Node>();
  for (const item of items) {
    const id = textField(asMap(item), key);
    const control = id && catalogs.resolve(id.value, own)?.control;
    const category = control && own.orderOf(control.id) >= 0 ? categoryOf(control) : '';
    if (id && category !== '' && !firsts.has(category)) firsts.set(category, id.node);
  }
  return firsts;
});
