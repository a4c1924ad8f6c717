/** Scaffolds of disclosure sections: what a fix, a command or a new document writes for a section of the outline. */
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Control } from '../catalog/control.ts';
import { guidanceParts } from '../catalog/guidance.ts';
import { inLanguage, type Language } from '../language.ts';
import { scalarSource } from '../yaml/edit.ts';
import { noteComments } from './notes.ts';

export interface SectionScaffoldOptions {
  /** Where the controls a section answers are looked up for their titles. */
  readonly catalogs: Catalogs;
  /** The section is put together from data the document has: no body is needed. */
  readonly rendered?: boolean;
  /** The section does not apply: a reason to fill in instead of a body. */
  readonly notApplicable?: boolean;
  /** Of comments and placeholders; Japanese where absent. */
  readonly language?: Language;
}

/**
 * The lines of a new section, as `insertItem` takes them: key and title, notes on what to write and what it has to answer as comments, `responds-to`, and a
 * body to complete, the model text where texts have been read. The placeholder is ●●, which readers of the field take for "to be written".
 */
export function sectionScaffold(
  section: Control,
  { catalogs, rendered = false, notApplicable = false, language = 'ja' }: SectionScaffoldOptions,
): readonly string[] {
  const ja = language === 'ja';
  const title = inLanguage(section.title, language);
  const lines = [`section: ${scalarSource(section.id)} # ${title}`];
  const guidance = catalogs.textNow(section).guidance;
  const { notes, model } = guidanceParts(guidance ? inLanguage(guidance, language) : '');
  if (notApplicable) return [...lines, ja ? 'not-applicable: ●●のため' : 'not-applicable: "●● (why it does not apply)"'];
  lines.push(...noteComments(notes));
  if (section.answers.length > 0) lines.push(ja ? '# この節で答える確認項目:' : '# Check items this section answers:');
  for (const id of section.answers) lines.push(`#   ${id} ${titleOf(id, catalogs, language)}`.trimEnd());
  if (section.required === 'C') {
    lines.push(
      ja
        ? '# 該当しない場合は、body の代わりに not-applicable に理由を書きます。'
        : '# Where it does not apply, say why under not-applicable instead of body.',
    );
  }
  if (section.answers.length > 0) lines.push(`responds-to: [${section.answers.map((id) => scalarSource(id, true)).join(', ')}]`);
  if (rendered)
    return [
      ...lines,
      ja
        ? '# 本文（body）を書かなければ、この文書の用語・主体・窓口などから組み立てます。'
        : '# Without a body it is put together from the terms, parties, contacts and so on of this document.',
    ];
  const begun = model.length > 0 ? model : [ja ? `●●（${title}について書きます）` : `●● (write about: ${title})`];
  return [...lines, 'body: |', ...begun.map((line) => `  ${line}`)];
}

/** The title of a control, with that of the part where one is meant. */
function titleOf(id: string, catalogs: Catalogs, language: Language): string {
  const found = catalogs.resolve(id);
  if (!found) return '';
  const part = found.part?.[language] ?? found.part?.ja;
  return [inLanguage(found.control.title, language), part].filter(Boolean).join(' — ').replace(/\s+/g, ' ');
}
