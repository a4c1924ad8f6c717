/** Writes dist/catalogs from catalogs/ and the pages in core/rules/. */
export function generate(): Promise<void>;
/** The documents of catalogs/, those of folders put together. */
export function catalogSources(): readonly { readonly name: string; readonly text: string }[];
