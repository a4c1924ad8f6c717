/** `kaiji import`: a filled sheet as a document of Kaiji. */
import { basename } from 'node:path';
import { fixed, message } from '../../core/language.ts';
import { oneOf, parse } from '../arguments.ts';
import { type Command, printable, printableName, UsageError } from '../command.ts';
import { writeWhole, wrote } from '../files.ts';
import { prettySheetImport, sheetImportJson } from '../output/sheet-import.ts';
import { openSession, packageAt } from '../session.ts';
import { mayImportTo, reading, sheetsIn, unreadable } from '../sheets.ts';
import { runOscalImport } from './import-oscal.ts';

const oneFile = fixed(
  '読み取るファイルを一つ指定してください（例: kaiji import シート.xlsx --catalog medcloud-checklist -o checklist.kaiji.yaml）。',
  'name one file to read (e.g. kaiji import sheet.xlsx --catalog medcloud-checklist -o checklist.kaiji.yaml).',
);

const noOutput = fixed(
  '書き込み先を -o で指定してください（-o - で画面に表示します。--dry-run では書き込まずに結果だけを確かめられます）。',
  'say where to write with -o (-o - prints it; --dry-run only tells what would be read).',
);

const badMap = message<{ given: string }>({
  ja: ({ given }) => `--map の「${given}」を読み取れません。「列=役割」の形で指定してください（例 --map D=回答,G=エビデンス）。`,
  en: ({ given }) => `cannot read "${given}" of --map. Write COLUMN=ROLE (--map D=answer,G=found).`,
});

const onlySheets = message<{ path: string; options: readonly string[] }>({
  ja: ({ path, options }) =>
    `${path}: ${options.join('・')} は、表（xlsx・csvなど）を取り込むときだけ使えます。OSCALのファイル（.json）では、指定せずに取り込んでください。`,
  en: ({ path, options }) => `${path}: ${options.join(', ')} can be used with sheets only. Import OSCAL (.json) without.`,
});

const notWritten = fixed('--dry-run のため、書き込んでいません。', 'Nothing was written (--dry-run).');

export const importCommand: Command = {
  name: 'import',
  summary: fixed('記入済みの様式を取り込みます', 'reads a filled sheet'),
  usage: fixed(
    `kaiji import ファイル [--catalog カタログ] -o パス [--as checklist|risks|evidence] [--sheet シート名] [--map 列=役割,…] [--dry-run] [--force] [--format pretty|json]

記入済みのチェックシート（xlsx・csv・tsv・PDFや表計算ソフトから貼り付けたテキスト）を読み、回答・エビデンス・判定・備考を項目ごとに取り込みます。
--as risks ではリスクの一覧（予見されるリスク）を、--as evidence ではエビデンスの台帳を取り込みます。
列は見出しと内容から読み分けます。合わないときは --map で指定します（役割: 番号・要求事項・
対応状況・責任の所在・回答・理由・エビデンス・対応計画・期限・判定・指摘事項・改善策・回答者・更新日・備考）。
行き先のないセルは備考（note）に入れ、確かめてほしい点は、取り込んだファイルの指摘として残します。
OSCALのファイル（.json）も取り込めます。いくつかの文書になるときは、-o にフォルダーを指定します。
--dry-run では、列の読み方と結果だけを表示します。-o - を指定すると、ファイルに書き込まずに画面に表示します。
終了コード: 0 すべて取り込んだ、1 取り込めなかった行や確かめてほしい点がある、2 取り込めない（何も書き込まない）
例:  kaiji import 記入済み.xlsx --catalog medcloud-checklist -o checklist.kaiji.yaml
     kaiji import リスク一覧.xlsx --as risks -o risks.kaiji.yaml
     kaiji import 回答.csv --map D=回答,G=エビデンス --dry-run`,
    `kaiji import FILE [--catalog CATALOG] -o PATH [--as checklist|risks|evidence] [--sheet NAME] [--map COLUMN=ROLE,…] [--dry-run] [--force] [--format pretty|json]

Reads a filled check sheet (xlsx, csv, tsv, text pasted from a PDF or a spreadsheet): answers, evidence, judgements and remarks, control by control.
--as risks reads a risk annex, --as evidence a register of evidence.
What a column is, its heading and its content tell; --map says otherwise (roles: answer, found, result, note …).
Cells without a place go into note; what is doubtful stays in the file as a finding.
OSCAL files (.json) are read too; where one becomes several documents, -o names a folder.
--dry-run only shows how the columns are read and what would come of it. -o - prints the file.
Exit: 0 all taken, 1 rows not taken or doubts, 2 not taken, nothing written
Example:  kaiji import filled.xlsx --catalog medcloud-checklist -o checklist.kaiji.yaml
          kaiji import answers.csv --map D=answer,G=found --dry-run`,
  ),
  async run(argv, out) {
    const { values, positionals } = parse(argv, {
      catalog: { type: 'string' },
      as: { type: 'string' },
      output: { type: 'string', short: 'o' },
      sheet: { type: 'string' },
      map: { type: 'string', multiple: true },
      'dry-run': { type: 'boolean' },
      force: { type: 'boolean' },
      format: { type: 'string', default: 'pretty' },
    });
    const { language } = out;
    const json = oneOf('--format', values.format, ['pretty', 'json']) === 'json';
    const isDry = values['dry-run'] === true;
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError(oneFile);
    if (values.output === undefined && !isDry) throw new UsageError(noOutput);
    const { output = '-' } = values;
    const force = values.force === true;
    const isOscal = /\.json$/i.test(path);
    const ofSheets = (['as', 'sheet', 'map'] as const).filter((name) => values[name] !== undefined);
    if (isOscal && ofSheets.length > 0)
      throw new UsageError(onlySheets({ path: printableName(path), options: ofSheets.map((name) => `--${name}`) }));
    if (isOscal) return runOscalImport({ path, output, isDry, force, json }, out);
    const columns = columnsIn(values.map ?? []);
    if (!isDry) await mayImportTo(output, force);
    const { convert } = await import('../../server/importer.ts');
    const kind = oneOf('--as', values.as ?? 'checklist', Object.keys(convert.IMPORTERS) as (keyof typeof convert.IMPORTERS)[]);
    const importer = convert.IMPORTERS[kind];
    const sheets = await sheetsIn(convert, path);
    const session = await openSession(out);
    const whole = await packageAt(output === '-' ? 'new.kaiji.yaml' : output, session);
    const made = await reading(convert, path, () =>
      importer.import(sheets, {
        ...convert.registerIn(whole),
        ...(values.catalog === undefined ? {} : { catalog: values.catalog }),
        ...(values.sheet === undefined ? {} : { sheet: values.sheet }),
        catalogs: whole.catalogs,
        evidenceKinds: session.bundled.evidenceKinds,
        file: basename(path),
        columns,
        language,
      }),
    );
    const writes = !isDry && made.nothing === undefined;
    const isPrinted = writes && output === '-';
    // What is piped on is the document alone.
    const tell = isPrinted ? (text: string) => out.error(text) : (text: string) => out.print(text);
    if (isPrinted) out.print(made.text);
    else if (writes) await writeWhole(output, made.text);
    const written = writes && output !== '-' ? output : null;
    tell(json ? sheetImportJson(made, path, written, language) : prettySheetImport(made, importer.roles, path, language));
    if (made.nothing) throw new UsageError(unreadable({ path: printableName(path), reason: made.nothing }));
    if (!json && written !== null) out.print(`${wrote({ path: printableName(written) })(language)}\n`);
    if (!json && isDry) out.print(`${notWritten(language)}\n`);
    return made.report.notes.length > 0 ? 1 : 0;
  },
};

/** `D=answer,G=found` → the roles of columns. */
function columnsIn(given: readonly string[]): Readonly<Record<string, string>> {
  const columns: Record<string, string> = {};
  for (const one of given.flatMap((list) => list.split(/[,、，]/)).map((part) => part.trim())) {
    const [, column, role] = /^([^=＝]+)[=＝](.+)$/.exec(one) ?? [];
    if (column === undefined || role === undefined) throw new UsageError(badMap({ given: printable(one) }));
    columns[column.trim()] = role.trim();
  }
  return columns;
}
