/** What a check looked up, and whether that may have changed: so that a check is repeated only where its answer may be another one. */
import type { Catalog } from '../catalog/catalog.ts';
import type { KaijiDocument } from '../model/document.ts';
import { entrySequences } from '../model/schema.ts';
import { ownCatalog, type Site, type Table, type Tables } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import type { DocumentContext } from '../rules/rule.ts';
import { keyText, type Pair } from '../yaml/tree.ts';

/** What one run of a check asked of the package. */
export interface Reads {
  readonly document: KaijiDocument;
  readonly lookups: ReadonlyMap<Table, ReadonlySet<string>>;
  /** Tables whose keys it listed. */
  readonly keys: ReadonlySet<Table>;
  /** `TABLE KEY` → whether the document was the first of those that contribute. */
  readonly leads: ReadonlyMap<string, boolean>;
  /** Files it asked for, and whether they were missing. */
  readonly files: ReadonlyMap<string, boolean>;
}

/**
 * The context of a document's checks, and what they read through it.
 * @param allowed the tables the rule declares; asking for another one throws
 */
export function recording(
  whole: Package,
  document: KaijiDocument,
  allowed: readonly Table[],
  date: string,
): { readonly context: Omit<DocumentContext, 'notes'>; readonly reads: Reads } {
  const lookups = new Map<Table, Set<string>>();
  const keys = new Set<Table>();
  const files = new Map<string, boolean>();
  const leads = new Map<string, boolean>();
  const declared = (table: Table) => {
    if (!allowed.includes(table)) throw new Error(`table ${table} is not among those the rule reads`);
  };
  const own: Catalog | undefined = ownCatalog(document, whole.catalogs);
  const context: Omit<DocumentContext, 'notes'> = {
    catalogs: whole.catalogs,
    own,
    home: whole.uri,
    date,
    lookup(table, key) {
      declared(table);
      const known = lookups.get(table);
      if (known) known.add(key);
      else lookups.set(table, new Set([key]));
      return whole.lookup(table, key);
    },
    keys(table) {
      declared(table);
      keys.add(table);
      return whole.keys(table);
    },
    leads(table, key) {
      declared(table);
      const first = isFirst(whole, document, table, key);
      leads.set(`${table} ${key}`, first);
      return first;
    },
    isAbsent(uri) {
      const absent = whole.absent.has(uri);
      files.set(uri, absent);
      return absent;
    },
    saidKeys: (table) => {
      declared(table);
      return whole.index.saidKeys(document, table);
    },
    said: (table, key) => {
      declared(table);
      return whole.index.said(document, table, key);
    },
  };
  return { context, reads: { document, lookups, keys, leads, files } };
}

function isFirst(whole: Package, document: KaijiDocument, table: Table, key: string): boolean {
  return whole.lookup(table, key)[0]?.document === document;
}

/**
 * What differs between two versions of a package, as far as a check may have looked it up.
 *
 * A key is *touched* when a document that contributes to it is another one now, and *altered* when what it says there is: the text of the entries, in their
 * order; of a header, which stands for its whole document, always. A check that found nothing holds on to nothing of what it looked up, so only altered keys
 * concern it; findings may point into another document, and positions there move with every edit.
 */
export class Changes {
  private readonly touched = new Map<Table, Set<string>>();
  private readonly altered = new Map<Table, Set<string>>();
  /** Tables that gained or lost a key. */
  private readonly keySets = new Set<Table>();

  constructor(
    before: Package,
    private readonly now: Package,
  ) {
    const gone = contributionsOf(before);
    for (const [name, come] of contributionsOf(now)) {
      const old = gone.get(name);
      gone.delete(name);
      // A document that is the same may say something else: what its IDs mean depends on the catalogs of its own package.
      if (old?.document !== come.document || old.tables !== come.tables) this.compare(old, come);
    }
    for (const old of gone.values()) this.compare(old, undefined);
  }

  private compare(gone: Contribution | undefined, come: Contribution | undefined): void {
    const sameHead = gone !== undefined && come !== undefined && headOf(gone.document) === headOf(come.document);
    for (const table of new Set([...(gone?.tables.keys() ?? []), ...(come?.tables.keys() ?? [])])) {
      const [a, b] = [gone?.tables.get(table), come?.tables.get(table)];
      for (const key of new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])) {
        const [left, right] = [a?.get(key), b?.get(key)];
        if (!left || !right) this.keySets.add(table);
        const isAltered = !sameHead || !left || !right || !sayTheSame(left, right);
        for (const [name, id] of namesUnder(table, key, (gone ?? come)?.platform)) {
          add(this.touched, name, id);
          if (isAltered) add(this.altered, name, id);
        }
      }
    }
    if ((gone ?? come)?.platform !== undefined) this.keySets.add('platforms');
  }

  /** @param foundNothing whether the check that read this had no finding */
  concern({ document, lookups, keys, leads, files }: Reads, foundNothing: boolean): boolean {
    const changed = foundNothing ? this.altered : this.touched;
    for (const table of keys) if (this.keySets.has(table)) return true;
    for (const [table, asked] of lookups) {
      const some = changed.get(table);
      if (!some) continue;
      const [few, many] = some.size < asked.size ? [some, asked] : [asked, some];
      for (const key of few) if (many.has(key)) return true;
    }
    for (const [name, first] of leads) {
      const [table = '', ...key] = name.split(' ');
      if (isFirst(this.now, document, table as Table, key.join(' ')) !== first) return true;
    }
    for (const [uri, absent] of files) if (this.now.absent.has(uri) !== absent) return true;
    return false;
  }
}

interface Contribution {
  readonly document: KaijiDocument;
  readonly tables: Tables;
  readonly platform: string | undefined;
}

/** By name: one document may be there twice, as the parent's and as that of a platform that extends the same parent. */
function contributionsOf(whole: Package): Map<string, Contribution> {
  const found = new Map<string, Contribution>();
  for (const [document, tables, platform] of whole.contributions()) {
    const { uri, documents } = document.file;
    const name = `${platform ?? ''} ${uri} ${documents.indexOf(document)}`;
    found.set(name, { document, tables, platform });
  }
  return found;
}

/** The tables and keys under which a contribution is looked up: of a platform only its statements, by its name. */
function namesUnder(table: Table, key: string, platform: string | undefined): readonly (readonly [Table, string])[] {
  if (platform === undefined) return [[table, key]];
  if (table !== 'statements') return [];
  return [
    ['platforms', platform],
    ['platforms', `${platform}#${key}`],
  ];
}

function add(to: Map<Table, Set<string>>, table: Table, key: string): void {
  const known = to.get(table);
  if (known) known.add(key);
  else to.set(table, new Set([key]));
}

function sayTheSame(a: readonly Site[], b: readonly Site[]): boolean {
  return (
    a.length === b.length &&
    a.every((site, i) => {
      const other = b[i];
      return (
        other !== undefined &&
        site.entry.sequence !== '' &&
        site.entry.sequence === other.entry.sequence &&
        sourceOf(site) !== undefined &&
        sourceOf(site) === sourceOf(other)
      );
    })
  );
}

const sources = new WeakMap<object, string>();

/** The entry as written, comments and all: what it says cannot differ where this does not. One that takes over what stands elsewhere is never the same. */
function sourceOf({ entry }: Site): string | undefined {
  const { tree, text } = entry.document.file;
  const source = written(entry, () => {
    const { start, end } = tree.spanOf(entry.node);
    return text.slice(start, end);
  });
  return source.includes('*') ? undefined : source;
}

/** What a document says beside the items of its sequences: its catalog, its outline, its title, and what stands where a list should. */
function headOf(document: KaijiDocument): string {
  const { tree, text } = document.file;
  return written(document, () => {
    const sequences = document.kind ? entrySequences(document.kind) : [];
    const isList = (pair: Pair) => pair.value?.kind === 'seq' && sequences.includes(keyText(pair) ?? '');
    return (document.root?.pairs ?? [])
      .map((pair) =>
        text.slice(tree.spanOf(pair.key).start, tree.spanOf((isList(pair) ? undefined : pair.value) ?? pair.key).end),
      )
      .join('\n');
  });
}

function written(of: object, read: () => string): string {
  const known = sources.get(of);
  if (known !== undefined) return known;
  const source = read();
  sources.set(of, source);
  return source;
}
