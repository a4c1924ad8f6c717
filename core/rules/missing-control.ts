import type { Catalog } from '../catalog/catalog.ts';
import type { Control, ControlText } from '../catalog/control.ts';
import { fixed, inLanguage, message } from '../language.ts';
import { catalogOf } from '../model/checklist.ts';
import type { KaijiDocument } from '../model/document.ts';
import { missingControls } from '../package/coverage.ts';
import type { PackageView } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { insertAnswers } from '../scaffold/answer.ts';
import type { DocumentRule, Fix } from './rule.ts';
import { byCategory, listed, nameOfCategory } from './shared/by-category.ts';
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

interface Data {
  readonly document: KaijiDocument;
  readonly catalog: Catalog;
  readonly controls: readonly Control[];
}

export const missingControl: DocumentRule = {
  code: 'missing-control',
  severity: 'warning',
  scope: 'document',
  kinds: ['checklist'],
  reads: ['checklists', 'answers', 'satisfies'],
  summary: fixed('まだ回答のない項目がある（分類ごと）', 'Controls without an answer, by category'),
  docs: fixed(
    `カタログの項目のうち、パッケージのどのチェックシートも答えておらず、共通回答の \`satisfies\` にもないものを、分類ごとに一つの指摘にまとめて知らせます。指摘は、そのカタログの最初のチェックシート（パスの順）の \`catalog\` に出ます。\`kaiji check --expand\` では項目ごとに出します。

小項目だけを \`satisfies\` で満たしても、項目全体に答えたことにはなりません。

クイックフィックスは、最初の一件、分類ごと、または未回答の全件の回答欄を、カタログの順に加えます。今ある回答やコメントには触れません。`,
    `Controls of the catalog that no checklist of the package answers and no statement \`satisfies\`, one finding per category, at the \`catalog\` of the first checklist (by path) of that catalog. \`kaiji check --expand\` shows them one by one.

A satisfied sub-item does not satisfy its control.

Quick fixes add entries, in catalog order, for the first, for the whole category or for all unanswered controls; what stands there is not touched.`,
  ),
  *check(document, context) {
    const catalog = context.own;
    const at = catalogOf(document)?.node ?? document.kindNode;
    // Counted over all checklists of the catalog, told in the first.
    if (!catalog || !at || !context.leads('checklists', catalog.reference)) return;
    const documents = checklistsOf(catalog, context);
    const assumed = new Set(documents.flatMap((one) => unreadableControls(one, context, catalog)));
    for (const [category, controls] of byCategory(catalog, missingControls(context, catalog, assumed))) {
      const ids = controls.map(({ id }) => id);
      yield {
        at,
        message: missing({ category, catalog, ids }),
        controls: ids,
        each: (control) => missingOne({ control }),
        data: { document, catalog, controls } satisfies Data,
      };
    }
  },
  fixes(finding, { package: whole }) {
    const { document, catalog, controls } = finding.data as Data;
    const [control] = controls;
    if (!control) return [];
    const category = nameOfCategory(catalog, control);
    const edit = (wanted: readonly Control[], text: ControlText = {}) => [
      { uri: document.file.uri, splices: insertAnswers(document, whole.catalogs, wanted, { text }) },
    ];
    const all = allOf(whole, catalog, edit);
    return [
      {
        title: scaffoldOne({ control: control.id, title: control.title.ja }),
        edits: edit([control], catalog.textNow(control.id)),
      },
      ...(controls.length > 1 ? [{ title: scaffoldCategory({ category, count: controls.length }), edits: edit(controls) }] : []),
      ...(all.count > controls.length ? [{ title: scaffoldAll({ count: all.count }), edits: all.edits }] : []),
    ];
  },
};

interface All {
  readonly count: number;
  readonly edits: Fix['edits'];
}

/** Every group of a file offers the same edit of everything; it is made once for each version of the package. */
const everything = new WeakMap<Package, Map<Catalog, All>>();

function allOf(whole: Package, catalog: Catalog, edit: (controls: readonly Control[]) => Fix['edits']): All {
  const known = everything.get(whole) ?? new Map<Catalog, All>();
  everything.set(whole, known);
  let all = known.get(catalog);
  if (!all) {
    const documents = checklistsOf(catalog, whole);
    const controls = missingControls(
      whole,
      catalog,
      new Set(documents.flatMap((one) => unreadableControls(one, whole, catalog))),
    );
    all = { count: controls.length, edits: edit(controls) };
    known.set(catalog, all);
  }
  return all;
}

/** The checklists of one edition of a catalog, by path. */
function checklistsOf(catalog: Catalog, view: PackageView): readonly KaijiDocument[] {
  return view.lookup('checklists', catalog.reference).map((site) => site.document);
}
