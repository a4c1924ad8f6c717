import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CheckOptions, checkPackage, type PlacedFinding } from '../../core/check.ts';
import { fixed, type Language, languageOf, message } from '../../core/language.ts';
import { textField } from '../../core/model/field.ts';
import { type Coverage, coverageOf } from '../../core/package/coverage.ts';
import type { Package } from '../../core/package/package.ts';
import { Text } from '../../core/text/text.ts';
import { dateOption, languageOption, oneOf, parse, severitiesOption } from '../arguments.ts';
import { type Command, type Console, UsageError } from '../command.ts';
import { jsonReport } from '../output/json.ts';
import { prettyReport } from '../output/pretty.ts';
import { displayPath, openSession, type Target, targetsOf } from '../session.ts';

/** One checked file, as the reports show it. */
export interface CheckedFile {
  readonly path: string;
  readonly whole: Package;
  readonly findings: readonly PlacedFinding[];
  readonly language: Language;
}

export interface CheckResult {
  readonly files: readonly CheckedFile[];
  readonly coverage: readonly (Coverage & { readonly path: string })[];
  readonly options: CheckOptions;
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

const stdinNeedsPath = fixed(
  '--stdin を使うときは、どのファイルの内容かを --stdin-path で指定してください。',
  '--stdin needs --stdin-path, which says which file the content is of.',
);

const notYet = message<{ option: string }>({
  ja: ({ option }) => `${option} はこの版ではまだ使えません。`,
  en: ({ option }) => `${option} is not available in this version yet.`,
});

export const checkCommand: Command = {
  name: 'check',
  summary: fixed('検査して、指摘と回答状況を表示します', 'checks files and prints findings and coverage'),
  usage: fixed(
    `kaiji check [パス…] [--format pretty|json] [--fail-on error|warning|info] [--rule ルール名=重大度]… [--lang ja|en]
            [--date YYYY-MM-DD] [--expand] [--stdin --stdin-path パス]

フォルダーを渡すと、その下の kaiji ファイルをすべて検査します（.gitignore に従います）。ファイルを渡すと、そのファイルの指摘だけを表示します。
終了コード: 0 指摘なし（--fail-on の重大度に満たない指摘は数えません） 1 指摘あり 2 実行できない

例:  kaiji check examples
     kaiji check --rule missing-evidence=error --fail-on warning 開示書/`,
    `kaiji check [PATH…] [--format pretty|json] [--fail-on error|warning|info] [--rule CODE=SEVERITY]… [--lang ja|en]
            [--date YYYY-MM-DD] [--expand] [--stdin --stdin-path PATH]

A folder is searched for kaiji files (.gitignore respected); a file is reported alone, with its package as context.
Exit status: 0 nothing at or above --fail-on, 1 findings, 2 could not run

Example:  kaiji check examples
          kaiji check --rule missing-evidence=error --fail-on warning disclosure/`,
  ),
  async run(argv, out) {
    const { values, positionals } = parse(argv, {
      format: { type: 'string', default: 'pretty' },
      'fail-on': { type: 'string', default: 'error' },
      rule: { type: 'string', multiple: true },
      date: { type: 'string' },
      expand: { type: 'boolean' },
      stdin: { type: 'boolean' },
      'stdin-path': { type: 'string' },
      baseline: { type: 'string' },
      jobs: { type: 'string' },
    });
    if (values.baseline !== undefined) throw new UsageError(notYet({ option: '--baseline' }));
    if (['sarif', 'junit', 'github'].includes(values.format))
      throw new UsageError(notYet({ option: `--format ${values.format}` }));
    const format = oneOf('--format', values.format, ['pretty', 'json']);
    const failOn = oneOf('--fail-on', values['fail-on'], ['error', 'warning', 'info']);
    const options: CheckOptions = {
      date: dateOption(values.date),
      override: severitiesOption(values.rule),
      expand: values.expand === true,
    };
    const asked = languageOption(values.lang);

    const session = await openSession(out);
    let targets: readonly Target[];
    if (values.stdin) {
      const path = values['stdin-path'];
      if (path === undefined) throw new UsageError(stdinNeedsPath);
      const uri = pathToFileURL(resolve(path)).toString();
      session.workspace.setOpen(uri, Text.of(await readStandardInput()));
      targets = [{ whole: await session.workspace.packageOf(uri), uris: new Set([uri]) }];
    } else targets = await targetsOf(positionals, session);

    const result = checkTargets(
      targets,
      options,
      (whole) => asked ?? packageLanguage(whole) ?? out.languageOfEnvironment ?? 'ja',
    );
    out.print(format === 'json' ? jsonReport(result) : prettyReport(result, out));
    if (session.failed()) return 2;
    const line = SEVERITIES.indexOf(failOn);
    return result.files.some(({ findings }) => findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= line)) ? 1 : 0;
  },
};

/** Checks every target; files and coverage in order of path. */
export function checkTargets(
  targets: readonly Target[],
  options: CheckOptions,
  languageFor: (whole: Package) => Language,
): CheckResult {
  const files: CheckedFile[] = [];
  const coverage: (Coverage & { path: string })[] = [];
  for (const { whole, uris } of targets) {
    const found = checkPackage(whole, options);
    for (const uri of uris)
      files.push({ path: displayPath(uri), whole, findings: found.get(uri) ?? [], language: languageFor(whole) });
    for (const one of coverageOf(whole)) if (uris.has(one.uri)) coverage.push({ ...one, path: displayPath(one.uri) });
  }
  const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
  return { files: files.sort(byPath), coverage: coverage.sort(byPath), options };
}

/** `language:` of the manifest. */
export function packageLanguage(whole: Package): Language | undefined {
  return languageOf(textField(whole.manifest?.root, 'language')?.value);
}

async function readStandardInput(): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}

export type { Console };
