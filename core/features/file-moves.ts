/** What a package has to say otherwise when files or folders are renamed or moved: every path keeps leading to the same file. */
import { documentAt } from '../check.ts';
import type { KaijiDocument, KaijiFile } from '../model/document.ts';
import { entryAt } from '../model/entry-at.ts';
import { evidenceItem } from '../model/evidence.ts';
import { scalarsOf } from '../model/field.ts';
import { proseOf } from '../model/prose.ts';
import { relativeLocation } from '../package/location.ts';
import type { Moves } from '../package/moves.ts';
import type { Package } from '../package/package.ts';
import { relativePath } from '../package/relative-path.ts';
import { fileName, resolveUri } from '../package/uri.ts';
import type { FileEdit } from '../rules/rule.ts';
import type { Splice } from '../text/text.ts';
import { respelled } from '../yaml/respell.ts';
import { asMap, asScalar, type ScalarNode } from '../yaml/tree.ts';
import { linkPathsIn, linkSource } from './link-path.ts';

/**
 * The edits for one package, of its files where they are now. What leads nowhere stays as it is, unless the folder it names moves.
 * @param homeAfter the folder of the package a file (canonical URI, where it is now) will belong to; undefined for none, where nothing says what its paths are
 *   relative to
 */
export function fileMoveEdits(whole: Package, moves: Moves, homeAfter: (uri: string) => string | undefined): readonly FileEdit[] {
  // A file by itself: its paths begin nowhere.
  if (whole.files.has(whole.uri)) return [];
  const platforms = renamedPlatforms(whole, moves);
  return [...whole.files.values()].flatMap((file) => {
    const home = homeAfter(file.uri);
    const splices = new Map<ScalarNode, readonly Splice[]>();
    if (home !== undefined) {
      const bases: Bases = { whole, moves, before: whole.uri, after: home };
      for (const document of file.documents) {
        for (const node of pathsOf(document)) respell(file, node, moved(node.text.trim(), bases, false), splices);
        for (const node of locationsOf(document)) respell(file, node, moved(node.text.trim(), bases, true), splices);
      }
      for (const [node, own] of linkEdits(file, bases)) splices.set(node, own);
    }
    for (const node of platformUses(whole, file, platforms))
      respell(
        file,
        node,
        node.text.trim().replace(/^[^#]+/, (name) => platforms.get(name) ?? name),
        splices,
      );
    return splices.size === 0 ? [] : [{ uri: file.uri, splices: [...splices.values()].flat() }];
  });
}

/** What paths of a file are relative to, before and after. */
interface Bases {
  readonly whole: Package;
  readonly moves: Moves;
  readonly before: string;
  readonly after: string;
}

/** The paths of a manifest; what an alias stands for is where it is written. */
function pathsOf({ kind, root }: KaijiDocument): readonly ScalarNode[] {
  return kind === 'package' ? ['extends', 'inherits', 'baseline'].flatMap((key) => scalarsOf(root, key)) : [];
}

function locationsOf({ lists }: KaijiDocument): readonly ScalarNode[] {
  const items = lists.find(({ sequence }) => sequence === 'evidence')?.items.toArray() ?? [];
  return items.flatMap((item) => {
    const map = asMap(item);
    return asScalar(map && evidenceItem(map).location?.node) ?? [];
  });
}

/** A path as it has to be written then; undefined where it may stay, or is none. @param isLocation else every text is a path */
function moved(written: string, bases: Bases, isLocation: boolean): string | undefined {
  const read = isLocation ? relativeLocation(written) : relativeReference(written);
  const path = read && movedPath(read.path, bases);
  if (!read || path === undefined) return undefined;
  const tail = read.path.endsWith('/') ? '/' : '';
  // A name without an extension is a path by its separator alone.
  const isDotted = read.path.startsWith('./') ? !path.startsWith('../') : isLocation && !relativeLocation(path + tail);
  const full = `${isDotted ? './' : ''}${path}${tail}`;
  // A new name may look like what ends a path (`a.pdf#1.pdf`), or like no path: nothing is better than a path to something else.
  if (isLocation && relativeLocation(full + read.fragment)?.path !== full) return undefined;
  return (read.backslash ? full.replaceAll('/', '\\') : full) + read.fragment;
}

function relativeReference(written: string): ReturnType<typeof relativeLocation> {
  if (written === '' || written.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(written)) return undefined;
  return { path: written, fragment: '', backslash: false };
}

/** @param path relative, separated by `/` */
function movedPath(path: string, { whole, moves, before, after }: Bases): string | undefined {
  const target = resolved(before, path);
  if (target === undefined || target === before) return undefined;
  const now = moves.after(target);
  // What is not there, and moves nowhere, will be put where the path says.
  if (now === target && (before === after || whole.absent.has(target))) return undefined;
  const next = relativePath(after, now);
  // A path that leaves a package and comes back is one that leads out of it.
  const isHome = path.startsWith('../') && next?.startsWith('../') === false;
  return resolved(after, path) === now && !isHome ? undefined : next;
}

function resolved(folder: string, path: string): string | undefined {
  try {
    return resolveUri(folder, path);
  } catch {
    return undefined;
  }
}

function respell(file: KaijiFile, node: ScalarNode, text: string | undefined, splices: Map<ScalarNode, readonly Splice[]>): void {
  if (text !== undefined) splices.set(node, [respelled(file, node, text)]);
}

/** Pictures and links in prose, as Markdown has them: paths in the package. */
function* linkEdits(file: KaijiFile, bases: Bases): Iterable<readonly [ScalarNode, readonly Splice[]]> {
  const seen = new Set<unknown>();
  const text = file.text.toString();
  for (let at = text.indexOf(']('); at >= 0; at = text.indexOf('](', at + 1)) {
    const document = documentAt(file, at);
    const entry = document && (entryAt(document, at) ?? document.header);
    if (!entry?.node || seen.has(entry)) continue;
    seen.add(entry);
    for (const { node } of proseOf(entry)) {
      const { start, end } = file.tree.spanOf(node);
      const splices = linkPathsIn(text.slice(start, end), node.style).flatMap((link): Splice[] => {
        const path = movedPath(link.path, bases);
        if (path === undefined) return [];
        const dotted = link.path.startsWith('./') && !path.startsWith('../') ? `./${path}` : path;
        return [{ start: start + link.start, end: start + link.end, text: linkSource(dotted, link, node.style) }];
      });
      if (splices.length > 0) yield [node, splices];
    }
  }
}

/** By the name a platform is called by, its new name, where it is another: it is that of its folder. */
function renamedPlatforms(whole: Package, moves: Moves): ReadonlyMap<string, string> {
  const renamed = [...whole.platforms].map(([name, { uri }]) => [name, fileName(moves.after(uri))] as const);
  return new Map(renamed.filter(([before, after]) => before !== after));
}

/** Where a file names one of some platforms: `aws-tokyo#st-x`, or the name alone where no party is called so. */
function* platformUses(whole: Package, file: KaijiFile, platforms: ReadonlyMap<string, string>): Iterable<ScalarNode> {
  if (platforms.size === 0) return;
  for (const key of whole.index.keys('party-uses')) {
    const [name = '', id] = key.split('#');
    if (!platforms.has(name) || (id === undefined && whole.lookup('parties', name).length > 0)) continue;
    for (const { document, node } of whole.index.lookup('party-uses', key)) {
      const scalar = document.file === file ? asScalar(node) : undefined;
      if (scalar) yield scalar;
    }
  }
}
