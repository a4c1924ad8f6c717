import type { TypeHierarchyItem } from 'vscode-languageserver';
import type { HierarchyData, HierarchyOptions } from '../../core/features/type-hierarchy.ts';
import type { Package } from '../../core/package/package.ts';
import { type Feature, offsetOf } from './feature.ts';

/** Its items lead to the pages of catalogs: a client that shows none gets none. */
export const typeHierarchy: Feature = {
  capabilities: { typeHierarchyProvider: true },
  register({ connection, configuration, documents }, answer) {
    const { typeHierarchy: requests } = connection.languages;
    const outward = (items: TypeHierarchyItem[] | undefined): TypeHierarchyItem[] | null =>
      items?.map((item) => ({ ...item, uri: documents.spelling(item.uri) })) ?? null;
    requests.onPrepare((asked, token) =>
      answer<TypeHierarchyItem[] | null>('type hierarchy', asked, token, null, ({ hierarchyAt }, snapshot) => {
        const { whole, file, language } = snapshot;
        return configuration.pages ? outward(hierarchyAt(whole, file, offsetOf(snapshot, asked), { language })) : null;
      }),
    );
    type Step = (whole: Package, data: HierarchyData, options: HierarchyOptions) => TypeHierarchyItem[];
    const step =
      (name: string, stepOf: (answers: { supertypesOf: Step; subtypesOf: Step }) => Step) =>
      ({ item }: { readonly item: TypeHierarchyItem }, token: Parameters<typeof answer>[2]) => {
        const data = item.data as HierarchyData;
        return answer<TypeHierarchyItem[] | null>(name, { textDocument: data }, token, null, (answers, { whole, language }) =>
          outward(stepOf(answers)(whole, data, { language })),
        );
      };
    requests.onSupertypes(step('supertypes', ({ supertypesOf }) => supertypesOf));
    requests.onSubtypes(step('subtypes', ({ subtypesOf }) => subtypesOf));
  },
};
