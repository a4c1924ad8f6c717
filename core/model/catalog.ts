/** catalog/v1 as an author's own document: the tree made into catalog data. */
import { Catalog } from '../catalog/catalog.ts';
import type { Relation } from '../catalog/control.ts';
import { loadCatalog, type RawCatalog, type RawControl } from '../catalog/load.ts';
import type { Bilingual } from '../language.ts';
import { asMap } from '../yaml/tree.ts';
import type { Entry, KaijiDocument } from './document.ts';
import { entryOf } from './entry-at.ts';
import { textField } from './field.ts';
import { toJson } from './json.ts';

const cache = new WeakMap<KaijiDocument, Catalog>();
const documents = new WeakMap<Catalog, KaijiDocument>();

/**
 * The catalog a document holds, the same each time it is asked for; undefined where it has no id. Half-written or hostile, it never throws: what has not the
 * form the schema asks for counts as absent (rules report it), and so do entries without an id.
 */
export function catalogFrom(document: KaijiDocument): Catalog | undefined {
  const known = cache.get(document);
  if (known) return known;
  const id = textField(document.root, 'id')?.value;
  if (id === undefined || !document.root) return undefined;
  const { data, texts } = loadCatalog(rawCatalog(id, mapping(toJson(document.root))));
  const catalog = new Catalog(data, async () => texts);
  cache.set(document, catalog);
  documents.set(catalog, document);
  return catalog;
}

/** The document a catalog was read from; undefined for one that comes with Kaiji. */
export function documentOf(catalog: Catalog): KaijiDocument | undefined {
  return documents.get(catalog);
}

/** The entry of a control in its author's document, by canonical ID; undefined for a catalog that comes with Kaiji. */
export function controlEntry(catalog: Catalog, id: string): Entry | undefined {
  const document = documents.get(catalog);
  // Entries without an id are left out of the catalog: it is here, or behind.
  for (let index = catalog.orderOf(id); document && index >= 0; index++) {
    const entry = entryOf(document, 'controls', index);
    if (!entry || textField(asMap(entry.node), 'id')?.value === id) return entry;
  }
  return undefined;
}

function rawCatalog(id: string, given: Mapping): RawCatalog {
  return {
    id,
    ...present({
      edition: text(given.edition),
      prefix: text(given.prefix),
      complete: text(given.complete),
      noun: bilingual(given.noun),
      title: bilingual(given.title),
    }),
    asks: texts(given.asks),
    categories: Object.fromEntries(
      Object.entries(mapping(given.categories)).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
    ),
    groups: mappingsWithId(given.groups).map(([groupId, group]) => ({
      id: groupId,
      ...present({
        number: text(group.number),
        title: bilingual(group.title),
        preamble: bilingual(group.preamble),
        condition: bilingual(group.condition),
      }),
    })),
    controls: mappingsWithId(given.controls).map(([controlId, control]) => rawControl(controlId, control)),
  };
}

function rawControl(id: string, given: Mapping): RawControl {
  return {
    id,
    title: bilingual(given.title) ?? '',
    ...present({
      category: given.category === undefined ? undefined : texts(given.category),
      group: text(given.group),
      summary: bilingual(given.summary),
      guidance: bilingual(given.guidance),
      obligation: text(given.obligation),
      disclose: text(given.disclose),
      required: oneOf(given.required, REQUIRED),
      renders: text(given.renders),
    }),
    parts: mappingsWithId(given.parts).map(([partId, part]) => ({
      id: partId,
      ...present({ ja: text(part.ja), en: text(part.en), disclose: text(part.disclose) }),
    })),
    evidence: texts(given.evidence),
    refs: list(given.refs).flatMap((item) => {
      const { to, relation } = mapping(item);
      const target = text(item) ?? text(to);
      return target === undefined ? [] : [{ to: target, ...present({ relation: oneOf(relation, RELATIONS) }) }];
    }),
    unresolved: list(given.unresolved).flatMap((item) => {
      const { printed, why } = mapping(item);
      return typeof printed === 'string' ? [{ printed, ...present({ why: oneOf(why, REASONS) }) }] : [];
    }),
    aliases: texts(given.aliases),
    answers: texts(given.answers),
  };
}

const REQUIRED = ['R', 'C', 'O'] as const;
const RELATIONS: readonly Relation[] = ['equal', 'subset', 'superset', 'intersects'];
const REASONS = ['recommended', 'absent'] as const;

type Mapping = Readonly<Record<string, unknown>>;

function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return list(value).filter((item) => typeof item === 'string');
}

function bilingual(value: unknown): Bilingual | string | undefined {
  const { ja, en } = mapping(value);
  if (typeof ja !== 'string' && typeof en !== 'string') return text(value);
  return { ja: text(ja) ?? '', ...present({ en: text(en) }) };
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((one) => one === value);
}

function mappingsWithId(value: unknown): readonly (readonly [id: string, Mapping])[] {
  return list(value).flatMap((item) => {
    const given = mapping(item);
    return typeof given.id === 'string' ? [[given.id, given] as const] : [];
  });
}

/** Without what is undefined. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ReturnType<typeof present<T>>;
}
