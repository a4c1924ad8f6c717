/** The values of an entry that are prose (`x-prose` in the schema): those in which `[[…]]` is a reference. */
import { keyText, type Node, type ScalarNode } from '../yaml/tree.ts';
import type { Entry } from './document.ts';
import { dereference, entrySequences, type KindName, type Schema, schemaOf } from './schema.ts';

export interface Prose {
  readonly node: ScalarNode;
  /** The key it stands under, or that of its list. */
  readonly key: string;
}

/** Prose of an entry, in document order; of the header, without that of the entries. What an alias stands for is read where it is written. */
export function proseOf({ document: { kind }, sequence, node }: Entry): readonly Prose[] {
  if (!kind || !node) return NONE;
  if (last?.node !== node || last.kind !== kind || last.sequence !== sequence) {
    const prose: Prose[] = [];
    const place = placeOf(kind, sequence);
    if (place) collect(node, place, sequence, sequence === '' ? new Set(entrySequences(kind)) : undefined, prose);
    last = { node, kind, sequence, prose };
  }
  return last.prose;
}

const NONE: readonly Prose[] = [];

/** Rules ask for the same entry one after the other. */
let last:
  | { readonly node: Node; readonly kind: KindName; readonly sequence: string; readonly prose: readonly Prose[] }
  | undefined;

/** A schema, and the kind whose definitions its references mean. */
export interface Place {
  readonly schema: Schema;
  readonly home: KindName | 'common';
}

/** The schema of the entries of a sequence, or of the header; undefined where there is none. */
export function placeOf(kind: KindName, sequence: string): Place | undefined {
  const root = dereference(schemaOf(kind), kind);
  if (sequence === '') return root;
  const list = root.schema.properties?.[sequence];
  const items = list && dereference(list, kind).schema.items;
  return items && dereference(items, kind);
}

function collect(
  node: Node | undefined,
  { schema, home }: Place,
  key: string,
  skip: ReadonlySet<string> | undefined,
  prose: Prose[],
): void {
  if (node?.kind === 'scalar') {
    if (schema['x-prose']) prose.push({ node, key });
  } else if (node?.kind === 'seq') {
    if (!schema.items) return;
    const place = dereference(schema.items, home);
    for (const item of node.items) collect(item, place, key, undefined, prose);
  } else if (node?.kind === 'map') {
    const open = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
    for (const pair of node.pairs) {
      const name = keyText(pair);
      if (name === undefined || skip?.has(name)) continue;
      const child = schema.properties?.[name] ?? open;
      if (!child) continue;
      collect(pair.value, dereference(child, home), name, undefined, prose);
    }
  }
}
