import type { Catalogs } from '../core/catalog/catalog.ts';

/** docs/crosswalk.md for these catalogs. */
export function crosswalkPage(catalogs: Catalogs): string;
