/** statements/v1: common answers (共通回答), written once and used in many forms. */
import type { MapNode, ScalarNode } from '../yaml/tree.ts';
import { type EvidenceUse, evidenceUses } from './evidence.ts';
import { type Field, memoized, scalarsOf, textField } from './field.ts';

export interface Statement {
  readonly node: MapNode;
  readonly id: Field<string> | undefined;
  readonly title: Field<string> | undefined;
  readonly text: Field<string> | undefined;
  /** Controls it answers, as written. */
  readonly satisfies: readonly ScalarNode[];
  readonly evidence: readonly EvidenceUse[];
}

/** An entry of `statements`. */
export const statementOf = memoized(
  (node: MapNode): Statement => ({
    node,
    id: textField(node, 'id'),
    title: textField(node, 'title'),
    text: textField(node, 'text'),
    satisfies: scalarsOf(node, 'satisfies'),
    evidence: evidenceUses(node),
  }),
);
