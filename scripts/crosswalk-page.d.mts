import type { Catalogs } from '../core/catalog/catalogs.ts';

/** docs/crosswalk.md for these catalogs. */
export function crosswalkPage(catalogs: Catalogs): string;
