/** What requests about sheets are answered from. */
import type { Catalogs } from '../core/catalog/catalogs.ts';
import type { EvidenceKind } from '../core/catalog/evidence-kind.ts';
import type { Language } from '../core/language.ts';
import type { PackageView } from '../core/package/index.ts';

/** What a sheet is read by. */
export interface ImportContext {
  readonly catalogs: Catalogs;
  readonly evidenceKinds: readonly EvidenceKind[];
  readonly language: Language;
  /** The package a new document is for; absent where none is known. */
  readonly whole?: PackageView;
}
