import type { Shipped } from './shipped.mjs';

/** The bill of materials that `npm run sbom` writes, as JSON. */
export function sbom(of: { readonly libraries: readonly Shipped[]; readonly direct: readonly string[] }): string;
