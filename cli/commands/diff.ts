/** `kaiji diff`: what changed between two versions, as a 新旧対照表. */
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fixed, type Language, message } from '../../core/language.ts';
import type { Package } from '../../core/package/package.ts';
import { userCatalogs } from '../../server/disk.ts';
import { languageOption, oneOf, parse } from '../arguments.ts';
import { type Command, type Console, printableName, UsageError } from '../command.ts';
import { mayWrite, writeWhole, wrote } from '../files.ts';
import { openRevision, revisionIn } from '../git.ts';
import { targetsOf } from '../plan.ts';
import { displayPath, openSession, packageLanguage, type Session } from '../session.ts';

const two = fixed(
  '比べるものを二つ、旧・新の順に指定してください（例: kaiji diff HEAD~1:開示書 開示書）。',
  'Name two things to compare, the old one first (kaiji diff HEAD~1:disclosure disclosure).',
);

const absent = message<{ path: string }>({
  ja: ({ path }) =>
    `${path}: ファイルもフォルダーもありません。パスを確かめてください。gitの版は「版:パス」の形で指定します（例 v1.0:開示書）。`,
  en: ({ path }) => `${path}: no such file or folder. Check the path. A git revision is named as REV:PATH (v1.0:disclosure).`,
});

const unlike = message<{ old: string; now: string }>({
  ja: ({ old, now }) =>
    `${old} と ${now} は、片方がフォルダーで片方がファイルです。フォルダーどうしか、ファイルどうしを指定してください。`,
  en: ({ old, now }) => `${old} and ${now}: one is a folder, the other a file. Name two folders or two files.`,
});

const none = message<{ path: string }>({
  ja: ({ path }) =>
    `${path}: 比べる文書がありません。kaiji.yaml か、末尾が .kaiji.yaml のファイルのあるフォルダーを指定してください。`,
  en: ({ path }) => `${path}: no documents to compare. Name a folder with kaiji.yaml or files ending in .kaiji.yaml.`,
});

const several = message<{ path: string; packages: readonly string[] }>({
  ja: ({ path, packages }) =>
    `${path} には複数のパッケージがあります（${packages.join('、')}）。比べるものを一つ指定してください。`,
  en: ({ path, packages }) => `${path} has several packages (${packages.join(', ')}). Name the one to compare.`,
});

const binary = fixed(
  'docx は画面に表示できません。-o でファイル名を指定してください（例 -o 新旧対照表.docx）。',
  'docx cannot be shown on a terminal. Name a file with -o (-o changes.docx).',
);

const unread = message<{ places: readonly string[] }>({
  ja: ({ places }) => `書き方の誤りのため読み取れず、比べていない箇所があります: ${places.join('、')}`,
  en: ({ places }) => `not compared, because it cannot be read: ${places.join(', ')}`,
});

export const diffCommand: Command = {
  name: 'diff',
  summary: fixed('二つの版を比べ、新旧対照表を作ります', 'compares two versions'),
  usage: fixed(
    `kaiji diff 旧 新 [--to md|html|docx|json] [-o パス] [--force] [--lang ja|en]

パッケージのフォルダーどうし、またはファイルどうしを比べます。「版:パス」と書くと、gitの過去の版を読みます（パスは、いまの
フォルダーから見たもの）。医療機関と再び合意が必要な変更（責任の所在、リスク対応、主体、仕様値、準拠するガイドライン、
対応状況の後退）が先頭に並びます。表記・並び・コメントだけの違いは変更としません。-o を省くと画面に表示します。
終了コード: 0 比べた、1 読み取れず比べていない箇所がある、2 実行できない
例:  kaiji diff v1.0:開示書 開示書 --to html -o 新旧対照表.html`,
    `kaiji diff OLD NEW [--to md|html|docx|json] [-o PATH] [--force] [--lang ja|en]

Compares two package folders, or two files. REV:PATH is what a git revision has (the path as seen from the working
directory). What the medical institution has to agree to again comes first: responsibility, treatment, parties, facts,
guidelines, a status that is less than before. Spelling, order and comments are no changes. Printed without -o.
Exit: 0 compared; 1 some places could not be read; 2 could not run.
Example:  kaiji diff v1.0:disclosure disclosure --to html -o changes.html`,
  ),
  async run(argv, out) {
    const { values, positionals } = parse(argv, {
      to: { type: 'string', default: 'md' },
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean' },
    });
    const to = oneOf('--to', values.to, ['md', 'html', 'docx', 'json']);
    const asked = languageOption(values.lang);
    const [oldName, newName, ...more] = positionals;
    if (oldName === undefined || newName === undefined || more.length > 0) throw new UsageError(two);
    const { output } = values;
    const isFile = output !== undefined && output !== '-';
    if (to === 'docx' && !isFile && out.isTerminal) throw new UsageError(binary);
    if (isFile) await mayWrite(output, values.force === true);
    const [old, now] = [await sideOf(oldName, out), await sideOf(newName, out)];
    if (old.isFolder !== now.isFolder) throw new UsageError(unlike({ old: printableName(oldName), now: printableName(newName) }));
    // What cannot be read would look like something removed.
    if ([old, now].some(({ session, whole }) => session.failed([fileURLToPath(whole.uri)]))) return 2;
    const program = await import('../../server/exporter.ts');
    const diff = program.diffPackages(old, now);
    const language: Language = asked ?? packageLanguage(now.whole) ?? out.languageOfEnvironment ?? 'ja';
    const options = {
      language,
      old: printableName(oldName),
      now: printableName(newName),
      pathOf: displayPath,
    };
    const write = { md: program.diffMarkdown, html: program.diffHtml, docx: program.diffDocx, json: program.diffJson }[to];
    const content = await write(diff, options);
    if (isFile) {
      await writeWhole(output, content);
      out.error(`${wrote({ path: printableName(output) })(out.language)}\n`);
    } else out.print(content);
    if (diff.unread.length > 0)
      now.session.say(
        unread({
          places: diff.unread.map(
            ({ side, uri, line }) => `${side === 'old' ? oldName : newName} ${displayPath(uri)}:${line + 1}`,
          ),
        }),
      );
    return diff.unread.length > 0 ? 1 : 0;
  },
};

interface Side {
  readonly session: Session;
  readonly whole: Package;
  readonly uris: ReadonlySet<string>;
  readonly isFolder: boolean;
}

/** One of the two things compared: each is read by itself, as what it was then. */
async function sideOf(argument: string, out: Console): Promise<Side> {
  const revision = await revisionIn(argument);
  if (!revision) {
    const session = await openSession(out);
    const found = await stat(argument).catch(() => undefined);
    if (!found) throw new UsageError(absent({ path: printableName(argument) }));
    const isFolder = found.isDirectory();
    const targets = await targetsOf([argument], session);
    return { session, ...only(targets, argument), isFolder };
  }
  const { io, uri, isFolder } = await openRevision(revision);
  const session = await openSession(out, undefined, io);
  const { workspace } = session;
  workspace.share([...(isFolder ? [uri] : []), userCatalogs()]);
  if (!isFolder) workspace.include([uri]);
  const uris = isFolder ? await workspace.filesIn(uri) : [uri];
  const wholes = new Map<string, { readonly whole: Package; readonly uris: Set<string> }>();
  for (const file of uris) {
    const whole = await workspace.packageOf(file);
    const known = wholes.get(whole.uri) ?? { whole, uris: new Set<string>() };
    wholes.set(whole.uri, { whole, uris: known.uris.add(file) });
  }
  return { session, ...only([...wholes.values()], argument), isFolder };
}

/** @throws UsageError for none, and for several: which of them are the same is not for us to guess */
function only<T extends { readonly whole: Package }>(targets: readonly T[], argument: string): T {
  const [target, another] = targets;
  const path = printableName(argument);
  if (!target) throw new UsageError(none({ path }));
  if (another) throw new UsageError(several({ path, packages: targets.map(({ whole }) => displayPath(whole.uri)) }));
  return target;
}
