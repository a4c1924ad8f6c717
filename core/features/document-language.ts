/** Whether an author writes the terms of enumerations in Japanese or in English. */
import type { Language } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { firstEntries } from '../model/entry-at.ts';
import { textField } from '../model/field.ts';
import type { Package } from '../package/package.ts';
import { asMap } from '../yaml/tree.ts';

const ENTRIES = 50;
const KEYS = ['status', 'responsibility', 'treatment', 'confidentiality'];

/** By the first terms the document has, then by the manifest's `language`, else Japanese. */
export function documentLanguage(document: KaijiDocument | undefined, whole: Package): Language {
  for (const { node } of document ? firstEntries(document, ENTRIES) : []) {
    const map = asMap(node);
    for (const key of KEYS) {
      const term = textField(map, key)?.value;
      // The confidentiality of an asset is a level, which says nothing.
      if (term && !/^[0-9０-９]+$/.test(term)) return /^[\x20-\x7e]+$/.test(term) ? 'en' : 'ja';
    }
  }
  return textField(whole.manifest?.root, 'language')?.value === 'en' ? 'en' : 'ja';
}
