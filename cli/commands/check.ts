import { fixed } from '../../core/language.ts';
import { Text } from '../../core/text/text.ts';
import { dateOption, failOnOption, jobsOption, languageOption, oneOf, parse, severitiesOption } from '../arguments.ts';
import { baselineToCheckWith } from '../baseline.ts';
import { checkHere, checkInThreads, suitableJobs } from '../check/jobs.ts';
import type { Order, Outcome } from '../check/package-report.ts';
import { Printer } from '../check/printer.ts';
import { type Command, UsageError } from '../command.ts';
import { fails, SEVERITIES } from '../output/format.ts';
import { FORMATS, formatNamed } from '../output/formats.ts';
import { type Plan, planOf, type Unit } from '../plan.ts';
import { Progress } from '../progress.ts';
import { displayPath, openSession, type Session, uriOf } from '../session.ts';

const stdinNeedsPath = fixed(
  '--stdin を使うときは、どのファイルの内容かを --stdin-path で指定してください。',
  '--stdin needs --stdin-path, which says which file the content is of.',
);

const pathNeedsStdin = fixed(
  '--stdin-path は、--stdin と一緒に使います。ファイルを検査するときは、パスをそのまま渡してください。',
  '--stdin-path goes with --stdin. To check a file, give its path alone.',
);

const inputNotUtf8 = fixed(
  '標準入力の内容は、文字コードがUTF-8ではない（Shift_JISなど）ため、検査しませんでした。UTF-8に変換してから渡してください。',
  'standard input is not UTF-8 (Shift_JIS perhaps) and was not checked. Convert it to UTF-8 first.',
);

export const checkCommand: Command = {
  name: 'check',
  summary: fixed('検査して、指摘と回答状況を表示します', 'checks files and prints findings and coverage'),
  usage: fixed(
    `kaiji check [パス…] [--format pretty|lines|json|sarif|junit|github] [--fail-on error|warning|info] [--rule ルール名=重大度]… [--lang ja|en]
            [--date YYYY-MM-DD] [--expand] [--baseline ファイル] [--jobs N] [--stdin --stdin-path パス]

フォルダーを渡すと、その下の kaiji ファイルをすべて検査します（.gitignore に従います）。ファイルを渡すと、そのファイルの指摘だけを表示します。
一つのファイルに同じルールの指摘が20件を超えるときは、エラーのほかは初めの5件だけを表示します。--expand を付けると、まとめた指摘も分けて、すべて表示します。
--format lines は、指摘を「パス:行:桁: 重大度: 文 [ルール]」の1行ずつで表示します。
--format sarif・junit・github は、コードスキャン・テスト結果・GitHubの注釈として読み込める形で出力します。
--baseline は、受け入れた指摘の一覧です（kaiji baseline で作ります）。そこにある指摘は、期限までは表示せず、件数にも終了コードにも数えません。
--jobs は同時に検査するパッケージの数です。省くと、文書の量とCPUの数に合わせて決めます。表示される内容は、いくつでも同じです。
終了コード: 0 指摘なし（--fail-on の重大度に満たない指摘は数えません） 1 指摘あり 2 実行できない

例:  kaiji check examples
     kaiji check --rule missing-evidence=error --fail-on warning 開示書/`,
    `kaiji check [PATH…] [--format pretty|lines|json|sarif|junit|github] [--fail-on error|warning|info] [--rule CODE=SEVERITY]… [--lang ja|en]
            [--date YYYY-MM-DD] [--expand] [--baseline FILE] [--jobs N] [--stdin --stdin-path PATH]

A folder is searched for kaiji files (.gitignore respected); a file is reported alone, with its package as context.
Of more than 20 findings of a rule in a file, the first 5 are shown, errors aside; --expand shows them all, and ungroups what is told in one.
--format lines prints PATH:LINE:COLUMN: SEVERITY: MESSAGE [RULE], a line for each finding.
--format sarif, junit and github print what code scanning, test reports and GitHub's annotations are made of.
--baseline names a list of accepted findings (written by kaiji baseline): until their day has passed they are neither shown nor counted.
--jobs says how many packages are checked at a time; without it, what suits the amount of text and the machine. The report is the same.
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
    const format = oneOf('--format', values.format, FORMATS);
    const failOn = failOnOption(values['fail-on']);
    const baseline = values.baseline === undefined ? undefined : await baselineToCheckWith(values.baseline);
    const order: Order = {
      options: {
        date: dateOption(values.date),
        override: severitiesOption(values.rule),
        expand: values.expand === true,
        ...(baseline ? { baseline } : {}),
      },
      format,
      look: { colour: out.colour, failOn },
      language: languageOption(values.lang),
      fallback: out.languageOfEnvironment ?? 'ja',
    };
    const asked = jobsOption(values.jobs);
    if (values['stdin-path'] !== undefined && !values.stdin) throw new UsageError(pathNeedsStdin);

    const progress = new Progress(out);
    const console = progress.console;
    const session = await openSession(console);
    const plan = values.stdin ? await standardInput(values['stdin-path'], session) : await planOf(positionals, session);
    const { units, named } = plan;
    // What standard input says is known here only.
    const jobs = values.stdin ? 1 : (asked ?? (await suitableJobs(units)));
    const printer = new Printer(units, formatNamed(format, order.look), {
      ...session,
      language: out.language,
      print: console.print,
    });
    const done = (unit: Unit, outcome: Outcome) => {
      printer.add(unit, outcome);
      progress.step(units.length);
    };
    if (jobs === 1) await checkHere(units, session, order, console, done);
    else {
      const shared = await session.workspace.sharedFiles();
      await checkInThreads(units, jobs, { order, language: out.language, shared, named }, console, done);
    }
    progress.clear();
    const troubles = session.troublesIn(positionals);
    const counts = printer.end(troubles);
    if (troubles.length > 0) return 2;
    return SEVERITIES.some((severity) => fails(severity, failOn) && counts[severity] > 0) ? 1 : 0;
  },
};

/** The package that standard input is checked in. */
async function standardInput(path: string | undefined, { workspace }: Session): Promise<Plan> {
  if (path === undefined) throw new UsageError(stdinNeedsPath);
  const uri = uriOf(path);
  workspace.setOpen(uri, Text.of(await readStandardInput()));
  return { units: [{ path: displayPath(uri), uris: [uri] }], named: new Set() };
}

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
