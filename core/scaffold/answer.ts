/** Scaffolds of answer entries: what a fix, a command or completion writes for a control not yet answered. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Control, ControlText, Part } from '../catalog/control.ts';
import { guidanceParts } from '../catalog/guidance.ts';
import { inLanguage, type Language } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { japaneseTerm, schemaAt } from '../model/schema.ts';
import { ownCatalog } from '../package/index.ts';
import type { Splice } from '../text/text.ts';
import { scalarSource } from '../yaml/edit.ts';
import { insertInOrder } from './in-order.ts';
import { noteComments } from './notes.ts';

/** Stands where an answer has to be written; `placeholder-answer` finds it. */
export const PLACEHOLDER = '未記入';

const LANGUAGES = ['ja', 'en'] as const satisfies readonly Language[];

export interface AnswerScaffoldOptions {
  /** The control's long texts, where notes on what to say are wanted: guidance becomes comments. */
  readonly text?: ControlText;
  /** Of comments and terms; Japanese where absent. */
  readonly language?: Language;
}

/**
 * The lines of a new entry, as `insertItem` takes them: the first without its dash, further ones relative to it. A control with sub-items gets an empty line
 * for each of them, any other an answer to fill in; columns the form does not have are left out. Two spaces stand before the comment on an empty value: what is
 * typed after the first stays apart from the `#`.
 */
export function answerScaffold(
  control: Control,
  catalog: Catalog,
  { text, language = 'ja' }: AnswerScaffoldOptions = {},
): readonly string[] {
  const lines = [`control: ${scalarSource(control.id)}`, ...guidanceComments(control, { text: text ?? {}, language })];
  if (catalog.asks('status')) lines.push(`status:  # ${statusHint(language)}`);
  if (control.parts.length > 0) {
    lines.push('parts:');
    for (const part of control.parts) {
      const title = partHint(part, language);
      lines.push(`  ${JSON.stringify(part.id)}:${title && `  # ${title}`}`);
    }
  } else lines.push('answer: |', `  ${PLACEHOLDER}`);
  if (catalog.asks('evidence')) lines.push('evidence: []');
  return lines;
}

/** Comment lines that tell what a good answer says: the guidance where it is at hand, always the title. */
export function guidanceComments(
  control: Control,
  { text = {}, language = 'ja' }: AnswerScaffoldOptions = {},
): readonly string[] {
  const title = inLanguage(control.title, language);
  const { notes } = guidanceParts(text.guidance ? inLanguage(text.guidance, language) : '');
  return [`# ${oneLine(title)}`, ...noteComments(notes)];
}

/** What stands behind an empty `status`, in each language. */
export function statusHints(): readonly string[] {
  return LANGUAGES.map(statusHint);
}

/** What stands behind the empty answer to a part, in each language. */
export function partHints(part: Part): readonly string[] {
  return LANGUAGES.map((language) => partHint(part, language));
}

function statusHint(language: Language): string {
  return statusTerms(language).join(language === 'ja' ? '・' : ', ');
}

function partHint({ ja = '', en }: Part, language: Language): string {
  return oneLine(inLanguage({ ja, ...(en === undefined ? {} : { en }) }, language));
}

/** The values `status` takes, as an author writes them. */
export function statusTerms(language: Language): readonly string[] {
  const values = schemaAt('checklist', ['answers', 0, 'status'])?.['x-terms'] ?? {};
  return Object.keys(values).map((value) => (language === 'ja' ? japaneseTerm('status', value) : value));
}

/**
 * Entries for `controls`, put among those of a checklist in catalog order.
 * @param controls of the document's own catalog; others are left out
 */
export function insertAnswers(
  document: KaijiDocument,
  catalogs: Catalogs,
  controls: readonly Control[],
  options: AnswerScaffoldOptions = {},
): readonly Splice[] {
  const catalog = ownCatalog(document, catalogs);
  if (!catalog) return [];
  return insertInOrder(document, catalogs, 'answers', 'control', controls, (control) =>
    answerScaffold(control, catalog, options),
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
