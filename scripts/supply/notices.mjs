// `npm run notices`: writes THIRD-PARTY-NOTICES.txt, which is shipped, and the table in docs/shipped.md. Both are kept in git; test/supply.test.ts says when
// they are behind.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { between, table } from '../docs/words.mjs';
import { catalogSources } from '../generate.mjs';
import { assertAllowed, shipped, workIn } from './shipped.mjs';

const root = new URL('../../', import.meta.url);

/**
 * What is written.
 * @param {Awaited<ReturnType<typeof shipped>>} of
 * @returns {Readonly<Record<string, string>>} text by path from the root
 */
export function written({ libraries, direct }) {
  // What the bundler adds of its own to what it bundles.
  const bundler = workIn('node_modules/esbuild');
  const works = [...libraries.flatMap((library) => [library, ...library.holds]), bundler];
  assertAllowed(works);
  const page = readFileSync(new URL('docs/shipped.md', root), 'utf8');
  return {
    'THIRD-PARTY-NOTICES.txt': notices(works),
    'docs/shipped.md': between(page, 'libraries', tableOf(libraries, direct)),
  };
}

/** Each text once, under the works it is about. */
function notices(works) {
  const byText = new Map();
  for (const work of works) for (const text of work.texts) byText.set(text, (byText.get(text) ?? new Set()).add(nameOf(work)));
  const sections = [...byText].map(([text, names]) => ({ names: [...names].sort(), text }));
  sections.sort((a, b) => (a.names[0] < b.names[0] ? -1 : 1));
  const line = '-'.repeat(80);
  const head = [
    'Kaijiに含まれるソフトウェアの著作権表示とライセンスです。',
    'Copyright notices and licences of the software that Kaiji contains.',
    '',
    'カタログは、次の文書の項目番号と構成によっています。題名と解説は独自に書いたもので、本文は収録していません。',
    'Catalogs follow the numbers and the order of these documents. Titles and summaries are our own; the texts are not included.',
    '',
    ...new Set(sources().map((source) => `- ${source}`)),
  ];
  return `${head.join('\n')}\n${sections.map(({ names, text }) => `\n${line}\n${names.join('\n')}\n${line}\n\n${text}\n`).join('')}`;
}

function nameOf({ name, version, licence }) {
  return `${name}${version === undefined ? '' : ` ${version}`} (${licence})`;
}

/** The documents the catalogs were made from. */
function sources() {
  return catalogSources().flatMap(({ text }) => {
    const { source } = parse(text);
    if (source === undefined) return [];
    const { issuer, document, date } = source;
    return [`${issuer === undefined ? '' : `${issuer} `}「${document}」${date === undefined ? '' : ` ${date}`}`];
  });
}

function tableOf(libraries, direct) {
  const rows = libraries.map((library) => {
    const by = libraries.filter(({ requires }) => requires.includes(library.path)).map(({ name }) => `\`${name}\``);
    const brought = direct.includes(library.path) ? ['package.json', ...by] : by;
    const holds = library.holds.map(({ name }) => `\`${name}\``).join(', ');
    const { name, version, licence } = library;
    return [`\`${name}\``, version, licence, [...new Set(brought)].join(', '), holds === '' ? '–' : holds];
  });
  return table(
    ['ライブラリー / Library', '版 / Version', 'ライセンス / Licence', '使用元 / Wanted by', '中に含むもの / Holds'],
    rows,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const [path, text] of Object.entries(written(await shipped()))) writeFileSync(fileURLToPath(new URL(path, root)), text);
