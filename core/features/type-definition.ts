/** Go to type definition: what a control, section, scenario or measure is, as its catalog has it. */
import type { LocationLink } from 'vscode-languageserver-types';
import type { Resolved } from '../catalog/control.ts';
import type { KaijiFile } from '../model/document.ts';
import type { Package } from '../package/package.ts';
import type { CardContext } from './cards/words.ts';
import { catalogPage, catalogUri } from './catalog-page.ts';
import { inOwnCatalog, targetOf } from './location-link.ts';
import { type Found, nodeAt } from './node-at.ts';
import { resolvedTarget, targetAt } from './target.ts';

export interface TypeDefinitionOptions extends Pick<CardContext, 'language' | 'bundled'> {
  /** The client shows `kaiji-catalog:` documents. */
  readonly pages: boolean;
}

/**
 * Leads into the author's own catalog, or to the page of a catalog that comes with Kaiji (catalog-page.ts). Evidence, common answers and what else a package defines
 * by itself have no type.
 * @param offset in `file`, UTF-16
 * @returns undefined where nothing of a catalog is referred to, and where the client shows no pages
 */
export async function typeDefinitionAt(
  whole: Package,
  file: KaijiFile,
  offset: number,
  options: TypeDefinitionOptions,
): Promise<LocationLink[] | undefined> {
  const found = nodeAt(file, offset);
  const resolved = found && controlAt(whole, found);
  if (!found || !resolved) return undefined;
  const { start, end } = found.link ?? found.span;
  const originSelectionRange = file.text.rangeOf(start, end);
  const own = inOwnCatalog(whole.catalogs.homeOf(resolved.control), resolved);
  if (own) return [{ originSelectionRange, ...targetOf(own) }];
  const targetUri = options.pages ? catalogUri(resolved, whole.catalogs, whole) : undefined;
  if (targetUri === undefined) return undefined;
  const page = await catalogPage(resolved, { ...options, catalogs: whole.catalogs });
  return [{ originSelectionRange, targetUri, targetRange: page.whole, targetSelectionRange: page.range }];
}

/** The control, section, scenario or measure of a catalog that is referred to at a place. */
export function controlAt(whole: Package, found: Found): Resolved | undefined {
  return resolvedTarget(whole, targetAt(whole, found), found.document);
}
