/** A catalog of ours as an OSCAL catalog: numbers, headings and our own summaries; nothing of the official wording an author imported. */

import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Catalogs } from '../../core/catalog/catalogs.ts';
import type { CatalogTexts, Relation } from '../../core/catalog/control.ts';
import { inLanguage, message } from '../../core/language.ts';
import { documentOf } from '../../core/model/catalog.ts';
import { canonicalTerm } from '../../core/model/schema.ts';
import { ownCatalog } from '../../core/package/index.ts';
import type { Package } from '../../core/package/package.ts';
import { ownValue } from '../../core/text/own-value.ts';
import { asData, asText, type Data, itemsAt, mapAt, mapsAt, present, textAt, textsAt, valueAt } from './data.ts';
import {
  type Exported,
  type ExportOptions,
  type Link,
  lineOf,
  momentOf,
  NAMESPACE_URI,
  OSCAL_VERSION,
  type Problem,
  type Property,
  prop,
  propsOf,
  sealed,
  stringOf,
} from './model.ts';
import { catalogHref, itemToken } from './names.ts';
import { dataOf } from './said.ts';
import { tokenOf } from './token.ts';

interface Part {
  readonly id: string;
  readonly name: string;
  readonly ns?: string;
  readonly props?: readonly Property[];
  readonly prose?: string;
  readonly parts?: readonly Part[];
}

interface OscalControl {
  readonly id: string;
  readonly title: string;
  readonly props: readonly Property[];
  readonly links?: readonly Link[];
  readonly parts: readonly Part[];
}

interface OscalGroup {
  readonly id: string;
  readonly class: string;
  readonly title: string;
  readonly props?: readonly Property[];
  readonly parts?: readonly Part[];
  readonly controls: OscalControl[];
}

/** `rel` of a link to a control tied by the crosswalk. */
export const LINK_RELATIONS: Readonly<Record<Relation, string>> = {
  intersects: 'related',
  equal: 'equal-to',
  subset: 'subset-of',
  superset: 'superset-of',
};

/** Keys of a control that are one text, and those that are lists of texts; each is a property of ours. */
export const CONTROL_TEXTS = ['group', 'obligation', 'disclose', 'required', 'renders'] as const;
export const CONTROL_LISTS = ['category', 'evidence', 'aliases', 'answers'] as const;
/** Of a catalog as a whole. */
export const CATALOG_TEXTS = ['id', 'edition', 'prefix', 'complete'] as const;

const others = message<{ chosen: string; rest: string }>({
  ja: ({ chosen, rest }) => `カタログ ${chosen} を書き出しました。ほかのカタログ（${rest}）は、--catalog で選べます。`,
  en: ({ chosen, rest }) => `The catalog ${chosen} was written. Choose another (${rest}) with --catalog.`,
});
const noCatalog = message<{ name: string; known: readonly string[] }>({
  ja: ({ name, known }) =>
    name === ''
      ? '書き出すカタログがありません。'
      : `「${name}」というカタログはありません。使えるのは ${known.join('、')} です。`,
  en: ({ name, known }) =>
    name === '' ? 'There is no catalog to write.' : `There is no catalog "${name}". Use one of ${known.join(', ')}.`,
});

/** The catalog a package's first checklist answers, or the one asked for. */
export async function catalogModel(whole: Package, options: ExportOptions): Promise<Exported> {
  const answered = whole.documents.flatMap((document) =>
    document.kind === 'checklist' ? (ownCatalog(document, whole.catalogs) ?? []) : [],
  );
  const all = [...new Set([...answered, ...whole.catalogs.all])];
  const chosen = options.catalog === undefined ? all[0] : whole.catalogs.of(options.catalog);
  if (!chosen)
    return { json: undefined, problems: [{ text: noCatalog({ name: options.catalog ?? '', known: all.map(({ id }) => id) }) }] };
  const rest = [...new Set(answered)].filter((one) => one !== chosen).map(({ id }) => id);
  const problems: Problem[] =
    options.catalog === undefined && rest.length > 0 ? [{ text: others({ chosen: chosen.id, rest: rest.join(', ') }) }] : [];
  return { json: await oscalCatalog(chosen, whole.catalogs, options), problems };
}

/** @returns the OSCAL document with its root key */
export async function oscalCatalog(catalog: Catalog, catalogs: Catalogs, options: ExportOptions): Promise<unknown> {
  return new CatalogWriter(dataOfCatalog(catalog, await catalog.texts()), catalogs, options).written();
}

/** A catalog as `catalog/v1` has it: of an author's document what stands there, of a bundled one what it says. */
export function dataOfCatalog(catalog: Catalog, texts: CatalogTexts): Data {
  const document = documentOf(catalog);
  if (document) return dataOf(document.root);
  const { data } = catalog;
  return { ...data, controls: data.controls.map((control) => ({ ...control, ...texts[control.id] })) };
}

class CatalogWriter {
  readonly #ids = new Map<string, number>();
  readonly #tokens = new Map<string, string>();

  constructor(
    private readonly data: Data,
    private readonly catalogs: Catalogs,
    private readonly options: ExportOptions,
  ) {
    for (const control of mapsAt(data, 'controls')) {
      const id = textAt(control, 'id');
      if (id !== undefined && !this.#tokens.has(id)) this.#tokens.set(id, tokenOf(id));
    }
  }

  written(): unknown {
    const { data, options } = this;
    const { ja, en } = both(data, 'title');
    const noun = both(data, 'noun');
    const id = textAt(data, 'id') ?? '';
    const categories = mapAt(data, 'categories');
    const source = mapAt(data, 'source');
    const metadata = {
      title: lineOf(ja ?? en ?? id),
      'last-modified': momentOf(options.date),
      version: stringOf(textAt(data, 'edition') || options.date),
      'oscal-version': OSCAL_VERSION,
      props: [
        prop('format', 'catalog/v1'),
        { name: 'language', value: 'ja' },
        ...propsOf(Object.fromEntries(CATALOG_TEXTS.map((key) => [key, textAt(data, key)]))),
        ...propsOf({ title: exact(ja), 'title-en': en, noun: noun.ja, 'noun-en': noun.en }),
        ...textsAt(data, 'asks').map((column) => prop('asks', column)),
        ...Object.keys(categories).flatMap((name) => {
          const english = textAt(categories, name);
          return english === undefined ? [] : [prop('category-en', english, { class: tokenOf(name) })];
        }),
        ...Object.keys(source).flatMap((key) => propsOf({ [`source.${key}`]: textAt(source, key) })),
      ],
    };
    const { groups, controls } = this.grouped();
    const params = this.catalogs.facts.all.map(({ key, label, description }) => ({
      id: tokenOf(key),
      label: lineOf(inLanguage(label, options.language)),
      usage: inLanguage(description, options.language),
    }));
    return sealed('catalog', id, metadata, {
      params: textAt(data, 'prefix') === undefined ? undefined : params,
      controls,
      groups: groups.map(({ controls: own, ...group }) => ({ ...group, ...present({ controls: own }) })),
    });
  }

  /** Controls under their heading, else their category; without either beside the groups. Places in the catalog stand in `sort-id`. */
  private grouped(): { readonly groups: readonly OscalGroup[]; readonly controls: readonly OscalControl[] } {
    const groups = new Map<string, OscalGroup>();
    for (const group of mapsAt(this.data, 'groups')) groups.set(`group ${textAt(group, 'id') ?? ''}`, this.heading(group));
    const controls: OscalControl[] = [];
    const all = mapsAt(this.data, 'controls');
    all.forEach((control, i) => {
      const heading = `group ${textAt(control, 'group') ?? ''}`;
      const category = textsAt(control, 'category');
      const key = groups.has(heading) ? heading : category.join(' › ');
      const written = this.control(control, String(i + 1).padStart(String(all.length).length, '0'));
      if (key === '') {
        controls.push(written);
        return;
      }
      const group = groups.get(key) ?? {
        id: this.unique(`category-${groups.size + 1}`),
        class: 'category',
        title: lineOf(key),
        controls: [],
      };
      groups.set(key, group);
      group.controls.push(written);
    });
    return { groups: [...groups.values()], controls };
  }

  private heading(group: Data): OscalGroup {
    const id = textAt(group, 'id') ?? '';
    const token = this.unique(tokenOf(id));
    const { ja, en } = both(group, 'title');
    const number = textAt(group, 'number');
    return {
      id: token,
      class: 'heading',
      title: lineOf(ja ?? en ?? number ?? id),
      props: [
        ...(number === undefined ? [] : [{ name: 'label', value: stringOf(number) }]),
        ...propsOf({ id, number, title: exact(ja), 'title-en': en, untitled: ja === undefined ? 'yes' : undefined }),
      ],
      ...present({
        parts: [
          ...this.prosePart(`${token}_ovw`, 'overview', group, 'preamble'),
          ...this.prosePart(`${token}_cnd`, 'condition', group, 'condition', NAMESPACE_URI),
        ],
      }),
      controls: [],
    };
  }

  private control(control: Data, place: string): OscalControl {
    const id = textAt(control, 'id') ?? '';
    const token = this.unique(tokenOf(id));
    const { ja, en } = both(control, 'title');
    const { links, unlinked } = this.references(control);
    const obligation = textAt(control, 'obligation');
    const texts = Object.fromEntries(CONTROL_TEXTS.map((key) => [key, textAt(control, key)]));
    return {
      id: token,
      title: lineOf(ja ?? en ?? id),
      props: [
        { name: 'label', value: stringOf(id) },
        { name: 'sort-id', value: place },
        ...propsOf({ id, title: exact(ja), 'title-en': en }),
        ...propsOf({ ...texts, obligation: obligation && (canonicalTerm('obligation', obligation) ?? obligation) }),
        ...CONTROL_LISTS.flatMap((key) => textsAt(control, key).map((text) => prop(key, text))),
        ...mapsAt(control, 'unresolved').flatMap((one, i) =>
          propsOf({ 'unresolved.printed': textAt(one, 'printed'), 'unresolved.why': textAt(one, 'why') }, `unresolved-${i + 1}`),
        ),
        ...unlinked,
      ],
      ...present({ links }),
      parts: [
        this.statement(control, token, ja ?? en ?? id),
        ...this.prosePart(`${token}_gdn`, 'guidance', control, 'guidance'),
        ...this.prosePart(`${token}_note`, 'note', control, 'note', NAMESPACE_URI),
      ],
    };
  }

  /** OSCAL wants a statement of every control: where there is no summary, its title stands for one. */
  private statement(control: Data, token: string, title: string): Part {
    const { ja, en } = both(control, 'summary');
    const items = mapsAt(control, 'parts').map((part): Part => {
      const id = textAt(part, 'id') ?? '';
      const [words, english] = [textAt(part, 'ja'), textAt(part, 'en')];
      return {
        id: this.unique(`${token}_smt.${itemToken(id)}`),
        name: 'item',
        props: [
          { name: 'label', value: stringOf(id) },
          ...propsOf({ id, en: english, disclose: textAt(part, 'disclose') }),
          ...(words === undefined ? [prop('wording', 'none')] : []),
        ],
        prose: words ?? english ?? id,
      };
    });
    return {
      id: this.unique(`${token}_smt`),
      name: 'statement',
      ...present({
        props: [...propsOf({ en }), ...(ja === undefined ? [prop('wording', 'none')] : [])],
      }),
      prose: ja ?? en ?? title,
      ...present({ parts: items }),
    };
  }

  private prosePart(id: string, name: string, data: Data, key: string, ns?: string): readonly Part[] {
    const { ja, en } = both(data, key);
    if (ja === undefined && en === undefined) return [];
    const props = [...propsOf({ en }), ...(ja === undefined ? [prop('wording', 'none')] : [])];
    return [{ id: this.unique(id), name, ...present({ ns, props }), prose: ja ?? en ?? '' }];
  }

  /** The crosswalk as links; what leads to no control we know as properties. */
  private references(control: Data): { readonly links: readonly Link[]; readonly unlinked: readonly Property[] } {
    const links: Link[] = [];
    const unlinked: Property[] = [];
    for (const item of itemsAt(control, 'refs')) {
      const to = asText(item) ?? textAt(asData(item), 'to');
      if (to === undefined) continue;
      const relation = (textAt(asData(item), 'relation') ?? 'intersects') as Relation;
      const rel = ownValue(LINK_RELATIONS, relation) ?? 'related';
      const resolved = this.catalogs.resolve(to);
      const home = resolved && this.catalogs.homeOf(resolved.control);
      const isPlain = lineOf(to) === to;
      if (!resolved || !home || !isPlain) unlinked.push(prop('ref', to, { class: rel }));
      else {
        const token = encodeURIComponent(tokenOf(resolved.control.id));
        const here = home.id === textAt(this.data, 'id') && this.#tokens.has(resolved.control.id);
        links.push({ href: `${here ? '' : catalogHref(home)}#${token}`, rel, text: to });
      }
    }
    return { links, unlinked };
  }

  /** An author may have given an ID twice; OSCAL takes each once. */
  private unique(id: string): string {
    const count = (this.#ids.get(id) ?? 0) + 1;
    this.#ids.set(id, count);
    return count === 1 ? id : this.unique(`${id}-${count}`);
  }
}

/** A text in both languages; one alone is Japanese. */
function both(data: Data, key: string): { readonly ja: string | undefined; readonly en: string | undefined } {
  const value = valueAt(data, key);
  if (typeof value === 'string') return { ja: value, en: undefined };
  return { ja: textAt(asData(value), 'ja'), en: textAt(asData(value), 'en') };
}

/** A title that OSCAL's line cannot hold as it is. */
function exact(title: string | undefined): string | undefined {
  return title === undefined || title === lineOf(title) ? undefined : title;
}
