/** The measures a scenario counts on, and how far they are. */
import type { Resolved } from '../catalog/control.ts';
import { type AssessmentScenario, type Measure, measureOf } from '../model/assessment.ts';
import type { Entry, KaijiDocument } from '../model/document.ts';
import type { PackageView } from '../package/index.ts';
import { asMap, isEmpty, type ScalarNode, valueUnder } from '../yaml/tree.ts';

/**
 * - `done`: implemented, or met by an alternative
 * - `open`: partial, planned, or without a status
 * - `not-applicable`: counts for nothing, one way or the other
 * - `unlisted`: a control of a catalog of which no assessment of the package says how far it is
 * - `unknown`: neither a measure of the package nor a control, or with a status that is none: other rules say so
 */
export type MeasureState = 'done' | 'open' | 'not-applicable' | 'unlisted' | 'unknown';

export interface AssessedMeasure {
  /** Where the scenario names it. */
  readonly node: ScalarNode;
  /** Canonical for a control, as written for a measure of the package's own. */
  readonly id: string;
  readonly control: Resolved | undefined;
  readonly measure: Measure | undefined;
  /** The entry that says how far it is. */
  readonly entry: Entry | undefined;
  /** As the entry says, else as the catalog has it; of an own measure without word of it, must. */
  readonly obligation: 'must' | 'should';
  readonly state: MeasureState;
}

/**
 * @param document the scenario's
 * @param view reads the table `measures`; an id of the package's own comes before a control of that name
 */
export function measuresOf(
  { measures }: AssessmentScenario,
  document: KaijiDocument,
  view: PackageView,
): readonly AssessedMeasure[] {
  // Two assessments of a package may each say how far a control is: the scenario's own counts.
  const found = (key: string) => {
    const sites = view.lookup('measures', key);
    return sites.find((site) => site.document === document) ?? sites[0];
  };
  return measures.map((node): AssessedMeasure => {
    const own = found(node.text);
    const control = own ? undefined : view.catalogs.resolve(node.text);
    const site = own ?? (control && found(control.id));
    const map = asMap(site?.entry.node);
    const measure = map && measureOf(map);
    const inCatalog = control ?? (measure?.control && view.catalogs.resolve(measure.control.value));
    const said = measure?.obligation?.value ?? inCatalog?.control.obligation;
    return {
      node,
      id: control?.id ?? node.text,
      control: inCatalog,
      measure,
      entry: site?.entry,
      obligation: said === 'should' ? 'should' : 'must',
      state: measure ? stateOf(measure) : inCatalog ? 'unlisted' : 'unknown',
    };
  });
}

function stateOf({ status, node }: Measure): MeasureState {
  if (!status && !isEmpty(valueUnder(node, 'status'))) return 'unknown';
  switch (status?.value) {
    case 'implemented':
    case 'alternative':
      return 'done';
    case 'not-applicable':
      return 'not-applicable';
    default:
      return 'open';
  }
}
