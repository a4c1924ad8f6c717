/** Where a manifest names guidelines. */
import { itemsOf, textField } from '../../model/field.ts';
import { asMap, asScalar, type MapNode, type ScalarNode } from '../../yaml/tree.ts';

/** The values of `guidelines`, each as `mhlw@7.0` or under `id`. @param root of a document of kind package */
export function guidelineNodes(root: MapNode | undefined): readonly ScalarNode[] {
  return itemsOf(root, 'guidelines').flatMap((item) => {
    const node = asScalar(item) ?? textField(asMap(item), 'id')?.node;
    return node?.kind === 'scalar' ? [node] : [];
  });
}
