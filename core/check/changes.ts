/** What differs between two versions of a package, as far as a check may have asked for it. */
import type { KaijiDocument } from '../model/document.ts';
import type { Table } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import type { Part, Said } from '../package/part.ts';
import type { Dependents, Look } from './dependents.ts';
import { isSameFrame } from './frame.ts';

/** The looks whose answers may be others now. */
export function concernedBy(before: Package, now: Package, dependents: Dependents): ReadonlySet<Look> {
  const concerned = new Set<Look>();
  const add = (looks: Iterable<Look>) => {
    for (const look of looks) concerned.add(look);
  };
  if (before === now) return concerned;
  for (const { said, platform, newKeys } of changesBetween(before, now)) {
    for (const { table, key } of said)
      for (const [topic, name] of namesUnder(table, key, platform)) add(dependents.looksAt(topic, name));
    for (const table of newKeys) add(dependents.looksAt('keys', platform === undefined ? table : 'platforms'));
  }
  for (const uri of dependents.keysOf('files'))
    if (before.absent.has(uri) !== now.absent.has(uri)) add(dependents.looksAt('files', uri));
  if (before.baseline !== now.baseline) add(dependents.looksAt('baseline', ''));
  for (const name of dependents.keysOf('worked-out')) {
    const [what, reference = ''] = name.split(' ');
    const catalog = now.catalogs.of(reference);
    const of = (whole: Package) =>
      (catalog && (what === 'unanswered' ? whole.unanswered(catalog) : whole.untreated(catalog))) ?? [];
    if (of(before) !== of(now)) add(dependents.looksAt('worked-out', name));
  }
  return concerned;
}

interface Change {
  /** What came and went; where the header is another one, everything: of a site a check may read the header of its document. */
  readonly said: readonly Said[];
  /** Tables to which the document says something under keys it did not have, or no longer does. */
  readonly newKeys: ReadonlySet<Table>;
  /** The platform whose document it is. */
  readonly platform: string | undefined;
}

function* changesBetween(before: Package, now: Package): Generator<Change> {
  const gone = partsOf(before);
  for (const [name, [part, platform]] of partsOf(now)) {
    const old = gone.get(name)?.[0];
    gone.delete(name);
    if (old !== part) yield { ...changeOf(old, part), platform };
  }
  for (const [part, platform] of gone.values()) yield { ...changeOf(part, undefined), platform };
}

function changeOf(old: Part | undefined, part: Part | undefined): Omit<Change, 'platform'> {
  const isSame = old && part && old.own === part.own && isSameFrame(old.document, part.document);
  const difference = part?.since(old) ?? { gone: [...(old?.all() ?? [])], come: [] };
  const newKeys = new Set<Table>();
  for (const { table, key } of difference.gone) if (!part?.has(table, key)) newKeys.add(table);
  for (const { table, key } of difference.come) if (!old?.has(table, key)) newKeys.add(table);
  if (!isSame) return { said: [...(old?.all() ?? []), ...(part?.all() ?? [])], newKeys };
  // What could not be read is asked of the documents whose headers are found.
  const isBroken = [old, part].some(({ document: { file } }) => file.tree.faulty.length > 0);
  return { said: [...difference.gone, ...difference.come, ...(isBroken ? part.header : [])], newKeys };
}

/** By name: one document may be there twice, as the parent's and as that of a platform that extends the same parent. */
function partsOf(whole: Package, platform?: string): Map<string, readonly [Part, string | undefined]> {
  const found = new Map<string, readonly [Part, string | undefined]>();
  for (const [document, part] of whole.index.parts) found.set(`${platform ?? ''} ${nameOf(document)}`, [part, platform]);
  const relatives = [
    ...(whole.parent ? [partsOf(whole.parent, platform)] : []),
    ...(platform === undefined ? [...whole.platforms].map(([name, one]) => partsOf(one, name)) : []),
  ];
  for (const parts of relatives) for (const [name, part] of parts) found.set(name, part);
  return found;
}

/** The name of a document among those of a package, whatever its version. */
export function nameOf(document: KaijiDocument): string {
  return `${document.file.uri} ${document.file.documents.indexOf(document)}`;
}

/** The tables and keys under which what is said is looked up: of a platform only its statements, by its name. */
function namesUnder(table: Table, key: string, platform: string | undefined): readonly (readonly [Table, string])[] {
  if (platform === undefined) return [[table, key]];
  if (table !== 'statements') return [];
  return [
    ['platforms', platform],
    ['platforms', `${platform}#${key}`],
  ];
}
