/** What a person can choose to have written of a package. */
import { inLanguage, type Language } from '../../core/language.ts';
import type { Package } from '../../core/package/package.ts';
import { fileName } from '../../core/package/uri.ts';
import { type FormOf, formKinds, formsOf } from '../form/list.ts';
import { type Format, formats } from './formats.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Of the file to name when it is exported: of several forms of a kind it tells which. */
  readonly uri: string;
  /** The files it is made from. */
  readonly detail: string;
  readonly formats: readonly { readonly id: string; readonly label: string; readonly extension: string }[];
  /** Whether it can be filled into a workbook of the customer's. */
  readonly fills: boolean;
}

function isOf({ documents }: FormOf, asked: ReadonlySet<string>): boolean {
  return documents.some(({ file }) => asked.has(file.uri));
}

/**
 * The forms that can be made of a package, those of a file first.
 * @param asked URIs of files
 */
export function formChoices(whole: Package, asked: ReadonlySet<string>, language: Language): readonly Choice[] {
  const all = formsOf(whole, { language, audience: 'internal', date: '' });
  const choices = new Map<string, Choice>();
  for (const form of [...all.filter((one) => isOf(one, asked)), ...all]) {
    const uris = [...new Set(form.documents.map(({ file }) => file.uri))];
    // Not one of a package it extends, which is another's.
    const uri = uris.find((one) => whole.files.has(one)) ?? uris[0];
    if (uri === undefined || choices.has(`${form.name} ${uri}`)) continue;
    const kind = formKinds[form.name];
    choices.set(`${form.name} ${uri}`, {
      id: form.name,
      label: form.label,
      uri,
      detail: uris.map(fileName).join(language === 'ja' ? '、' : ', '),
      formats: (Object.entries(formats) as [string, Format][])
        .filter(([, format]) => (format.of === 'form' ? 'form' in kind : 'grids' in kind))
        // What is a table is usually handed over as a workbook.
        .sort(([a], [b]) => Number(b === 'xlsx') - Number(a === 'xlsx'))
        .map(([id, { label, extension }]) => ({ id, label: inLanguage(label, language), extension })),
      fills: form.name === 'checklist',
    });
  }
  return [...choices.values()];
}
