/** Makes the entries that the category of the answer or scenario at the cursor still lacks. */
import { CodeActionKind } from 'vscode-languageserver-types';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Control } from '../../catalog/control.ts';
import { message } from '../../language.ts';
import type { KaijiDocument } from '../../model/document.ts';
import { textField } from '../../model/field.ts';
import { ownCatalog } from '../../package/index.ts';
import type { Package } from '../../package/package.ts';
import { absentAnswers } from '../../rules/missing-control.ts';
import { absentScenarios } from '../../rules/missing-scenario.ts';
import { nameOfCategory } from '../../rules/shared/by-category.ts';
import { insertAnswers } from '../../scaffold/answer.ts';
import { insertScenarios } from '../../scaffold/scenario.ts';
import type { Splice } from '../../text/text.ts';
import { asMap } from '../../yaml/tree.ts';
import type { Refactoring } from './refactoring.ts';

const fill = message<{ category: string; count: number }>({
  ja: ({ category, count }) => `「${category}」の残り ${count}件の欄をまとめて作る`,
  en: ({ category, count }) => `Add the ${count === 1 ? 'entry' : `${count} entries`} that "${category}" still lacks`,
});

/** By kind of document: what names a control, what is absent, and where new entries go. */
interface Kind {
  readonly key: string;
  readonly absent: (whole: Package, catalog: Catalog) => readonly Control[];
  readonly insert: (document: KaijiDocument, whole: Package, controls: readonly Control[]) => readonly Splice[];
}

const kinds: Readonly<Record<string, Kind>> = {
  answers: {
    key: 'control',
    absent: absentAnswers,
    insert: (document, { catalogs }, controls) => insertAnswers(document, catalogs, controls),
  },
  scenarios: {
    key: 'scenario',
    absent: absentScenarios,
    insert: (document, { catalogs }, controls) => insertScenarios(document, catalogs, controls),
  },
};

export const fillCategory: Refactoring = {
  name: 'fill-category',
  kind: `${CodeActionKind.RefactorRewrite}.category`,
  near: [],
  offers({ whole, file, document, entry }) {
    const kind = kinds[entry.sequence];
    const own = ownCatalog(document, whole.catalogs);
    const typed = kind && textField(asMap(entry.node), kind.key)?.value;
    const control = typed === undefined ? undefined : whole.catalogs.resolve(typed, own)?.control;
    if (!kind || !own || !control || own.orderOf(control.id) < 0) return [];
    const category = nameOfCategory(own, control);
    const lacking = kind.absent(whole, own).filter((one) => nameOfCategory(own, one) === category);
    if (lacking.length === 0) return [];
    const edits = () => [{ uri: file.uri, splices: kind.insert(document, whole, lacking) }];
    return [{ title: fill({ category, count: lacking.length }), edits }];
  },
};
