/** What a person calls what `[[…]]` names. */
import { inLanguage, type Language } from '../language.ts';
import { sectionOf, withNested } from '../model/disclosure.ts';
import { textField } from '../model/field.ts';
import { entrySequences, schemaAt } from '../model/schema.ts';
import type { Site } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { asMap } from '../yaml/tree.ts';
import { outlineSection } from './target.ts';

/**
 * The title of what a site of the tables `targets` and `sections` names under a key: of a section its own, else that of the outline; of a list (`[[roles]]`) what
 * the list is. '' where it has none.
 */
export function targetTitle(key: string, { entry, node, document }: Site, whole: Package, language: Language): string {
  const { kind } = document;
  if (key === entry.sequence && kind && entrySequences(kind).includes(key)) {
    const schema = schemaAt(kind, [key]);
    return inLanguage(
      { ja: schema?.description ?? '', ...(schema?.['x-en'] === undefined ? {} : { en: schema['x-en'] }) },
      language,
    );
  }
  // A reference stands in the header, and is noted itself.
  const map = asMap(node) ?? asMap(entry.node);
  if (!map) return '';
  if (entry.sequence === 'sections') {
    const outline = outlineSection(whole, key);
    const section = [...withNested(sectionOf(map))].find((one) => one.key?.value === key || one.id?.value === key);
    return section?.title?.value ?? (outline ? inLanguage(outline.title, language) : '');
  }
  for (const name of ['title', 'caption', 'name', 'term']) {
    const field = textField(map, name);
    if (field) return field.value;
  }
  return '';
}
