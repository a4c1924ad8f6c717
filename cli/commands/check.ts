import { fixed, message } from '../../core/language.ts';
import { Text } from '../../core/text/text.ts';
import { dateOption, jobsOption, languageOption, oneOf, parse, severitiesOption } from '../arguments.ts';
import { checkHere, checkInThreads, suitableJobs } from '../check/jobs.ts';
import type { Order, Outcome } from '../check/package-report.ts';
import { Printer } from '../check/printer.ts';
import { type Command, UsageError } from '../command.ts';
import { SEVERITIES } from '../output/format.ts';
import { FORMATS, formatNamed } from '../output/formats.ts';
import { type Plan, planOf, type Unit } from '../plan.ts';
import { Progress } from '../progress.ts';
import { displayPath, openSession, type Session, uriOf } from '../session.ts';

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
    `kaiji check [パス…] [--format pretty|lines|json] [--fail-on error|warning|info] [--rule ルール名=重大度]… [--lang ja|en]
            [--date YYYY-MM-DD] [--expand] [--jobs N] [--stdin --stdin-path パス]

フォルダーを渡すと、その下の kaiji ファイルをすべて検査します（.gitignore に従います）。ファイルを渡すと、そのファイルの指摘だけを表示します。
一つのファイルに同じルールの指摘が20件を超えるときは、エラーのほかは初めの5件だけを表示します。--expand を付けると、まとめた指摘も分けて、すべて表示します。
--format lines は、指摘を「パス:行:桁: 重大度: 文 [ルール]」の1行ずつで表示します。
--jobs は同時に検査するパッケージの数です。省くと、文書の量とCPUの数に合わせて決めます。表示される内容は、いくつでも同じです。
終了コード: 0 指摘なし（--fail-on の重大度に満たない指摘は数えません） 1 指摘あり 2 実行できない

例:  kaiji check examples
     kaiji check --rule missing-evidence=error --fail-on warning 開示書/`,
    `kaiji check [PATH…] [--format pretty|lines|json] [--fail-on error|warning|info] [--rule CODE=SEVERITY]… [--lang ja|en]
            [--date YYYY-MM-DD] [--expand] [--jobs N] [--stdin --stdin-path PATH]

A folder is searched for kaiji files (.gitignore respected); a file is reported alone, with its package as context.
Of more than 20 findings of a rule in a file, the first 5 are shown, errors aside; --expand shows them all, and ungroups what is told in one.
--format lines prints PATH:LINE:COLUMN: SEVERITY: MESSAGE [RULE], a line for each finding.
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
    if (values.baseline !== undefined) throw new UsageError(notYet({ option: '--baseline' }));
    if (['sarif', 'junit', 'github'].includes(values.format))
      throw new UsageError(notYet({ option: `--format ${values.format}` }));
    const format = oneOf('--format', values.format, FORMATS);
    const failOn = oneOf('--fail-on', values['fail-on'], ['error', 'warning', 'info']);
    const order: Order = {
      options: { date: dateOption(values.date), override: severitiesOption(values.rule), expand: values.expand === true },
      format,
      colour: out.colour,
      language: languageOption(values.lang),
      fallback: out.languageOfEnvironment ?? 'ja',
    };
    const asked = jobsOption(values.jobs);

    const progress = new Progress(out);
    const console = progress.console;
    const session = await openSession(console);
    const plan = values.stdin ? await standardInput(values['stdin-path'], session) : await planOf(positionals, session);
    const { units, named } = plan;
    // What standard input says is known here only.
    const jobs = values.stdin ? 1 : (asked ?? (await suitableJobs(units)));
    const printer = new Printer(units, formatNamed(format, out.colour), {
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
    const counts = printer.end();
    if (session.failed(positionals)) return 2;
    return SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1).some((severity) => counts[severity] > 0) ? 1 : 0;
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
