/**
 * What one document says to the tables of the index, kept by entry: what an entry says is of its nodes alone and outlives the version of the document, so a
 * later version is made from an earlier one by what came and went.
 */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { KaijiDocument } from '../model/document.ts';
import { Chunked } from '../yaml/chunked.ts';
import type { Node } from '../yaml/tree.ts';
import { ShardedMap } from './sharded-map.ts';
import { contribute } from './tables/contribute.ts';
import type { Site, Table } from './tables/table.ts';

/** What an entry says to a table under a key. A {@link Site} is one of these in a version of its document. */
export interface Said {
  readonly table: Table;
  readonly key: string;
  readonly node: Node;
  /** `''` for the header. */
  readonly sequence: string;
  /** The item it stands in; of the header, no node to rely on. */
  readonly item: Node;
}

/** What the entries of one sequence say, item by item. */
export interface SaidList {
  readonly sequence: string;
  readonly items: Chunked<Node>;
  readonly said: Chunked<readonly Said[]>;
}

/** What differs between two versions of a document. */
export interface Difference {
  readonly gone: readonly Said[];
  readonly come: readonly Said[];
}

/** Under one key mostly stands one; evidence everything rests on is cited thousands of times. */
type Entries = Said | Chunked<Said>;

/** Immutable. */
export class Part {
  private constructor(
    readonly document: KaijiDocument,
    readonly own: Catalog | undefined,
    private readonly catalogs: Catalogs,
    readonly header: readonly Said[],
    readonly lists: readonly SaidList[],
    private readonly tables: ReadonlyMap<Table, ShardedMap<Entries>>,
  ) {}

  /** @param before what an earlier version of the document said, if there was one */
  static of(document: KaijiDocument, own: Catalog | undefined, catalogs: Catalogs, before?: Part): Part {
    const last =
      before && before.document.kind === document.kind && before.own === own && before.catalogs === catalogs ? before : undefined;
    const said = (sequence: string, item: Node) => saidBy(document, sequence, item, { own, catalogs });
    const fresh = document.root ? said('', document.header.node) : [];
    // The same, said of nodes that stayed: nothing changed there.
    const header = last && sameSaid(last.header, fresh) ? last.header : fresh;
    const lists = document.lists.map(({ sequence, items }): SaidList => {
      const former = last?.lists.find((list) => list.sequence === sequence);
      if (former?.items === items) return former;
      if (!former) return { sequence, items, said: Chunked.of(items.toArray().map((item) => said(sequence, item))) };
      const { head, tail } = former.items.shared(items);
      const middle = items.slice(head, items.length - tail).map((item) => said(sequence, item));
      return { sequence, items, said: former.said.splice(head, former.said.length - tail, middle) };
    });
    const draft = new Part(document, own, catalogs, header, lists, last?.tables ?? new Map());
    const tables = last ? changedTables(last.tables, draft, draft.since(last)) : tablesOf(draft);
    return new Part(document, own, catalogs, header, lists, tables);
  }

  /** What came and went since an earlier version; undefined stands for no document. */
  since(before: Part | undefined): Difference {
    const gone: Said[] = [];
    const come: Said[] = [];
    if (before?.header !== this.header) {
      gone.push(...(before?.header ?? []));
      come.push(...this.header);
    }
    for (const { sequence, said } of this.lists) {
      const former = before?.lists.find((list) => list.sequence === sequence)?.said ?? NOTHING_SAID;
      const { head, tail } = former.shared(said);
      for (const one of former.slice(head, former.length - tail)) gone.push(...one);
      for (const one of said.slice(head, said.length - tail)) come.push(...one);
    }
    for (const { sequence, said } of before?.lists ?? [])
      if (!this.lists.some((list) => list.sequence === sequence)) for (const one of said.toArray()) gone.push(...one);
    return { gone, come };
  }

  /** Everything it says. */
  *all(): Generator<Said> {
    yield* this.header;
    for (const { said } of this.lists) for (const one of said.toArray()) yield* one;
  }

  /** Sites under a key, in document order. */
  sites(table: Table, key: string): readonly Site[] {
    return listed(this.tables.get(table)?.get(key))
      .toArray()
      .map((said) => this.siteOf(said));
  }

  /** How many sites there are under a key. */
  count(table: Table, key: string): number {
    const entries = this.tables.get(table)?.get(key);
    return entries === undefined ? 0 : listed(entries).length;
  }

  has(table: Table, key: string): boolean {
    return this.tables.get(table)?.get(key) !== undefined;
  }

  keys(table: Table): ReadonlySet<string> {
    return this.tables.get(table)?.keys() ?? NO_KEYS;
  }

  private siteOf({ table, key, node, sequence, item }: Said): Site {
    const { document } = this;
    return { table, key, document, entry: document.entryOf(sequence, item), node };
  }

  /** A number by which what is said stands in document order: the header first, then sequence by sequence. */
  placeOf({ sequence, item }: Said): number {
    if (sequence === '') return -1;
    const { tree } = this.document.file;
    return this.lists.findIndex((list) => list.sequence === sequence) * 2 ** 32 + tree.startOf(item.block) + item.start;
  }
}

const NO_KEYS: ReadonlySet<string> = new Set();
const NOTHING_SAID = Chunked.of<readonly Said[]>([]);
const NONE = Chunked.of<Said>([]);

function saidBy(
  document: KaijiDocument,
  sequence: string,
  item: Node,
  context: { readonly own: Catalog | undefined; readonly catalogs: Catalogs },
): readonly Said[] {
  const said: Said[] = [];
  contribute(document.entryOf(sequence, item), context, (table, key, _entry, node) => {
    if (key !== undefined && key !== '') said.push({ table, key, node, sequence, item });
  });
  return said.slice();
}

function sameSaid(a: readonly Said[], b: readonly Said[]): boolean {
  const same = (one: Said, other: Said | undefined) =>
    one.table === other?.table && one.key === other.key && one.node === other.node;
  return a.length === b.length && a.every((one, i) => same(one, b[i]));
}

function listed(entries: Entries | undefined): Chunked<Said> {
  return entries === undefined ? NONE : entries instanceof Chunked ? entries : Chunked.of([entries]);
}

function packed(list: Chunked<Said>): Entries | undefined {
  return list.length > 1 ? list : list.at(0);
}

function tablesOf(part: Part): ReadonlyMap<Table, ShardedMap<Entries>> {
  const tables = new Map<Table, Map<string, Said | Said[]>>();
  for (const said of part.all()) {
    let keys = tables.get(said.table);
    if (!keys) {
      keys = new Map();
      tables.set(said.table, keys);
    }
    const known = keys.get(said.key);
    if (known === undefined) keys.set(said.key, said);
    else if (Array.isArray(known)) known.push(said);
    else keys.set(said.key, [known, said]);
  }
  const entries = (keys: ReadonlyMap<string, Said | Said[]>) =>
    new Map([...keys].map(([key, said]): [string, Entries] => [key, Array.isArray(said) ? Chunked.of(said) : said]));
  return new Map([...tables].map(([table, keys]) => [table, ShardedMap.of(entries(keys))]));
}

function changedTables(
  before: ReadonlyMap<Table, ShardedMap<Entries>>,
  part: Part,
  { gone, come }: Difference,
): ReadonlyMap<Table, ShardedMap<Entries>> {
  if (gone.length === 0 && come.length === 0) return before;
  const changes = new Map<Table, Map<string, { readonly gone: Said[]; readonly come: Said[] }>>();
  const changing = ({ table, key }: Said) => {
    const keys = changes.get(table) ?? new Map<string, { readonly gone: Said[]; readonly come: Said[] }>();
    changes.set(table, keys);
    const change = keys.get(key) ?? { gone: [], come: [] };
    keys.set(key, change);
    return change;
  };
  for (const said of gone) changing(said).gone.push(said);
  for (const said of come) changing(said).come.push(said);
  const tables = new Map(before);
  for (const [table, keys] of changes) {
    const old = before.get(table) ?? ShardedMap.of<Entries>(new Map());
    const now = new Map<string, Entries | undefined>();
    for (const [key, change] of keys) now.set(key, packed(exchanged(listed(old.get(key)), change, part)));
    tables.set(table, old.with(now));
  }
  return tables;
}

/** A list in document order with some things gone and others come. */
function exchanged(list: Chunked<Said>, { gone, come }: Difference, part: Part): Chunked<Said> {
  const [first] = gone;
  if (!first) return merged(list, come, part);
  const at = list.indexOf(first);
  const isRun = gone.every((said, i) => list.at(at + i) === said && said.sequence === first.sequence);
  // What came into one gap of one sequence stands where that went which left it.
  if (isRun && come.every(({ sequence }) => sequence === first.sequence)) return list.splice(at, at + gone.length, come);
  const without = new Set(gone);
  return merged(Chunked.of(list.toArray().filter((said) => !without.has(said))), come, part);
}

/** Two lists in document order as one. */
function merged(list: Chunked<Said>, added: readonly Said[], part: Part): Chunked<Said> {
  const places = added.map((said) => {
    const place = part.placeOf(said);
    return list.countWhile((one) => part.placeOf(one) < place);
  });
  let result = list;
  // From the end, run by run, so that places before stay what they are.
  for (let to = added.length; to > 0; ) {
    const place = places[to - 1] as number;
    const from = places.indexOf(place);
    result = result.splice(place, place, added.slice(from, to));
    to = from;
  }
  return result;
}
