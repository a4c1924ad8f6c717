import type { Catalog } from '../catalog/catalog.ts';
import type { Control } from '../catalog/control.ts';
import { fixed, inLanguage, message } from '../language.ts';
import { catalogOf } from '../model/checklist.ts';
import type { PackageView } from '../package/index.ts';
import { insertAnswers } from '../scaffold/answer.ts';
import type { DocumentRule, RuleDocs } from './rule.ts';
import { listed } from './shared/by-category.ts';
import { entryFixes, missingEntries } from './shared/missing-entries.ts';
import { unreadableControls } from './shared/unreadable.ts';

const missing = message<{ category: string; catalog: Catalog; ids: readonly string[] }>({
  ja: ({ category, catalog, ids }) =>
    `「${category}」の${catalog.data.noun.ja} ${ids.length}件に回答がありません（${listed(ids, '、', ' ほか')}）。クイックフィックスで回答欄をまとめて作れます。`,
  en: ({ category, catalog, ids }) =>
    `${ids.length} ${inLanguage(catalog.data.noun, 'en')}${ids.length === 1 ? '' : 's'} of "${category}" ${ids.length === 1 ? 'has' : 'have'} no answer (${listed(ids, ', ', ' …')}). A quick fix makes their entries.`,
});

const missingOne = message<{ control: string }>({
  ja: ({ control }) => `${control} に回答がありません。回答欄を作って答えてください。対象外なら、その理由を書いてください。`,
  en: ({ control }) => `${control} has no answer. Add an entry and answer it, or say that it is not applicable and why.`,
});

const scaffoldOne = message<{ control: string; title: string }>({
  ja: ({ control, title }) => `${control}「${title}」の回答欄を作る`,
  en: ({ control, title }) => `Add an entry for ${control}, "${title}"`,
});

const scaffoldCategory = message<{ category: string; count: number }>({
  ja: ({ category, count }) => `「${category}」の回答欄 ${count}件をまとめて作る`,
  en: ({ category, count }) => `Add entries for all ${count} of "${category}"`,
});

const scaffoldAll = message<{ count: number }>({
  ja: ({ count }) => `未回答の回答欄 ${count}件をすべて作る`,
  en: ({ count }) => `Add entries for all ${count} unanswered controls`,
});

const words = { missing, missingOne, scaffoldOne, scaffoldCategory, scaffoldAll };

export const docs: RuleDocs = {
  ja: `カタログの項目のうち、パッケージのどのチェックシートも答えておらず、共通回答の \`satisfies\` にもないものを、分類ごとに一つの指摘にまとめて知らせます。指摘は、そのカタログの最初のチェックシート（パスの順）の \`catalog\` に出ます。\`kaiji check --expand\` では項目ごとに出します。

小項目だけを \`satisfies\` で満たしても、項目全体に答えたことにはなりません。

クイックフィックスは、最初の一件、分類ごと、または未回答の全件の回答欄を、カタログの順に加えます。今ある回答やコメントには触れません。`,
  en: `Controls of the catalog that no checklist of the package answers and no statement \`satisfies\`, one finding per category, at the \`catalog\` of the first checklist (by path) of that catalog. \`kaiji check --expand\` shows them one by one.

A satisfied sub-item does not satisfy its control.

Quick fixes add entries, in catalog order, for the first, for the whole category or for all unanswered controls; what stands there is not touched.`,
};

export const missingControl: DocumentRule = {
  code: 'missing-control',
  severity: 'warning',
  scope: 'document',
  kinds: ['checklist'],
  reads: ['checklists', 'answers', 'satisfies'],
  summary: fixed('まだ回答のない項目がある（分類ごと）', 'Controls without an answer, by category'),
  *check(document, context) {
    const catalog = context.own;
    const at = catalogOf(document)?.node ?? document.kindNode;
    // Counted over all checklists of the catalog, told in the first.
    if (!catalog || !at || !context.leads('checklists', catalog.reference)) return;
    yield* missingEntries(at, catalog, absentAnswers(context, catalog), words);
  },
  fixes: (finding, context) =>
    entryFixes(
      finding,
      context,
      {
        absent: absentAnswers,
        insert: (document, { catalogs }, controls, text) => insertAnswers(document, catalogs, controls, { text }),
      },
      words,
    ),
};

/** What no checklist of the catalog answers, as far as all of them can be read. */
export function absentAnswers(view: PackageView, catalog: Catalog): readonly Control[] {
  const checklists = view.lookup('checklists', catalog.reference).map(({ document }) => document);
  const assumed = new Set(checklists.flatMap((checklist) => unreadableControls(checklist, view, catalog)));
  const controls = view.unanswered(catalog);
  return assumed.size === 0 ? controls : controls.filter(({ id }) => !assumed.has(id));
}
