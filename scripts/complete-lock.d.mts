/** Optional packages that a locked package pins and the lock file lacks: [name, version]. */
export function missingFrom(lock: {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}): readonly (readonly [string, string])[];
