/** What the authors of the examples chose from what there is, as against what they wrote: it is completed, and explained. */
import { checkPackage, type PlacedFinding } from '../../core/check.ts';
import { axisOf, roleOf } from '../../core/features/role.ts';
import { findingsTouching } from '../../core/features/touching.ts';
import type { KaijiDocument, KaijiFile } from '../../core/model/document.ts';
import { referencesIn } from '../../core/model/reference.ts';
import { schemaAt } from '../../core/model/schema.ts';
import type { Package } from '../../core/package/package.ts';
import { keyText, type Node, type ScalarNode } from '../../core/yaml/tree.ts';
import { bundled } from './catalogs.ts';
import { example, exampleNames } from './examples.ts';
import { OPTIONS, openFixture, pathOf } from './fixture.ts';

const all = await bundled;

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly what: string;
}

/** Where an author chose from what there is: keys, ids of others, terms, `[[…]]`. What is made up at its place, or a text, a number or a date, is none. */
function* tokensOf(
  file: KaijiFile,
  document: KaijiDocument,
  node: Node | undefined,
  path: readonly (string | number)[],
): Generator<Token> {
  if (node?.kind === 'seq') for (const [i, item] of node.items.entries()) yield* tokensOf(file, document, item, [...path, i]);
  if (node?.kind === 'map')
    for (const pair of node.pairs) {
      const key = keyText(pair);
      if (key === undefined || pair.key.kind !== 'scalar') continue;
      yield { ...inner(file, pair.key), what: 'key' };
      yield* tokensOf(file, document, pair.value, [...path, key]);
    }
  if (node?.kind !== 'scalar' || !document.kind || node.text === '') return;
  const { start } = file.tree.spanOf(node);
  const source = file.text.slice(start, file.tree.spanOf(node).end);
  const base = file.tree.startOf(node.block);
  for (const link of referencesIn(node, source)) {
    const from = base + link.start + source.slice(base + link.start - start).indexOf(link.target);
    yield { start: from, end: from + link.target.length, what: '[[…]]' };
  }
  const role = roleOf(document.kind, path);
  const schema = schemaAt(document.kind, path);
  if (axisOf(document.kind, path) !== undefined) yield { ...inner(file, node), what: 'level' };
  else if (role === 'fact') {
    const type = all.catalogs.facts.keyOf(String(path.at(-1))).fact?.type;
    if (type === 'term' || type === 'boolean') yield { ...inner(file, node), what: role };
  } else if (role !== undefined) {
    if (!role.endsWith('-id')) yield { ...inner(file, node), what: role };
  } else if (schema?.enum || schema?.['x-terms'] || schema?.type === 'boolean') yield { ...inner(file, node), what: 'term' };
}

function inner(file: KaijiFile, node: ScalarNode): { readonly start: number; readonly end: number } {
  const { start, end } = file.tree.spanOf(node);
  const quotes = /^["']/.test(file.text.slice(start, end)) ? 1 : 0;
  return { start: start + quotes, end: end - quotes };
}

export interface Written {
  readonly name: string;
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly tokens: readonly Token[];
}

/** Every file of the examples with its tokens. */
export async function writtenInExamples(): Promise<readonly Written[]> {
  const written: Written[] = [];
  for (const name of exampleNames)
    for (const whole of (await openFixture(example(name))).packages)
      for (const file of whole.files.values()) {
        const tokens = file.documents.flatMap((document) => [...tokensOf(file, document, document.yaml.root, [])]);
        written.push({ name: `${name}/${pathOf(file.uri)}`, whole, file, tokens });
      }
  return written;
}

/** What tells that an example is wrong here, on purpose. */
const MISTAKES = new Set([
  'catalog-invalid',
  'control-order',
  'duplicate-control',
  'duplicate-key',
  'invalid-value',
  'level-range',
  'noncanonical-control',
  'treatment-term',
  'unknown-catalog',
  'unknown-control',
  'unknown-evidence',
  'unknown-key',
  'unknown-reference',
  'unknown-section',
  'wrong-type',
  'yaml-syntax',
]);

const checked = new Map<Package, ReadonlyMap<string, readonly PlacedFinding[]>>();
function whatIsWrong(whole: Package): ReadonlyMap<string, readonly PlacedFinding[]> {
  const found = checked.get(whole) ?? checkPackage(whole, OPTIONS);
  checked.set(whole, found);
  return found;
}

/** The rule which reports a mistake between two offsets, if any. */
export function mistakeAt(whole: Package, file: KaijiFile, from: number, to: number): string | undefined {
  const found = whatIsWrong(whole).get(file.uri) ?? [];
  return findingsTouching(found, from, to).find(({ rule }) => MISTAKES.has(rule))?.rule;
}
