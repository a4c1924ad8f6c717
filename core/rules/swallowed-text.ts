import { fixed, message } from '../language.ts';
import type { KaijiFile } from '../model/document.ts';
import { memoized } from '../model/field.ts';
import { everyKey } from '../model/schema.ts';
import { startOfNode } from '../yaml/extent.ts';
import {
  type Block,
  isEmpty,
  type MapNode,
  type Node,
  type Pair,
  type ScalarNode,
  type SyntaxFault,
  walk,
} from '../yaml/tree.ts';
import { quoted } from '../yaml/value.ts';
import { type BehindHint, behindHints, valueFix } from './parts/behind-hint.ts';
import type { EntryRule, Finding, RuleDocs } from './rule.ts';
import { nodesOf } from './shared/entry-nodes.ts';
import { freeTextsOf } from './shared/free-text.ts';
import { excerpt, isSwallowed, writtenAt } from './shared/syntax-place.ts';

const comment = message<{ read: string; lost: string }>({
  ja: ({ read, lost }) =>
    `「${lost}」がコメントとして読まれ、値は「${read}」だけになっています。値全体を引用符で囲んでください。コメントなら「# 」と空白をあけてください。`,
  en: ({ read, lost }) =>
    `"${lost}" is taken for a comment; the value is only "${read}". Put the whole value in quotes, or write "# " if it is a comment.`,
});

const cut = message<{ read: string; lost: string }>({
  ja: ({ read, lost }) =>
    `カンマで値が切れ、「${read}」だけが読まれています（「${lost}」が落ちています）。値全体を引用符で囲んでください。`,
  en: ({ read, lost }) =>
    `The value is cut at the comma: only "${read}" is read, "${lost}" is lost. Put the whole value in quotes.`,
});

const bare = message<{ written: string }>({
  ja: ({ written }) =>
    `「${written}」の後に「: 」と値がありません。「キー: 値」の形にするか、前の値の続きなら、値全体を引用符で囲んでください。`,
  en: ({ written }) =>
    `"${written}" has no ": " and value behind it. Make it "key: value"; or, if it belongs to the value before, put the whole value in quotes.`,
});

const sign = message<{ written: string; first: string }>({
  ja: ({ written, first }) =>
    `「${first}」で始まる「${written}」は、文字ではなくYAMLの記号として読まれます。値全体を引用符で囲んでください。`,
  en: ({ written, first }) =>
    `"${written}" begins with "${first}", which YAML takes for a sign of its own. Put the whole value in quotes.`,
});

const quote = fixed('値全体を引用符で囲む', 'Put the whole value in quotes');

const KEYS = everyKey();

interface Data {
  readonly block: Block;
  readonly start: number;
  readonly end: number;
  /** Rather a key than the rest of a value. */
  readonly key?: boolean;
  /** An alias elsewhere means what stands here: in quotes, the anchor would be gone. */
  readonly shared?: boolean;
}

export const docs: RuleDocs = {
  ja: `エラーにならないまま文字が失われる書き方を知らせます。値全体を引用符で囲めば、書いたとおりに読まれます。

\`\`\`yaml
note: HUB #1 を設置            # 「HUB」だけになる
party: { name: X, Inc. }       # 「X」だけになる
note: "HUB #1 を設置"
party: { name: "X, Inc." }
\`\`\`

\`&\` \`*\` \`!\` \`%\` \`@\` \`\` \` \`\` で始まる値も同じです。コメントは \`# \` と空白をあけて書いてください。空白をあけた \`# コメント\` は、雛形の注記（\`# 対応済・一部対応・…\` など）の後ろに値を書き足したものを除いて、指摘しません。値は注記の前に書いてください。`,
  en: `Reports text that is lost without an error. Put the value in quotes and it is read as written.

\`\`\`yaml
note: see HUB #1               # read as "see HUB"
party: { name: X, Inc. }       # read as "X"
note: "see HUB #1"
party: { name: "X, Inc." }
\`\`\`

The same goes for values that begin with \`&\`, \`*\`, \`!\`, \`%\`, \`@\` or a backtick. Write a comment as \`# \` with a space: such a \`# comment\` is not reported, unless a value was typed behind the hint of a template (\`# implemented, partial, …\`): it belongs before the hint.`,
};

export const swallowedText: EntryRule = {
  code: 'swallowed-text',
  severity: 'error',
  scope: 'entry',
  summary: fixed(
    '書いた文字の一部がYAMLの記号として読まれ、失われている',
    'Part of the text was taken for a sign of YAML and lost',
  ),
  *check(entry, context) {
    yield* behindHints(entry, context);
    const { file, yaml } = entry.document;
    const isMeant = (node: Node) => yaml.root !== undefined && targetsIn(yaml.root).has(node);
    let texts: ReadonlySet<Node> | undefined;
    const isText = (node: Node) => {
      texts ??= new Set([...freeTextsOf(entry)].map((text) => text.node));
      return texts.has(node);
    };
    for (const node of nodesOf(entry)) {
      if (node.kind === 'map') yield* cutPairs(node, file);
      else yield* swallowed(node, file, isText, isMeant);
    }
  },
  fixes(finding, context) {
    if ('fits' in (finding.data as object)) return valueFix(finding.data as BehindHint, context);
    const { file } = context;
    const { block, start, end, key, shared } = finding.data as Data;
    const base = file.tree.startOf(block);
    const source = file.text.slice(base + start, base + end);
    if (shared || /[\r\n]/.test(source)) return [];
    const splices = [{ start: base + start, end: base + end, text: quoted(source) }];
    return [{ title: quote, edits: [{ uri: file.uri, splices }], preferred: key !== true }];
  },
};

/**
 * @param isText whether a value is words of the author
 * @param isMeant whether an alias means a value: its anchor is one, and no text
 */
function* swallowed(
  node: Exclude<Node, MapNode>,
  file: KaijiFile,
  isText: (node: Node) => boolean,
  isMeant: (node: Node) => boolean,
): Iterable<Finding> {
  const { block } = node;
  const error = errorAt(node);
  if (error?.code === 'DEFECT:unquoted') {
    const written = writtenAt(error, block, file);
    if (isSwallowed(written)) yield signFinding({ block, start: error.start, end: error.end }, written);
    return;
  }
  if (node.kind === 'alias') {
    // A limit or an endless chain is alias-limit's.
    if (!node.target && !error) yield signFinding({ block, start: node.start, end: node.end }, `*${node.name}`);
    return;
  }
  if (node.kind !== 'scalar' || node.style !== 'plain') return;
  if (node.tag !== undefined || (node.anchor !== undefined && (isEmpty(node) || !/^[\w-]+$/.test(node.anchor)))) {
    const shared = node.anchor !== undefined && isMeant(node);
    if (shared && node.tag === undefined) return;
    const span = file.tree.spanOf(node);
    const from = startOfNode(file, node);
    if (from === span.start) return;
    const written = file.text.slice(from, span.end).trimEnd();
    const start = node.start - (span.start - from);
    yield signFinding({ block, start, end: start + written.length, shared }, written);
    return;
  }
  if (block.comments.length === 0 || isEmpty(node)) return;
  // `HUB #1`, `対策しています #夜間も含む`: a sign of the text, not a remark. A remark has a space behind its `#`.
  const { end } = file.tree.spanOf(node);
  const behind = file.text.slice(end, end + 300);
  const match = /^ #(?!kaiji)[^\s#][^\r\n]*/i.exec(behind);
  if (!match || !(/^ #[0-9０-９]/.test(behind) || isText(node)) || /[。．.!?！？」』）)]$/.test(node.text)) return;
  const data: Data = { block, start: node.start, end: node.end + match[0].trimEnd().length };
  yield { at: data, message: comment({ read: excerpt(node.text), lost: excerpt(match[0]) }), data };
}

/** What the aliases of a document mean. A file with anchors is read as a whole: its nodes are new with every version. */
const targetsIn = memoized((root: Node) => {
  const targets = new Set<Node>();
  for (const node of walk(root)) if (node.kind === 'alias' && node.target) targets.add(node.target);
  return targets;
});

function signFinding(data: Data, written: string): Finding {
  return { at: data, message: sign({ written: excerpt(written), first: written.slice(0, 1) }), data };
}

/** Pairs of a flow mapping without a value, behind one that has a plain one: the rest of its text. */
function* cutPairs(map: MapNode, file: KaijiFile): Iterable<Finding> {
  if (!map.flow || !map.pairs.some(({ value }) => isEmpty(value))) return;
  const base = file.tree.startOf(map.block);
  const isRest = (pair: Pair | undefined): pair is Pair & { readonly key: ScalarNode } =>
    pair !== undefined &&
    isEmpty(pair.value) &&
    pair.key.kind === 'scalar' &&
    pair.key.style === 'plain' &&
    !/^\s*:/.test(file.text.slice(base + pair.key.end, base + pair.key.end + 20));
  for (const [i, { value }] of map.pairs.entries()) {
    const first = map.pairs[i + 1];
    if (value?.kind !== 'scalar' || value.style !== 'plain' || isEmpty(value) || !isRest(first)) continue;
    let last = first;
    let behind = i + 2;
    for (let next = map.pairs[behind]; isRest(next); next = map.pairs[++behind]) last = next;
    const lost = first.key;
    const { end } = last.key;
    if (behind === map.pairs.length && last === first && beginsKey(lost.text)) {
      // `{ id: as-a, na }`: the next key, not the rest of a text.
      const data: Data = { block: map.block, start: value.start, end, key: true };
      const at = { block: map.block, start: lost.start, end };
      yield { at, message: bare({ written: file.text.slice(base + lost.start, base + end) }), data };
      continue;
    }
    const data: Data = { block: map.block, start: value.start, end };
    yield {
      at: data,
      message: cut({ read: excerpt(value.text), lost: excerpt(file.text.slice(base + lost.start, base + end)) }),
      data,
    };
  }
}

/** Whether a key of the format begins so. */
function beginsKey(text: string): boolean {
  return text !== '' && KEYS.some((key) => key.startsWith(text));
}

const errorsByStart = new WeakMap<Block, ReadonlyMap<number, SyntaxFault>>();

/** The error that begins where a value begins. */
function errorAt(node: Node): SyntaxFault | undefined {
  const { block } = node;
  if (block.errors.length === 0) return undefined;
  let errors = errorsByStart.get(block);
  if (!errors) {
    errors = new Map(block.errors.map((error) => [error.start, error]));
    errorsByStart.set(block, errors);
  }
  return errors.get(node.start);
}
