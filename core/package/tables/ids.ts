import { sectionOf, withNested } from '../../model/disclosure.ts';
import type { Entry } from '../../model/document.ts';
import { type Field, itemsOf, textField } from '../../model/field.ts';
import type { KindName } from '../../model/schema.ts';
import { asMap, type MapNode, type Node } from '../../yaml/tree.ts';

/** Something with an id of its own: the key of the table `ids`, and where the id stands. */
export interface OwnId {
  readonly key: string;
  readonly node: Node;
}

/** The sequences whose entries have an `id`; a register stands in whatever kind of document. */
const HAVING: Partial<Record<KindName, readonly string[]>> = {
  statements: ['statements'],
  disclosure: ['tables', 'roles', 'parties'],
  assessment: ['assets', 'threats', 'vulnerabilities', 'scenarios', 'measures'],
};

/** The ids an entry gives: its own, those of the sections nested in it, of a header those of the references. */
export function* idsOf({ document: { kind, root }, sequence, node }: Entry): Generator<OwnId> {
  if (sequence === '') {
    for (const item of itemsOf(root, 'references')) yield* idOf('references', asMap(item));
    return;
  }
  const map = asMap(node);
  if (map && kind === 'disclosure' && sequence === 'sections') {
    for (const { id } of withNested(sectionOf(map))) yield* keyed('sections', id);
  } else if (sequence === 'evidence' || (kind && HAVING[kind]?.includes(sequence))) yield* idOf(sequence, map);
}

function idOf(what: string, map: MapNode | undefined): Iterable<OwnId> {
  return keyed(what, textField(map, 'id'));
}

function* keyed(what: string, id: Field<string> | undefined): Generator<OwnId> {
  if (id) yield { key: `${what} ${id.value}`, node: id.node };
}
