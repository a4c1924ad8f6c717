import type { CheckOptions } from '../../core/check.ts';
import { fixed, message } from '../../core/language.ts';
import { Text } from '../../core/text/text.ts';
import { dateOption, languageOption, oneOf, parse, severitiesOption } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { jsonReport } from '../output/json.ts';
import { prettyReport } from '../output/pretty.ts';
import { checkTargets } from '../result.ts';
import { openSession, packageLanguage, type Target, targetsOf, uriOf } from '../session.ts';

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

const stdinNeedsPath = fixed(
  '--stdin を使うときは、どのファイルの内容かを --stdin-path で指定してください。',
  '--stdin needs --stdin-path, which says which file the content is of.',
);

const inputNotUtf8 = fixed(
  '標準入力の内容は、文字コードがUTF-8ではない（Shift_JISなど）ため、検査しませんでした。UTF-8に変換してから渡してください。',
  'standard input is not UTF-8 (Shift_JIS perhaps) and was not checked. Convert it to UTF-8 first.',
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
一つのファイルに同じルールの指摘が20件を超えるときは、エラーのほかは初めの5件だけを表示します。--expand を付けると、まとめた指摘も分けて、すべて表示します。
終了コード: 0 指摘なし（--fail-on の重大度に満たない指摘は数えません） 1 指摘あり 2 実行できない

例:  kaiji check examples
     kaiji check --rule missing-evidence=error --fail-on warning 開示書/`,
    `kaiji check [PATH…] [--format pretty|json] [--fail-on error|warning|info] [--rule CODE=SEVERITY]… [--lang ja|en]
            [--date YYYY-MM-DD] [--expand] [--stdin --stdin-path PATH]

A folder is searched for kaiji files (.gitignore respected); a file is reported alone, with its package as context.
Of more than 20 findings of a rule in a file, the first 5 are shown, errors aside; --expand shows them all, and ungroups what is told in one.
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
    for (const option of ['baseline', 'jobs'] as const)
      if (values[option] !== undefined) throw new UsageError(notYet({ option: `--${option}` }));
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
      const uri = uriOf(path);
      session.workspace.setOpen(uri, Text.of(await readStandardInput()));
      targets = [{ whole: await session.workspace.packageOf(uri), uris: new Set([uri]) }];
    } else targets = await targetsOf(positionals, session);

    const result = checkTargets(
      targets,
      { ...options, failed: session.fixFailed },
      (whole) => asked ?? packageLanguage(whole) ?? out.languageOfEnvironment ?? 'ja',
    );
    out.print(format === 'json' ? jsonReport(result) : prettyReport(result, out));
    if (session.failed(positionals)) return 2;
    const line = SEVERITIES.indexOf(failOn);
    return result.files.some(({ findings }) => findings.some(({ severity }) => SEVERITIES.indexOf(severity) <= line)) ? 1 : 0;
  },
};

/** UTF-8 only, as of files: Shift_JIS read as UTF-8 would give findings about replacement characters. */
async function readStandardInput(): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new UsageError(inputNotUtf8);
  }
}
