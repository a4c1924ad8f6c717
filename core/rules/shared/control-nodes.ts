/** Where controls are named. */
import { answerOf, repliesOf } from '../../model/checklist.ts';
import { sectionOf, withNested } from '../../model/disclosure.ts';
import type { Entry } from '../../model/document.ts';
import { scalarsOf } from '../../model/field.ts';
import { isOwnScenario } from '../../model/risks.ts';
import { asMap, type ScalarNode } from '../../yaml/tree.ts';

/** Every value of an entry that is a control's ID. Prose is not looked at. */
export function controlNodes(entry: Entry): readonly ScalarNode[] {
  const map = asMap(entry.node);
  if (!map) return [];
  if (entry.sequence === 'answers') {
    const answer = answerOf(map);
    const own = answer.control?.node;
    return [...(own?.kind === 'scalar' ? [own] : []), ...repliesOf(answer).flatMap((reply) => reply.sameAs)];
  }
  if (entry.sequence === 'sections') return [...withNested(sectionOf(map))].flatMap((section) => section.respondsTo);
  if (entry.sequence === 'texts') return scalarsOf(map, 'control');
  if (entry.sequence === 'statements') return scalarsOf(map, 'satisfies');
  if (entry.sequence === 'scenarios' && entry.document.kind === 'risks')
    return scalarsOf(map, 'scenario').filter(({ text }) => !isOwnScenario(text));
  if (entry.document.kind === 'assessment') {
    if (entry.sequence === 'measures') return scalarsOf(map, 'control');
    // The package's own measures are named here too: rules leave those out that are one.
    if (entry.sequence === 'scenarios') return scalarsOf(map, 'measures');
  }
  return [];
}
