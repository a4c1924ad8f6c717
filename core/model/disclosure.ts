/** disclosure/v1: the sections of a サービス仕様適合開示書. */
import { asMap, type MapNode, type Node, type ScalarNode } from '../yaml/tree.ts';
import type { KaijiDocument } from './document.ts';
import { type Field, itemsOf, keyNode, memoized, scalarsOf, textField } from './field.ts';

export interface Section {
  readonly node: MapNode;
  readonly key: Field<string> | undefined;
  readonly id: Field<string> | undefined;
  readonly title: Field<string> | undefined;
  readonly number: Field<string> | undefined;
  readonly also: readonly ScalarNode[];
  readonly respondsTo: readonly ScalarNode[];
  readonly body: Field<string> | undefined;
  readonly notApplicable: Field<string> | undefined;
  readonly sections: readonly Section[];
}

/** A section with those nested in it. */
export const sectionOf = memoized(
  (node: MapNode): Section => ({
    node,
    key: textField(node, 'section'),
    id: textField(node, 'id'),
    title: textField(node, 'title'),
    number: textField(node, 'number'),
    also: scalarsOf(node, 'also'),
    respondsTo: scalarsOf(node, 'responds-to'),
    body: textField(node, 'body'),
    notApplicable: textField(node, 'not-applicable'),
    sections: itemsOf(node, 'sections').flatMap((item) => {
      const map = asMap(item);
      return map ? [sectionOf(map)] : [];
    }),
  }),
);

/** A section and all below it, in document order. */
export function* withNested(section: Section): Generator<Section> {
  yield section;
  for (const child of section.sections) yield* withNested(child);
}

/** The top-level sections of a disclosure. */
export function sectionsOf(document: KaijiDocument): readonly Section[] {
  return document.entries.flatMap((entry) => {
    const map = entry.sequence === 'sections' ? asMap(entry.node) : undefined;
    return map ? [sectionOf(map)] : [];
  });
}

/** The outline a disclosure follows; the canonical one where it names none. */
export function outlineOf(document: KaijiDocument): string {
  return textField(document.root, 'outline')?.value ?? 'sssd-outline';
}

/** Where to point when a disclosure lacks something: its `sections:` key, else its kind. */
export function sectionsAnchor(document: KaijiDocument): Node | undefined {
  return keyNode(document.root, 'sections') ?? document.kindNode;
}
