/** JSON Schema validation with every problem placed on the node that has it. */

import { asMap, asSeq, isEmpty, type MapNode, type Node, pairOf } from '../yaml/tree.ts';
import type { Entry } from './document.ts';
import { toJson } from './json.ts';
import { entrySequences, type KindName } from './schema.ts';
import { type SchemaError, schemaErrors, valueErrors } from './schema-errors.ts';

export interface Problem {
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The offending value; for an unknown key, the mapping that has it. */
  readonly node: Node;
  /** The mapping the value stands in, where it stands in one. */
  readonly parent: MapNode | undefined;
  /** Keys and indexes below the entry, or from the root of the header: the entry's own place changes while its nodes stay (`pathOf`). */
  readonly path: readonly (string | number)[];
}

/** By the kind and sequence too: the header may make another kind of document of nodes that stay. */
const cache = new WeakMap<Node, { readonly of: string; readonly problems: readonly Problem[] }>();

/** The schema's objections to an entry or header, without those that follow from others. */
export function problemsOf(entry: Entry): readonly Problem[] {
  const { kind } = entry.document;
  if (!kind || !entry.node) return [];
  const of = `${kind} ${entry.sequence}`;
  const known = cache.get(entry.node);
  if (known?.of === of) return known.problems;
  const value = toJson(entry.node, entry.sequence === '' ? new Set(entrySequences(kind)) : new Set());
  const problems: Problem[] = [];
  for (const error of schemaErrors(kind, entry.sequence, value)) {
    const problem = place(entry.node, error);
    if (problem) problems.push(problem);
  }
  cache.set(entry.node, { of, problems });
  return problems;
}

/** Keys and indexes from the root of the document along a path below one of its entries. */
export function pathOf({ sequence, index }: Entry, below: Problem['path']): Problem['path'] {
  return sequence === '' ? below : [sequence, index, ...below];
}

/** Keywords that object to a value itself, and not to what is in it or is missing there. */
const OF_THE_VALUE: ReadonlySet<string> = new Set(['type', 'enum', 'pattern', 'minimum', 'not']);

/**
 * Whether a value may stand at a place: it has the type, the form and the range wanted there. What stands in it, or is missing in it, may be amiss.
 * @param path keys and indexes from the root of a document of `kind`
 */
export function fitsAt(kind: KindName, path: Problem['path'], value: Node | undefined): boolean {
  if (!value || isEmpty(value)) return true;
  return !valueErrors(kind, path, toJson(value)).some((error) => error.path.length === 0 && OF_THE_VALUE.has(error.keyword));
}

function place(root: Node, error: SchemaError): Problem | undefined {
  let node: Node | undefined = root;
  let parent: MapNode | undefined;
  const path: (string | number)[] = [];
  for (const step of error.path) {
    const map = asMap(node);
    if (map) parent = map;
    node = map ? pairOf(map, String(step))?.value : asSeq(node)?.items[Number(step)];
    path.push(step);
    if (!node) return undefined;
  }
  return { keyword: error.keyword, params: error.params, node, parent, path };
}
