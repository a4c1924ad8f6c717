/** Scaffolds of an annex's scenarios: what a fix, a command or completion writes for a risk not yet treated. */
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Control } from '../catalog/control.ts';
import type { Language } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { japaneseTerm, schemaAt } from '../model/schema.ts';
import type { Splice } from '../text/text.ts';
import { scalarSource } from '../yaml/edit.ts';
import { type AnswerScaffoldOptions, guidanceComments, PLACEHOLDER } from './answer.ts';
import { insertInOrder } from './in-order.ts';

/** The lines of a new scenario, as `insertItem` takes them: what it says, who treats it and how, and one response to fill in. */
export function scenarioScaffold(control: Control, { text, language = 'ja' }: AnswerScaffoldOptions = {}): readonly string[] {
  return [
    `scenario: ${scalarSource(control.id)}`,
    ...guidanceComments(control, { text: text ?? {}, language }),
    `parties: [] # ${termsHint('party', language)}`,
    `treatment:  # ${termsHint('treatment', language)}`,
    'responses:',
    '  - content: |',
    `      ${PLACEHOLDER}`,
  ];
}

/** What stands behind an empty `treatment`, in each language. */
export function treatmentHints(): readonly string[] {
  return [termsHint('treatment', 'ja'), termsHint('treatment', 'en')];
}

function termsHint(name: 'party' | 'treatment', language: Language): string {
  return termsOf(name, language).join(language === 'ja' ? '・' : ', ');
}

/** The values of an enumeration of the annex, as an author writes them. */
export function termsOf(name: 'party' | 'treatment', language: Language): readonly string[] {
  const path = name === 'party' ? ['parties', 0] : ['treatment'];
  const values = schemaAt('risks', ['scenarios', 0, ...path])?.['x-terms'] ?? {};
  return Object.keys(values).map((value) => (language === 'ja' ? japaneseTerm(name, value) : value));
}

/**
 * Entries for scenarios, put among those of an annex in catalog order.
 * @param controls of the document's own catalog; others are left out
 */
export function insertScenarios(
  document: KaijiDocument,
  catalogs: Catalogs,
  controls: readonly Control[],
  options: AnswerScaffoldOptions = {},
): readonly Splice[] {
  return insertInOrder(document, catalogs, 'scenarios', 'scenario', controls, (control) => scenarioScaffold(control, options));
}
