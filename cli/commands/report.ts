import { type PageOptions, reportPages } from '../../convert/report/page.ts';
import { checkPackage } from '../../core/check.ts';
import { fixed } from '../../core/language.ts';
import { reportOn } from '../../core/report/report.ts';
import { dateOption, languageOption, oneOf, parse } from '../arguments.ts';
import { type Command, UsageError } from '../command.ts';
import { mayWrite, writeWhole } from '../files.ts';
import { reportJson } from '../output/report-json.ts';
import { targetsOf } from '../plan.ts';
import { displayPath, openSession, packageLanguage } from '../session.ts';

const notYet = fixed(
  '--to html はこの版ではまだ使えません。md か json を指定してください。',
  '--to html is not available in this version yet. Use md or json.',
);

export const reportCommand: Command = {
  name: 'report',
  summary: fixed('進み具合、不足、期限、責任分界、リスクをまとめます', 'sums up progress, gaps, responsibilities and risks'),
  usage: fixed(
    `kaiji report [パス…] [--to md|json] [-o パス] [--force] [--date YYYY-MM-DD] [--lang ja|en]

パッケージごとに、分類とガイドラインごとの回答の状況、残っている指摘、期限を過ぎたもの、評価員の指摘のうち未解決のもの、
責任分界（当社・外部事業者・利用者）、リスク対応とリスク評価をまとめます。ファイルを指定すると、そのファイルの分だけをまとめます。
-o を省くと画面に表示します。
例:  kaiji report 開示書/ --to md -o report.md`,
    `kaiji report [PATH…] [--to md|json] [-o PATH] [--force] [--date YYYY-MM-DD] [--lang ja|en]

For each package: answers by category and guideline, open findings, what is overdue, open findings of evaluators,
shared responsibility (ours, theirs, the hospital's), treatment and assessment of risks. Of a file, what concerns that
file alone. Printed without -o.
Example:  kaiji report disclosure/ --to md -o report.md`,
  ),
  async run(argv, out) {
    const { values, positionals } = parse(argv, {
      to: { type: 'string', default: 'md' },
      date: { type: 'string' },
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean' },
    });
    if (values.to === 'html') throw new UsageError(notYet);
    const to = oneOf('--to', values.to, ['md', 'json']);
    const date = dateOption(values.date);
    const asked = languageOption(values.lang);
    const { output } = values;
    const isFile = output !== undefined && output !== '-';
    if (isFile) await mayWrite(output, values.force === true);
    const session = await openSession(out);
    const targets = await targetsOf(positionals, session);
    const [first] = targets;
    const language = asked ?? (first && packageLanguage(first.whole)) ?? out.languageOfEnvironment ?? 'ja';
    const reports = targets.map(({ whole, uris }) =>
      reportOn(whole, checkPackage(whole, { date, failed: session.fixFailed }), uris),
    );
    const options: PageOptions = { language, date, pathOf: displayPath };
    const text = to === 'json' ? reportJson(reports, options) : reportPages(reports, options);
    if (isFile) await writeWhole(output, text);
    else out.print(text);
    return session.failed(positionals) ? 2 : 0;
  },
};
