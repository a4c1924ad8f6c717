/** Controls as rules see them. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Catalogs } from '../../catalog/catalogs.ts';
import type { Resolved } from '../../catalog/control.ts';
import type { Answer } from '../../model/checklist.ts';

/** The control an answer is for; undefined where `control` is absent or unknown (other rules say so). */
export function answerControl(answer: Answer, catalogs: Catalogs, own: Catalog | undefined): Resolved | undefined {
  return answer.control && catalogs.resolve(answer.control.value, own);
}
