/** Above a common answer, who uses it; above an answer without words of its own, the common answer that answers it. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Catalogs } from '../../catalog/catalogs.ts';
import { idsOf, type Resolved } from '../../catalog/control.ts';
import { message } from '../../language.ts';
import { answerOf, inheritedFrom } from '../../model/checklist.ts';
import { listOf } from '../../model/entry-at.ts';
import { statementOf } from '../../model/statements.ts';
import { ownCatalog, type Site } from '../../package/index.ts';
import type { Package } from '../../package/package.ts';
import { isSatisfied } from '../../package/satisfied.ts';
import { perChunk } from '../../yaml/per-chunk.ts';
import { asMap, type Node } from '../../yaml/tree.ts';
import type { LensProducer, LensText } from './lens.ts';
import { idPlaces } from './used-by.ts';

const used = message<{ count: number }>({
  ja: ({ count }) => (count === 0 ? 'この共通回答はまだ使われていません' : `${count}件の項目がこの共通回答を使っています`),
  en: ({ count }) => (count === 0 ? 'Nothing uses this common answer yet' : `Answers ${count} control${count === 1 ? '' : 's'}`),
});

const answered = message<{ ids: readonly string[] }>({
  ja: ({ ids }) => `共通回答 ${ids.join('、')} による回答`,
  en: ({ ids }) => `Answered by ${ids.join(', ')}`,
});

export const statementLenses: LensProducer = {
  name: 'statements',
  kinds: ['statements', 'checklist'],
  *places(document, whole) {
    if (document.kind === 'statements') {
      yield* idPlaces(
        document,
        'statements',
        (map) => statementOf(map).id,
        (id) => `statement\n${id}`,
      );
      return;
    }
    const own = ownCatalog(document, whole.catalogs);
    const list = listOf(document, 'answers');
    for (const { at, resolved, use, inherited } of list ? wordless(list, whole.catalogs, own).flat() : []) {
      const used = use.filter((id) => whole.lookup('statements', id).length > 0);
      const platform = whole.lookup('platforms', inherited).length > 0 ? [inherited] : [];
      const ids = new Set([...used, ...platform, ...(isSatisfied(resolved, whole) ? satisfying(resolved, whole) : [])]);
      if (ids.size > 0) yield { at, key: ['answer', ...ids].join('\n') };
    }
  },
  textOf(key, whole) {
    const [what, ...ids] = key.split('\n');
    if (what === 'answer')
      return {
        title: answered({ ids }),
        sites: ids.flatMap((id) => whole.lookup(id.includes('#') ? 'platforms' : 'statements', id).slice(0, 1)),
      };
    return ids[0] === undefined ? undefined : usesOf(ids[0], whole);
  },
};

/** Answers without words of their own: most have some, and are not looked into any further. */
const wordless = perChunk((items: readonly Node[], catalogs: Catalogs, own: Catalog | undefined) =>
  items.flatMap((item) => {
    const map = asMap(item);
    const answer = map && answerOf(map);
    if (!answer?.control || answer.answer || answer.parts.length > 0 || answer.responses.length > 0) return [];
    const resolved = catalogs.resolve(answer.control.value, own);
    const use = answer.use.map(({ text }) => text);
    return resolved ? [{ at: answer.control.node, resolved, use, inherited: inheritedFrom(answer)?.value ?? '' }] : [];
  }),
);

/** Ids of the common answers that satisfy a control, the whole it is a part of, or its parts. */
function satisfying({ id, control, part }: Resolved, whole: Package): readonly string[] {
  const ids = part ? [id, control.id] : idsOf(control);
  return ids
    .flatMap((one) => whole.lookup('satisfies', one))
    .flatMap((site) => {
      const map = asMap(site.entry.node);
      return (map && statementOf(map).id?.value) ?? [];
    });
}

/** Each control once, whether its entry uses the statement or the statement names it. */
function usesOf(id: string, whole: Package): LensText {
  const sites = new Map<string, Pick<Site, 'document' | 'node'>>();
  for (const site of whole.lookup('statement-uses', id)) {
    const map = asMap(site.entry.node);
    const control = map && answerOf(map).control?.value;
    const found = control === undefined ? undefined : whole.catalogs.resolve(control, ownCatalog(site.document, whole.catalogs));
    const key = found?.id ?? control ?? '';
    if (!sites.has(key)) sites.set(key, site);
  }
  for (const { entry, document } of whole.lookup('statements', id)) {
    const map = asMap(entry.node);
    for (const node of map ? statementOf(map).satisfies : []) {
      const found = whole.catalogs.resolve(node.text);
      if (found && !sites.has(found.id)) sites.set(found.id, whole.lookup('answers', found.id)[0] ?? { document, node });
    }
  }
  return { title: used({ count: sites.size }), sites: [...sites.values()] };
}
