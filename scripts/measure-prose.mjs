// Runs the prose rules over published documents and prints every hit with its line, for a person to judge (docs/prose-rules.md says with what result).
//   node scripts/measure-prose.mjs FOLDER [--rule CODE]
// FOLDER holds the texts named in SOURCES; they are not the project's to publish. What is not there is said aloud and left out.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { bundled } from './bundled.mjs';

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

const variants = (table) => Object.entries(table).map(([written, term]) => ({ written, term }));

/** Variants to look for, as the terms and roles of a package would name them, and words they are part of. */
const TERMS = {
  'c-cat-disclosure-part': {
    variants: variants({
      運用責任者: '運用管理責任者',
      運用管理内規: '運用管理規程',
      漏洩: '漏えい',
      サーバ: 'サーバー',
      廃棄: '破棄',
    }),
    names: ['運用管理責任者', 'システム管理者'],
  },
  'meti-matrix-part': {
    variants: variants({ サーバ: 'サーバー', お客様: '契約者', 社員: '従業員', バックアップサーバ: 'バックアップ機' }),
  },
  'oq-assessment': { variants: variants({ 漏洩: '漏えい', サーバ: 'サーバー' }) },
  'check-sheet': {
    variants: variants({ 漏洩: '漏えい', 作業員: '作業者', ユーザ: '利用者', サーバ: 'サーバー' }),
    names: ['システム管理者'],
  },
};

/** What stands on the title page: a package has it as the title of the document. */
const TITLES = {
  'c-cat-disclosure-part': 'C-CAT 利活用クラウド サービス仕様適合開示書',
  'oq-assessment': 'オンライン資格確認等システムの導入・運用に係るセキュリティアセスメント',
  'meti-matrix-part': '使えるクラウドバックアップ 利用リファレンス',
  'check-sheet': 'チェックシート',
};

/**
 * The rules. `entry` is the module of pure functions, or several; `hits` yields `{ line, text, note? }` of a source. A rule that judges a whole document gets all its
 * values; `textOf(values)` puts them together as Markdown with the tables left out.
 */
const RULES = [
  {
    code: 'mixed-style',
    entry: 'core/prose/style.ts',
    // One finding a document; every sentence of the rarer style is shown.
    *hits({ stylesIn }, { values }) {
      const styled = values.flatMap((value) =>
        value.kind === 'cell' ? [] : [...stylesIn(value.text)].map((sentence) => ({ ...sentence, line: value.line })),
      );
      const plain = styled.filter(({ style }) => style === 'plain');
      const polite = styled.filter(({ style }) => style === 'polite');
      const rarer = plain.length <= polite.length ? plain : polite;
      console.log(`\n   polite ${polite.length}, plain ${plain.length}`);
      for (const { line, words, style } of rarer) yield { line, text: words.slice(-60), note: style };
    },
  },
  {
    code: 'mixed-width',
    entry: 'core/prose/width.ts',
    *hits({ widePiecesIn }, { values }) {
      for (const { line, text } of values) {
        const pieces = widePiecesIn(text);
        const [first] = pieces;
        if (!first) continue;
        const shown = pieces.map(({ start, end, usual }) => `${text.slice(start, end)}→${usual}`).join(' ');
        yield { line, text: text.slice(Math.max(0, first.start - 15), first.end + 15), note: shown };
      }
    },
  },
  {
    code: 'term-variant',
    entry: ['core/prose/variants.ts', 'core/prose/slips.ts'],
    // What an author of each document might well define.
    *hits({ variantsIn, slipsIn }, { name, values }) {
      const { variants = [], names = [] } = TERMS[name] ?? {};
      for (const { line, text } of values) {
        for (const { start, end, term } of [...slipsIn(text), ...variantsIn(text, variants, names)])
          yield { line, text: text.slice(Math.max(0, start - 12), end + 12), note: `${text.slice(start, end)} → ${term}` };
      }
    },
  },
  {
    code: 'undefined-term',
    entry: ['core/prose/nicknames.ts', 'core/prose/definitions.ts'],
    // A source stands for a package: what it defines anywhere counts. One finding a name.
    *hits({ nicknamesIn, pointersAt, definitionsIn }, { name: source, values }) {
      const inTexts = values.flatMap(({ text }) => definitionsIn(text).map(({ name }) => name));
      const defined = new Set([...inTexts, ...pointersAt(TITLES[source])]);
      console.log(`\n   defined: ${[...defined].join(' ')}`);
      const told = new Map();
      for (const { line, text } of values) {
        for (const { name, start, end, antecedent } of nicknamesIn(text)) {
          if (defined.has(name) || antecedent) continue;
          const first = told.get(name);
          if (first) first.times++;
          else told.set(name, { line, text: text.slice(Math.max(0, start - 25), end + 15), name, times: 1 });
        }
      }
      for (const { line, text, name, times } of told.values()) yield { line, text, note: `${name} ×${times}` };
    },
  },
  {
    code: 'guideline-mention',
    entry: ['core/catalog/guideline.ts', 'core/catalog/guideline-names.ts', 'core/prose/history.ts'],
    // Wrong names, and every edition named, to be compared with a manifest by eye.
    *hits({ Guidelines, misnomersIn, isOfThePast }, { values }) {
      const guidelines = new Guidelines(parse(readFileSync(join(root, 'catalogs', 'guidelines.yaml'), 'utf8')).guidelines);
      for (const { line, text } of values) {
        for (const { start, end, name } of misnomersIn(text, guidelines))
          yield { line, text: text.slice(start, end), note: `is ${name}` };
        for (const { start, end, guideline, edition } of guidelines
          .mentionsIn(text)
          .filter((mention) => !isOfThePast(text, mention)))
          yield {
            line,
            text: text.slice(Math.max(0, start - 10), end + 10),
            note: `(an edition: ${guideline.id}@${edition.edition})`,
          };
      }
    },
  },
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
  {
    code: 'reused-answer',
    entry: 'core/prose/likeness.ts',
    *hits({ wordsAlone, fingerprintOf }, { values }) {
      const first = new Map();
      for (const { line, kind, text } of values) {
        const words = wordsAlone(text);
        if (kind !== 'answer' || words.length < 8) continue;
        const lines = first.get(fingerprintOf(words)) ?? [];
        first.set(fingerprintOf(words), [...lines, line]);
        if (lines.length > 0) yield { line, text, note: `${words.length} characters, copy ${lines.length} of line ${lines[0]}` };
      }
    },
  },
  {
    code: 'duplicate-section',
    entry: 'core/prose/likeness.ts',
    // Every pair from 0.4 on, those the rule reports (0.85) and those it leaves alone; and whether the keys bring it together.
    *hits({ wordsAlone, runsOf, likenessKeys, resemblance }, { values }) {
      const bodies = sectionsOf(values).map((section) => ({ ...section, words: wordsAlone(section.text) }));
      const long = bodies
        .filter(({ words }) => words.length >= 80)
        .map((section) => ({ ...section, runs: runsOf(section.words) }));
      console.log(`\n   ${bodies.length} sections, ${long.length} of 80 characters or more`);
      for (const [i, { line, title, runs }] of long.entries()) {
        for (const earlier of long.slice(0, i)) {
          const share = resemblance(runs, earlier.runs);
          const meet = likenessKeys(runs).some((key) => likenessKeys(earlier.runs).includes(key));
          if (share >= 0.4)
            yield { line, text: title, note: `${share.toFixed(2)} of line ${earlier.line}${meet ? '' : ', not met'}` };
        }
      }
    },
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

/** Headings with what stands below each, up to the next. */
function sectionsOf(values) {
  const sections = [];
  for (const { line, kind, text } of values) {
    if (kind === 'heading') sections.push({ line, title: text, text: '' });
    else if (kind !== 'answer' && kind !== 'requirement' && sections.length > 0) sections.at(-1).text += `${text}\n`;
  }
  return sections;
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
    const module = Object.assign({}, ...(await Promise.all([entry].flat().map((one) => bundled(join(root, one))))));
    for (const source of sources) {
      const found = [...hits(module, source)];
      console.log(`\n## ${code} · ${source.name}: ${found.length} of ${source.values.length} values`);
      for (const { line, text, note } of found) console.log(`${source.name}:${line}  ${text}${note ? `  — ${note}` : ''}`);
    }
  }
  return sources.length === 0 ? 2 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
