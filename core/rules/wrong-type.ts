import { fixed, type Localized, message } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import { type Schema, schemaAt } from '../model/schema.ts';
import { regex } from '../model/schema-errors.ts';
import { pathOf, problemsOf } from '../model/validate.ts';
import { replaceNode, scalarSource } from '../yaml/edit.ts';
import { isDamaged, isEmpty, type Node, resolve, walk } from '../yaml/tree.ts';
import { quoted } from '../yaml/value.ts';
import type { EntryRule, Fix, FixContext, RuleDocs } from './rule.ts';

type Shape = 'text' | 'list' | 'mapping' | 'number' | 'boolean';

const NAMES: Readonly<Record<Shape, Localized>> = {
  text: fixed('文章や語（値を一つ）', 'text'),
  list: fixed('リスト（「- 」で始まる行か [ ]）', 'a list'),
  mapping: fixed('「キー: 値」の組', 'a mapping ("key: value")'),
  number: fixed('半角の数字', 'a number'),
  boolean: fixed('true か false', 'true or false'),
};

const wrong = message<{ where: Localized; wanted: readonly Shape[]; found: Shape }>({
  ja: ({ where, wanted, found }) =>
    `${where('ja')}には${wanted.map((shape) => NAMES[shape]('ja')).join('、または')}を書いてください。ここには${FOUND[found]('ja')}が書かれています。`,
  en: ({ where, wanted, found }) =>
    `${where('en')} takes ${wanted.map((shape) => NAMES[shape]('en')).join(' or ')}; here stands ${FOUND[found]('en')}.`,
});

const FOUND: Readonly<Record<Shape, Localized>> = {
  text: fixed('文章', 'text'),
  list: fixed('リスト', 'a list'),
  mapping: fixed('「キー: 値」の組', 'a mapping'),
  number: fixed('数字', 'a number'),
  boolean: fixed('true か false', 'true or false'),
};

const reference = message<{ where: Localized; written: string }>({
  ja: ({ where, written }) =>
    `${where('ja')}の「${written}」がリストとして読まれています。参照だけを値にするときは、引用符で囲んでください。`,
  en: ({ where, written }) =>
    `"${written}" is taken for a list in ${where('en')}. A reference that is the whole value goes in quotes.`,
});

const wide = message<{ written: string; number: string }>({
  ja: ({ written, number }) => `「${written}」を ${number} と読みました。数は半角の数字で書いてください。`,
  en: ({ written, number }) => `"${written}" was read as ${number}. Write numbers in half-width digits.`,
});

const toList = fixed('リスト [ ] にする', 'Make it a list');
const toItem = fixed('リストをやめて値を一つにする', 'Make it a single value');
const toText = fixed('引用符で囲んで文章にする', 'Put it in quotes, as text');
const toEntry = message<{ key: string }>({
  ja: ({ key }) => `「${key}: 」を付ける`,
  en: ({ key }) => `Put "${key}: " before it`,
});
const toNumber = message<{ number: string }>({
  ja: ({ number }) => `「${number}」に直す`,
  en: ({ number }) => `Change to ${number}`,
});

interface Data {
  readonly node: Node;
  readonly wanted: readonly Shape[];
  readonly schema: Schema | undefined;
  /** Of its items, where it may be a list. */
  readonly items: Schema | undefined;
  /** The only key that a mapping here must have. */
  readonly only?: { readonly key: string; readonly schema: Schema | undefined };
  /** The terms a text lists where a list of them is wanted. */
  readonly terms: readonly string[];
  /** What full-width digits mean. */
  readonly number?: string;
}

export const docs: RuleDocs = {
  ja: `文章を書くところにリストを書いた、数を書くところに言葉を書いた、など、値の形が合わない箇所を知らせます。そのままでは読まれません。リストは、「- 」で始まる行か \`[ ]\` で値を並べたものです。数や日付を文章のところに書くのは構いません（\`version: 2.10\` はそのまま「2.10」です）。数を書くところの全角の数字は読み取り、半角にそろえるよう促すだけです。

\`\`\`yaml
inherits: ../cloud         # リストを書くところ
inherits: [../cloud]
note: [[CL-94]]            # リストとして読まれる
note: "[[CL-94]]"
\`\`\``,
  en: `Reports values of the wrong shape: a list where text is wanted, words where a number is. They are not read. Numbers and dates where text is wanted are fine (\`version: 2.10\` is "2.10"). Full-width digits where a number is wanted are read; that is a hint.

\`\`\`yaml
inherits: ../cloud         # a list is wanted
inherits: [../cloud]
note: [[CL-94]]            # taken for a list
note: "[[CL-94]]"
\`\`\``,
};

export const wrongType: EntryRule = {
  code: 'wrong-type',
  severity: 'error',
  scope: 'entry',
  summary: fixed('値の形が違う', 'A value of the wrong type'),
  *check(entry) {
    const { kind, file } = entry.document;
    if (!kind) return;
    for (const problem of problemsOf(entry)) {
      const { node } = problem;
      const path = pathOf(entry, problem.path);
      if (problem.keyword !== 'type' || isDamaged(node)) continue;
      // A dash alone: the item is still to be written.
      if (typeof path.at(-1) === 'number' && isEmpty(node)) continue;
      const target = resolve(node);
      if (!target) continue;
      const wanted = shapesOf(problem.params.type);
      const schema = schemaAt(kind, path);
      const where = placeName(path);
      const found: Shape =
        target.kind === 'scalar' ? (/^\d+$/.test(target.text) ? 'number' : 'text') : target.kind === 'seq' ? 'list' : 'mapping';
      const source = sourceOf(file, node);
      const number = wanted.includes('number') && target.kind === 'scalar' ? wideNumber(target.text) : undefined;
      if (number !== undefined && target.kind === 'scalar') {
        const said = wide({ written: target.text, number });
        yield {
          at: place(file, node),
          message: said,
          severity: 'hint',
          data: { node, wanted, schema, items: undefined, terms: [], number } satisfies Data,
        };
        continue;
      }
      const items = schemaAt(kind, [...path, 0]);
      const terms = wanted.includes('list') && target.kind === 'scalar' ? termsIn(target.text, items) : [];
      const [key, ...more] = schema?.required ?? [];
      const only = key === undefined || more.length > 0 ? undefined : { key, schema: schemaAt(kind, [...path, key]) };
      const data: Data = { node, wanted, schema, items, terms, ...(only ? { only } : {}) };
      const said =
        wanted.includes('text') && isReference(source) ? reference({ where, written: source }) : wrong({ where, wanted, found });
      yield { at: place(file, node), message: said, data };
    }
  },
  fixes(finding, context) {
    return fixesOf(finding.data as Data, context);
  },
};

/** 「answer」, or the items of it. */
function placeName(path: readonly (string | number)[]): Localized {
  const key = path.filter((step) => typeof step === 'string').at(-1) ?? '';
  return typeof path.at(-1) === 'number' ? fixed(`「${key}」の各項目`, `Each item of "${key}"`) : fixed(`「${key}」`, `"${key}"`);
}

function shapesOf(type: unknown): readonly Shape[] {
  const types = typeof type === 'string' ? type.split(',') : Array.isArray(type) ? type : [];
  const shapes: Record<string, Shape> = {
    string: 'text',
    array: 'list',
    object: 'mapping',
    integer: 'number',
    number: 'number',
    boolean: 'boolean',
  };
  const wanted = [...new Set(types.flatMap((name) => shapes[String(name)] ?? []))];
  // Where text will do, a number is text.
  return wanted.includes('text') ? wanted.filter((shape) => shape !== 'number' && shape !== 'boolean') : wanted;
}

function fixesOf({ node, wanted, schema, items, only, terms, number: read }: Data, { file }: FixContext): readonly Fix[] {
  const target = resolve(node);
  if (!target || node.kind === 'alias') return [];
  const fix = (title: Localized, text: string): Fix => ({
    title,
    edits: [{ uri: file.uri, splices: [replaceNode(file, node, text)] }],
    preferred: true,
    ...(read === undefined ? {} : { safe: true }),
  });
  if (terms.length > 1) return [fix(toList, `[${terms.map((term) => scalarSource(term, true)).join(', ')}]`)];
  const source = sourceOf(file, node);
  const oneLine = !/[\r\n]/.test(source);
  if (target.kind === 'scalar') {
    if (wanted.includes('list') && oneLine && target.style !== 'literal' && target.style !== 'folded' && takesText(items)) {
      return [fix(toList, `[${target.style === 'plain' ? scalarSource(target.text, true) : source}]`)];
    }
    if (wanted.includes('number')) {
      const number = /^\d+$/.exec(
        target.text
          .normalize('NFKC')
          .replace(/(?<!\D)\D+$/u, '')
          .trim(),
      )?.[0];
      return number === undefined ? [] : [fix(toNumber({ number }), number)];
    }
    if (wanted.includes('mapping') && only && oneLine && takesText(only.schema) && fits(target.text, only.schema))
      return [fix(toEntry({ key: only.key }), `${only.key}: ${source}`)];
    return [];
  }
  if (!wanted.includes('text')) return [];
  if (target.kind === 'seq') {
    const [item] = target.items;
    if (target.items.length === 1 && item?.kind === 'scalar' && !isEmpty(item) && oneLine)
      return [fix(toItem, sourceOf(file, item))];
  }
  const hasWords = /[^\s[\]{},]/.test(source);
  // Where a list will do too, it is one of references.
  return oneLine && target.flow && hasWords && isPlain(target) && !wanted.includes('list') && fits(source, schema)
    ? [fix(toText, quoted(source))]
    : [];
}

/** Whether a text is one of those a schema takes: 当社 is no ID, and brackets in quotes are no date. */
function fits(text: string, { enum: terms, pattern }: Schema = {}): boolean {
  return (terms === undefined || terms.includes(text)) && (pattern === undefined || regex(pattern).test(text));
}

/** No anchors or aliases in it: as text they would be lost. */
function isPlain(target: Node): boolean {
  for (const node of walk(target)) if (node.kind === 'alias' || node.anchor !== undefined) return false;
  return true;
}

function takesText({ type }: Schema = {}): boolean {
  return type === 'string' || (Array.isArray(type) && type.includes('string'));
}

/** 事業者・利用者, where each is a term of the enumeration; none otherwise. */
function termsIn(text: string, items: Schema | undefined): readonly string[] {
  const { enum: terms } = items ?? {};
  if (!terms || text.length > 100) return [];
  const written = text.trim().split(/[、，,・／/]\s*/);
  return written.every((term) => terms.includes(term)) ? written : [];
}

/** The number full-width digits mean (`１８`); undefined for anything else. */
function wideNumber(text: string): string | undefined {
  const plain = text.trim().normalize('NFKC');
  return /^[０-９0-9]{1,9}$/.test(text.trim()) && /[０-９]/.test(text) ? plain : undefined;
}

function isReference(source: string): boolean {
  return /^\[\[[^[\]\r\n]+\]\]$/.test(source);
}

function sourceOf(file: KaijiFile, node: Node): string {
  const { start, end } = file.tree.spanOf(node);
  return file.text.slice(start, end);
}

/** The value as far as its first line. */
function place(file: KaijiFile, node: Node) {
  const { start } = file.tree.spanOf(node);
  const base = file.tree.startOf(node.block);
  const lineEnd = file.text.lineEnd(file.text.lineAt(start)) - base;
  return { block: node.block, start: node.start, end: Math.max(node.start, Math.min(node.end, lineEnd)) };
}
