import type { Bundled } from '../../core/catalog/bundled.ts';
import type { Catalogs, Control } from '../../core/catalog/catalog.ts';
import { searchCatalogs } from '../../core/features/search.ts';
import { type Bilingual, fixed, inLanguage, message } from '../../core/language.ts';
import { oneOf, parse } from '../arguments.ts';
import { type Command, type Console, printable, UsageError } from '../command.ts';
import { openSession } from '../session.ts';
import { importUsage, runImport } from './catalog-import.ts';

const noCatalog = message<{ id: string }>({
  ja: ({ id }) => `「${id}」というカタログはありません。kaiji catalog list で一覧を確かめられます。`,
  en: ({ id }) => `there is no catalog "${id}". kaiji catalog list shows them.`,
});

const noControl = message<{ id: string }>({
  ja: ({ id }) => `「${id}」にあたる項目がありません。kaiji catalog search で探せます。`,
  en: ({ id }) => `"${id}" is not a control. kaiji catalog search finds them.`,
});

const noId = fixed(
  '表示する項目のIDを指定してください（例: kaiji catalog show CL-94）。',
  'name the controls to show (e.g. kaiji catalog show CL-94).',
);

const noWord = fixed(
  '探す語を指定してください（例: kaiji catalog search パスワード）。',
  'give words to search for (e.g. kaiji catalog search password).',
);

const nothing = fixed('何も見つかりませんでした。', 'Nothing found.');

export const catalogCommand: Command = {
  name: 'catalog',
  summary: fixed(
    'ガイドラインの項目を調べ、手元の様式を取り込みます（list・show・search・import）',
    'looks up guidelines, reads sheets (list, show, search, import)',
  ),
  usage: fixed(
    `kaiji catalog list [カタログ] | show 項目ID… | search 語… [--format pretty|json]

例:  kaiji catalog show CL-94
     kaiji catalog search パスワード

${importUsage('ja')}`,
    `kaiji catalog list [CATALOG] | show CONTROL… | search WORDS [--format pretty|json]

Example:  kaiji catalog show CL-94
          kaiji catalog search パスワード

${importUsage('en')}`,
  ),
  async run(argv, out) {
    // It has options of its own.
    if (argv[0] === 'import') return runImport(argv.slice(1), out);
    const { values, positionals } = parse(argv, { format: { type: 'string', default: 'pretty' } });
    const json = oneOf('--format', values.format, ['pretty', 'json']) === 'json';
    const [action = '', ...words] = positionals;
    const { bundled } = await openSession(out);
    const { catalogs } = bundled;
    switch (oneOf(out.language === 'ja' ? 'catalog の操作' : 'the action', action, ['list', 'show', 'search', 'import'])) {
      case 'list':
        return list(words[0], catalogs, json, out);
      case 'show':
        if (words.length === 0) throw new UsageError(noId);
        return show(words, bundled, json, out);
      case 'search':
        if (words.join('').trim() === '') throw new UsageError(noWord);
        return search(words.join(' '), catalogs, json, out);
      case 'import':
        return runImport(
          argv.filter((argument) => argument !== 'import'),
          out,
        );
    }
  },
};

function list(id: string | undefined, catalogs: Catalogs, json: boolean, out: Console): number {
  if (id === undefined) {
    const rows = catalogs.all.map(({ data }) => ({
      id: data.id,
      edition: data.edition,
      title: both(data.title),
      prefix: data.prefix ?? '',
      controls: data.controls.length,
    }));
    if (json) return printJson(rows, out);
    for (const row of rows)
      out.print(
        `${row.id.padEnd(20)}${row.prefix.padEnd(6)}${String(row.controls).padStart(4)}  ${inLanguage(row.title, out.language)}\n`,
      );
    return 0;
  }
  const catalog = catalogs.of(id);
  if (!catalog) throw new UsageError(noCatalog({ id }));
  const rows = catalog.data.controls.map((control) => ({
    id: control.id,
    category: control.category,
    title: both(control.title),
  }));
  if (json) return printJson(rows, out);
  for (const row of rows) out.print(`${row.id.padEnd(20)}${inLanguage(row.title, out.language)}\n`);
  return 0;
}

async function show(ids: readonly string[], bundled: Bundled, json: boolean, out: Console): Promise<number> {
  const shown: object[] = [];
  let missing = false;
  for (const id of ids) {
    const [control, ...others] = meantBy(id, bundled.catalogs);
    if (!control) {
      missing = true;
      out.error(`kaiji catalog: ${noControl({ id: printable(id) })(out.language)}\n`);
      continue;
    }
    const entry = await describe(control, others, bundled);
    shown.push(entry);
    if (!json) out.print(pretty(entry, control, bundled.catalogs, out));
  }
  if (json) printJson(shown, out);
  return missing ? 1 : 0;
}

/** Controls that an ID may mean, in catalog order. Without a prefix it is looked for in every catalog; an old number may stand for several controls. */
function meantBy(typed: string, catalogs: Catalogs): readonly Control[] {
  const found = catalogs.all.flatMap((catalog) =>
    catalog.homonymsOf(typed).flatMap((id) => catalogs.resolve(id, catalog)?.control ?? catalog.control(id) ?? []),
  );
  return [...new Set(found)];
}

/** One control as `--format json` prints it; `null` for a text that is not written yet. */
async function describe(control: Control, others: readonly Control[], bundled: Bundled) {
  const { catalogs } = bundled;
  const catalog = catalogs.of(control.catalog);
  const { summary, guidance } = await bundled.textOf(control);
  const prefix = catalog?.data.prefix;
  return {
    id: control.id,
    catalog: control.catalog,
    number: prefix ? control.id.slice(prefix.length + 1) : control.id,
    category: control.category,
    title: both(control.title),
    summary: summary ? both(summary) : null,
    parts: control.parts.map(({ id, ja, en }) => ({
      id,
      ...(ja === undefined ? {} : { ja }),
      ...(en === undefined ? {} : { en }),
    })),
    guidance: guidance ? both(guidance) : null,
    obligation: control.obligation,
    disclose: control.disclose,
    evidence: control.evidence,
    refs: control.refs.map(({ to }) => to),
    citedBy: catalogs.citing(control.id).map(({ id }) => id),
    aliases: control.aliases,
    ...(others.length === 0 ? {} : { alternatives: others.map(({ id }) => id) }),
    ...(control.unresolved.length === 0 ? {} : { unresolved: control.unresolved }),
  };
}

function pretty(entry: Awaited<ReturnType<typeof describe>>, control: Control, catalogs: Catalogs, out: Console): string {
  const ja = out.language === 'ja';
  const titled = (id: string) => {
    const [found] = meantBy(id, catalogs);
    return found ? `${id}  ${inLanguage(found.title, out.language)}` : id;
  };
  const obligation = ja ? (entry.obligation === 'must' ? '必須' : '推奨') : entry.obligation;
  const lines = [
    `${entry.id}  ${inLanguage(control.title, out.language)}`,
    `  ${control.category.join(' › ')}  [${obligation}${entry.disclose ? (ja ? '・提示対象' : ', to be disclosed') : ''}]`,
    ...(entry.summary ? [`  ${inLanguage(entry.summary, out.language)}`] : []),
    ...control.parts.map((part) => `  ${part.id} ${ja ? (part.ja ?? '') : (part.en ?? part.ja ?? '')}`),
    ...(entry.refs.length > 0 ? [ja ? '  対応する項目:' : '  Refers to:', ...entry.refs.map((id) => `    ${titled(id)}`)] : []),
    ...(entry.citedBy.length > 0
      ? [ja ? '  この項目を参照する項目:' : '  Cited by:', ...entry.citedBy.map((id) => `    ${titled(id)}`)]
      : []),
    ...(entry.alternatives
      ? [
          ja ? '  この指定に当てはまるほかの項目:' : '  What was asked for may also mean:',
          ...entry.alternatives.map((id) => `    ${titled(id)}`),
        ]
      : []),
  ];
  return `${lines.join('\n')}\n\n`;
}

function search(words: string, catalogs: Catalogs, json: boolean, out: Console): number {
  const found = searchCatalogs(catalogs, words).map(({ id, catalog, title }) => ({ id, catalog, title: both(title) }));
  if (json) return printJson(found, out);
  for (const { id, title } of found) out.print(`${id.padEnd(20)}${inLanguage(title, out.language)}\n`);
  if (found.length === 0) out.print(`${nothing(out.language)}\n`);
  return found.length === 0 ? 1 : 0;
}

function both({ ja, en }: Bilingual): Bilingual {
  return en === undefined ? { ja } : { ja, en };
}

function printJson(value: unknown, out: Console): number {
  out.print(`${JSON.stringify(value, null, 2)}\n`);
  return 0;
}
