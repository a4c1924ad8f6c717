/** JSON Schema validation with every problem placed on the node that has it. */

import { asMap, asSeq, type MapNode, type Node, pairOf } from '../yaml/tree.ts';
import type { Entry } from './document.ts';
import { toJson } from './json.ts';
import { entrySequences } from './schema.ts';
import { type SchemaError, schemaErrors } from './schema-errors.ts';

export interface Problem {
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The offending value; for an unknown key, the mapping that has it. */
  readonly node: Node;
  /** The mapping the value stands in, where it stands in one. */
  readonly parent: MapNode | undefined;
  /** Keys and indexes from the root of the document. */
  readonly path: readonly (string | number)[];
}

const cache = new WeakMap<Node, readonly Problem[]>();

/** The schema's objections to an entry or header, without those that follow from others. */
export function problemsOf(entry: Entry): readonly Problem[] {
  const { kind } = entry.document;
  if (!kind || !entry.node) return [];
  const known = cache.get(entry.node);
  if (known) return known;
  const value = toJson(entry.node, entry.sequence === '' ? new Set(entrySequences(kind)) : new Set());
  const base = entry.sequence === '' ? [] : [entry.sequence, entry.index];
  const problems: Problem[] = [];
  for (const error of schemaErrors(kind, entry.sequence, value)) {
    const problem = place(entry.node, error, base);
    if (problem) problems.push(problem);
  }
  cache.set(entry.node, problems);
  return problems;
}

function place(root: Node, error: SchemaError, base: readonly (string | number)[]): Problem | undefined {
  let node: Node | undefined = root;
  let parent: MapNode | undefined;
  const path: (string | number)[] = [...base];
  for (const step of error.path) {
    const map = asMap(node);
    if (map) parent = map;
    node = map ? pairOf(map, String(step))?.value : asSeq(node)?.items[Number(step)];
    path.push(step);
    if (!node) return undefined;
  }
  return { keyword: error.keyword, params: error.params, node, parent, path };
}
