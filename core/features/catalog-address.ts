/** Addresses of pages of controls (catalog-page.ts). */
import { URI } from 'vscode-uri';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Resolved } from '../catalog/control.ts';
import type { Package } from '../package/package.ts';
import { wellFormed } from '../text/well-formed.ts';

/** The scheme of the pages: `kaiji-catalog:/medcloud-checklist@2023/CL-94?file:///…/kaiji.yaml`. */
export const CATALOG_SCHEME = 'kaiji-catalog';

/**
 * The address of a control's page.
 * @param about the package whose catalogs and official wording count; where absent, those that count everywhere
 * @returns undefined for a control no catalog has
 */
export function catalogUri({ control }: Pick<Resolved, 'control'>, catalogs: Catalogs, about?: Package): string | undefined {
  const reference = catalogs.homeOf(control)?.reference;
  if (reference === undefined) return undefined;
  const query = about === undefined ? '' : (about.manifest?.file.uri ?? about.uri);
  return URI.from({ scheme: CATALOG_SCHEME, path: wellFormed(`/${reference}/${control.id}`), query }).toString();
}

/** What an address of a page names. */
export interface CatalogAddress {
  /** `ID@EDITION`. */
  readonly catalog: string;
  /** Canonical. */
  readonly id: string;
  /** A file of the package whose catalogs count, as a URI. */
  readonly about: string | undefined;
}

/** Reads what {@link catalogUri} made; undefined for another address. */
export function readCatalogUri(uri: string): CatalogAddress | undefined {
  const { scheme, path, query } = URI.parse(uri);
  const [, catalog, id] = /^\/([^/]+)\/(.+)$/.exec(path) ?? [];
  if (scheme !== CATALOG_SCHEME || catalog === undefined || id === undefined) return undefined;
  return { catalog, id, about: query === '' ? undefined : query };
}
