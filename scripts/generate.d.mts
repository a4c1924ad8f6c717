/** Writes core/generated and dist/catalogs from schemas/ and catalogs/. */
export function generate(): Promise<void>;
/** The documents of catalogs/, those of folders put together. */
export function catalogSources(): readonly { readonly name: string; readonly text: string }[];
