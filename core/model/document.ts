/** A file's documents as what they are: kind, header, entries. Every other layer speaks of these. */
import { LIMITS } from '../limits.ts';
import type { Text } from '../text/text.ts';
import { readYaml } from '../yaml/read.ts';
import {
  asMap,
  asScalar,
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

export interface KaijiDocument {
  readonly file: KaijiFile;
  readonly yaml: YamlDocument;
  /** Undefined where `kaiji:` is missing or names no known kind. */
  readonly kind: KindName | undefined;
  /** The value of `kaiji:`. */
  readonly kindNode: ScalarNode | undefined;
  readonly root: MapNode | undefined;
  /** Everything but the entries; the entries of the top-level sequences follow. */
  readonly header: Entry;
  readonly entries: readonly Entry[];
}

/** The unit rules look at: an item of a top-level sequence, or the header (`sequence` ''). */
export interface Entry {
  readonly document: KaijiDocument;
  readonly sequence: string;
  readonly index: number;
  readonly node: Node;
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
    const document = readDocument(file, yaml, left);
    left -= document.entries.length;
    documents.push(document);
  }
  return file;
}

/** @param most how many entries are read */
function readDocument(file: KaijiFile, yaml: YamlDocument, most: number): KaijiDocument {
  const root = asMap(yaml.root);
  const kindNode = asScalar(valueUnder(root, 'kaiji'));
  const kind = kindNamed(kindNode?.text);
  const entries: Entry[] = [];
  const document = { file, yaml, kind, kindNode, root, entries } as { -readonly [K in keyof KaijiDocument]: KaijiDocument[K] } & {
    entries: Entry[];
  };
  document.header = { document, sequence: '', index: 0, node: root ?? (yaml.root as Node) };
  for (const sequence of kind && root ? entrySequences(kind) : []) {
    const value = valueUnder(root, sequence);
    if (value?.kind !== 'seq') continue;
    value.items.slice(0, most - entries.length).forEach((node, index) => {
      entries.push({ document, sequence, index, node });
    });
  }
  return document;
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
