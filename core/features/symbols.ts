/** The outline of a file: answers and scenarios by category, sections as they nest, the other entries by their sequence. Linear; from the tree that is there already. */
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { comparison, reckoning } from '../assessment/arithmetic.ts';
import { assessedScenario } from '../assessment/assessed.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { fixed, inLanguage, type Language } from '../language.ts';
import { answerOf } from '../model/checklist.ts';
import { type Section, sectionOf } from '../model/disclosure.ts';
import type { Entry, KaijiDocument, KaijiFile } from '../model/document.ts';
import { textField } from '../model/field.ts';
import { effectiveRows, scenarioOf } from '../model/risks.ts';
import { descriptionOf, kindTitle, schemaAt } from '../model/schema.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { atOnce } from '../slices.ts';
import { asMap, keyText, type MapNode, type Node, type Pair, valueUnder } from '../yaml/tree.ts';
import { verdict } from './cards/risk.ts';
import { sayIn } from './cards/words.ts';
import { categoryRuns } from './categories.ts';
import { headline } from './markdown.ts';

export interface SymbolOptions {
  readonly language: Language;
}

/** Of a file with one document its entries; of one with several, the documents first. */
export function documentSymbols(whole: Package, file: KaijiFile, options: SymbolOptions): DocumentSymbol[] {
  return atOnce(documentSymbolsInSteps(whole, file, options));
}

/** The same in steps, entry by entry. */
export function* documentSymbolsInSteps(
  whole: Package,
  file: KaijiFile,
  options: SymbolOptions,
): Generator<void, DocumentSymbol[]> {
  const context = (document: KaijiDocument): Context => ({
    whole,
    file,
    document,
    own: ownCatalog(document, whole.catalogs),
    ...options,
  });
  const documents = file.documents.filter(({ root }) => root);
  const [only] = documents;
  if (documents.length < 2) return only ? yield* symbolsOf(context(only)) : [];
  const symbols: DocumentSymbol[] = [];
  for (const document of documents) {
    const { root, kind } = document;
    if (!root) continue;
    const name = textField(root, 'title')?.value ?? (kind ? kindTitle(kind) : unknownKind(options.language));
    const inside = yield* symbolsOf(context(document));
    symbols.push(symbol(file, name, kind ?? '', SymbolKind.Module, root, root.pairs[0]?.key ?? root, inside));
  }
  return symbols;
}

const unknownKind = fixed('種類の分からない文書', 'Document of unknown kind');

interface Context extends SymbolOptions {
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly document: KaijiDocument;
  readonly own: Catalog | undefined;
}

function* symbolsOf(context: Context): Generator<void, DocumentSymbol[]> {
  const { document } = context;
  const bySequence = new Map<string, Entry[]>();
  for (const entry of document.entries) {
    const list = bySequence.get(entry.sequence);
    if (list) list.push(entry);
    else bySequence.set(entry.sequence, [entry]);
  }
  const symbols: DocumentSymbol[] = [];
  for (const pair of document.root?.pairs ?? [])
    for (const one of yield* symbolsUnder(pair, bySequence, context)) symbols.push(one);
  return symbols;
}

/** Of one key of a document. */
function* symbolsUnder(
  pair: Pair,
  bySequence: ReadonlyMap<string, readonly Entry[]>,
  context: Context,
): Generator<void, readonly DocumentSymbol[]> {
  const { document, file, language } = context;
  const key = keyText(pair);
  if (key === undefined) return [];
  const entries = bySequence.get(key);
  if (entries && key === 'answers') return yield* entrySymbols(entries, context, answerSymbol);
  if (entries && key === 'scenarios' && document.kind === 'risks') return yield* entrySymbols(entries, context, scenarioSymbol);
  if (entries && key === 'sections') return entries.flatMap((entry) => sectionSymbol(asMap(entry.node), context) ?? []);
  const schema = document.kind && schemaAt(document.kind, [key]);
  const heading = schema?.description ? inLanguage(descriptionOf(schema), language) : key;
  if (entries) {
    const children = entries.flatMap((entry) => entrySymbol(entry, context) ?? []);
    return [pairSymbol(file, heading, key, SymbolKind.Array, pair, children)];
  }
  const collection = pair.value?.kind === 'map' || pair.value?.kind === 'seq';
  return collection ? [pairSymbol(file, heading, key, SymbolKind.Object, pair, [])] : [];
}

/** Runs of one category become a group. */
function* entrySymbols(
  entries: readonly Entry[],
  context: Context,
  symbolOf: (map: MapNode, context: Context) => DocumentSymbol,
): Generator<void, DocumentSymbol[]> {
  const written = entries.filter(({ node }) => node.kind === 'map');
  const { whole, own, language } = context;
  const all: DocumentSymbol[] = [];
  for (const run of categoryRuns(written, { catalogs: whole.catalogs, own, language })) {
    const symbols: DocumentSymbol[] = [];
    for (const { node } of run.entries) {
      if (node.kind === 'map') symbols.push(symbolOf(node, context));
      yield;
    }
    const [first] = symbols;
    const last = symbols.at(-1);
    if (!first || !last || run.category === '') {
      for (const one of symbols) all.push(one);
      continue;
    }
    all.push({
      name: run.category,
      detail: String(symbols.length),
      kind: SymbolKind.Namespace,
      range: { start: first.range.start, end: last.range.end },
      selectionRange: first.selectionRange,
      children: symbols,
    });
  }
  return all;
}

function answerSymbol(map: MapNode, { file, whole, own, language }: Context): DocumentSymbol {
  const { control, answer, status } = answerOf(map);
  const resolved = control && whole.catalogs.resolve(control.value, own);
  const title = resolved ? inLanguage(resolved.control.title, language) : headline(answer?.value ?? '', 40);
  return symbol(
    file,
    `${resolved?.id ?? control?.value ?? ''} ${title}`,
    status?.node.kind === 'scalar' ? status.node.text : '',
    status?.value === 'not-applicable' ? SymbolKind.Null : SymbolKind.Method,
    map,
    control?.node ?? map.pairs[0]?.key ?? map,
    [],
  );
}

/** With its treatment as detail, as written, each once. */
function scenarioSymbol(map: MapNode, { file, whole, own, language }: Context): DocumentSymbol {
  const scenario = scenarioOf(map);
  const id = scenario.scenario?.value ?? '';
  const resolved = whole.catalogs.resolve(id, own);
  const title = scenario.title?.value ?? (resolved ? inLanguage(resolved.control.title, language) : '');
  const treatments = new Set(effectiveRows(scenario).flatMap(({ words }) => words.map(({ written }) => written)));
  return symbol(
    file,
    `${resolved?.id ?? id} ${title}`,
    scenario.notApplicable ? (language === 'ja' ? '該当なし' : 'not applicable') : [...treatments].join('・'),
    scenario.notApplicable ? SymbolKind.Null : SymbolKind.Method,
    map,
    scenario.scenario?.node ?? map.pairs[0]?.key ?? map,
    [],
  );
}

function sectionSymbol(map: MapNode | undefined, context: Context): DocumentSymbol | undefined {
  if (!map) return undefined;
  const section: Section = sectionOf(map);
  const outline = section.key && context.own?.control(section.key.value);
  const title = section.title?.value ?? (outline ? inLanguage(outline.title, context.language) : section.key?.value) ?? '';
  const children = section.sections.flatMap(({ node }) => sectionSymbol(node, context) ?? []);
  const name = `${section.number ? `${section.number.value} ` : ''}${title}`;
  return symbol(
    context.file,
    name,
    section.key?.value ?? '',
    SymbolKind.Class,
    map,
    section.key?.node ?? section.title?.node ?? map.pairs[0]?.key ?? map,
    children,
  );
}

function entrySymbol(entry: Entry, context: Context): DocumentSymbol | undefined {
  const { file, whole, own, language } = context;
  const map = asMap(entry.node);
  if (!map) return undefined;
  const control = textField(map, 'control');
  const resolved = control && whole.catalogs.resolve(control.value, own);
  const [name, ...others] = ['title', 'name', 'term', 'caption', 'id'].flatMap((key) => wordsOf(map, key, language) ?? []);
  const id = textField(map, 'id') ?? control ?? others[0];
  const title = name?.value ?? (resolved ? inLanguage(resolved.control.title, language) : '');
  return symbol(
    file,
    control ? `${resolved?.id ?? control.value} ${title}` : title,
    riskOf(entry, context) ??
      (id && id !== control && id.node !== name?.node ? id.value : (textField(map, 'status')?.value ?? '')),
    SymbolKind.Property,
    map,
    (id ?? name)?.node ?? map.pairs[0]?.key ?? map,
    [],
  );
}

/** A text, or the one of two that is in a language: `{ ja: …, en: … }`. */
function wordsOf(map: MapNode, key: string, language: Language): ReturnType<typeof textField> {
  const both = asMap(valueUnder(map, key));
  return both ? (textField(both, language) ?? textField(both, 'ja')) : textField(map, key);
}

/** The value of a scenario of a risk assessment: `3 × 2 × 3 = 18 ≥ 18 要対策`. */
function riskOf(entry: Entry, { whole, language }: Context): string | undefined {
  if (entry.document.kind !== 'assessment' || entry.sequence !== 'scenarios') return undefined;
  const assessed = assessedScenario(entry, whole);
  if (!assessed || assessed.value === undefined) return undefined;
  const { line, meetsLine } = assessed;
  return [reckoning(assessed), comparison(line, meetsLine), verdict(meetsLine, sayIn(language))].filter(Boolean).join(' ');
}

function symbol(
  file: KaijiFile,
  name: string,
  detail: string,
  kind: SymbolKind,
  node: Node,
  selection: Node,
  children: DocumentSymbol[],
): DocumentSymbol {
  const whole = file.tree.spanOf(node);
  const chosen = file.tree.spanOf(selection);
  // What an alias brings in stands elsewhere: LSP wants the selection inside.
  const inside = chosen.start >= whole.start && chosen.end <= whole.end;
  const range = file.text.rangeOf(whole.start, whole.end);
  // VS Code refuses a symbol without a name.
  return {
    name: headline(name, 120).trim() || '（無題）',
    detail,
    kind,
    range,
    selectionRange: inside ? file.text.rangeOf(chosen.start, chosen.end) : { start: range.start, end: range.start },
    children,
  };
}

function pairSymbol(
  file: KaijiFile,
  name: string,
  detail: string,
  kind: SymbolKind,
  { key, value }: Pair,
  children: DocumentSymbol[],
): DocumentSymbol {
  const { start, end } = file.tree.spanOf(key);
  const last = value ? Math.max(end, file.tree.spanOf(value).end) : end;
  return { name, detail, kind, range: file.text.rangeOf(start, last), selectionRange: file.text.rangeOf(start, end), children };
}
