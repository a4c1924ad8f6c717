/** Writes core/generated and dist/catalogs from schemas/ and catalogs/. */
export function generate(): Promise<void>;
