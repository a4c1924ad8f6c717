/** The forms a package can be handed over as. A new form is a file and a line here. */
import type { Bilingual, Language } from '../../core/language.ts';
import type { KaijiDocument } from '../../core/model/document.ts';
import { ownCatalog } from '../../core/package/index.ts';
import type { Package } from '../../core/package/package.ts';
import { assessmentForm, assessmentGrids, assessmentSources } from './assessment.ts';
import { checklistSources } from './check-rows.ts';
import { checklistForm } from './checklist.ts';
import { checklistGrid } from './checklist-grid.ts';
import { disclosureForm, disclosureSources } from './disclosure.ts';
import { evidenceGrid, evidenceSources } from './evidence.ts';
import type { Form } from './form.ts';
import type { Grid } from './grid.ts';
import { type FormOptions, type Making, makingOf, type Problem } from './making.ts';
import { responsibilityForm, responsibilityGrid, responsibilitySources } from './responsibility.ts';
import { riskForm, riskGrid, riskSources } from './risks.ts';

export type { Audience, FormOptions, Problem } from './making.ts';

/** A kind of form. */
export interface FormKind {
  readonly label: Required<Bilingual>;
  /** The documents it is made from, a form of each group; none where the package has nothing to make it from. */
  sources(whole: Package): readonly (readonly KaijiDocument[])[];
  /** As a document, to be read; absent for what is rows and columns only. */
  form?(
    documents: readonly KaijiDocument[],
    whole: Package,
    options: FormOptions,
  ): { readonly form: Form; readonly making: Making } | undefined;
  /** As sheets, to be filtered and filled in; absent for what is text only. */
  grids?(documents: readonly KaijiDocument[], making: Making): readonly Grid[];
}

const each = (documents: readonly KaijiDocument[]) => documents.map((document) => [document]);
const together = (documents: readonly KaijiDocument[]) => (documents.length > 0 ? [documents] : []);

export const formKinds = {
  disclosure: {
    label: { ja: 'サービス仕様適合開示書', en: 'Disclosure' },
    sources: (whole) => each(disclosureSources(whole)),
    form: ([document], whole, options) => document && disclosureForm(document, whole, options),
  },
  checklist: {
    label: { ja: 'チェックシート', en: 'Checklist' },
    sources: (whole) => each(checklistSources(whole)),
    form: ([document], whole, options) => document && checklistForm(document, whole, options),
    grids: ([document], making) => (document ? [checklistGrid(document, making)] : []).filter((grid) => grid !== undefined),
  },
  risks: {
    label: { ja: 'リスク対応一覧', en: 'Risk annex' },
    sources: (whole) => each(riskSources(whole)),
    form: ([document], whole, options) => document && riskForm(document, whole, options),
    grids: ([document], making) => (document ? [riskGrid(document, making)] : []),
  },
  responsibility: {
    label: { ja: '責任分界表', en: 'Shared responsibility' },
    sources: (whole) => together(responsibilitySources(whole)),
    form: (_documents, whole, options) => responsibilityForm(whole, options),
    grids: (_documents, making) => [responsibilityGrid(making)],
  },
  evidence: {
    label: { ja: 'エビデンス台帳', en: 'Evidence register' },
    sources: (whole) => together(evidenceSources(whole)),
    grids: (documents, making) => [evidenceGrid(documents, making)],
  },
  assessment: {
    label: { ja: 'リスク評価', en: 'Risk assessment' },
    sources: (whole) => each(assessmentSources(whole)),
    form: ([document], whole, options) => document && assessmentForm(document, whole, options),
    grids: ([document], making) => (document ? assessmentGrids(document, making) : []),
  },
} as const satisfies Readonly<Record<string, FormKind>>;

export type FormName = keyof typeof formKinds;

/** A form of a package, made when asked for. */
export interface FormOf {
  readonly name: FormName;
  /** What it is called, in the form's language. */
  readonly label: string;
  readonly documents: readonly KaijiDocument[];
  /** Undefined where it is rows and columns only. */
  form(): { readonly form: Form; readonly problems: readonly Problem[] } | undefined;
  /** Empty where it is text only. */
  grids(): { readonly grids: readonly Grid[]; readonly problems: readonly Problem[] };
}

/**
 * The forms of a package, in the order of {@link formKinds}, of a kind in the order of the documents.
 * @param options what controls ask at length is printed as far as it was read: {@link readTexts} first
 * @param asked URIs of documents: only forms made from one of these
 */
export function formsOf(whole: Package, options: FormOptions, asked?: Pick<ReadonlySet<string>, 'has'>): readonly FormOf[] {
  return (Object.entries(formKinds) as [FormName, FormKind][]).flatMap(([name, kind]) =>
    kind.sources(whole).flatMap((documents): readonly FormOf[] => {
      if (asked && !documents.some(({ file }) => asked.has(file.uri))) return [];
      return [formOf(name, kind, documents, whole, options)];
    }),
  );
}

function formOf(
  name: FormName,
  kind: FormKind,
  documents: readonly KaijiDocument[],
  whole: Package,
  options: FormOptions,
): FormOf {
  return {
    name,
    label: kind.label[options.language],
    documents,
    form: () => {
      const made = kind.form?.(documents, whole, options);
      return made && { form: made.form, problems: eachOnce(made.making.problems, options.language) };
    },
    grids: () => {
      const making = makingOf(whole, options);
      const grids = kind.grids?.(documents, making) ?? [];
      return { grids, problems: eachOnce(making.problems, options.language) };
    },
  };
}

/** What several cells of a row stumble over is one problem. */
function eachOnce(problems: readonly Problem[], language: Language): readonly Problem[] {
  return [...new Map(problems.map((one) => [`${one.uri}\n${one.line}\n${one.message(language)}`, one])).values()];
}

/** Reads what the controls a package answers ask at length; without, forms print titles. */
export async function readTexts(whole: Package): Promise<void> {
  const catalogs = new Set(whole.documents.flatMap((document) => ownCatalog(document, whole.catalogs) ?? []));
  await Promise.all([...catalogs].map((catalog) => catalog.texts()));
}
