/** What a package can be written as in OSCAL. A model is a file beside this one and a line here. */
import type { Package } from '../../core/package/package.ts';
import { assessmentResults } from './assessment-results.ts';
import { catalogModel } from './catalog.ts';
import { componentDefinition } from './component-definition.ts';
import { mappingCollection } from './mapping.ts';
import type { Exported, ExportOptions } from './model.ts';

/** By the name `--model` has; the first where none is named. */
export const models: Readonly<Record<string, (whole: Package, options: ExportOptions) => Exported | Promise<Exported>>> = {
  'component-definition': componentDefinition,
  catalog: catalogModel,
  mapping: mappingCollection,
  'assessment-results': assessmentResults,
};
