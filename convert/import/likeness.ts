/** How much a cell reads like what a column of some role holds: asked where the header has lost or exchanged names, or a row its cells. */
import type { Control } from '../../core/catalog/control.ts';
import type { EvidenceKind } from '../../core/catalog/evidence-kind.ts';
import { dittoIn } from '../../core/model/answer-text.ts';
import type { Role } from '../sheet/columns.ts';
import { itemNumber } from '../sheet/number.ts';
import type { References } from '../sheet/reference.ts';
import { evidenceKindsIn } from './evidence-kinds.ts';
import { looksLikeEvidence } from './evidence-names.ts';
import { dateIn, isNone, isNotDone, isStroke, statusIn, termIn } from './words.ts';

/** 0 (not at all) to 1. */
export type Likeness = (role: Role, text: string, control: Control) => number;

const PROSE = /。|(?:ます|です|する|した|いる|こと|せん|ない|なる|れる)$/;

export function likenessBy(references: References, kinds: readonly EvidenceKind[]): Likeness {
  const isExample = (text: string, control: Control) => {
    const { ids, rest } = evidenceKindsIn(text, kinds);
    const expected = ids.filter((id) => control.evidence.includes(id)).length;
    return ids.length > 0 && expected * 2 >= ids.length && rest.length <= ids.length * 2;
  };
  return (role, text, control) => {
    const isProse = PROSE.test(text.trimEnd());
    const isReference = references.familyOf(text) !== undefined;
    switch (role) {
      case 'mic':
      case 'meti':
        return references.familyOf(text) === role ? 1 : 0;
      case 'result':
      case 'status':
        return termIn(role, text) !== undefined || (role === 'status' && isNotDone(text))
          ? 1
          : text.length <= 2 && itemNumber(text) === undefined
            ? 0.5
            : 0;
      case 'responsibility':
        return termIn(role, text) === undefined ? 0 : 1;
      case 'due':
      case 'updated':
        return dateIn(text) === undefined ? 0 : 1;
      case 'evidence':
        return isReference || isProse ? 0 : isExample(text, control) ? 1 : looksLikeEvidence(text) ? 0.4 : 0.1;
      case 'found':
        return isReference || isProse
          ? 0
          : looksLikeEvidence(text)
            ? isExample(text, control) && !/[0-9０-９]/.test(text)
              ? 0.5
              : 1
            : 0.1;
      case 'answer':
        if (isReference) return 0;
        return isProse || dittoIn(text) || statusIn(text) ? 1 : looksLikeEvidence(text) || termIn('result', text) ? 0.2 : 0.5;
      case 'improvement':
      case 'finding':
        if (isReference) return 0;
        return isProse || isNone(text) || isStroke(text) ? 0.8 : looksLikeEvidence(text) || termIn('result', text) ? 0.1 : 0.4;
      default:
        return isReference ? 0 : 0.3;
    }
  };
}
