/**
 * Workspace symbols: answers by what their controls are about, what packages give names to, and the clauses of the catalogs themselves. Editors filter again by the
 * name they are given, so a name says what it was found by.
 */
import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import type { Catalog } from '../catalog/catalog.ts';
import { Catalogs } from '../catalog/catalogs.ts';
import { type Control, idsOf } from '../catalog/control.ts';
import type { Glossary } from '../catalog/glossary.ts';
import { fold, matcherOf } from '../catalog/match.ts';
import { BY_WORD, searchCatalogs, type Wanted, wantedBy, wordScore, wordsOf } from '../catalog/search.ts';
import { type Bilingual, inLanguage, type Language } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import type { Table } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import type { Node } from '../yaml/tree.ts';
import { serviceOf } from './cards/statement.ts';
import { catalogUri, PAGE_HEAD } from './catalog-page.ts';
import { inOwnCatalog } from './location-link.ts';
import { headline } from './markdown.ts';
import { namedIn, namedSequence } from './named.ts';
import { outlineSection } from './target.ts';

export interface WorkspaceSymbolOptions {
  readonly language: Language;
  readonly glossary: Glossary;
  /** The client shows `kaiji-catalog:` documents. */
  readonly pages: boolean;
  /** The client asks for the range of the symbol that is chosen ({@link resolveSymbol}). */
  readonly resolves: boolean;
}

/** What a symbol without a range carries: where it was, half-open, UTF-16. */
export interface SymbolData {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

/** No list is longer: who has not found it by then types on. */
export const MOST_SYMBOLS = 200;
/** Clauses come last and do not crowd out what was written. */
const MOST_CLAUSES = 60;

/**
 * @param packages whose files are searched
 * @param shared the catalogs that count everywhere
 * @param query number (`cl94`, in any width) or words, in Japanese or English; nothing is found by none
 * @returns ids first, then answers and the like by number or title of their control, other titles, answers by what their control says at length, clauses;
 *   {@link MOST_SYMBOLS} at most
 */
export async function workspaceSymbols(
  packages: readonly Package[],
  shared: Catalogs,
  query: string,
  options: WorkspaceSymbolOptions,
): Promise<WorkspaceSymbol[]> {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const wanted = wantedBy(words, options.glossary);
  const named = packages.flatMap((whole) => [...namedBy(whole, wanted)]).sort((a, b) => a.score - b.score);
  const catalogs = allOf(packages, shared);
  const list = new SymbolList(query, catalogs.resolve(query)?.control, options);
  // What an id names is not a reference of a guideline besides.
  const clauses = await searchCatalogs(catalogs, options.glossary, query, named.length === 0);
  const isNear = nearTo(query, wanted, catalogs);
  const addEntries = (near: boolean) => {
    for (const { control } of clauses)
      if (isNear(control) === near) for (const whole of packages) list.addEntries(whole, control, catalogs);
  };
  for (const one of named) if (one.score === 0) list.addNamed(one);
  addEntries(true);
  for (const one of named) if (one.score > 0) list.addNamed(one);
  addEntries(false);
  for (const { control } of clauses.slice(0, MOST_CLAUSES)) list.addClause(control, catalogs);
  return list.symbols;
}

/** A symbol with its range as the file stands now. */
export function resolveSymbol(symbol: WorkspaceSymbol, file: KaijiFile): WorkspaceSymbol {
  const { start, end } = symbol.data as SymbolData;
  return { ...symbol, location: { uri: symbol.location.uri, range: file.text.rangeOf(start, end) } };
}

/** Every catalog some package sees, each once: a search goes through them once for all packages. */
function allOf(packages: readonly Package[], shared: Catalogs): Catalogs {
  const all = new Set<Catalog>([...shared.all, ...packages.flatMap(({ catalogs }) => catalogs.all)]);
  return all.size === shared.all.length ? shared : new Catalogs([...all]);
}

/** Whether a control is of a number, or its title has every word. */
function nearTo(query: string, wanted: Wanted, catalogs: Catalogs): (control: Control) => boolean {
  const byNumber = matcherOf(query);
  const meant = catalogs.resolve(query)?.control;
  return (control) => {
    if (control === meant || (byNumber(control) ?? BY_WORD) < BY_WORD) return true;
    const title = [fold(`${control.title.ja}\n${control.title.en ?? ''}`)];
    return wanted.every((alternatives) => wordScore(title, alternatives) < Number.POSITIVE_INFINITY);
  };
}

interface Hit {
  readonly whole: Package;
  readonly file: KaijiFile;
  readonly sequence: string;
  readonly id: string;
  readonly title: string;
  readonly node: Node;
  /** 0 where the id has every word. */
  readonly score: number;
}

function* namedBy(whole: Package, wanted: Wanted): Generator<Hit> {
  for (const file of whole.files.values()) {
    for (const document of file.documents) {
      for (const { sequence, named } of namedIn(document)) {
        let score = 0;
        for (const alternatives of wanted) score = Math.max(score, wordScore(named.texts, alternatives));
        if (score < Number.POSITIVE_INFINITY) yield { whole, file, sequence, ...named, score };
      }
    }
  }
}

/** The tables in which entries stand under their control, and what such an entry is. */
const ENTRIES: readonly (readonly [Table, Bilingual, SymbolKind])[] = [
  ['answers', { ja: '回答', en: 'answer' }, SymbolKind.Method],
  ['scenarios', { ja: 'リスク対応', en: 'treatment' }, SymbolKind.Event],
  ['sections', { ja: '開示書の節', en: 'section' }, SymbolKind.Class],
];

class SymbolList {
  readonly symbols: WorkspaceSymbol[] = [];
  private readonly seen = new Set<Node>();
  private readonly services = new Map<Package, string>();

  constructor(
    private readonly query: string,
    /** Whose ID the query is. */
    private readonly meant: Control | undefined,
    private readonly options: WorkspaceSymbolOptions,
  ) {}

  private get isFull(): boolean {
    return this.symbols.length >= MOST_SYMBOLS;
  }

  /** Something with a name of its own; a section without a title goes by that of its outline. */
  addNamed({ whole, file, sequence, id, title, node }: Hit): void {
    const named = namedSequence(sequence);
    if (this.isFull || !named) return;
    const outline = sequence === 'sections' && title === '' ? outlineSection(whole, id) : undefined;
    const heading = outline ? inLanguage(outline.title, this.options.language) : title;
    this.add(whole, file, node, this.nameOf(`${id} ${heading}`), named.what, named.kind);
  }

  /** What a package has under a control or one of its parts. */
  addEntries(whole: Package, control: Control, catalogs: Catalogs): void {
    if (this.isFull) return;
    const home = catalogs.homeOf(control);
    if (!home || !whole.catalogs.all.includes(home)) return;
    for (const [table, what, kind] of ENTRIES) {
      const keys = whole.index.keys(table);
      for (const id of idsOf(control)) {
        if (!keys.has(id)) continue;
        for (const { document, node } of whole.index.lookup(table, id)) {
          const name = `${id} ${inLanguage(control.title, this.options.language)}`;
          this.add(whole, document.file, node, this.nameOf(name, control), what, kind);
        }
      }
    }
  }

  /** The clause itself: its page, or its entry in an author's own catalog. */
  addClause(control: Control, catalogs: Catalogs): void {
    if (this.isFull) return;
    const { language, pages } = this.options;
    const catalog = catalogs.homeOf(control);
    const name = this.nameOf(`${control.id} ${inLanguage(control.title, language)}`, control);
    const containerName = catalog && inLanguage(catalog.data.title, language);
    const own = inOwnCatalog(catalog, { control, id: control.id });
    if (own) this.place(own.entry.document.file, own.node, name, containerName ?? '', SymbolKind.Interface);
    const uri = pages && !own ? catalogUri({ control }, catalogs) : undefined;
    if (uri === undefined || containerName === undefined) return;
    this.symbols.push({
      name,
      kind: SymbolKind.Interface,
      containerName,
      location: { uri, range: PAGE_HEAD },
    });
  }

  private add(whole: Package, file: KaijiFile, node: Node, name: string, what: Bilingual, kind: SymbolKind): void {
    const { language } = this.options;
    const service = this.services.get(whole) ?? (whole.uri === file.uri ? '' : serviceOf(whole));
    this.services.set(whole, service);
    this.place(file, node, name, [service, inLanguage(what, language)].filter(Boolean).join(' › '), kind);
  }

  private place(file: KaijiFile, node: Node, name: string, containerName: string, kind: SymbolKind): void {
    if (this.isFull || this.seen.has(node)) return;
    this.seen.add(node);
    const { start, end } = file.tree.spanOf(node);
    const head = { name, kind, containerName };
    const { uri } = file;
    this.symbols.push(
      this.options.resolves
        ? { ...head, location: { uri }, data: { uri, start, end } satisfies SymbolData }
        : { ...head, location: { uri, range: file.text.rangeOf(start, end) } },
    );
  }

  /**
   * A name with what it was found by, where the name has not got it: another width, a reading, a word of the other language. Editors order by how early it
   * stands there: it comes first where it is the ID itself.
   */
  private nameOf(full: string, control?: Control): string {
    const name = headline(full.trim(), 120);
    const query = this.query.trim();
    if (hasInOrder(name, query)) return name;
    if (control && control === this.meant) return `${query} ${name}`;
    return this.options.language === 'ja' ? `${name}〔${query}〕` : `${name} [${query}]`;
  }
}

/** Whether a name has the characters of a query in their order, as editors match. */
function hasInOrder(name: string, query: string): boolean {
  const lower = name.toLowerCase();
  let at = -1;
  for (const char of query.toLowerCase().replace(/\s+/g, '')) {
    at = lower.indexOf(char, at + 1);
    if (at < 0) return false;
  }
  return true;
}
