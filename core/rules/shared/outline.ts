/** Sections of an outline as rules see them: what an author's own word for one means, and which data stand in for a body. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { Bilingual } from '../../language.ts';
import type { Section } from '../../model/disclosure.ts';
import type { KaijiDocument } from '../../model/document.ts';
import { itemsOf, memoized } from '../../model/field.ts';
import { closest } from './close.ts';
import { has } from './reply.ts';

/** Own sections of a document begin so and are in no outline. */
export const OWN_SECTION = 'x.';

/** The section that names the help desk; missing-contact says where it has nothing to name. */
export const CONTACT_SECTION = 'org.contact';

/** The keys a section stands for: its own and those of `also`. */
export function keysOf(section: Section): readonly string[] {
  return [...(section.key ? [section.key.value] : []), ...section.also.map(({ text }) => text)];
}

/** What an outline calls its sections, spelled alike: names to the first that has each, last parts of keys to the only one; undefined where several have it. */
const namesIn = memoized((outline: Catalog) => {
  const names = new Map<string, string>();
  const tails = new Map<string, string | undefined>();
  for (const { id, title, aliases } of outline.data.controls) {
    for (const name of [id, title.ja, title.en ?? '', ...aliases]) {
      const spelled = plain(name);
      if (name !== '' && !names.has(spelled)) names.set(spelled, id);
    }
    const tail = plain(id.slice(id.indexOf('.') + 1));
    tails.set(tail, tails.has(tail) ? undefined : id);
  }
  return { names, tails };
});

/** The section an author certainly means by its heading, another name or number of it, or its key in another spelling (`情報の廃棄`, `Org_Audit`). */
export function sectionMeant(outline: Catalog, typed: string): string | undefined {
  const wanted = plain(typed);
  const { names, tails } = namesIn(outline);
  return names.get(wanted) ?? tails.get(wanted);
}

/** Sections that may be meant, the likeliest first. */
export function sectionsLike(outline: Catalog, typed: string, count = 3): readonly string[] {
  const meant = sectionMeant(outline, typed);
  const { controls } = outline.data;
  const names = new Map(
    controls.flatMap(({ id, title, aliases }) => [id, title.ja, ...aliases].map((name) => [name, id] as const)),
  );
  const wanted = plain(typed);
  const containing =
    wanted.length < 2
      ? []
      : controls.filter(({ id, title }) => plain(title.ja).includes(wanted) || id.startsWith(`${typed}.`)).map(({ id }) => id);
  const alike = closest(typed, names.keys(), count).flatMap((name) => names.get(name) ?? []);
  return [...new Set([...(meant ? [meant] : []), ...alike, ...containing])].slice(0, count);
}

/** The heading of a section in the outline; its key where it has none. */
export function headingOf(outline: Catalog | undefined, key: string): Bilingual {
  return outline?.control(key)?.title ?? { ja: key };
}

/** Section → the header data it is put together from where it has no body. */
const DATA: Readonly<Record<string, string>> = {
  terms: 'terms',
  parties: 'parties',
  references: 'references',
  [CONTACT_SECTION]: 'contacts',
  revision: 'revisions',
};

/**
 * Whether a section that `renders` has something to render; the risk annex has documents of its own, and is taken to have.
 * @param elsewhere whether another document of the package has entries in a list (`terms`)
 */
export function rendersData(
  outline: Catalog | undefined,
  key: string,
  document: KaijiDocument,
  elsewhere: (list: string) => boolean = () => false,
): boolean {
  if (!outline?.control(key)?.renders) return false;
  const list = DATA[key];
  return list === undefined || itemsOf(document.root, list).length > 0 || elsewhere(list);
}

/** Whether a section says nothing: no body, no section below, no reason why it does not apply, no data to put it together from. @param elsewhere as for {@link rendersData} */
export function isEmptySection(
  section: Section,
  outline: Catalog | undefined,
  document: KaijiDocument,
  elsewhere: (list: string) => boolean,
): boolean {
  const { node, body, notApplicable } = section;
  if (body ? body.value.trim() !== '' : has(node, 'body')) return false;
  if (notApplicable || itemsOf(node, 'sections').length > 0) return false;
  return !keysOf(section).some((name) => rendersData(outline, name, document, elsewhere));
}

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s・、「」『』]+/g, '')
    .replace(/[_/-]/g, '.');
}
