/**
 * Document links: files of evidence, addresses, and what `[[…]]` in prose refers to. Only what leads somewhere is a link: a file that is there, inside the package; a
 * reference to something that is defined, or to a clause where the client shows clauses. IDs that stand as values are none: they are followed by going to their definition.
 */
import type { DocumentLink } from 'vscode-languageserver-types';
import { fixed, inLanguage, message } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import { listOf } from '../model/entry-at.ts';
import { referenceForms } from '../model/reference.ts';
import { locationIn } from '../package/location.ts';
import type { Package } from '../package/package.ts';
import { fileName } from '../package/uri.ts';
import { addressesIn } from '../prose/addresses.ts';
import { type Span, valueUnder } from '../yaml/tree.ts';
import type { CardContext } from './cards/words.ts';
import { catalogUri } from './catalog-page.ts';
import { destinationsOf } from './definition.ts';
import { type Found, nodeAt } from './node-at.ts';
import { targetAt } from './target.ts';

export interface LinkOptions extends Pick<CardContext, 'language' | 'clauseLink'> {
  /** The client shows `kaiji-catalog:` documents. */
  readonly pages: boolean;
  /** The client shows tooltips of links. */
  readonly tooltips: boolean;
  /** A URI as the client spells it. */
  readonly spelling?: ((uri: string) => string) | undefined;
}

/** What a link carries until it is followed. */
export interface LinkData {
  /** The file it stands in. */
  readonly uri: string;
}

/** How much of a file is searched at a time. */
const PIECE = 1 << 16;

/** The links of a file in order of place, without their targets: {@link resolveLink} finds one when it is followed. Linear in its length. */
export function documentLinks(whole: Package, file: KaijiFile, options: LinkOptions): DocumentLink[] {
  const spans = [...linksInText(whole, file, options), ...locationLinks(whole, file)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const data: LinkData = { uri: file.uri };
  let behind = -1;
  return spans.flatMap(({ start, end }) => {
    // An address within a location is that location.
    if (start < behind) return [];
    behind = end;
    return [{ range: file.text.rangeOf(start, end), data }];
  });
}

/**
 * A link with where it leads, as things stand now.
 * @returns the link as it was where nothing is to be followed there any more
 */
export function resolveLink(whole: Package, file: KaijiFile, link: DocumentLink, options: LinkOptions): DocumentLink {
  const start = file.text.offsetAt(link.range.start);
  const found = nodeAt(file, start);
  const led = found && !found.isKey ? leadOf(whole, file, found, start, options) : undefined;
  if (!led) return link;
  return { ...link, target: led.target, ...(options.tooltips ? { tooltip: led.tooltip } : {}) };
}

interface Lead {
  readonly target: string;
  readonly tooltip: string;
}

function leadOf(whole: Package, file: KaijiFile, found: Found, start: number, options: LinkOptions): Lead | undefined {
  const { language } = options;
  if (found.link) return referenceLead(whole, found, options);
  const uri = isLocation(found) ? fileOf(found.node.text, whole, file) : undefined;
  if (uri !== undefined) return { target: uri, tooltip: opensFile({ name: fileName(uri) })(language) };
  const whereabouts = isLocation(found) ? addressOnly(found.node.text) : undefined;
  if (whereabouts !== undefined) return { target: whereabouts, tooltip: opensAddress(language) };
  const { end } = found.span;
  const source = file.text.slice(start, Math.min(end, start + PIECE));
  const address = addressesIn(source).next().value;
  const target = address?.start === 0 ? source.slice(0, address.end) : undefined;
  return target === undefined ? undefined : { target, tooltip: opensAddress(language) };
}

/** To what is defined, as file and place (`#L12,3`, 1-based); of a clause that nothing answers, to the clause. */
function referenceLead(whole: Package, found: Found, { language, clauseLink, pages, spelling }: LinkOptions): Lead | undefined {
  const [first] = destinationsOf(whole, found);
  if (first) {
    const { file } = first.entry.document;
    const { line, character } = file.text.positionAt(file.tree.spanOf(first.node).start);
    const target = `${spelling?.(file.uri) ?? file.uri}#L${line + 1},${character + 1}`;
    return { target, tooltip: opensPlace({ name: fileName(file.uri), line: line + 1 })(language) };
  }
  const meant = targetAt(whole, found);
  if (meant?.is !== 'control') return undefined;
  const { id, control } = meant.resolved;
  const target = clauseLink?.(id) ?? (pages ? catalogUri(meant.resolved, whole.catalogs, whole) : undefined);
  return target === undefined
    ? undefined
    : { target, tooltip: opensClause({ id, title: inLanguage(control.title, language) })(language) };
}

const opensFile = message<{ name: string }>({ ja: ({ name }) => `${name} を開く`, en: ({ name }) => `Open ${name}` });
const opensAddress = fixed('リンク先を開く', 'Open the address');
const opensPlace = message<{ name: string; line: number }>({
  ja: ({ name, line }) => `${name} の${line}行目を開く`,
  en: ({ name, line }) => `Open ${name}, line ${line}`,
});
const opensClause = message<{ id: string; title: string }>({
  ja: ({ id, title }) => `${id} ${title} の内容を見る`,
  en: ({ id, title }) => `Show ${id} ${title}`,
});

/** References that lead somewhere, and addresses; in values only, not in comments and keys. */
function* linksInText(whole: Package, file: KaijiFile, options: LinkOptions): Generator<Span> {
  for (const { start, end } of candidatesIn(file)) {
    const found = nodeAt(file, start);
    if (!found || found.isKey || start < found.span.start) continue;
    const isReference = file.text.slice(start, start + 2) === '[[';
    if (!isReference) yield { start, end: Math.min(end, found.span.end) };
    else if (found.link?.start === start && referenceLead(whole, found, options)) yield found.link;
  }
}

/** Searched piece by piece, each to the end of its last line: a file is not one string. */
function* candidatesIn({ text }: KaijiFile): Generator<Span> {
  for (let start = 0; start < text.length; ) {
    const end = Math.max(text.lineEnd(text.lineAt(Math.min(start + PIECE, text.length))), start + 1);
    const source = text.slice(start, end);
    for (const one of [...referenceForms(source), ...addressesIn(source)])
      yield { start: start + one.start, end: start + one.end };
    start = end;
  }
}

/** Where a `location` of a register leads: a file of the package that is there, or an address; undefined for words, and for what is not there. */
export function locatedAt(written: string, whole: Package, file: KaijiFile): string | undefined {
  return fileOf(written, whole, file) ?? addressOnly(written);
}

/** The file a location names, if it is there; undefined for another. */
function fileOf(written: string, whole: Package, file: KaijiFile): string | undefined {
  const location = whole.uri === file.uri ? undefined : locationIn(whole.uri, written);
  return location?.kind === 'inside' && !whole.absent.has(location.uri) ? location.uri : undefined;
}

/** A value that is an address and nothing else, Japanese letters in it encoded; undefined for another. */
function addressOnly(written: string): string | undefined {
  const address = written.trim();
  if (!/^https?:\/\/[^\s/?#]\S{0,2000}$/i.test(address) || /\p{Cs}/u.test(address)) return undefined;
  return address.replace(/[^!-~]+/g, encodeURIComponent);
}

function isLocation({ document, path }: Found): boolean {
  return document.kind !== undefined && path[0] === 'evidence' && path.length === 3 && path[2] === 'location';
}

/** The locations of a register: addresses, and files which are there; no file for a document outside any package, for nobody has looked. */
function* locationLinks(whole: Package, file: KaijiFile): Generator<Span> {
  for (const document of file.documents) {
    for (const item of listOf(document, 'evidence')?.toArray() ?? []) {
      const written = item.kind === 'map' ? valueUnder(item, 'location') : undefined;
      // What an alias brings in is a link where it is written, if it is a location there.
      if (written?.kind === 'scalar' && locatedAt(written.text, whole, file) !== undefined) yield file.tree.spanOf(written);
    }
  }
}
