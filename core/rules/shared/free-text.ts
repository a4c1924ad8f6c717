/** The values of an entry that are words of the author: neither IDs nor terms, dates or paths. */
import type { Entry } from '../../model/document.ts';
import { dereference, entrySequences, type KindName, type Schema, schemaOf } from '../../model/schema.ts';
import { asMap, asSeq, keyText, type MapNode, type Node, type ScalarNode } from '../../yaml/tree.ts';

export interface FreeText {
  readonly node: ScalarNode;
  /** The key it stands under, and the mapping that has it. */
  readonly key: string;
  readonly holder: MapNode;
  /** The schema of the key: what it is called. */
  readonly schema: Schema;
}

interface At {
  readonly schema: Schema;
  readonly home: KindName | 'common';
}

/** Keys whose values name something that stands elsewhere. */
const NAMES: ReadonlySet<string> = new Set(
  [
    [
      'kaiji',
      'id',
      'section',
      'also',
      'from',
      'responds-to',
      'outline',
      'catalog',
      'control',
      'scenario',
      'same-as',
      'use',
      'satisfies',
    ],
    ['ref', 'kind', 'role', 'appointed-by', 'under', 'extends', 'inherits', 'baseline', 'rules', 'guidelines', 'facts'],
    ['scale', 'asset', 'threat', 'vulnerability', 'measures', 'accepted-by'],
  ].flat(),
);

/** A list of IDs, some with a text beside them: `{ ref: ev-x, at: 第3章 }`. */
const CITED = 'evidence';

/** Whether what stands under a key names something that stands elsewhere, and is no text of the author's. */
export function namesOther(key: string): boolean {
  return NAMES.has(key);
}

/**
 * Every free text of an entry, in the order written; of a header without the entries below it. Aliases are left to where they are defined.
 * @param also keys whose values are given too, though they name something
 */
export function* freeTextsOf(entry: Entry, also: ReadonlySet<string> = new Set()): Iterable<FreeText> {
  const { kind } = entry.document;
  const map = asMap(entry.node);
  if (!kind || !map) return;
  const root = dereference(schemaOf(kind), kind);
  const list = entry.sequence === '' ? root : under(root, entry.sequence);
  const at = entry.sequence === '' ? root : list?.schema.items && dereference(list.schema.items, list.home);
  if (at) yield* ofMap(map, at, also, entry.sequence === '' ? new Set(entrySequences(kind)) : new Set());
}

function* ofMap(map: MapNode, at: At, also: ReadonlySet<string>, without: ReadonlySet<string> = new Set()): Iterable<FreeText> {
  for (const pair of map.pairs) {
    const key = keyText(pair);
    const child = key === undefined ? undefined : under(at, key);
    if (key === undefined || !child || !pair.value || (without.has(key) && pair.value.kind === 'seq')) continue;
    if (NAMES.has(key) && !also.has(key)) continue;
    yield* ofValue(pair.value, child, { key, holder: map, schema: child.schema }, also);
  }
}

function* ofValue(node: Node, at: At, named: Omit<FreeText, 'node'>, also: ReadonlySet<string>): Iterable<FreeText> {
  if (node.kind === 'map') yield* ofMap(node, at, also);
  else if (node.kind === 'seq') {
    const items = at.schema.items && dereference(at.schema.items, at.home);
    for (const item of items ? (asSeq(node)?.items ?? []) : [])
      if (items && (named.key !== CITED || item.kind === 'map')) yield* ofValue(item, items, named, also);
  } else if (node.kind === 'scalar' && named.key !== CITED && isText(at.schema)) yield { ...named, node };
}

function under({ schema, home }: At, key: string): At | undefined {
  const { properties, additionalProperties } = schema;
  const child = properties?.[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
  return child && dereference(child, home);
}

function isText({ type, pattern, ...schema }: Schema): boolean {
  return (type === 'string' || (type?.includes('string') ?? false)) && !pattern && !schema.enum && !schema['x-terms'];
}
