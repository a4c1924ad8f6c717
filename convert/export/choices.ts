/** What a person can choose to have written of a package. */
import { inLanguage, type Language } from '../../core/language.ts';
import type { Package } from '../../core/package/package.ts';
import { fileName } from '../../core/package/uri.ts';
import { formKinds, formsOf } from '../form/list.ts';
import { type Format, formats } from './formats.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** The files it is made from. */
  readonly detail: string;
  readonly formats: readonly { readonly id: string; readonly label: string; readonly extension: string }[];
  /** Whether it can be filled into a workbook of the customer's. */
  readonly fills: boolean;
}

/**
 * The forms that can be made of a package, those of a file first.
 * @param asked URIs of files
 */
export function formChoices(whole: Package, asked: ReadonlySet<string>, language: Language): readonly Choice[] {
  const all = formsOf(whole, { language, audience: 'internal', date: '' });
  const isAsked = ({ documents }: (typeof all)[number]) => documents.some(({ file }) => asked.has(file.uri));
  const named = new Map<string, Choice>();
  for (const form of [...all.filter(isAsked), ...all]) {
    if (named.has(form.name)) continue;
    const kind = formKinds[form.name];
    const own = isAsked(form)
      ? form.documents
      : all.filter(({ name }) => name === form.name).flatMap(({ documents }) => documents);
    named.set(form.name, {
      id: form.name,
      label: form.label,
      detail: [...new Set(own.map(({ file }) => fileName(file.uri)))].join(language === 'ja' ? '、' : ', '),
      formats: (Object.entries(formats) as [string, Format][])
        .filter(([, format]) => (format.of === 'form' ? 'form' in kind : 'grids' in kind))
        .map(([id, { label, extension }]) => ({ id, label: inLanguage(label, language), extension })),
      fills: form.name === 'checklist',
    });
  }
  return [...named.values()];
}
