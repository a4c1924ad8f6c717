/** Who answers, cites and defines what in a package. Built per document, put together per package; documents come and go by `add` and `remove`. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import { answerOf, catalogOf, repliesOf } from '../model/checklist.ts';
import { outlineOf, sectionOf, withNested } from '../model/disclosure.ts';
import type { Entry, KaijiDocument } from '../model/document.ts';
import { evidenceItem, evidenceUses, titleKey } from '../model/evidence.ts';
import { scalarsOf, textField } from '../model/field.ts';
import { annexesNamed } from '../model/reference.ts';
import { asMap, type MapNode, type Node } from '../yaml/tree.ts';

/**
 * What can be looked up. Keys are canonical: control IDs (with part where one is meant) in `answers`, `satisfies`, `responds-to`, `texts` (official wording); section keys in `sections`;
 * bare ids in `evidence`, `evidence-uses`, `statements`, `statement-uses`; what `[[…]]` may name in `targets`; catalog ids in `checklists`, outline ids in `disclosures`;
 * titles as {@link titleKey} compares them in `evidence-titles`; 添付1, 別添2 as {@link annexesNamed} spells them in `annexes`.
 */
export type Table =
  | 'answers'
  | 'satisfies'
  | 'responds-to'
  | 'sections'
  | 'evidence'
  | 'evidence-titles'
  | 'evidence-uses'
  | 'statements'
  | 'statement-uses'
  | 'targets'
  | 'checklists'
  | 'texts'
  | 'disclosures'
  | 'annexes';

/** One place that contributes to a table. */
export interface Site {
  readonly table: Table;
  readonly key: string;
  readonly document: KaijiDocument;
  readonly entry: Entry;
  readonly node: Node;
}

type Tables = ReadonlyMap<Table, ReadonlyMap<string, readonly Site[]>>;

/** Immutable. */
export class PackageIndex {
  /** Made when first asked for. */
  private readonly keysOf = new Map<Table, ReadonlySet<string>>();

  private constructor(
    private readonly catalogs: Catalogs,
    private readonly parts: ReadonlyMap<KaijiDocument, Tables>,
  ) {}

  static of(documents: Iterable<KaijiDocument>, catalogs: Catalogs): PackageIndex {
    return new PackageIndex(catalogs, new Map([...documents].map((document) => [document, tablesOf(document, catalogs)])));
  }

  add(document: KaijiDocument): PackageIndex {
    return new PackageIndex(this.catalogs, new Map(this.parts).set(document, tablesOf(document, this.catalogs)));
  }

  remove(document: KaijiDocument): PackageIndex {
    const parts = new Map(this.parts);
    parts.delete(document);
    return new PackageIndex(this.catalogs, parts);
  }

  /** Sites under one key, by path, then in document order. */
  lookup(table: Table, key: string): readonly Site[] {
    const found: (readonly Site[])[] = [];
    for (const tables of this.parts.values()) {
      const sites = tables.get(table)?.get(key);
      if (sites) found.push(sites);
    }
    // Mostly it is one document's, in order already.
    return found.length < 2 ? (found[0] ?? []) : found.flat().sort(byPath);
  }

  /** Every key of a table. */
  keys(table: Table): ReadonlySet<string> {
    const known = this.keysOf.get(table);
    if (known) return known;
    const keys = new Set<string>();
    for (const tables of this.parts.values()) for (const key of tables.get(table)?.keys() ?? []) keys.add(key);
    this.keysOf.set(table, keys);
    return keys;
  }
}

function byPath(a: Site, b: Site): number {
  return a.document.file.uri < b.document.file.uri ? -1 : a.document.file.uri > b.document.file.uri ? 1 : 0;
}

/** The catalog or outline a document's bare IDs belong to. */
export function ownCatalog(document: KaijiDocument, catalogs: Catalogs): Catalog | undefined {
  if (document.kind === 'checklist' || document.kind === 'catalog-text') return catalogs.of(catalogOf(document)?.value ?? '');
  if (document.kind === 'disclosure') return catalogs.of(outlineOf(document));
  return undefined;
}

function tablesOf(document: KaijiDocument, catalogs: Catalogs): Tables {
  const tables = new Map<Table, Map<string, Site[]>>();
  const put = (table: Table, key: string | undefined, entry: Entry, node: Node) => {
    if (key === undefined || key === '') return;
    let keys = tables.get(table);
    if (!keys) {
      keys = new Map();
      tables.set(table, keys);
    }
    const site: Site = { table, key, document, entry, node };
    const sites = keys.get(key);
    if (sites) sites.push(site);
    else keys.set(key, [site]);
  };
  const own = ownCatalog(document, catalogs);
  const control = (typed: string) => catalogs.resolve(typed, own)?.id;
  const uses = (entry: Entry, map: MapNode | undefined) => {
    for (const use of evidenceUses(map)) put('evidence-uses', use.ref.text, entry, use.ref);
  };
  const annexes = (entry: Entry, ...texts: readonly (string | undefined)[]) => {
    for (const text of texts) for (const { name } of annexesNamed(text ?? '')) put('annexes', name, entry, entry.node);
  };
  if (document.root) annexes(document.header, textField(document.root, 'title')?.value);
  if (document.kind === 'checklist' && own) put('checklists', own.id, document.header, document.kindNode ?? document.header.node);
  if (document.kind === 'disclosure')
    put('disclosures', outlineOf(document), document.header, document.kindNode ?? document.header.node);
  for (const entry of document.entries) {
    const map = asMap(entry.node);
    if (!map) continue;
    switch (entry.sequence) {
      case 'evidence': {
        const { id, title } = evidenceItem(map);
        put('evidence', id?.value, entry, id?.node ?? map);
        if (id) put('evidence-titles', title && titleKey(title.value), entry, id.node);
        annexes(entry, textField(map, 'title')?.value, textField(map, 'location')?.value);
        put('targets', id?.value, entry, id?.node ?? map);
        break;
      }
      case 'answers': {
        const answer = answerOf(map);
        put('answers', answer.control && (control(answer.control.value) ?? undefined), entry, answer.control?.node ?? map);
        for (const reply of repliesOf(answer)) {
          uses(entry, reply.map);
          for (const use of reply.use) put('statement-uses', use.text, entry, use);
        }
        break;
      }
      case 'texts': {
        const named = textField(map, 'control');
        if (own) put('texts', named && control(named.value), entry, named?.node ?? map);
        break;
      }
      case 'statements': {
        const id = textField(map, 'id');
        put('statements', id?.value, entry, id?.node ?? map);
        put('targets', id?.value, entry, id?.node ?? map);
        for (const target of scalarsOf(map, 'satisfies')) put('satisfies', control(target.text), entry, target);
        uses(entry, map);
        break;
      }
      case 'sections':
        for (const section of withNested(sectionOf(map))) {
          annexes(entry, section.number?.value, section.title?.value, ...headLines(section.body?.value));
          put('sections', section.key?.value, entry, section.key?.node ?? map);
          for (const key of section.also) put('sections', key.text, entry, key);
          put('targets', section.key?.value, entry, section.key?.node ?? map);
          put('targets', section.id?.value, entry, section.id?.node ?? map);
          for (const target of section.respondsTo) put('responds-to', control(target.text), entry, target);
          uses(entry, section.node);
        }
        break;
      case 'tables': {
        const id = textField(map, 'id');
        put('targets', id && `table:${id.value}`, entry, id?.node ?? map);
        annexes(entry, textField(map, 'caption')?.value);
        put('targets', id?.value, entry, id?.node ?? map);
        break;
      }
      case 'roles':
      case 'parties': {
        const id = textField(map, 'id');
        put('targets', id?.value, entry, id?.node ?? map);
        break;
      }
    }
    if (
      entry.sequence === 'roles' ||
      entry.sequence === 'parties' ||
      entry.sequence === 'terms' ||
      entry.sequence === 'contacts'
    ) {
      put('targets', entry.sequence, entry, map);
    }
  }
  for (const reference of asItems(document)) {
    put('targets', textField(reference, 'id')?.value, document.header, reference);
    annexes(document.header, textField(reference, 'title')?.value);
  }
  return tables;
}

function asItems(document: KaijiDocument): readonly MapNode[] {
  const references = document.root?.pairs.find((pair) => pair.key.kind === 'scalar' && pair.key.text === 'references')?.value;
  return references?.kind === 'seq' ? references.items.flatMap((item) => asMap(item) ?? []) : [];
}

/** Lines of a body that may be the heading of an annex kept within it: those an annex's name begins. */
function headLines(body: string | undefined): readonly string[] {
  return body?.match(/^[# \t\u3000■◆【（(]*(?:添付|別添)[^\r\n]{0,40}/gm) ?? [];
}
