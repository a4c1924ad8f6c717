/**
 * Completion offers what people write: each example is typed from its first character to its last, and wherever its author began a key, an id or a term, the
 * list has what was then typed. The golden file says how often it has, every place where it has not, and why.
 */
import { expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-types';
import { checkPackage, type PlacedFinding } from '../../core/check.ts';
import { LIMIT } from '../../core/features/completion/controls.ts';
import { completionAt } from '../../core/features/completion.ts';
import { axisOf, roleOf } from '../../core/features/role.ts';
import { findingsTouching } from '../../core/features/touching.ts';
import { type KaijiDocument, type KaijiFile, readFile } from '../../core/model/document.ts';
import { referencesIn } from '../../core/model/reference.ts';
import { schemaAt } from '../../core/model/schema.ts';
import type { Package } from '../../core/package/package.ts';
import { Text } from '../../core/text/text.ts';
import { keyText, type Node, type ScalarNode } from '../../core/yaml/tree.ts';
import { bundled } from '../support/catalogs.ts';
import { example, exampleNames } from '../support/examples.ts';
import { OPTIONS, openFixture, pathOf } from '../support/fixture.ts';
import { matchGolden } from './cases.ts';

const all = await bundled;

interface Token {
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

interface Written {
  readonly name: string;
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly tokens: readonly Token[];
}

const written: Written[] = [];
for (const name of exampleNames)
  for (const whole of (await openFixture(example(name))).packages)
    for (const file of whole.files.values()) {
      const tokens = file.documents.flatMap((document) => [...tokensOf(file, document, document.yaml.root, [])]);
      written.push({ name: `${name}/${pathOf(file.uri)}`, whole, file, tokens });
    }

/** What stands there once an item is accepted, in an editor that replaces what it stands in; stops of snippets as they are. */
function accepted({ text }: KaijiFile, { textEdit }: CompletionItem): string {
  if (!textEdit || !('replace' in textEdit)) throw new Error('an edit with both ranges is expected');
  const { start, end } = textEdit.replace;
  return text.slice(0, text.offsetAt(start)) + textEdit.newText + text.slice(text.offsetAt(end));
}

const options = { language: 'ja', evidenceKinds: all.evidenceKinds, glossary: await all.glossary() } as const;

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

test('what is written in the examples', async () => {
  const missed: string[] = [];
  const counts = new Map<string, { asked: number; offered: number }>();
  for (const { whole, file, tokens, name } of written) {
    const source = file.text.toString();
    let before: KaijiFile | undefined;
    let growing = whole;
    for (const { start, end, what } of tokens) {
      const wanted = source.slice(start, end);
      const count = counts.get(what) ?? { asked: 0, offered: 0 };
      counts.set(what, count);
      const after: string[] = [];
      let most = 0;
      for (let offset = start; offset < end; offset++) {
        before = readFile(file.uri, Text.of(source.slice(0, offset)), undefined, before);
        growing = growing.with([before]);
        const { items } = completionAt(growing, before, offset, options);
        const item = items.find(({ label }) => label === wanted);
        count.asked++;
        if (item && accepted(before, item).startsWith(source.slice(0, end))) count.offered++;
        else {
          after.push(`‘${source.slice(start, offset)}’`);
          most = offset === start ? items.length : Math.min(most, items.length);
        }
      }
      if (after.length === 0) continue;
      const times = after.length > 3 ? `${after[0]} … ${after.at(-1)}` : after.join(' ');
      const found = whatIsWrong(whole).get(file.uri) ?? [];
      const finding = findingsTouching(found, start + 1, end - 1).find(({ rule }) => MISTAKES.has(rule));
      const isBelow = completionAt(whole, file, end, options).items.some(({ label }) => label === wanted);
      const why = finding
        ? `a mistake (${finding.rule})`
        : /^x\./.test(wanted)
          ? 'a name of its own'
          : most >= LIMIT
            ? `more than ${LIMIT} begin so`
            : isBelow
              ? 'defined further below'
              : undefined;
      expect(why, `${name}: ${what} ${wanted} is not offered after ${times}`).toBeDefined();
      missed.push(`${name}:${file.text.lineAt(start) + 1} ${what} ${wanted}: not after ${times}: ${why}\n`);
    }
  }
  const lines = [...counts].map(([what, { asked, offered }]) => `${what}: ${offered} of ${asked}\n`);
  matchGolden('offered', `${lines.join('')}\n${missed.join('')}`);
});

test('what is chosen takes the place of all that stood there', () => {
  const wrong: string[] = [];
  let chosen = 0;
  for (const { whole, file, tokens, name } of written) {
    const source = file.text.toString();
    for (const { start, end, what } of tokens)
      for (const offset of [start + 1, end]) {
        const wanted = source.slice(start, end);
        const item = completionAt(whole, file, offset, options).items.find(({ label }) => label === wanted);
        // At the end of an ID, the entry which it begins is offered again.
        if (!item?.textEdit || (offset === end && item.textEdit.newText.includes('\n'))) continue;
        chosen++;
        const found = accepted(file, item);
        if (found !== source) wrong.push(`${name}:${file.text.lineAt(start) + 1} ${what} ${wanted}: ${item.textEdit.newText}`);
      }
  }
  expect(wrong).toEqual([]);
  expect(chosen).toBeGreaterThan(2000);
});
