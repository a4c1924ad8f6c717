/**
 * The crosswalk as a type hierarchy, a level at a time: above a control what it refers to (the requirements it derives from), below it what refers to it (the check
 * items and sections that carry it into practice). An item leads to the page of the control, or into the author's own catalog.
 */
import { SymbolKind, type TypeHierarchyItem } from 'vscode-languageserver-types';
import type { Control, Relation, Resolved } from '../catalog/control.ts';
import { inLanguage } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import type { Package } from '../package/package.ts';
import { type CardContext, partTitle, relationWord } from './cards/words.ts';
import { catalogUri, PAGE_HEAD } from './catalog-page.ts';
import { inOwnCatalog, targetOf } from './location-link.ts';
import { headline } from './markdown.ts';
import { nodeAt } from './node-at.ts';
import { controlAt } from './type-definition.ts';

export type HierarchyOptions = Pick<CardContext, 'language'>;

/** What an item carries from request to request. */
export interface HierarchyData {
  /** The file the hierarchy was asked for in: its package's catalogs count. */
  readonly uri: string;
  /** Canonical. */
  readonly id: string;
  readonly catalog: string;
}

/**
 * The control at a place, to begin with; of a part its whole, for the crosswalk is told of controls.
 * @param offset in `file`, UTF-16
 */
export function hierarchyAt(
  whole: Package,
  file: KaijiFile,
  offset: number,
  options: HierarchyOptions,
): TypeHierarchyItem[] | undefined {
  const found = nodeAt(file, offset);
  const resolved = found && controlAt(whole, found);
  const item =
    resolved && itemOf({ control: resolved.control, id: resolved.control.id }, undefined, { whole, uri: file.uri, ...options });
  return item && [item];
}

/** What a control refers to, in the order it does. */
export function supertypesOf(whole: Package, data: HierarchyData, options: HierarchyOptions): TypeHierarchyItem[] {
  const control = controlOf(whole, data);
  const refs = control ? [...control.refs, ...control.answers.map((to) => ({ to, relation: 'intersects' as const }))] : [];
  return refs.flatMap(({ to, relation }) => {
    const found = whole.catalogs.resolve(to);
    return (found && itemOf(found, relation, { whole, uri: data.uri, ...options })) ?? [];
  });
}

/** What refers to a control, in the order of the catalogs. */
export function subtypesOf(whole: Package, data: HierarchyData, options: HierarchyOptions): TypeHierarchyItem[] {
  const control = controlOf(whole, data);
  return (control ? whole.catalogs.citing(control.id) : []).flatMap(
    ({ control: other, relation }) =>
      itemOf({ control: other, id: other.id }, relation, { whole, uri: data.uri, ...options }) ?? [],
  );
}

function controlOf({ catalogs }: Package, { catalog, id }: HierarchyData): Control | undefined {
  return catalogs.of(catalog)?.control(id);
}

function itemOf(
  { control, part, id }: Resolved,
  relation: Relation | undefined,
  { whole, uri, language }: HierarchyOptions & { readonly whole: Package; readonly uri: string },
): TypeHierarchyItem | undefined {
  const catalog = whole.catalogs.homeOf(control);
  if (!catalog) return undefined;
  const own = inOwnCatalog(catalog, { control, id, ...(part ? { part } : {}) });
  const place = own
    ? { uri: targetOf(own).targetUri, range: targetOf(own).targetRange, selectionRange: targetOf(own).targetSelectionRange }
    : { uri: catalogUri({ control }, whole.catalogs, whole) ?? uri, range: PAGE_HEAD, selectionRange: PAGE_HEAD };
  const title = inLanguage(part && partTitle(part).ja !== '' ? partTitle(part) : control.title, language);
  const word = relationWord(relation, language);
  return {
    name: `${id} ${headline(title, 120)}`.trim(),
    kind: catalog.data.prefix === undefined ? SymbolKind.Class : SymbolKind.Interface,
    detail: [inLanguage(catalog.data.title, language), word].filter(Boolean).join(language === 'ja' ? '・' : ', '),
    ...place,
    data: { uri, id: control.id, catalog: catalog.reference } satisfies HierarchyData,
  };
}
