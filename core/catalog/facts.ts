/** Facts (仕様値, catalogs/facts.yaml): what a service states as a value. */
import type { Bilingual } from '../language.ts';

export interface Fact {
  readonly key: string;
  readonly label: Bilingual;
}

export class Facts {
  constructor(readonly all: readonly Fact[]) {}
}
