/**
 * Formatting keeps what a document says, and formats once for all: on every fixture and example, and on 10,000 random documents. What it says is read by the
 * `yaml` package alone, so that no slip of our own reader hides one of the formatter.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate as breath } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { TextEdit } from 'vscode-languageserver-types';
import { Composer, type CST, Parser } from 'yaml';
import { checkPackage } from '../core/check.ts';
import { formatted, formattingEdits } from '../core/features/formatting.ts';
import { type KaijiFile, readFile } from '../core/model/document.ts';
import { ownCatalog } from '../core/package/index.ts';
import { Package } from '../core/package/package.ts';
import { noncanonicalControl } from '../core/rules/noncanonical-control.ts';
import { Text } from '../core/text/text.ts';
import { dashOf } from '../core/yaml/extent.ts';
import { bundled } from './support/catalogs.ts';
import { applyEdits, OPTIONS, openFixture, parseFixture } from './support/fixture.ts';
import { randomFile } from './support/random-session.ts';
import { untidyFile } from './support/random-untidy.ts';
import { type Random, randomDocument, randomFrom, randomYaml } from './support/random-yaml.ts';

const { catalogs } = await bundled;
const spelling = { ...OPTIONS, rules: [noncanonicalControl] };
const UNSPELLED = /[Ａ-Ｚａ-ｚ０-９－]|cl[- ]?\d|-0/;

function open(source: string): { readonly whole: Package; readonly file: KaijiFile } {
  const file = readFile('file:///package/a.kaiji.yaml', Text.of(source));
  return { whole: Package.of('file:///package', [file], catalogs), file };
}

function askedOf({ whole, file }: ReturnType<typeof open>) {
  const hasIds = UNSPELLED.test(file.text.toString());
  return { findings: (hasIds ? checkPackage(whole, spelling).get(file.uri) : undefined) ?? [], options: OPTIONS };
}

function applied({ text }: KaijiFile, edits: readonly TextEdit[]): string {
  return text
    .spliceAll(
      edits.map(({ range, newText }) => ({ start: text.offsetAt(range.start), end: text.offsetAt(range.end), text: newText })),
    )
    .toString();
}

/** The values, keys sorted and IDs canonical. */
function saidBy(
  source: string,
  idOf: (written: string) => string,
): { readonly values: unknown; readonly comments: readonly string[] } {
  const tokens = [...new Parser().parse(source)];
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, merge: false, logLevel: 'silent' });
  const values = [...composer.compose(tokens)].map((document) => canonical(document.toJS({ maxAliasCount: -1 }), idOf));
  const comments: string[] = [];
  const collect = (token: unknown): void => {
    if (Array.isArray(token)) for (const one of token) collect(one);
    else if (token && typeof token === 'object') {
      const { type, source: text } = token as CST.SourceToken;
      if (type === 'comment') comments.push(text);
      for (const name of ['end', 'value', 'items', 'sep', 'key', 'start', 'props'])
        collect((token as Record<string, unknown>)[name]);
    }
  };
  collect(tokens);
  return { values, comments: comments.sort() };
}

function canonical(value: unknown, idOf: (written: string) => string): unknown {
  if (typeof value === 'string')
    return value.replace(/\[\[(.*?)\]\]/g, (_, id: string) => `[[${idOf(id)}]]`).replace(/^.{1,30}$/, idOf);
  if (Array.isArray(value)) return value.map((one) => canonical(one, idOf));
  if (value === null || typeof value !== 'object') return value;
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(pairs.map(([key, one]) => [key, canonical(one, idOf)]));
}

function check(source: string, what: string): { readonly after: string } {
  const before = open(source);
  const asked = askedOf(before);
  const { isSound } = formatted(before.whole, before.file, asked);
  const isWhole = before.file.tree.faulty.length === 0;
  if (isWhole) expect(isSound, `${what}: is not what it was\n${source}`).toBe(true);
  const after = applied(before.file, formattingEdits(before.whole, before.file, asked));
  if (after === source) return { after };
  const again = open(after);
  expect(applied(again.file, formattingEdits(again.whole, again.file, askedOf(again))), `${what}: once more\n${source}`).toBe(
    after,
  );
  const [document] = before.file.documents;
  const own = document && ownCatalog(document, catalogs);
  const idOf = (written: string) => catalogs.resolve(written, own)?.id ?? written;
  if (isWhole) expect(saidBy(after, idOf), `${what}\n${source}`).toEqual(saidBy(source, idOf));
  return { after };
}

const kinds: readonly (readonly [string, number, (random: Random) => string])[] = [
  ['untidy documents', 6000, untidyFile],
  ['documents of ours', 1500, (random) => randomDocument(random, 0)],
  ['documents with oddities', 500, (random) => randomDocument(random, 0.01)],
  ['files with slips', 1500, randomFile],
  ['any YAML', 500, (random) => `kaiji: checklist/v1\nanswers:\n${randomYaml(random, 0)}`],
];

describe('random documents', () => {
  test.each(kinds)('%s', { timeout: 300_000 }, async (what, count, make) => {
    const seed = Number(process.env.KAIJI_SEED ?? 20_261_121) || Math.floor(Math.random() * 2 ** 31);
    const random = randomFrom(seed);
    let changed = 0;
    for (let i = 0; i < count; i++) {
      // The test runner gives a worker up that does not answer for a minute.
      if (i % 100 === 0) await breath();
      const source = make(random);
      if (check(source, `seed ${seed}, ${what} ${i}`).after !== source) changed++;
    }
    expect(changed).toBeGreaterThan(count / 10);
  });

  test('a range: nothing outside what it reaches', () => {
    const random = randomFrom(5);
    let touched = 0;
    for (let i = 0; i < 500; i++) {
      const { whole, file } = open(untidyFile(random));
      const { text } = file;
      const from = Math.floor(random() * text.lineCount);
      const to = Math.min(text.lineCount - 1, from + Math.floor(random() * 3));
      const range = { start: { line: from, character: 0 }, end: { line: to, character: 1 } };
      const edits = formattingEdits(whole, file, askedOf({ whole, file }), range);
      touched += edits.length;
      const starts = unitStarts(file);
      const first = starts.filter((line) => line <= from).at(-1) ?? 0;
      const next = starts.find((line) => line > to) ?? text.lineCount;
      for (const { range: edited } of edits) {
        expect(edited.start.line, text.toString()).toBeGreaterThanOrEqual(first);
        expect(edited.end.line, text.toString()).toBeLessThan(next);
      }
    }
    expect(touched).toBeGreaterThan(500);
  });
});

/** Lines at which a top-level key or an entry begins; of the first key of a document, with what stands above it. */
function unitStarts(file: KaijiFile): readonly number[] {
  const { text, tree } = file;
  const above = (line: number): number =>
    line > 0 && /^\uFEFF? *(?:#|$)/.test(text.lineText(line - 1)) ? above(line - 1) : line;
  return tree.documents.flatMap(({ root }) =>
    root?.kind !== 'map'
      ? []
      : root.pairs.flatMap(({ key, value }, index) => {
          const line = text.lineAt(tree.spanOf(key).start);
          const dashes =
            value?.kind === 'seq' && !value.flow ? value.items.map((_, at) => text.lineAt(dashOf(file, value, at))) : [];
          return [index === 0 ? above(line) : line, ...dashes];
        }),
  );
}

describe('files of the repository', () => {
  const folders = ['clinic-cloud', 'finished-small'];
  test.each(folders)('examples/%s is formatted, but for IDs it shows', (folder) => {
    const url = new URL(`../examples/${folder}/`, import.meta.url);
    for (const name of readdirSync(url).filter((one) => one.endsWith('.yaml'))) {
      const source = readFileSync(new URL(name, url), 'utf8');
      const { after } = check(source, name);
      // A few IDs are written full-width to show what is told of them.
      const spelled = source.replace(/(?<=control: |, )ＣＬ－[０-９]+/g, (id) => catalogs.resolve(id)?.id ?? id);
      expect(after, name).toBe(name === 'broken.kaiji.yaml' ? source : spelled);
    }
  });

  test('fixtures of rules: no finding is new', { timeout: 120_000 }, async () => {
    const url = new URL('fixtures/rules/', import.meta.url);
    for (const name of readdirSync(url).filter((one) => one.endsWith('.fixture'))) {
      const { files } = parseFixture(readFileSync(new URL(name, url), 'utf8'));
      for (const [path, source] of files) if (path.endsWith('.yaml')) check(source, `${name} ${path}`);
      const before = await findings(files);
      let after = files;
      for (const { whole, all } of before.packages)
        for (const file of whole.files.values()) {
          const { splices, isSound } = formatted(whole, file, { findings: all.get(file.uri) ?? [], options: OPTIONS });
          if (isSound) after = applyEdits(after, [{ uri: file.uri, splices }]);
        }
      const left = [...before.told];
      for (const one of (await findings(after)).told) {
        const at = left.indexOf(one);
        expect(at, `${name}: new: ${one}`).toBeGreaterThanOrEqual(0);
        left.splice(at, 1);
      }
    }
  });
});

async function findings(files: ReadonlyMap<string, string>) {
  const { packages } = await openFixture(files);
  const checked = packages.map((whole) => ({ whole, all: checkPackage(whole, OPTIONS) }));
  const told = checked.flatMap(({ all }) =>
    [...all.values()].flat().map(({ rule, control, file }) => `${rule} ${control ?? ''} ${file.uri}`),
  );
  return { packages: checked, told };
}
