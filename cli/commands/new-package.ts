/** `kaiji new package --sheets`: a package of several documents, all of its files or none. */
import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { inSentence, message } from '../../core/language.ts';
import { packageSheets, scaffoldPackage } from '../../core/scaffold/package.ts';
import { readOutlineTexts } from '../../core/scaffold/texts.ts';
import { type Console, printable, printableName, UsageError } from '../command.ts';
import { cannotWrite, writeAll, wrote } from '../files.ts';
import { catalogsAt, openSession } from '../session.ts';

const noSuchSheets = message<{ unknown: readonly string[]; known: readonly string[] }>({
  ja: ({ unknown, known }) =>
    unknown.length === 0
      ? `--sheets に、文書を一つ以上指定してください。使えるのは ${known.join('、')} と all です。`
      : `--sheets の ${inSentence(`「${unknown.join('」「')}」`)}という文書はありません。使えるのは ${known.join('、')} と all です。`,
  en: ({ unknown, known }) =>
    unknown.length === 0
      ? `--sheets names no document. Use one or more of ${known.join(', ')}, or all.`
      : `there is no document "${unknown.join('", "')}" for --sheets. Use ${known.join(', ')}, or all.`,
});

const noParent = message<{ path: string; parent: string }>({
  ja: ({ path, parent }) => `${path} を作れません。${parent} というフォルダーがありません。先に作ってください。`,
  en: ({ path, parent }) => `${path} cannot be made: there is no folder ${parent}. Make it first.`,
});

const noFolder = message<{ path: string }>({
  ja: ({ path }) => `${path} はファイルです。-o には、パッケージにするフォルダーを指定してください。`,
  en: ({ path }) => `${path} is a file. Name the folder of the package with -o.`,
});

const taken = message<{ paths: readonly string[] }>({
  ja: ({ paths }) => `${paths.join('、')} はすでにあるため、何も書き込みませんでした。-o で別のフォルダーを指定してください。`,
  en: ({ paths }) => `${paths.join(', ')} exists already; nothing was written. Name another folder with -o.`,
});

export interface PackageArguments {
  /** IDs separated by commas, or `all`. */
  readonly sheets: string;
  readonly service?: string;
  readonly provider?: string;
  /** The folder of the package, which may not be there yet. */
  readonly folder: string;
}

/** Writes a package and says what. @throws UsageError where nothing was written: an unknown sheet, or something there already */
export async function newPackage({ sheets: asked, folder, ...names }: PackageArguments, out: Console): Promise<number> {
  const isThere = await mayHold(folder);
  const catalogs = await catalogsAt(join(isThere ? folder : dirname(resolve(folder)), 'new.kaiji.yaml'), await openSession(out));
  const offered = packageSheets(catalogs.all);
  const ids = asked
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const known = offered.map(({ id }) => id);
  const unknown = ids.filter((id) => id !== 'all' && !known.includes(id));
  if (ids.length === 0 || unknown.length > 0) throw new UsageError(noSuchSheets({ unknown: unknown.map(printable), known }));
  await readOutlineTexts(catalogs);
  const chosen = offered.filter(({ id }) => ids.includes('all') || ids.includes(id));
  const { files } = scaffoldPackage(chosen, { catalogs, language: out.language, ...names });
  const paths = files.map(({ path }) => join(folder, path));
  const found = await Promise.all(paths.map(isHere));
  const inTheWay = paths.filter((_, i) => found[i]);
  if (inTheWay.length > 0) throw new UsageError(taken({ paths: inTheWay.map(printableName) }));
  if (!isThere)
    await mkdir(folder).catch((error: unknown) => {
      throw cannotWrite(folder, error);
    });
  try {
    await writeAll(files.map(({ text }, i) => [paths[i] as string, text] as const));
  } catch (error) {
    if (!isThere) await rmdir(folder).catch(() => {});
    throw error;
  }
  for (const path of paths) out.print(`${wrote({ path: printableName(path) })(out.language)}\n`);
  return 0;
}

/** Whether the folder of a package is there; it may be made where its parent is. @throws UsageError where it can neither be used nor made */
async function mayHold(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  if (found && !found.isDirectory()) throw new UsageError(noFolder({ path: printableName(folder) }));
  const parent = dirname(resolve(folder));
  if (!found && !(await stat(parent).catch(() => undefined))?.isDirectory())
    throw new UsageError(noParent({ path: printableName(folder), parent: printableName(dirname(folder)) }));
  return found !== undefined;
}

/** What is there but cannot be read is there all the same. */
function isHere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}
