/** The action that puts a file in order: answers as the catalog has them, sections as the outline does. */
import { fixed } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import type { Package } from '../package/package.ts';
import { answersInOrder } from '../rules/control-order.ts';
import type { FileEdit } from '../rules/rule.ts';
import { sectionsInOrder } from '../rules/section-order.ts';

export const sortTitle = fixed(
  '回答と節を、カタログと章立ての順に並べ替える',
  'Sort answers and sections as the catalog and the outline have them',
);

/**
 * The edit that sorts the documents of a file, also where the rules about order are off. What cannot be moved without harm stays.
 * @returns undefined where all is in order
 */
export function sortEdit({ catalogs }: Package, file: KaijiFile): FileEdit | undefined {
  const splices = file.documents.flatMap((document) => {
    if (document.kind === 'checklist') return answersInOrder(document, catalogs)?.splices ?? [];
    return document.kind === 'disclosure' ? (sectionsInOrder(document, catalogs) ?? []) : [];
  });
  return splices.length > 0 ? { uri: file.uri, splices } : undefined;
}
