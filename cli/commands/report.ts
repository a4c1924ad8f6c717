import { checkPackage } from '../../core/check.ts';
import { fixed } from '../../core/language.ts';
import { dateOption, languageOption, oneOf, parse } from '../arguments.ts';
import { type Command, printableName } from '../command.ts';
import { mayWrite, writeWhole, wrote } from '../files.ts';
import { reportJson } from '../output/report-json.ts';
import { targetsOf } from '../plan.ts';
import { displayPath, openSession, packageLanguage } from '../session.ts';

export const reportCommand: Command = {
  name: 'report',
  summary: fixed('進み具合、不足、期限、責任分界、リスクをまとめます', 'sums up progress, gaps, responsibilities and risks'),
  usage: fixed(
    `kaiji report [パス…] [--to md|html|svg|json] [-o パス] [--force] [--date YYYY-MM-DD] [--lang ja|en]

パッケージごとに、分類とガイドラインごとの回答の状況、残っている指摘、期限を過ぎたもの、エビデンスの有効期限、評価員の指摘のうち
未解決のもの、責任分界（当社・外部事業者・利用者）、リスク対応とリスク評価をまとめます。html は図入りの1ファイルで、そのまま
A4に印刷できます。svg は図だけの1ファイルで、Wordにも貼れます。ファイルを指定すると、そのファイルの分だけをまとめます。-o を省くと
画面に表示します。
終了コード: 0 まとめた（指摘の有無によりません）、2 実行できない
例:  kaiji report 開示書/ --to html -o report.html`,
    `kaiji report [PATH…] [--to md|html|svg|json] [-o PATH] [--force] [--date YYYY-MM-DD] [--lang ja|en]

For each package: answers by category and guideline, open findings, what is overdue, evidence that has expired or soon
will, open findings of evaluators, shared responsibility (ours, theirs, the hospital's), treatment and assessment of
risks. html is one file with charts, ready to be printed on A4; svg is its charts alone, for Word too. Of a file, what concerns that file alone.
Printed without -o.
Exit: 0 whatever it reports; 2 could not run.
Example:  kaiji report disclosure/ --to html -o report.html`,
  ),
  async run(argv, out) {
    const { values, positionals } = parse(argv, {
      to: { type: 'string', default: 'md' },
      date: { type: 'string' },
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean' },
    });
    const to = oneOf('--to', values.to, ['md', 'html', 'svg', 'json']);
    const date = dateOption(values.date);
    const asked = languageOption(values.lang);
    const { output } = values;
    const isFile = output !== undefined && output !== '-';
    if (isFile) await mayWrite(output, values.force === true);
    const { reportHtml, reportMarkdown, reportOn, reportSvg } = await import('../../server/exporter.ts');
    const session = await openSession(out);
    const targets = await targetsOf(positionals, session);
    const [first] = targets;
    const language = asked ?? (first && packageLanguage(first.whole)) ?? out.languageOfEnvironment ?? 'ja';
    const reports = targets.map(({ whole, uris }) =>
      reportOn(whole, checkPackage(whole, { date, failed: session.fixFailed }), date, uris),
    );
    const write = { md: reportMarkdown, html: reportHtml, svg: reportSvg, json: reportJson }[to];
    const text = write(reports, { language, date, pathOf: displayPath });
    if (isFile) {
      await writeWhole(output, text);
      out.error(`${wrote({ path: printableName(output) })(out.language)}\n`);
    } else out.print(text);
    return session.failed(positionals) ? 2 : 0;
  },
};
