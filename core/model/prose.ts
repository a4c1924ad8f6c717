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
export function* proseOf(entry: Entry): Generator<Prose> {
  const { kind } = entry.document;
  if (!kind) return;
  const root = dereference(schemaOf(kind), kind);
  if (entry.sequence === '') {
    yield* within(entry.node, root, '', new Set(entrySequences(kind)));
    return;
  }
  const list = root.schema.properties?.[entry.sequence];
  const items = list && dereference(list, kind).schema.items;
  if (items) yield* within(entry.node, dereference(items, kind), entry.sequence);
}

interface Place {
  readonly schema: Schema;
  readonly home: KindName | 'common';
}

function* within(node: Node | undefined, { schema, home }: Place, key: string, skip?: ReadonlySet<string>): Generator<Prose> {
  if (node?.kind === 'scalar') {
    if (schema['x-prose']) yield { node, key };
  } else if (node?.kind === 'seq') {
    if (schema.items) for (const item of node.items) yield* within(item, dereference(schema.items, home), key);
  } else if (node?.kind === 'map') {
    for (const pair of node.pairs) {
      const name = keyText(pair);
      if (name === undefined || skip?.has(name)) continue;
      const open = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
      const child = schema.properties?.[name] ?? open;
      if (!child) continue;
      const place = dereference(child, home);
      // A sub-item answered in bare text (`"(1)": …`) is an answer.
      if (open && pair.value?.kind === 'scalar' && place.schema.properties?.answer) yield { node: pair.value, key: name };
      else yield* within(pair.value, place, name);
    }
  }
}
