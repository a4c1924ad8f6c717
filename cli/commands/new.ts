import { open, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fixed, message } from '../../core/language.ts';
import { isKaijiPath } from '../../core/package/workspace.ts';
import { type ScaffoldKind, scaffold, scaffoldKinds } from '../../core/scaffold/document.ts';
import { readOutlineTexts } from '../../core/scaffold/texts.ts';
import { Text } from '../../core/text/text.ts';
import { oneOf, parse } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { openSession } from '../session.ts';

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

const noCatalog = message<{ id: string; known: readonly string[] }>({
  ja: ({ id, known }) => `「${id}」というカタログはありません。使えるのは ${known.join('、')} です。`,
  en: ({ id, known }) => `there is no catalog "${id}". Known: ${known.join(', ')}.`,
});

const wrote = message<{ path: string }>({
  ja: ({ path }) => `${path} を作りました。`,
  en: ({ path }) => `Wrote ${path}.`,
});

export const newCommand: Command = {
  name: 'new',
  summary: fixed('文書の雛形を作ります', 'writes a scaffold'),
  usage: fixed(
    `kaiji new ${scaffoldKinds.join('|')} [--catalog ID] [-o パス]

書くべき欄がそろった雛形を作ります。すでにあるファイルには触れません。-o - と指定すると、ファイルに書かずに画面に表示します。
例:  kaiji new checklist --catalog medcloud-checklist -o checklist.kaiji.yaml`,
    `kaiji new ${scaffoldKinds.join('|')} [--catalog ID] [-o PATH]

Writes a complete scaffold. Never touches a file that is there. -o - prints it.
Example:  kaiji new checklist --catalog medcloud-checklist -o checklist.kaiji.yaml`,
  ),
  async run(argv, out) {
    const { values, positionals } = parse(argv, { catalog: { type: 'string' }, output: { type: 'string', short: 'o' } });
    const kind: ScaffoldKind = oneOf(out.language === 'ja' ? '種類' : 'the kind', positionals[0] ?? '', scaffoldKinds);
    const { workspace } = await openSession(out);
    // A catalog of the package's own counts too, as far as one stands around the place.
    const beside = values.output !== undefined && values.output !== '-' ? dirname(values.output) : '.';
    const place = pathToFileURL(resolve(beside, 'new.kaiji.yaml')).toString();
    workspace.setOpen(place, Text.of(''));
    const near = await workspace.packageOf(place);
    const { catalogs } = near;
    if (values.catalog !== undefined && !catalogs.of(values.catalog)) {
      throw new UsageError(noCatalog({ id: values.catalog, known: catalogs.all.map(({ id }) => id) }));
    }
    await readOutlineTexts(catalogs);
    const made = scaffold(kind, {
      catalogs,
      language: out.language,
      ...(values.catalog === undefined ? {} : { catalog: values.catalog }),
    });
    if (values.output === '-') {
      out.print(made.text);
      return 0;
    }
    const asked = values.output ?? made.path;
    const isFolder = await stat(asked).then(
      (found) => found.isDirectory(),
      () => false,
    );
    const path = isFolder ? join(asked, made.path) : asked;
    if (!isKaijiPath(basename(path))) throw new UsageError(badName({ path }));
    await create(path, made.text);
    out.print(`${wrote({ path })(out.language)}\n`);
    return 0;
  },
};

/** Creates a file that must not be there yet. */
async function create(path: string, text: string): Promise<void> {
  const folder = await stat(dirname(resolve(path))).catch(() => undefined);
  if (!folder?.isDirectory()) throw new UsageError(noFolder({ path: dirname(path) }));
  try {
    const file = await open(path, 'wx');
    await file.writeFile(text, 'utf8');
    await file.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new UsageError(exists({ path }));
    throw error;
  }
}
