/** Answers and scenarios by category: how the outline, folding and selections group them. */
import { type Catalog, categoryName } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import { inLanguage, type Language } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { textField } from '../model/field.ts';
import { asMap, type Node } from '../yaml/tree.ts';

/** What categories are read by. */
export interface Categorising {
  readonly catalogs: Catalogs;
  /** The catalog of the document. */
  readonly own: Catalog | undefined;
  readonly language: Language;
}

/** Successive entries of one category; of none where it is ''. */
export interface Run<T> {
  readonly category: string;
  readonly entries: readonly T[];
}

/** Whether the entries of a top-level sequence have categories. */
export function isCategorised({ kind }: KaijiDocument, sequence: string): boolean {
  return sequence === 'answers' || (sequence === 'scenarios' && kind === 'risks');
}

/** The category of an answer or a scenario of a risk annex; '' where its catalog has none for it. Kept with the node. */
export function categoryAt(node: Node, { catalogs, own, language }: Categorising): string {
  const known = kept.get(node);
  if (known?.catalogs === catalogs && known.own === own && known.language === language) return known.category;
  const map = asMap(node);
  const scenario = textField(map, 'scenario');
  const id = scenario ?? textField(map, 'control');
  const control = id && catalogs.resolve(id.value, own)?.control;
  const named = control && inLanguage(categoryName(control, scenario ? own : catalogs.catalogOf(control.id)), language);
  const category = named ?? (scenario && textField(map, 'category')?.value.trim()) ?? '';
  kept.set(node, { catalogs, own, language, category });
  return category;
}

const kept = new WeakMap<Node, Categorising & { readonly category: string }>();

/** Entries in runs of one category; all in one run of none where nearly every entry would be a run of its own, and where there is one category only. */
export function categoryRuns<T extends { readonly node: Node }>(entries: readonly T[], by: Categorising): readonly Run<T>[] {
  const runs: { category: string; entries: T[] }[] = [];
  for (const entry of entries) {
    const category = categoryAt(entry.node, by);
    const last = runs.at(-1);
    if (last?.category === category) last.entries.push(entry);
    else runs.push({ category, entries: [entry] });
  }
  return runs.length < 2 || runs.length > entries.length / 2 ? [{ category: '', entries }] : runs;
}
