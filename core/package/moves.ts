/** Files and folders that are about to be renamed or moved, and where everything is afterwards. */

import type { Package } from './package.ts';
import { canonicalUri, fileName, parentUri } from './uri.ts';
import { MANIFEST, type Workspace } from './workspace.ts';

/** One file or folder, from where to where; URIs in any spelling. */
export interface Move {
  readonly oldUri: string;
  readonly newUri: string;
}

export class Moves {
  /** From the deepest up. */
  private readonly moves: readonly { readonly names: readonly string[]; readonly to: string }[];
  /** Canonical. */
  readonly all: readonly Move[];

  constructor(moves: Iterable<Move>) {
    this.all = [...moves].map(({ oldUri, newUri }) => ({ oldUri: plain(oldUri), newUri: plain(newUri) }));
    this.moves = this.all
      .map(({ oldUri, newUri }) => ({ names: namesOf(oldUri), to: newUri }))
      .sort((a, b) => b.names.length - a.names.length);
  }

  /** Where what is at a canonical URI now will be: that URI itself for what stays. Names that differ in their Unicode form only are one. */
  after(uri: string): string {
    const names = namesOf(uri);
    const move = this.moves.find((one) => one.names.length <= names.length && one.names.every((name, i) => name === names[i]));
    return move ? [move.to, ...uri.split('/').slice(move.names.length)].join('/') : uri;
  }
}

function plain(uri: string): string {
  return canonicalUri(uri).replace(/\/$/, '');
}

/** The parts of a URI as they are compared. */
function namesOf(uri: string): readonly string[] {
  return uri.split('/').map((name) => fileName(name).normalize('NFC'));
}

/** The packages in which a move may change what a path means. */
export interface Concerned {
  readonly packages: readonly Package[];
  /** The folder of the package a file will belong to. @param uri where it is now, canonical */
  homeAfter(uri: string): string | undefined;
}

/**
 * Those with something that moves, those it moves into, and, where a package moves, those that name it.
 * @param folders of the workspace, in which packages are looked for
 */
export async function concernedBy(moves: Moves, workspace: Workspace, folders: Iterable<string>): Promise<Concerned> {
  const homes = new Set<string>();
  for (const folder of [...folders, ...moves.all.map(({ oldUri }) => oldUri)])
    for (const uri of await workspace.filesIn(folder)) if (uri.endsWith(`/${MANIFEST}`)) homes.add(parentUri(uri) as string);
  const concerned = new Set<string>();
  for (const uri of moves.all.flatMap(({ oldUri, newUri }) => [oldUri, newUri])) {
    const home = await workspace.homeOf(uri);
    if (home !== undefined) concerned.add(home);
  }
  for (const home of concerned) homes.add(home);
  const moved = new Set([...homes].filter((home) => moves.after(`${home}/${MANIFEST}`) !== `${home}/${MANIFEST}`));
  for (const home of moved) concerned.add(home);
  if (moved.size > 0) for (const home of await workspace.dependentsOf(moved, folders)) concerned.add(home);

  const manifests = [...[...homes].map((home) => moves.after(`${home}/${MANIFEST}`)), ...moves.all.map(({ newUri }) => newUri)];
  const homesAfter = new Set(manifests.filter((uri) => uri.endsWith(`/${MANIFEST}`)).map(parentUri));
  const packages: Package[] = [];
  for (const home of [...concerned].sort()) packages.push(await workspace.packageOf(`${home}/${MANIFEST}`));
  return {
    packages,
    homeAfter(uri) {
      let at = parentUri(moves.after(uri));
      while (at !== undefined && !homesAfter.has(at)) at = parentUri(at);
      return at;
    },
  };
}
