/** `kaiji export`: what is handed over, in the customer's formats. */
import { realpath } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { checkPackage } from '../../core/check.ts';
import { fixed, message } from '../../core/language.ts';
import { disk } from '../../server/disk.ts';
import { dateOption, languageOption, oneOf, parse } from '../arguments.ts';
import { type Command, printable, printableName, UsageError } from '../command.ts';
import { mayWrite, writeWhole, wrote } from '../files.ts';
import { theTarget } from '../plan.ts';
import { displayPath, openSession, packageLanguage } from '../session.ts';
import { bytesIn } from '../sheets.ts';

const onePath = fixed(
  '書き出すパッケージ（フォルダー）かファイルを一つ指定してください（例: kaiji export 開示書/ --to docx -o 開示書.docx）。',
  'name one package (a folder) or file to export (e.g. kaiji export disclosure/ --to docx -o disclosure.docx).',
);

const noOutput = fixed(
  '書き込み先を -o で指定してください（html・md・csv・oscal は -o - で画面に表示できます）。',
  'say where to write with -o (-o - prints html, md, csv and oscal).',
);

const noFormat = message<{ known: readonly string[] }>({
  ja: ({ known }) => `形式を --to で指定してください（${known.join('・')}）。`,
  en: ({ known }) => `say which format with --to (${known.join(', ')}).`,
});

const severalPackages = message<{ path: string; count: number }>({
  ja: ({ path, count }) => `${path} の中にはパッケージが${count}つあります。書き出すパッケージのフォルダーを指定してください。`,
  en: ({ path, count }) => `${path} holds ${count} packages. Name the folder of the one to export.`,
});

const noDocuments = message<{ path: string }>({
  ja: ({ path }) => `${path}: 書き出す文書がありません。`,
  en: ({ path }) => `${path}: there is nothing to export.`,
});

const notPrinted = message<{ to: string }>({
  ja: ({ to }) => `${to} は画面に表示できません。-o でファイル名を指定してください。`,
  en: ({ to }) => `${to} cannot be printed. Name a file with -o.`,
});

const otherEnding = message<{ output: string; to: string; asked: string }>({
  ja: ({ output, to, asked }) =>
    `-o の「${output}」は ${asked} のファイル名ですが、--to は ${to} です。どちらかを合わせてください。`,
  en: ({ output, to, asked }) => `-o names a file of ${asked} (${output}), and --to is ${to}. Make them agree.`,
});

const noForms = fixed(
  '--form は --to oscal では使えません。書き出すものは --model で指定してください。',
  '--form does not go with --to oscal. Say what to write with --model.',
);

const onlyOscal = fixed('--model と --catalog は --to oscal でだけ使えます。', '--model and --catalog go with --to oscal only.');

const sameFile = message<{ path: string }>({
  ja: ({ path }) => `${path}: 記入するブックと書き込み先が同じです。元のブックを残すため、-o には別の名前を指定してください。`,
  en: ({ path }) => `${path}: is the workbook to fill in. Give another name with -o, so that the original stays.`,
});

const forInside = fixed(
  '社内用の内容（備考・評価員の判定・非開示のエビデンス）を含みます。顧客に渡すものには --audience customer を付けてください。',
  'It holds what is for use inside: notes, judgements, internal evidence. Use --audience customer for what is handed over.',
);

export const exportCommand: Command = {
  name: 'export',
  summary: fixed(
    '開示書・チェックシートなどを、Word・Excel・HTMLなどで書き出します',
    'writes disclosures and check sheets for Word, Excel, as HTML …',
  ),
  usage: fixed(
    `kaiji export パス [--to xlsx|docx|html|md|csv|oscal] -o パス [--form 様式] [--template ブック.xlsx [--overwrite]] [--audience customer]
             [--model component-definition|catalog|mapping|assessment-results [--catalog カタログ]] [--force] [--lang ja|en] [--date YYYY-MM-DD]

パッケージ（フォルダー）か一つのファイルから、渡す文書を作ります。様式は disclosure（開示書）・checklist（チェックシート）・
risks（リスク対応一覧）・responsibility（責任分界表）・evidence（エビデンス台帳）・assessment（リスク評価）です。省くと、
その形式でふつう渡すものを選びます（docx・html・md は開示書、xlsx はすべての表）。
--template を付けると、顧客のブックの回答・エビデンス・判定の欄だけに記入し、ほかには手を加えません。
すでに書かれている欄は、--overwrite を付けたときだけ書き換えます。
--audience customer を付けると、非開示のエビデンス・備考・評価員の判定を除きます。付けないと、これらも書き出します。
--to を省くと、-o のファイル名の末尾（.docx など）で形式を決めます。
終了コード: 0 書き出した、1 書き出したうえで確かめてほしい点がある、2 書き出せない（何も書き込まない）
例:  kaiji export 開示書/ --to docx --audience customer -o 開示書.docx
     kaiji export 開示書/checklist.kaiji.yaml --to xlsx --template 病院のシート.xlsx -o 記入済み.xlsx`,
    `kaiji export PATH [--to xlsx|docx|html|md|csv|oscal] -o PATH [--form FORM] [--template BOOK.xlsx [--overwrite]] [--audience customer]
             [--model component-definition|catalog|mapping|assessment-results [--catalog CATALOG]] [--force] [--lang ja|en] [--date YYYY-MM-DD]

Makes what is handed over of a package (a folder) or one file. Forms: disclosure, checklist, risks, responsibility,
evidence, assessment; without --form what is usually handed over in that format (docx, html and md the disclosure, xlsx
every table).
--template fills only the answers, evidence and judgements of the customer's own workbook and touches nothing else.
What it says already is replaced with --overwrite only.
--audience customer leaves out internal evidence, notes and judgements; without it they are written too.
Without --to the ending of -o (.docx …) tells the format.
Exit: 0 written; 1 written, with points to look at; 2 not written
Example:  kaiji export disclosure/ --to docx --audience customer -o disclosure.docx
          kaiji export disclosure/checklist.kaiji.yaml --to xlsx --template hospital.xlsx -o filled.xlsx`,
  ),
  async run(argv, out) {
    const { values, positionals } = parse(argv, {
      to: { type: 'string' },
      form: { type: 'string' },
      model: { type: 'string' },
      catalog: { type: 'string' },
      template: { type: 'string' },
      audience: { type: 'string' },
      date: { type: 'string' },
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean' },
      overwrite: { type: 'boolean' },
    });
    const exporter = await import('../../server/exporter.ts');
    const { ExportError, exportPackage, formNames, formatNames, isText, modelNames, openFindings } = exporter;
    const { output } = values;
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError(onePath);
    const named = values.to ?? (values.template === undefined ? endingOf(output) : 'xlsx');
    if (named === undefined || (values.to === undefined && !formatNames.includes(named)))
      throw new UsageError(noFormat({ known: formatNames }));
    const to = oneOf('--to', named, formatNames);
    const form = values.form === undefined ? undefined : oneOf('--form', values.form, formNames);
    const model = values.model === undefined ? undefined : oneOf('--model', values.model, modelNames);
    const asked = endingOf(output);
    if (asked !== undefined && asked !== to && formatNames.includes(asked))
      throw new UsageError(otherEnding({ output: printableName(output ?? ''), to, asked }));
    if (to === 'oscal' && form !== undefined) throw new UsageError(noForms);
    if (to !== 'oscal' && (model ?? values.catalog) !== undefined) throw new UsageError(onlyOscal);
    const audience = oneOf('--audience', values.audience ?? 'internal', ['internal', 'customer']);
    const date = dateOption(values.date);
    if (output === undefined) throw new UsageError(noOutput);
    if (output === '-' && !isText(to)) throw new UsageError(notPrinted({ to }));
    if (values.template !== undefined && (await isSame(output, values.template)))
      throw new UsageError(sameFile({ path: printableName(output) }));
    if (output !== '-') await mayWrite(output, values.force === true);
    const template =
      values.template === undefined ? undefined : { file: basename(values.template), bytes: await bytesIn(values.template) };
    const name = printableName(path);
    const { whole, uris } = await theTarget(path, await openSession(out), {
      none: noDocuments({ path: name }),
      several: (count) => severalPackages({ path: name, count }),
    });
    const language = languageOption(values.lang) ?? packageLanguage(whole) ?? out.languageOfEnvironment ?? 'ja';
    try {
      const { bytes, problems, done, printed } = await exportPackage(whole, {
        ...{ to, audience, language, date, uris },
        overwrite: values.overwrite === true,
        ...(form === undefined ? {} : { form }),
        ...(model === undefined ? {} : { model }),
        ...(values.catalog === undefined ? {} : { catalog: values.catalog }),
        ...(template === undefined ? {} : { template }),
        pathOf: displayPath,
        readPicture: (uri) => disk.readBytes(uri, whole.uri),
      });
      if (output === '-') out.print(bytes);
      else await writeWhole(output, bytes);
      if (done) out.error(`${done(out.language)}\n`);
      for (const problem of problems) out.error(`kaiji: ${printable(problem(out.language))}\n`);
      if (output !== '-') {
        out.error(`${wrote({ path: printableName(output) })(out.language)}\n`);
        if (values.audience === undefined) out.error(`${forInside(out.language)}\n`);
        const found = checkPackage(whole, { date });
        const open = openFindings(printed(), (uri) => found.get(uri) ?? []);
        if (open) out.error(`${open.text(out.language)}\n`);
      }
      return problems.length > 0 ? 1 : 0;
    } catch (error) {
      if (error instanceof ExportError) throw new UsageError(error.text);
      throw error;
    }
  },
};

/** Whether two paths lead to one file, however they are spelled. */
async function isSame(path: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([path, other].map((one) => realpath(one).catch(() => resolve(one))));
  return first === second;
}

/** The format an output's name asks for: `a.docx` → `docx`. */
function endingOf(output: string | undefined): string | undefined {
  const ending = extname(output ?? '').slice(1);
  return ending === '' ? undefined : ending === 'json' ? 'oscal' : ending;
}
