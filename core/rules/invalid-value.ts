import { fixed, type Localized, message } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { mapField } from '../model/field.ts';
import { type Schema, schemaAt } from '../model/schema.ts';
import { pathOf, problemsOf } from '../model/validate.ts';
import type { Package } from '../package/package.ts';
import { replaceNode, scalarSource } from '../yaml/edit.ts';
import { isDamaged, keyText, type Node, pairOf, resolve } from '../yaml/tree.ts';
import { illTypedFacts } from './parts/ill-typed-fact.ts';
import { noSuchDays } from './parts/no-such-day.ts';
import { unlistedKind } from './parts/unlisted-kind.ts';
import type { EntryRule, Finding, RuleDocs } from './rule.ts';
import { closest } from './shared/close.ts';
import { didYouMean, write } from './shared/did-you-mean.ts';
import { nearest } from './shared/nearest.ts';
import { excerpt } from './shared/syntax-place.ts';

const notATerm = message<{ value: string; hint: Localized; terms: Localized }>({
  ja: ({ value, hint, terms }) => `「${value}」はここに書ける値ではありません。${hint('ja')}書けるのは ${terms('ja')} です。`,
  en: ({ value, hint, terms }) => `"${value}" is not a value of this key. ${hint('en')}It takes ${terms('en')}.`,
});

const notADate = message<{ value: string; hint: Localized }>({
  ja: ({ value, hint }) =>
    `「${value}」は日付として読めません。${hint('ja')}2026-04-01、2026-04、2026年4月1日、令和8年4月 のように書いてください。`,
  en: ({ value, hint }) => `"${value}" is not a date. ${hint('en')}Write it as 2026-04-01, 2026-04, 2026年4月1日 or 令和8年4月.`,
});

const notAnId = message<{ value: string; hint: Localized }>({
  ja: ({ value, hint }) =>
    `「${value}」はIDに使えません。${hint('ja')}IDは半角の英小文字で始め、英小文字・数字・ハイフンだけで書いてください。`,
  en: ({ value, hint }) =>
    `"${value}" is no ID. ${hint('en')}An ID begins with a lower-case letter and has lower-case letters, digits and hyphens only.`,
});

const malformed = message<{ value: string; what: Localized }>({
  ja: ({ value, what }) => `「${value}」はここに書ける形ではありません。${what('ja')}`,
  en: ({ value, what }) => `"${value}" does not have the form wanted here. ${what('en')}`,
});

const tooSmall = message<{ value: string; limit: string }>({
  ja: ({ value, limit }) => `「${value}」は書ける範囲の外です。${limit} 以上の数を書いてください。`,
  en: ({ value, limit }) => `${value} is out of range: write ${limit} or more.`,
});

const unknownRule = message<{ code: string; hint: Localized }>({
  ja: ({ code, hint }) =>
    `「${code}」というルールはありません。${hint('ja')}この指定は効いていません。ルール名を確かめてください。`,
  en: ({ code, hint }) => `There is no rule "${code}". ${hint('en')}This line has no effect: check the code.`,
});

interface Data {
  readonly node: Node;
  readonly names: readonly string[];
  /** None of the names is likelier than another. */
  readonly open?: boolean;
  /** An ID that may be cited elsewhere: it is not renamed here alone. */
  readonly isId?: boolean;
}

export const docs: RuleDocs = {
  ja: `決められた語から選ぶところ、日付やID、数の範囲に合わない値を知らせます。語は日本語でも英語でも構いません（\`status: 対応済\` = \`status: implemented\`）。\`kaiji.yaml\` の \`rules:\` に書いた名前のルールがないときも知らせます。暦にない日付（2026-02-30）と、一覧にないエビデンスの種類（\`kind\`）も指摘します。

仕様値（\`facts\`）では、その仕様値の値として読めないもの、書き誤りと思われる数、一覧のキーとつづりの近い、一覧にないキーを知らせます。一覧にない独自のキーは使えます。

\`\`\`yaml
status: 対応済み      # 「対応済」
due: 2027/3/31        # 2027-03-31
facts:
  password.min-length: 長め      # 12
\`\`\``,
  en: `Reports values that are not among the terms of their key, dates and IDs of the wrong form, numbers out of range. Terms may be Japanese or English (\`status: 対応済\` = \`status: implemented\`). A rule named under \`rules:\` in \`kaiji.yaml\` that does not exist is reported too, and so are dates no calendar has (2026-02-30) and kinds of evidence that are not in the list.

Of facts, values that cannot be read as theirs, numbers that look like a slip, and unknown keys close to a known one are reported. Keys of your own are allowed.

\`\`\`yaml
status: implement     # implemented
due: 2027/3/31        # 2027-03-31
facts:
  password.min-length: long      # 12
\`\`\``,
};

/** @param ruleCodes the codes of all rules; asked for when a manifest is checked, for the registry holds this rule too */
export function invalidValueOf(ruleCodes: () => readonly string[]): EntryRule {
  return {
    code: 'invalid-value',
    severity: 'error',
    scope: 'entry',
    summary: fixed('決められた値や形に合わない', 'A value outside its enumeration, pattern or range'),
    *check(entry, { catalogs }) {
      const { document } = entry;
      if (!document.kind) return;
      for (const problem of problemsOf(entry)) {
        const target = resolve(problem.node);
        if (target?.kind !== 'scalar' || isDamaged(problem.node)) continue;
        const schema = schemaAt(document.kind, pathOf(entry, problem.path));
        const finding = findingOf(problem.keyword, problem.params, problem.node, target.text, schema);
        if (finding) yield finding;
      }
      if (entry.sequence === '' && document.kind === 'package') yield* unknownRules(document, ruleCodes());
      yield* noSuchDays(entry);
      yield* unlistedKind(entry, catalogs);
      yield* illTypedFacts(entry, catalogs);
    },
    fixes(finding, { file, package: whole }) {
      const { node, names, isId, open } = finding.data as Data;
      const target = resolve(node);
      if (node.kind === 'alias' || (isId && target?.kind === 'scalar' && isCited(whole, target.text))) return [];
      return names.map((name, i) => ({
        title: write({ name }),
        edits: [{ uri: file.uri, splices: [replaceNode(file, node, scalarSource(name, true))] }],
        preferred: i === 0 && open !== true,
      }));
    },
  };
}

function findingOf(
  keyword: string,
  params: Readonly<Record<string, unknown>>,
  node: Node,
  text: string,
  schema: Schema | undefined,
): Finding | undefined {
  const value = excerpt(text, 40);
  switch (keyword) {
    case 'enum': {
      const allowed = (params.allowedValues as readonly unknown[]).map(String);
      const japanese = allowed.filter(isJapanese);
      const english = allowed.filter((term) => !isJapanese(term));
      // In the language of what was typed, where the enumeration has it.
      const pool = isJapanese(text) && japanese.length > 0 ? japanese : english.length > 0 ? english : allowed;
      const near = nearTerms(text.trim().normalize('NFKC'), pool);
      const names = near.length > 0 ? near : pool;
      const terms: Localized = (language) =>
        language === 'ja'
          ? (japanese.length > 0 ? japanese : allowed).join('、')
          : (english.length > 0 ? english : allowed).join(', ');
      return {
        at: node,
        message: notATerm({ value, hint: didYouMean(near), terms }),
        data: { node, names, open: near.length === 0 } satisfies Data,
      };
    }
    case 'pattern': {
      const pattern = String(params.pattern);
      if (pattern.includes('令和')) {
        const names = asDate(text, pattern);
        return { at: node, message: notADate({ value, hint: didYouMean(names) }), data: { node, names } satisfies Data };
      }
      if (pattern === ID) {
        const names = asId(text);
        return {
          at: node,
          message: notAnId({ value, hint: didYouMean(names) }),
          data: { node, names, isId: true } satisfies Data,
        };
      }
      const what: Localized = (language) => (language === 'ja' ? schema?.description : schema?.['x-en']) ?? '';
      return { at: node, message: malformed({ value, what }), data: { node, names: [] } satisfies Data };
    }
    case 'minimum':
      return {
        at: node,
        message: tooSmall({ value, limit: String(params.limit) }),
        data: { node, names: [] } satisfies Data,
      };
    default:
      return undefined;
  }
}

/** Terms the value has in it or is part of, else those whose spelling comes near. */
function nearTerms(text: string, pool: readonly string[]): readonly string[] {
  const akin = text.length < 2 ? [] : pool.filter((term) => text.includes(term) || term.includes(text));
  return akin.length > 0 ? akin : nearest(text, pool);
}

const ID = '^[a-z][a-z0-9-]*$';

function isJapanese(text: string): boolean {
  return /[\u3040-\u30ff\u4e00-\u9fff]/.test(text);
}

/** The date an author means by `2026/4/1`, `2026.4.1`, `２０２６年４月１日`. */
function asDate(text: string, pattern: string): readonly string[] {
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  const match = /^(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?$/.exec(plain);
  const date = match
    ? [match[1], match[2]?.padStart(2, '0'), match[3]?.padStart(2, '0')].filter((part) => part !== undefined).join('-')
    : plain;
  return new RegExp(pattern, 'u').test(date) ? [date] : [];
}

/** The nearest allowed spelling of an ID. */
function asId(text: string): readonly string[] {
  const id = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_.]+/g, '-');
  return new RegExp(ID).test(id) ? [id] : [];
}

/** Whether an ID stands anywhere else in the package. */
function isCited(whole: Package, id: string): boolean {
  let count = 0;
  for (const { text } of whole.files.values()) {
    const source = text.toString();
    for (let at = source.indexOf(id); at >= 0; at = source.indexOf(id, at + id.length)) if (++count > 1) return true;
  }
  return false;
}

function* unknownRules(document: KaijiDocument, codes: readonly string[]): Iterable<Finding> {
  const rules = mapField(document.root, 'rules');
  for (const pair of rules?.pairs ?? []) {
    const code = keyText(pair);
    if (code === undefined || codes.includes(code)) continue;
    const near = closest(code, codes);
    // One that has a line of its own already is named, but not written a second time.
    const data: Data = { node: pair.key, names: near.filter((name) => !pairOf(rules, name)) };
    yield { at: pair.key, message: unknownRule({ code: excerpt(code, 40), hint: didYouMean(near) }), severity: 'warning', data };
  }
}
