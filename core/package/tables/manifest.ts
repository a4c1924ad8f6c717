import { itemsOf, textField } from '../../model/field.ts';
import { asMap, asScalar } from '../../yaml/tree.ts';
import type { Contributor } from './table.ts';

export const manifestTables: Contributor = (entry, { catalogs }, put) => {
  if (entry.sequence !== '') return;
  for (const item of itemsOf(entry.document.root, 'guidelines')) {
    const node = asScalar(item) ?? textField(asMap(item), 'id')?.node;
    const written = node?.kind === 'scalar' ? node.text : undefined;
    const found = written === undefined ? undefined : catalogs.guidelines.of(written);
    if (node && found) put('guidelines', `${found.guideline.id}@${found.edition.edition}`, entry, node);
  }
};
