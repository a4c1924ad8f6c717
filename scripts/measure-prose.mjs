// Runs the prose rules over published documents and prints every hit with its line, for a person to judge (docs/prose-rules.md says with what result).
//   node scripts/measure-prose.mjs FOLDER [--rule CODE]
// FOLDER holds the texts named in SOURCES; they are not the project's to publish. What is not there is said aloud and left out.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The texts and how each is read into values: what an author would have as one text of a package each. A value is `{ line, kind, text, key? }` with a
 * 1-based line and a kind: heading | paragraph | item | cell | answer | requirement.
 */
const SOURCES = [
  { name: 'c-cat-disclosure-part', what: 'a published disclosure', read: readPages },
  { name: 'oq-assessment', what: 'a published risk assessment', read: readPages },
  {
    name: 'meti-matrix-part',
    what: 'a published METI matrix: its answers',
    read: (lines) => readTable(lines, isAnswered, 'answer'),
  },
  {
    name: 'check-sheet',
    what: 'the blank check sheet: its requirements',
    read: (lines) => readTable(lines, isNumbered, 'requirement'),
  },
];

/**
 * The rules. `entry` is the module of pure functions; `hits` yields `{ line, text, note? }` of a source. A rule that judges a whole document gets all its
 * values; `textOf(values)` puts them together as Markdown with the tables left out.
 */
const RULES = [
  {
    code: 'thin-answer',
    entry: 'core/prose/thin.ts',
    hits: ({ isStockPhrase, isMereWord, repeats }, { values, asked }) =>
      answersOf(values).flatMap(({ line, key, text }) => {
        const note = isStockPhrase(text)
          ? 'stock phrase'
          : isMereWord(text)
            ? 'a word'
            : repeats(text, asked.get(key) ?? [])
              ? 'the requirement'
              : '';
        return note === '' ? [] : [{ line, text, note }];
      }),
  },
  {
    code: 'deferred-answer',
    entry: 'core/prose/deferral.ts',
    hits: ({ deferralsIn }, { values }) => proseOf(values).flatMap((value) => piecesOf(value, deferralsIn(value.text))),
  },
  {
    code: 'negative-answer',
    entry: 'core/prose/denial.ts',
    hits: ({ denialsIn }, { values }) => proseOf(values).flatMap((value) => piecesOf(value, denialsIn(value.text))),
  },
];

/** What answers: the answers of a form; in running pages every paragraph and item, which is more than an author's rule reads. */
function answersOf(values) {
  return values.filter(({ kind }) => kind === 'answer' || kind === 'paragraph' || kind === 'item');
}

/** All but headings and what a form asks. */
function proseOf(values) {
  return values.filter(({ kind }) => kind !== 'heading' && kind !== 'requirement');
}

function piecesOf({ line, text }, pieces) {
  return pieces.map(({ start, end }) => ({ line, text: text.slice(Math.max(0, start - 40), end), note: text.slice(start, end) }));
}

// --- reading ---

/** Running pages: OCR's tags are taken out; tables of contents, page breaks and letterheads are no prose. */
function readPages(lines) {
  const values = [];
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const text = withoutTags(raw).trimEnd();
    if (text.trim() === '' || /\.{4,}|…{2,}\s*\d+$/.test(text)) continue;
    if (/^#{1,6}\s/.test(text)) values.push({ line, kind: 'heading', text });
    else if (text.includes('\t')) values.push(...cells(text.split('\t'), line));
    else if (text.startsWith('|')) values.push(...cells(text.split('|'), line));
    else if (/^\s*(?:[-*・※■●]|[①-⑳]|[(（]\d+[)）])/.test(text)) values.push({ line, kind: 'item', text });
    else values.push({ line, kind: 'paragraph', text });
  }
  return values;
}

function cells(parts, line) {
  return parts.flatMap((part) =>
    part.trim() === '' || /^[-: ]+$/.test(part) ? [] : [{ line, kind: 'cell', text: part.trim() }],
  );
}

function withoutTags(line) {
  return line
    .replace(/<(?:li|p|br)[^>]*>/g, ' ')
    .replace(/<\/?[a-z][^>]*>/g, '')
    .replaceAll('**', '');
}

/** One value a row: the column a supplier fills in, or the one that asks. */
function readTable(lines, pick, kind) {
  return lines.flatMap((raw, index) => {
    const found = pick(withoutTags(raw).split('\t'));
    return found ? [{ line: index + 1, kind, ...found }] : [];
  });
}

/** What the rows of a table ask, by their key: the column before the answer. */
function requirementsOf(lines) {
  return new Map(
    lines
      .map((raw) => withoutTags(raw).split('\t'))
      .flatMap((columns) => (columns.length >= 7 ? [[columns[0], [columns.at(-2)]]] : [])),
  );
}

/** A row of the matrix: number … requirement, answer. */
function isAnswered(columns) {
  const text = columns.at(-1)?.trim();
  return columns.length >= 7 && text && text !== '対応状況' && text !== '要求事項' ? { text, key: columns[0] } : undefined;
}

/** A row of the check sheet: number, two categories, what is asked. */
function isNumbered(columns) {
  return /^\d+$/.test(columns[0] ?? '') && columns[3] ? { text: columns[3].trim(), key: columns[0] } : undefined;
}

/** Values as one text, a line each; cells are left out. */
export function textOf(values) {
  return values.flatMap(({ kind, text }) => (kind === 'cell' ? [] : [text])).join('\n');
}

// --- running ---

async function bundled(entry) {
  const result = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].text).toString('base64')}`);
}

async function main([folder, ...rest]) {
  if (!folder || folder.startsWith('-')) {
    console.error('usage: node scripts/measure-prose.mjs FOLDER [--rule CODE]');
    return 2;
  }
  const only = rest[0] === '--rule' ? rest[1] : undefined;
  const rules = RULES.filter(({ code }) => only === undefined || code === only);
  const sources = SOURCES.flatMap(({ name, what, read }) => {
    const path = join(folder, `${name}.txt`);
    if (!existsSync(path)) {
      console.error(`NOT MEASURED: ${path} (${what}) is not there.`);
      return [];
    }
    const lines = readFileSync(path, 'utf8').split(/\r?\n/);
    return [{ name, values: read(lines), asked: requirementsOf(lines) }];
  });
  for (const { code, entry, hits } of rules) {
    const module = await bundled(entry);
    for (const source of sources) {
      const found = [...hits(module, source)];
      console.log(`\n## ${code} · ${source.name}: ${found.length} of ${source.values.length} values`);
      for (const { line, text, note } of found) console.log(`${source.name}:${line}  ${text}${note ? `  — ${note}` : ''}`);
    }
  }
  return sources.length === 0 ? 2 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
