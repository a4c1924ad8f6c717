import type { Catalogs } from '../../core/catalog/catalogs.ts';
import type { Glossary } from '../../core/catalog/glossary.ts';
import { searchCatalogs } from '../../core/catalog/search.ts';
import { fixed, inLanguage, message } from '../../core/language.ts';
import { oneOf, parse } from '../arguments.ts';
import { type Command, type Console, printable, UsageError } from '../command.ts';
import { jsonText } from '../output/json-text.ts';
import { catalogsAt, openSession } from '../session.ts';
import { importUsage, runImport } from './catalog-import.ts';
import { both, show, whyUnresolved } from './catalog-show.ts';

const noCatalog = message<{ id: string }>({
  ja: ({ id }) => `「${id}」というカタログはありません。kaiji catalog list で一覧を確かめられます。`,
  en: ({ id }) => `there is no catalog "${id}". kaiji catalog list shows them.`,
});

const noAction = fixed(
  'list・show・search・import のどれかを指定してください（例: kaiji catalog show CL-94）。',
  'say what to do: list, show, search or import (e.g. kaiji catalog show CL-94).',
);

const oneCatalog = fixed('カタログを一つだけ指定してください。', 'name one catalog only.');

const noWord = fixed(
  '探す語を指定してください（例: kaiji catalog search パスワード）。',
  'give words to search for (e.g. kaiji catalog search password).',
);

const nothing = fixed('何も見つかりませんでした。', 'Nothing found.');

export const catalogCommand: Command = {
  name: 'catalog',
  summary: fixed(
    'ガイドラインの項目を調べ、手元の様式を取り込みます（list・show・search・import）',
    'looks up guidelines and imports sheets (list, show, search, import)',
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
    const [action, ...words] = positionals;
    if (action === undefined) throw new UsageError(noAction);
    const session = await openSession(out);
    const { bundled } = session;
    const catalogs = await catalogsAt('new.kaiji.yaml', session);
    switch (oneOf(out.language === 'ja' ? 'catalog の操作' : 'the action', action, ['list', 'show', 'search', 'import'])) {
      case 'list':
        if (words.length > 1) throw new UsageError(oneCatalog);
        return list(words[0], catalogs, json, out);
      case 'show':
        return show(words, catalogs, bundled.evidenceKinds, json, out);
      case 'search':
        if (words.join('').trim() === '') throw new UsageError(noWord);
        return search(words.join(' '), catalogs, await bundled.glossary(), json, out);
      case 'import':
        return runImport(argv.toSpliced(argv.indexOf('import'), 1), out);
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
        printable(
          `${row.id.padEnd(20)}${row.prefix.padEnd(6)}${String(row.controls).padStart(4)}  ${inLanguage(row.title, out.language)}\n`,
        ),
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
  for (const row of rows) out.print(printable(`${row.id.padEnd(20)}${inLanguage(row.title, out.language)}\n`));
  return 0;
}

async function search(words: string, catalogs: Catalogs, glossary: Glossary, json: boolean, out: Console): Promise<number> {
  const clauses = await searchCatalogs(catalogs, glossary, words);
  const found = clauses.map(({ id, catalog, title }) => ({ id, catalog, title: both(title) }));
  if (json) printJson(found, out);
  else for (const { id, title } of found) out.print(printable(`${id.padEnd(20)}${inLanguage(title, out.language)}\n`));
  if (found.length > 0) return 0;
  if (!json) out.print(`${nothing(out.language)}\n`);
  const reason = whyUnresolved(words, catalogs);
  if (reason) out.error(`kaiji catalog: ${reason(out.language)}\n`);
  return 1;
}

function printJson(value: unknown, out: Console): number {
  out.print(`${jsonText(value, 2)}\n`);
  return 0;
}
