/** The kinds of evidence (catalogs/evidence-kinds.yaml). */
import type { Bilingual } from '../language.ts';

export interface EvidenceKind extends Bilingual {
  /** A dotted term: `policy.access`. */
  readonly id: string;
}
