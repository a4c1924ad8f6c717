/** Facts (仕様値) as stated under `facts:` of an answer, a statement or a section. */
import { asScalar, keyText, type MapNode, type Node, type ScalarNode } from '../yaml/tree.ts';
import { mapField } from './field.ts';

export interface StatedFact {
  /** As written: `password.max-age-days`, `backup.interval-hours@VDI`. */
  readonly key: string;
  readonly keyNode: Node;
  /** The value. */
  readonly node: ScalarNode;
}

/** The facts a mapping states, in the order written; those without a value are left out. */
export function factsOf(map: MapNode | undefined): readonly StatedFact[] {
  return (mapField(map, 'facts')?.pairs ?? []).flatMap((pair) => {
    const key = keyText(pair)?.trim();
    const node = asScalar(pair.value);
    return key && node ? [{ key, keyNode: pair.key, node }] : [];
  });
}
