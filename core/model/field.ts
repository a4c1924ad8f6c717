/** Values with the place they stand at, read from a mapping. An empty or ill-typed value is absent: another rule says so. */
import { asMap, asScalar, asSeq, type MapNode, type Node, pairOf, type ScalarNode, valueUnder } from '../yaml/tree.ts';
import { canonicalTerm, type TermName } from './schema.ts';

export interface Field<T> {
  readonly value: T;
  readonly node: Node;
}

/** The text under a key, aliases followed; undefined where the key is absent or holds a list or mapping. An empty value is `""`. */
export function textField(map: MapNode | undefined, key: string): Field<string> | undefined {
  const node = asScalar(valueUnder(map, key));
  return node && { value: node.text, node };
}

/** What an entry that is neither answer nor scenario is called: its title, else its name (roles have both), term or caption. */
export function titleField(map: MapNode | undefined): Field<string> | undefined {
  for (const key of ['title', 'name', 'term', 'caption']) {
    const field = textField(map, key);
    if (field) return field;
  }
  return undefined;
}

/** One scalar or a list of them, as a list. */
export function scalarsOf(map: MapNode | undefined, key: string): readonly ScalarNode[] {
  const value = valueUnder(map, key);
  const single = asScalar(value);
  if (single) return [single];
  return (asSeq(value)?.items ?? []).map(asScalar).filter((node) => node !== undefined);
}

/** A value of an enumeration, as its English value. */
export function termField(map: MapNode | undefined, key: string, name: TermName): Field<string> | undefined {
  const field = textField(map, key);
  const value = field && canonicalTerm(name, field.value);
  return field && value !== undefined ? { value, node: field.node } : undefined;
}

/** The mapping under a key, aliases followed; undefined where there is none. */
export function mapField(map: MapNode | undefined, key: string): MapNode | undefined {
  return asMap(valueUnder(map, key));
}

/** The items of the list under a key, aliases of the list followed; none where it is absent or no list. */
export function itemsOf(map: MapNode | undefined, key: string): readonly Node[] {
  return asSeq(valueUnder(map, key))?.items ?? [];
}

/** The node of a key itself, to point at. */
export function keyNode(map: MapNode | undefined, key: string): Node | undefined {
  return pairOf(map, key)?.key;
}

/** Computes a typed view once per node; the view lives as long as the tree. */
export function memoized<N extends object, V>(compute: (node: N) => V): (node: N) => V {
  const cache = new WeakMap<N, V>();
  return (node) => {
    let view = cache.get(node);
    if (view === undefined) {
      view = compute(node);
      cache.set(node, view);
    }
    return view;
  };
}
