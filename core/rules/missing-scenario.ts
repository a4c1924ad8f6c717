import type { Catalog } from '../catalog/catalog.ts';
import type { Control } from '../catalog/control.ts';
import { fixed, inLanguage, message } from '../language.ts';
import { keyNode, textField } from '../model/field.ts';
import type { PackageView } from '../package/index.ts';
import { insertScenarios } from '../scaffold/scenario.ts';
import type { DocumentRule, RuleDocs } from './rule.ts';
import { listed } from './shared/by-category.ts';
import { entryFixes, missingEntries } from './shared/missing-entries.ts';
import { unreadableControls } from './shared/unreadable.ts';

const missing = message<{ category: string; catalog: Catalog; ids: readonly string[] }>({
  ja: ({ category, catalog, ids }) =>
    `「${category}」の${catalog.data.noun.ja} ${ids.length}件が、リスク対応一覧にありません（${listed(ids, '、', ' ほか')}）。クイックフィックスで欄をまとめて作れます。該当しないものも、その理由を not-applicable に書いて挙げてください。`,
  en: ({ category, catalog, ids }) =>
    `${ids.length} ${inLanguage(catalog.data.noun, 'en')}${ids.length === 1 ? '' : 's'} of "${category}" ${ids.length === 1 ? 'is' : 'are'} not in the risk annex (${listed(ids, ', ', ' …')}). A quick fix makes their entries; those that do not apply are listed too, with the reason under not-applicable.`,
});

const missingOne = message<{ control: string }>({
  ja: ({ control }) =>
    `${control} がリスク対応一覧にありません。対応を書いてください。該当しないなら、その理由を not-applicable に書いてください。`,
  en: ({ control }) =>
    `${control} is not in the risk annex. Say how it is treated, or under not-applicable why it does not apply.`,
});

const scaffoldOne = message<{ control: string; title: string }>({
  ja: ({ control, title }) => `${control}「${title}」の欄を作る`,
  en: ({ control, title }) => `Add an entry for ${control}, "${title}"`,
});

const scaffoldCategory = message<{ category: string; count: number }>({
  ja: ({ category, count }) => `「${category}」の欄 ${count}件をまとめて作る`,
  en: ({ category, count }) => `Add entries for all ${count} of "${category}"`,
});

const scaffoldAll = message<{ count: number }>({
  ja: ({ count }) => `一覧にないシナリオの欄 ${count}件をすべて作る`,
  en: ({ count }) => `Add entries for all ${count} missing scenarios`,
});

const words = { missing, missingOne, scaffoldOne, scaffoldCategory, scaffoldAll };

export const docs: RuleDocs = {
  ja: `カタログのリスクシナリオのうち、パッケージのどのリスク対応一覧にもないものを、分類ごとに一つの指摘にまとめて知らせます。指摘は、そのカタログの最初の一覧（パスの順）の \`catalog\` に出ます。\`kaiji check --expand\` ではシナリオごとに出します。

該当しないシナリオも、黙って省くのではなく、理由とともに挙げます。\`not-applicable\` を書いたシナリオは、挙げたものとして数えます。

\`\`\`yaml
- { scenario: RS-1.7, not-applicable: 二次利用を行わないため }
\`\`\`

クイックフィックスは、最初の一件、分類ごと、または全件の欄を、カタログの順に加えます。今ある欄やコメントには触れません。`,
  en: `Scenarios of the catalog that no risk annex of the package has, one finding per category, at the \`catalog\` of the first annex (by path) of that catalog. \`kaiji check --expand\` shows them one by one.

What does not apply is not left out but listed with its reason: a scenario with \`not-applicable\` counts as present.

\`\`\`yaml
- { scenario: RS-1.7, not-applicable: Data entrusted to us has no secondary use }
\`\`\`

Quick fixes add entries, in catalog order, for the first, for the whole category or for all; what stands there is not touched.`,
};

export const missingScenario: DocumentRule = {
  code: 'missing-scenario',
  severity: 'warning',
  scope: 'document',
  kinds: ['risks'],
  reads: ['risks', 'scenarios'],
  summary: fixed('リスク対応一覧にないシナリオがある（分類ごと）', 'Scenarios absent from the risk annex, by category'),
  *check(document, context) {
    const catalog = context.own;
    const at = textField(document.root, 'catalog')?.node ?? keyNode(document.root, 'catalog') ?? document.kindNode;
    // Counted over all annexes of the catalog, told in the first.
    if (!catalog || !at || !context.leads('risks', catalog.reference)) return;
    yield* missingEntries(at, catalog, absentScenarios(context, catalog), words);
  },
  fixes: (finding, context) =>
    entryFixes(
      finding,
      context,
      {
        absent: absentScenarios,
        insert: (document, { catalogs }, controls, text) => insertScenarios(document, catalogs, controls, { text }),
      },
      words,
    ),
};

/** What no annex of the catalog has, as far as all of them can be read. */
export function absentScenarios(view: PackageView, catalog: Catalog): readonly Control[] {
  const annexes = view.lookup('risks', catalog.reference).map(({ document }) => document);
  const assumed = new Set(annexes.flatMap((annex) => unreadableControls(annex, view, catalog, 'scenario')));
  return view.untreated(catalog).filter(({ id }) => !assumed.has(id));
}
