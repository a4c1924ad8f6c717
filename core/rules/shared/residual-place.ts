/** Where findings about the residual risk of a scenario stand. */
import type { AssessmentScenario } from '../../model/assessment.ts';
import { keyNode } from '../../model/field.ts';
import type { Place } from '../rule.ts';

/** Where a scenario says what remains of a risk: the value, else the key. */
export function residualPlace({ residual, node }: AssessmentScenario): Place {
  return residual?.value?.node ?? keyNode(node, 'residual') ?? node;
}
