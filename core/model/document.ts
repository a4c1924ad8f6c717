/** A file's documents as what they are: kind, header, entries. Every other layer speaks of these. */
import { LIMITS } from '../limits.ts';
import type { Text } from '../text/text.ts';
import { Chunked } from '../yaml/chunked.ts';
import { readYaml } from '../yaml/read.ts';
import {
  asMap,
  asScalar,
  listOf,
  type MapNode,
  type Node,
  type ScalarNode,
  type SourceTree,
  valueUnder,
  type YamlDocument,
} from '../yaml/tree.ts';
import { entrySequences, type KindName, schemas } from './schema.ts';

/** One version of one file. Immutable. */
export interface KaijiFile {
  readonly uri: string;
  readonly text: Text;
  readonly tree: SourceTree;
  readonly documents: readonly KaijiDocument[];
}

/** One document of a file. Its entries are made when asked for: of a long document most are not, from one edit to the next. */
export class KaijiDocument {
  readonly root: MapNode | undefined;
  /** The value of `kaiji:`. */
  readonly kindNode: ScalarNode | undefined;
  /** Undefined where `kaiji:` is missing or names no known kind. */
  readonly kind: KindName | undefined;
  /** Everything but the entries. */
  readonly header: Entry;
  /** Its sequences of entries, in the order of the schema. */
  readonly lists: readonly EntryList[];
  #entries: readonly Entry[] | undefined;
  /** The entries made so far. */
  readonly #made = new Map<Node, Entry>();

  /** @param most how many entries are read */
  constructor(
    readonly file: KaijiFile,
    readonly yaml: YamlDocument,
    most: number,
  ) {
    this.root = asMap(yaml.root);
    this.kindNode = asScalar(valueUnder(this.root, 'kaiji'));
    this.kind = kindNamed(this.kindNode?.text);
    this.header = { document: this, sequence: '', index: 0, node: this.root ?? (yaml.root as Node) };
    const lists: EntryList[] = [];
    let left = most;
    for (const sequence of this.kind && this.root ? entrySequences(this.kind) : []) {
      const value = valueUnder(this.root, sequence);
      if (value?.kind !== 'seq') continue;
      const all = listOf(value);
      const items = all.length > left ? Chunked.of(all.slice(0, left)) : all;
      left -= items.length;
      lists.push({ sequence, items });
    }
    this.lists = lists;
  }

  /** The entries of the top-level sequences, sequence by sequence in the order of the schema. */
  get entries(): readonly Entry[] {
    this.#entries ??= this.lists.flatMap(({ sequence, items }) => items.toArray().map((node) => this.entryOf(sequence, node)));
    return this.#entries;
  }

  /** The entry an item of a sequence is; always the same one. */
  entryOf(sequence: string, node: Node): Entry {
    if (sequence === '') return this.header;
    let entry = this.#made.get(node);
    if (!entry) {
      entry = new ItemEntry(this, sequence, node);
      this.#made.set(node, entry);
    }
    return entry;
  }
}

/** The items of a top-level sequence, as far as they are read. */
export interface EntryList {
  readonly sequence: string;
  readonly items: Chunked<Node>;
}

/** The unit rules look at: an item of a top-level sequence, or the header (`sequence` ''). */
export interface Entry {
  readonly document: KaijiDocument;
  readonly sequence: string;
  /** Its place in the sequence, 0-based. */
  readonly index: number;
  readonly node: Node;
}

/** One whose place is looked up where it matters. */
class ItemEntry implements Entry {
  constructor(
    readonly document: KaijiDocument,
    readonly sequence: string,
    readonly node: Node,
  ) {}

  get index(): number {
    const { lists, file } = this.document;
    const { start } = file.tree.spanOf(this.node);
    const list = lists.find(({ sequence }) => sequence === this.sequence);
    return list ? list.items.countWhile((item) => file.tree.spanOf(item).start <= start) - 1 : -1;
  }
}

/**
 * Reads one version of a file. Never fails. What lies beyond the limits is left out.
 * @param before an earlier version: what did not change since is taken over
 */
export function readFile(uri: string, text: Text, limits = LIMITS, before?: KaijiFile): KaijiFile {
  const tree = readYaml(text, limits.length, before?.tree);
  const documents: KaijiDocument[] = [];
  const file: KaijiFile = { uri, text, tree, documents };
  let left = limits.entries;
  for (const yaml of tree.documents) {
    const document = new KaijiDocument(file, yaml, left);
    for (const { items } of document.lists) left -= items.length;
    documents.push(document);
  }
  return file;
}

/** `checklist/v1` → `checklist`; undefined for anything else. */
function kindNamed(text: string | undefined): KindName | undefined {
  const match = /^([a-z-]+)\/v1$/.exec(text ?? '');
  const name = match?.[1];
  return name !== undefined && Object.hasOwn(schemas, name) ? (name as KindName) : undefined;
}

/** The entries of one sequence. */
export function entriesOf(document: KaijiDocument, sequence: string): readonly Entry[] {
  return document.entries.filter((entry) => entry.sequence === sequence);
}
