/** What `[[…]]` prints: the number and the title its reader finds the thing under, never an id. */

import type { Resolved } from '../../core/catalog/control.ts';
import { subjectNamed } from '../../core/features/subject.ts';
import { outlineSection } from '../../core/features/target.ts';
import { targetTitle } from '../../core/features/target-title.ts';
import { inLanguage, message } from '../../core/language.ts';
import type { KaijiDocument } from '../../core/model/document.ts';
import { titleField } from '../../core/model/field.ts';
import { ownCatalog } from '../../core/package/index.ts';
import { mentionedControl } from '../../core/package/tables/mentions.ts';
import { ownValue } from '../../core/text/own-value.ts';
import { asMap, type Node } from '../../core/yaml/tree.ts';
import { isShown, shownTitle } from './evidence-title.ts';
import type { Inline } from './form.ts';
import { type Making, named, note, say } from './making.ts';
import { sectionElsewhere } from './sections.ts';

const unresolved = message<{ target: string }>({
  ja: ({ target }) => `参照先 [[${target}]] が見つからないため、文字のまま出力しました。参照先のIDを確かめてください。`,
  en: ({ target }) => `[[${target}]] leads nowhere and was printed as it is written. Check the id it names.`,
});
const absent = message<{ target: string }>({
  ja: ({ target }) =>
    `参照先の節 [[${target}]] がこのパッケージにないため、章立ての見出しだけを出力しました。節を書くか、参照を直してください。`,
  en: ({ target }) =>
    `The section [[${target}]] is not in this package; the heading of the outline was printed. Write the section or mend the reference.`,
});

/** @param document where the reference stands @param node the value it stands in */
export function referenceText(target: string, document: KaijiDocument, node: Node, making: Making): readonly Inline[] {
  const { whole, here } = making;
  const control = mentionedControl(target, whole.catalogs, ownCatalog(document, whole.catalogs));
  if (control) return controlReference(control, making);
  const subject = subjectNamed(whole, target, document);
  if (subject?.is === 'tables') {
    const table = here.table?.(subject.id);
    if (table) return to(table);
  }
  if (subject?.is === 'section-keys' || subject?.is === 'sections') {
    const section = here.section?.(subject.id);
    if (section) return to(section);
    const elsewhere = sectionElsewhere(whole, subject.id, making);
    if (elsewhere !== undefined) return [words(elsewhere)];
    const outline = outlineSection(whole, subject.id);
    if (outline) {
      note(making, document, node, absent({ target }));
      return [words(inLanguage(outline.title, making.language))];
    }
  }
  if (subject?.is === 'evidence') {
    if (!isShown(subject.id, making)) return [words(say(making, '非開示の資料', 'a document not disclosed'))];
    return [words(shownTitle(subject.id, making))];
  }
  const title = subject === undefined ? '' : titleOf(subject.id, making);
  if (title !== '') return [words(title)];
  const site = whole.lookup('targets', target)[0];
  const listed = site ? targetTitle(target, site, whole, making.language) : '';
  if (listed !== '') return [words(listed)];
  note(making, document, node, unresolved({ target }));
  return [words(target)];
}

const words = (text: string): Inline => ({ is: 'text', text });

function to({ anchor, name }: { readonly anchor: string; readonly name: string }): readonly Inline[] {
  return [{ is: 'reference', anchor, content: [words(name)] }];
}

/** What an id with a table of its own is called; '' where it is none of these or has no name. */
function titleOf(id: string, { whole }: Making): string {
  for (const table of NAMED) {
    const map = asMap(whole.lookup(table, id)[0]?.entry.node);
    const title = map && titleField(map)?.value.trim();
    if (title) return title;
  }
  return '';
}

const NAMED = ['statements', 'roles', 'parties', 'assets', 'threats', 'vulnerabilities', 'measures', 'scenarios'] as const;

function controlReference({ id }: Resolved, making: Making): readonly Inline[] {
  const anchor = making.here.control?.(id);
  const name = controlName(id, making);
  return anchor === undefined ? [words(name)] : to({ anchor, name });
}

/** How the forms of the bundled catalogs are called by those who fill them in. */
const FORMS: Readonly<Record<string, readonly [ja: string, en: string]>> = {
  'medcloud-checklist': ['チェックシート No.', 'check sheet No. '],
  'meti-processor': ['経産省ガイドライン ', 'METI guideline '],
  'mic-cloud': ['総務省ガイドライン ', 'MIC guideline '],
  'risk-scenarios': ['リスク ', 'risk '],
  'oq-measures': ['対策 ', 'measure '],
};

/** `チェックシート No.12`, `リスク 1.1①`; of an author's own catalog its word for them and the whole ID: `点検項目 RJ-1`. @param id canonical */
export function controlName(id: string, making: Pick<Making, 'whole' | 'language'>): string {
  const catalog = making.whole.catalogs.catalogOf(id);
  const form = ownValue(FORMS, catalog?.id ?? '');
  if (form) return say(making, ...form) + controlNumber(id, making);
  return `${catalog ? `${named(catalog.data.noun, making)} ` : ''}${id}`;
}

/** The number as its form prints it: `12`, `2.2.1(1)`; of an author's own catalog the whole ID. @param id canonical */
export function controlNumber(id: string, { whole }: Pick<Making, 'whole'>): string {
  const catalog = whole.catalogs.catalogOf(id);
  const prefix = catalog?.data.prefix;
  return catalog && prefix !== undefined && Object.hasOwn(FORMS, catalog.id) ? id.slice(prefix.length + 1) : id;
}
