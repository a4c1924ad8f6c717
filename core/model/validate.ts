/** JSON Schema validation (compiled at build time) with every problem placed on the node that has it. */

import * as compiled from '../generated/validators.js';
import { asMap, asSeq, type MapNode, type Node, pairOf } from '../yaml/tree.ts';
import type { Entry } from './document.ts';
import { toJson } from './json.ts';
import { entrySequences } from './schema.ts';

/** What ajv reports, as far as we read it. */
export interface ValidationError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

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

type Validator = ((data: unknown) => boolean) & { errors?: readonly ValidationError[] | null };

const validators = compiled as unknown as Readonly<Record<string, Validator>>;
/** By the validator too: the header may make another kind of document of nodes that stay. */
const cache = new WeakMap<Node, { readonly validator: string; readonly problems: readonly Problem[] }>();

/** The name under which the build exports a validator. */
function validatorName(kind: string, sequence: string): string {
  return `${kind}_${sequence || 'header'}`.replaceAll('-', '_');
}

/** The schema's objections to an entry or header, without those that follow from others. */
export function problemsOf(entry: Entry): readonly Problem[] {
  const { kind } = entry.document;
  if (!kind || !entry.node) return [];
  const validator = validatorName(kind, entry.sequence);
  const known = cache.get(entry.node);
  if (known?.validator === validator) return known.problems;
  const validate = validators[validator];
  const value = toJson(entry.node, entry.sequence === '' ? new Set(entrySequences(kind)) : new Set());
  const problems: Problem[] = [];
  if (validate && !validate(value)) {
    for (const error of validate.errors ?? []) {
      if (error.keyword === 'if') continue;
      const problem = place(entry.node, error);
      if (problem) problems.push(problem);
    }
  }
  cache.set(entry.node, { validator, problems });
  return problems;
}

/** Keys and indexes from the root of the document along a path below one of its entries. */
export function pathOf({ sequence, index }: Entry, below: Problem['path']): Problem['path'] {
  return sequence === '' ? below : [sequence, index, ...below];
}

function place(root: Node, error: ValidationError): Problem | undefined {
  let node: Node | undefined = root;
  let parent: MapNode | undefined;
  const path: (string | number)[] = [];
  for (const step of error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    const map = asMap(node);
    const seq = map ? undefined : asSeq(node);
    if (map) {
      parent = map;
      node = pairOf(map, step)?.value;
      path.push(step);
    } else {
      node = seq?.items[Number(step)];
      path.push(Number(step));
    }
    if (!node) return undefined;
  }
  return { keyword: error.keyword, params: error.params, node, parent, path };
}
