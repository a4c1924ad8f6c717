/** `kaiji migrate`: answers moved to the next edition of a catalog. */
import { fileURLToPath } from 'node:url';
import { createTwoFilesPatch } from 'diff';
import { counted, fixed, inLanguage, type Language, type Localized, message } from '../../core/language.ts';
import type { Migration } from '../../core/migrate/migrate.ts';
import type { Move } from '../../core/migrate/moves.ts';
import { languageOption, parse } from '../arguments.ts';
import { type Command, printable, printableName, UsageError } from '../command.ts';
import { writeAll } from '../files.ts';
import { theTarget } from '../plan.ts';
import { displayPath, openSession, packageLanguage } from '../session.ts';

const onePath = fixed(
  '移すパッケージ（フォルダー）を一つ指定してください（例: kaiji migrate 開示書/ --to byoin-tenken@2026）。',
  'name one package (a folder) to move (e.g. kaiji migrate disclosure/ --to clinic-checks@2026).',
);

const noTarget = fixed(
  '移す先の版を --to カタログ@版 で指定してください（例: --to byoin-tenken@2026）。',
  'say which edition to move to with --to CATALOG@EDITION (e.g. --to clinic-checks@2026).',
);

const severalPackages = message<{ path: string }>({
  ja: ({ path }) => `${path} の中にはパッケージがいくつかあります。移すパッケージのフォルダーを指定してください。`,
  en: ({ path }) => `${path} holds several packages. Name the folder of the one to move.`,
});

const noneFound = message<{ path: string }>({
  ja: ({ path }) => `${path}: 移す文書がありません。`,
  en: ({ path }) => `${path}: there is nothing to move.`,
});

const done = message<{ files: number; from: string; to: string; dry: boolean }>({
  ja: ({ files, from, to, dry }) =>
    `${from} から ${to} へ、${files}ファイルを${dry ? '移せます（まだ書き込んでいません）' : '移しました'}。`,
  en: ({ files, from, to, dry }) =>
    `${dry ? 'Would move' : 'Moved'} ${counted(files, 'file')} from ${from} to ${to}${dry ? ' (nothing written)' : ''}.`,
});

const toCheck = message<{ marks: number; added: number }>({
  ja: ({ marks, added }) =>
    [
      ...(marks > 0 ? [`確かめる箇所に ${marks}件の印（# kaiji-migration）を残しました。`] : []),
      ...(added > 0 ? [`新しい項目が ${added}件あります。`] : []),
      'kaiji check か問題パネルで一つずつ確かめてください。',
    ].join(''),
  en: ({ marks, added }) =>
    [
      ...(marks > 0 ? [`${marks} marks (# kaiji-migration) show what to look at.`] : []),
      ...(added > 0 ? [`${counted(added, 'control is', 'controls are')} new.`] : []),
      'See them one by one with kaiji check or in the Problems panel.',
    ].join(' '),
});

export const migrateCommand: Command = {
  name: 'migrate',
  summary: fixed('回答をカタログの新しい版に移します', "moves answers to a catalog's next edition"),
  usage: fixed(
    `kaiji migrate パス --to カタログ@版 [--dry-run] [--lang ja|en]

カタログの新しい版に、回答・参照を移します。対応付けのファイル（kaiji: mapping/v1）が要ります。番号が変わった項目は付け替え、
分かれた・まとまった・なくなった項目には、確かめるための印（コメント）を残します。新しい項目は kaiji check が知らせます。
--dry-run は差分だけを表示します。
終了コード: 0 移した、1 移したうえで確かめる箇所がある、2 移せない（何も書き込まない）
例:  kaiji migrate examples/new-edition --to reiji-tenken@2026 --dry-run`,
    `kaiji migrate PATH --to CATALOG@EDITION [--dry-run] [--lang ja|en]

Moves answers and references to the new edition of a catalog, by a mapping file (kaiji: mapping/v1). Renumbered controls
are renamed; what was split, joined or dropped is marked by a comment to be looked at; kaiji check tells what is new.
--dry-run prints a diff only.
Exit: 0 moved; 1 moved, with places to look at; 2 not moved, nothing written
Example:  kaiji migrate examples/new-edition --to reiji-tenken@2026 --dry-run`,
  ),
  async run(argv, out) {
    const { values, positionals } = parse(argv, { to: { type: 'string' }, 'dry-run': { type: 'boolean' } });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError(onePath);
    if (values.to === undefined) throw new UsageError(noTarget);
    const { MigrationError, migrate } = await import('../../server/exporter.ts');
    const name = printableName(path);
    const { whole } = await theTarget(path, await openSession(out), {
      none: noneFound({ path: name }),
      several: () => severalPackages({ path: name }),
    });
    const language = languageOption(values.lang) ?? packageLanguage(whole) ?? out.languageOfEnvironment ?? 'ja';
    const moved = () => {
      try {
        return migrate(whole, values.to ?? '', language);
      } catch (error) {
        if (error instanceof MigrationError) throw new UsageError(error.text);
        throw error;
      }
    };
    const migration = moved();
    const { changed, plan, marks, added } = migration;
    const was = (uri: string) => whole.files.get(uri)?.text.toString() ?? '';
    if (!values['dry-run']) await writeAll([...changed].map(([uri, after]) => [fileURLToPath(uri), after.toString(), was(uri)]));
    else
      for (const [uri, after] of changed) {
        const name = displayPath(uri);
        out.print(printable(createTwoFilesPatch(name, name, was(uri), after.toString(), '', '', { context: 2 })));
      }
    for (const line of linesOf(migration, language)) out.print(`${printable(line)}\n`);
    const sums = { files: changed.size, from: plan.from.reference, to: plan.to.reference, dry: values['dry-run'] === true };
    out.print(`${done(sums)(language)}\n`);
    if (marks + added.length === 0) return 0;
    out.print(`${toCheck({ marks, added: added.length })(language)}\n`);
    return 1;
  },
};

const words: Readonly<Record<'moved' | 'split' | 'joined' | 'gone' | 'added', Localized>> = {
  moved: fixed('番号が変わった', 'renumbered'),
  split: fixed('分かれた', 'split'),
  joined: fixed('まとまった', 'joined'),
  gone: fixed('なくなった', 'gone'),
  added: fixed('新しい項目', 'new'),
};

/** What became of the answered controls, a line each; those that kept their ID are not told. */
function linesOf({ moved, added }: Migration, language: Language): readonly string[] {
  const line = (what: keyof typeof words, text: string) => `  ${words[what](language)}: ${text}`;
  const lineOf = ({ control, targets, joined }: Move): readonly string[] => {
    const ids = targets.map(({ id }) => id).join('・');
    if (targets.length === 0) return [line('gone', `${control.id} ${inLanguage(control.title, language)}`)];
    if (targets.length === 1 && joined.length === 0 && ids === control.id) return [];
    return [line(targets.length > 1 ? 'split' : joined.length > 0 ? 'joined' : 'moved', `${control.id} → ${ids}`)];
  };
  return [...moved.flatMap(lineOf), ...added.map(({ id, title }) => line('added', `${id} ${inLanguage(title, language)}`))];
}
