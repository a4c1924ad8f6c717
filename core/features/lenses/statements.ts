/** Above a common answer, who uses it; above an answer without words of its own, the common answer that answers it. */
import type { Resolved } from '../../catalog/control.ts';
import { message } from '../../language.ts';
import { answerOf, inheritedFrom } from '../../model/checklist.ts';
import { entriesOf } from '../../model/document.ts';
import { statementOf } from '../../model/statements.ts';
import { ownCatalog, type Site } from '../../package/index.ts';
import type { Package } from '../../package/package.ts';
import { isSatisfied } from '../../package/satisfied.ts';
import { asMap } from '../../yaml/tree.ts';
import type { LensProducer, LensText } from './lens.ts';

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
      for (const { node } of entriesOf(document, 'statements')) {
        const map = asMap(node);
        const { id } = map ? statementOf(map) : {};
        if (id) yield { at: id.node, key: `statement\n${id.value}` };
      }
      return;
    }
    const own = ownCatalog(document, whole.catalogs);
    for (const { node } of entriesOf(document, 'answers')) {
      const map = asMap(node);
      const answer = map && answerOf(map);
      // Most have words of their own: the others alone are looked into.
      if (!answer?.control || answer.answer || answer.parts.length > 0 || answer.responses.length > 0) continue;
      const found = whole.catalogs.resolve(answer.control.value, own);
      if (!found) continue;
      const inherited = inheritedFrom(answer)?.value ?? '';
      const used = answer.use.flatMap(({ text }) => (whole.lookup('statements', text).length > 0 ? [text] : []));
      const platform = whole.lookup('platforms', inherited).length > 0 ? [inherited] : [];
      const ids = new Set([...used, ...platform, ...(isSatisfied(found, whole) ? satisfying(found, whole) : [])]);
      if (ids.size > 0) yield { at: answer.control.node, key: ['answer', ...ids].join('\n') };
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

/** Ids of the common answers that satisfy a control, the whole it is a part of, or its parts. */
function satisfying({ id, control, part }: Resolved, whole: Package): readonly string[] {
  const parts = part ? [] : control.parts.map((one) => `${control.id}${one.id}`);
  return [...new Set([id, control.id, ...parts])]
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
