/** Cites evidence for the answer, statement, section or response at the cursor, whether or not it has some. */
import { CodeActionKind } from 'vscode-languageserver-types';
import { answerOf } from '../../model/checklist.ts';
import { sectionOf } from '../../model/disclosure.ts';
import { textField } from '../../model/field.ts';
import { statementOf } from '../../model/statements.ts';
import { ownCatalog } from '../../package/index.ts';
import { citations } from '../../rules/shared/evidence-register.ts';
import { asMap, isDamaged, type MapNode, pairOf } from '../../yaml/tree.ts';
import { citingAt, holdersAt } from './holders.ts';
import type { Refactoring, Selection } from './refactoring.ts';

export const addEvidence: Refactoring = {
  name: 'add-evidence',
  kind: `${CodeActionKind.RefactorRewrite}.evidence`,
  near: ['evidence'],
  offers(selection) {
    const { whole, file, document } = selection;
    const holder = citingAt(selection);
    if (!holder || isDamaged(holder.map) || isNotApplicable(selection)) return [];
    const controls = controlsAt(selection, holder.map);
    const expected = [...new Set(controls.flatMap((id) => expectedBy(selection, id)))];
    return citations({ package: whole, document, file }, holder.map, { expected, about: aboutOf(selection, controls) });
  },
};

/** What does not apply has a reason, not evidence. */
function isNotApplicable({ entry }: Selection): boolean {
  const map = asMap(entry.node);
  if (!map) return false;
  if (entry.sequence === 'answers') return answerOf(map).status?.value === 'not-applicable';
  return pairOf(map, 'not-applicable') !== undefined;
}

/** The controls the evidence is to back, as written. */
function controlsAt({ entry }: Selection, holder: MapNode): readonly string[] {
  const map = entry.node.kind === 'map' ? entry.node : holder;
  switch (entry.sequence) {
    case 'answers':
      return [answerOf(map).control?.value ?? ''];
    case 'statements':
      return statementOf(map).satisfies.map(({ text }) => text);
    case 'sections':
      return sectionOf(holder).respondsTo.map(({ text }) => text);
    case 'scenarios':
      return [textField(map, 'scenario')?.value ?? ''];
    default:
      return [];
  }
}

function expectedBy({ whole, document }: Selection, id: string): readonly string[] {
  return whole.catalogs.resolve(id, ownCatalog(document, whole.catalogs))?.control.evidence ?? [];
}

/** What the title of a new entry names: the control, else the section or statement. */
function aboutOf(selection: Selection, [control]: readonly string[]): string {
  const { whole, document } = selection;
  const found = whole.catalogs.resolve(control ?? '', ownCatalog(document, whole.catalogs));
  if (found) return `${found.id} `;
  const named = holdersAt(selection).findLast(({ map }) => textField(map, 'title') ?? textField(map, 'id'))?.map;
  const name = textField(named, 'title')?.value ?? textField(named, 'id')?.value ?? control ?? '';
  return name === '' ? '本文' : `「${name}」`;
}
