import { fixed, type Localized, message } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import { type KindName, schemaOf, schemas } from '../model/schema.ts';
import type { Splice } from '../text/text.ts';
import { replaceNode } from '../yaml/edit.ts';
import { asScalar, isDamaged, isEmpty, keyText, type MapNode, type Node, type Pair, pairOf, resolve } from '../yaml/tree.ts';
import type { DocumentRule, Fix, FixContext, Place, RuleDocs } from './rule.ts';
import { didYouMean, write } from './shared/did-you-mean.ts';
import { nearest } from './shared/nearest.ts';

/** Kinds an author writes. `evidence-kinds` is a list of ours. */
const KINDS = Object.keys(schemas)
  .filter((kind) => kind !== 'evidence-kinds')
  .map((kind) => `${kind}/v1`);
const LIST = KINDS.join('、');
const LIST_EN = KINDS.join(', ');

const unknown = message<{ written: string; hint: Localized }>({
  ja: ({ written, hint }) => `「${written}」という種類の文書はありません。${hint('ja')}書けるのは ${LIST} です。`,
  en: ({ written, hint }) => `There is no kind of document "${written}". ${hint('en')}Kinds are ${LIST_EN}.`,
});

const absent: Localized = fixed(
  `文書の種類が書かれていません。先頭に「kaiji: 種類」を書いてください。種類は ${LIST} です。`,
  `The document does not say its kind. Begin it with "kaiji: KIND"; kinds are ${LIST_EN}.`,
);

const noMapping: Localized = fixed(
  '文書が「キー: 値」の形になっていません。先頭に「kaiji: 種類」を書き、その下に項目を「キー: 値」の形で書いてください。',
  'The document is not made of "key: value" lines. Begin it with "kaiji: KIND" and write its items as "key: value" below.',
);

const insert = message<{ kind: string }>({
  ja: ({ kind }) => `先頭に「kaiji: ${kind}」を書く`,
  en: ({ kind }) => `Begin with "kaiji: ${kind}"`,
});

type Data =
  | { readonly replace: Node; readonly names: readonly string[] }
  | { readonly insertAt: Place }
  | { readonly fill: Node };

/** What kept a file from being read at all: then nobody knows its kind. */
const UNREAD: ReadonlySet<string> = new Set(['BINARY', 'TOO_DEEP', 'TOO_LONG']);

export const docs = (): RuleDocs => ({
  ja: `どの文書も、先頭の \`kaiji: 種類/v1\` で自分が何であるかを示します。種類が分からない文書は、内容を検査できません。

\`\`\`yaml
kaiji: checklist/v1      # チェックシートの回答
\`\`\`

書ける種類: ${LIST}`,
  en: `Every document says what it is in its first line, \`kaiji: KIND/v1\`. Without it its content cannot be checked.

\`\`\`yaml
kaiji: checklist/v1
\`\`\`

Kinds: ${LIST_EN}`,
});

export const unknownKind: DocumentRule = {
  code: 'unknown-kind',
  severity: 'error',
  scope: 'document',
  summary: fixed('文書の種類が書かれていない、または決められた種類でない', 'The kind of document is missing or unknown'),
  *check(document) {
    if (document.kind) return;
    const { yaml, root, kindNode } = document;
    if (kindNode) {
      const written = kindNode.text.trim();
      const names = nearest(written, fitting(root));
      const data: Data = { replace: kindNode, names };
      yield { at: kindNode, message: unknown({ written, hint: didYouMean(names) }), data };
      return;
    }
    if (yaml.block.errors.some((error) => UNREAD.has(error.code))) return;
    if (!root) {
      const target = resolve(yaml.root);
      if (!yaml.root || isEmpty(yaml.root)) {
        // Behind a last `---` nothing need follow.
        if (document.file.documents.length > 1 || yaml.block.errors.length > 0) return;
        const at = { block: yaml.block, start: yaml.start, end: yaml.start };
        yield { at, message: absent, data: { insertAt: at } satisfies Data };
      } else if (!isDamaged(yaml.root)) yield { at: firstLine(document, target ?? yaml.root), message: noMapping };
      return;
    }
    const own = root.pairs.find((pair) => keyText(pair) === 'kaiji');
    if (own) {
      yield { at: own.key, message: absent, data: { fill: own.key } satisfies Data };
      return;
    }
    if (isDamaged(root)) return;
    const near = root.pairs.find(isMistyped);
    const first = root.pairs[0]?.key;
    if (near) yield { at: near.key, message: absent, data: { replace: near.key, names: ['kaiji'] } satisfies Data };
    else if (first) yield { at: first, message: absent, ...(root.flow ? {} : { data: { insertAt: first } satisfies Data }) };
  },
  fixes(finding, context) {
    return fixesOf(finding.data as Data | undefined, context);
  },
};

function fixesOf(data: Data | undefined, { file, document, package: whole }: FixContext): readonly Fix[] {
  if (!data) return [];
  const edit = (title: Localized, splices: readonly Splice[], preferred = false): Fix => ({
    title,
    edits: [{ uri: file.uri, splices }],
    preferred,
  });
  const { eol } = file.text;
  // What else the kind requires comes with it.
  const catalog = whole.catalogs.all.find(({ data: { complete, prefix } }) => complete && prefix)?.id ?? '';
  const required = (kind: string) =>
    requiredKeys(kind)
      .filter((key) => !pairOf(document?.root, key))
      .map((key) => `${key}: ${CATALOG_KEYS.has(key) ? catalog : (REQUIRED[key] ?? '""')}`);
  const below = (offset: number, kind: string): readonly Splice[] => {
    const lines = document?.root?.flow ? [] : required(kind);
    const end = file.text.lineEnd(file.text.lineAt(offset));
    return lines.length === 0 ? [] : [{ start: end, end, text: lines.map((line) => eol + line).join('') }];
  };
  if ('replace' in data) {
    const { end } = file.tree.spanOf(data.replace);
    return data.names.map((name, i) =>
      edit(write({ name }), [replaceNode(file, data.replace, name), ...(name === 'kaiji' ? [] : below(end, name))], i === 0),
    );
  }
  const kinds = likeliestFirst(file.uri, fitting(document?.root));
  if ('fill' in data) {
    const { end } = file.tree.spanOf(data.fill);
    const colon = file.text.slice(end, end + 10).indexOf(':');
    const at = end + colon + 1;
    return colon < 0
      ? []
      : kinds.map((kind) => edit(insert({ kind }), [{ start: at, end: at, text: ` ${kind}` }, ...below(at, kind)]));
  }
  const start = file.tree.startOf(data.insertAt.block) + data.insertAt.start;
  // Behind a byte order mark, never before it.
  const at = start === 0 && file.text.slice(0, 1) === '\uFEFF' ? 1 : start;
  return kinds.map((kind) =>
    edit(insert({ kind }), [{ start: at, end: at, text: [`kaiji: ${kind}`, ...required(kind), ''].join(eol) }]),
  );
}

function requiredKeys(kind: string): readonly string[] {
  return (schemaOf(kind.split('/')[0] as KindName).required ?? []).filter((key) => key !== 'kaiji');
}

/** Keys that name a catalog. */
const CATALOG_KEYS: ReadonlySet<string> = new Set(['catalog', 'from', 'to']);

/** Values that stand where a kind requires a key, until the author writes his own. */
const REQUIRED: Readonly<Record<string, string>> = { id: 'new-catalog' };

/** The kinds that have all the keys of a document; all of them where none has. */
function fitting(root: MapNode | undefined): readonly string[] {
  const keys = (root?.pairs ?? []).map(keyText).filter((key) => key !== undefined && key !== 'kaiji') as readonly string[];
  const fits = KINDS.filter((kind) =>
    keys.every((key) => schemaOf(kind.split('/')[0] as KindName).properties?.[key] !== undefined),
  );
  return fits.length > 0 ? fits : KINDS;
}

/** The kind the file's name speaks of comes first. */
function likeliestFirst(uri: string, kinds: readonly string[]): readonly string[] {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  const named = kinds.filter((kind) => name.includes(kind.split('/')[0] as string));
  return [...named, ...kinds.filter((kind) => !named.includes(kind))];
}

/** `kaij: checklist/v1`: the key is wrong, its value says so. */
function isMistyped(pair: Pair): boolean {
  return KINDS.includes(asScalar(pair.value)?.text ?? '');
}

function firstLine(document: KaijiDocument, node: Node): Place {
  const { file } = document;
  const { start } = file.tree.spanOf(node);
  const base = file.tree.startOf(node.block);
  const end = Math.min(file.text.lineEnd(file.text.lineAt(start)), file.tree.spanOf(node).end);
  return { block: node.block, start: start - base, end: Math.max(end, start) - base };
}
