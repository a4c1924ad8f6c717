import { open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fixed, message } from '../../core/language.ts';
import { isKaijiPath } from '../../core/package/files.ts';
import { fitsCatalog, type ScaffoldKind, scaffold, scaffoldKinds } from '../../core/scaffold/document.ts';
import { readOutlineTexts } from '../../core/scaffold/texts.ts';
import { codeOf } from '../../server/system-error.ts';
import { oneOf, parse } from '../arguments.ts';
import { type Command, printableName, UsageError } from '../command.ts';
import { cannotWrite } from '../files.ts';
import { catalogsAt, openSession } from '../session.ts';
import { newPackage } from './new-package.ts';

const exists = message<{ path: string }>({
  ja: ({ path }) => `${path} はすでにあるため、書き込みませんでした。-o で別の名前を指定してください。`,
  en: ({ path }) => `${path} exists already and was left alone. Give another name with -o.`,
});

const noFolder = message<{ path: string }>({
  ja: ({ path }) => `${path}: フォルダーがありません。先に作ってください。`,
  en: ({ path }) => `${path}: there is no such folder. Make it first.`,
});

const badName = message<{ path: string }>({
  ja: ({ path }) => `${path}: ファイル名の末尾は .kaiji.yaml にしてください（kaiji.yaml を除く）。`,
  en: ({ path }) => `${path}: the file name must end in .kaiji.yaml (or be kaiji.yaml).`,
});

const noPackageFolder = message<{ path: string }>({
  ja: ({ path }) => `${path}: フォルダーがありません。先に作ってください（パッケージの設定は、その中の kaiji.yaml に書きます）。`,
  en: ({ path }) => `${path}: there is no such folder. Make it first: the manifest is a file kaiji.yaml in it.`,
});

const noCatalog = message<{ id: string; known: readonly string[] }>({
  ja: ({ id, known }) => `「${id}」というカタログはありません。使えるのは ${known.join('、')} です。`,
  en: ({ id, known }) => `there is no catalog "${id}". Known: ${known.join(', ')}.`,
});

const oneKind = message<{ kinds: readonly string[] }>({
  ja: ({ kinds }) => `作る文書の種類を一つ指定してください（${kinds.join('・')}）。`,
  en: ({ kinds }) => `name one kind of document: ${kinds.join(', ')}.`,
});

const noSuchUse = message<{ kind: ScaffoldKind; id: string; known: readonly string[] }>({
  ja: ({ kind, id, known }) =>
    known.length === 0
      ? `--catalog は ${kind} では使いません。外して、もう一度実行してください。`
      : `${kind} は「${id}」では作れません。使えるのは ${known.join('、')} です。`,
  en: ({ kind, id, known }) =>
    known.length === 0
      ? `${kind} takes no --catalog. Leave it out.`
      : `${kind} cannot be made for "${id}". Use one of ${known.join(', ')}.`,
});

const sheetsAlone = fixed(
  '--sheets は、kaiji new package で、--catalog や -o - とは別に使います。',
  '--sheets goes with kaiji new package, without --catalog and -o -.',
);

const wrote = message<{ path: string }>({
  ja: ({ path }) => `${path} を作りました。`,
  en: ({ path }) => `Wrote ${path}.`,
});

export const newCommand: Command = {
  name: 'new',
  summary: fixed('文書の雛形を作ります', 'writes a scaffold'),
  usage: fixed(
    `kaiji new ${scaffoldKinds.join('|')} [--catalog ID] [--service サービス名] [--provider 会社名] [-o パス]
kaiji new package --sheets 文書,… [--service サービス名] [--provider 会社名] [-o フォルダー]

書くべき欄がそろった雛形を作ります。すでにあるファイルには触れません。-o - と指定すると、ファイルに書かずに画面に表示します。
--sheets に文書を挙げると（all ですべて）、kaiji.yaml とその文書をまとめて作ります。フォルダーがなければ、それも作ります。
例:  kaiji new checklist --catalog medcloud-checklist -o checklist.kaiji.yaml
     kaiji new package --sheets disclosure,medcloud-checklist,risk-scenarios,evidence --service 例示クラウド -o 開示書`,
    `kaiji new ${scaffoldKinds.join('|')} [--catalog ID] [--service NAME] [--provider COMPANY] [-o PATH]
kaiji new package --sheets DOCUMENT,… [--service NAME] [--provider COMPANY] [-o FOLDER]

Writes a complete scaffold. Never touches a file that is there. -o - prints it.
With --sheets (all for all of them) kaiji.yaml and these documents are written together, their folder too where there is none.
Example:  kaiji new checklist --catalog medcloud-checklist -o checklist.kaiji.yaml
          kaiji new package --sheets disclosure,medcloud-checklist,risk-scenarios,evidence --service 'Example Cloud' -o disclosure`,
  ),
  async run(argv, out) {
    const { values, positionals } = parse(argv, {
      catalog: { type: 'string' },
      sheets: { type: 'string' },
      service: { type: 'string' },
      provider: { type: 'string' },
      output: { type: 'string', short: 'o' },
    });
    const [asked, ...more] = positionals;
    if (asked === undefined || more.length > 0) throw new UsageError(oneKind({ kinds: scaffoldKinds }));
    const kind: ScaffoldKind = oneOf(out.language === 'ja' ? '種類' : 'the kind', asked, scaffoldKinds);
    const { output, sheets, catalog: about } = values;
    const names = {
      ...(values.service === undefined ? {} : { service: values.service }),
      ...(values.provider === undefined ? {} : { provider: values.provider }),
    };
    if (sheets !== undefined) {
      if (kind !== 'package' || about !== undefined || output === '-') throw new UsageError(sheetsAlone);
      return newPackage({ sheets, folder: output ?? '.', ...names }, out);
    }
    const isFolder =
      output !== undefined &&
      (await stat(output).then(
        (found) => found.isDirectory(),
        () => false,
      ));
    // Catalogs of one's own count too: those of the package or folder of the place, and the user's.
    const beside = output === undefined || output === '-' ? '.' : isFolder ? output : dirname(output);
    const catalogs = await catalogsAt(join(beside, 'new.kaiji.yaml'), await openSession(out));
    if (values.catalog !== undefined) {
      const catalog = catalogs.of(values.catalog);
      const known = [...new Set(catalogs.all.filter((one) => fitsCatalog(kind, one)).map(({ id }) => id))];
      if (catalog ? !fitsCatalog(kind, catalog) : known.length === 0)
        throw new UsageError(noSuchUse({ kind, id: values.catalog, known }));
      if (!catalog) throw new UsageError(noCatalog({ id: values.catalog, known }));
    }
    await readOutlineTexts(catalogs);
    const made = scaffold(kind, {
      catalogs,
      language: out.language,
      ...names,
      ...(values.catalog === undefined ? {} : { catalog: values.catalog }),
    });
    if (output === '-') {
      out.print(made.text);
      return 0;
    }
    const path = output === undefined ? made.path : isFolder ? join(output, made.path) : output;
    if (!isKaijiPath(basename(path)))
      throw new UsageError((kind === 'package' ? noPackageFolder : badName)({ path: printableName(path) }));
    await create(path, made.text);
    out.print(`${wrote({ path: printableName(path) })(out.language)}\n`);
    return 0;
  },
};

/** Creates a file that must not be there yet. */
async function create(path: string, text: string): Promise<void> {
  const folder = await stat(dirname(resolve(path))).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UsageError(noFolder({ path: printableName(dirname(path)) }));
  const file = await open(path, 'wx').catch((error: unknown) => {
    throw codeOf(error) === 'EEXIST' ? new UsageError(exists({ path: printableName(path) })) : cannotWrite(path, error);
  });
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } catch (error) {
    // Half of it is of no use, and would be in the way.
    await rm(path, { force: true });
    throw cannotWrite(path, error);
  } finally {
    await file.close();
  }
}
