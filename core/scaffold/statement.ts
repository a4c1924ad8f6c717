/** An answer made a common one (共通回答), with its twins: what writes it once and has them all use it. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { KaijiDocument } from '../model/document.ts';
import { partId } from '../model/earlier-answer.ts';
import { referencesIn } from '../model/reference.ts';
import { statementOf } from '../model/statements.ts';
import { comparedOf, isPart, type WrittenAnswer } from '../model/written-answer.ts';
import { ownCatalog } from '../package/index.ts';
import type { Package } from '../package/package.ts';
import { compare } from '../prose/twins.ts';
import type { FileEdit } from '../rules/rule.ts';
import { inOrder, type Splice } from '../text/text.ts';
import { insertItem, insertPair, literalLines, removePair, replaceNode, scalarSource } from '../yaml/edit.ts';
import { replacePair } from '../yaml/replace-pair.ts';
import { flowSource } from '../yaml/source.ts';
import { asMap, isDamaged, isEmpty, pairOf, type ScalarNode, valueUnder, walk } from '../yaml/tree.ts';

/** What writes a common answer, or uses one that there is. */
export interface CommonAnswer {
  readonly id: string;
  /** The package has a statement with this text already. */
  readonly exists: boolean;
  /** One a file; a file the package does not have is made. */
  readonly edits: readonly FileEdit[];
}

/**
 * An answer as a common answer: its text becomes a statement, in the first document of statements by path, else in a new one beside the manifest; the answer
 * and its twins `use` it instead. Evidence goes along where all of them cite the same. Nothing else of the entries changes.
 * @param twins other answers to be replaced; none where the answer stands alone
 * @returns undefined where statements have no place: a file outside any package
 */
export function asCommonAnswer(
  whole: Package,
  written: WrittenAnswer,
  twins: readonly WrittenAnswer[],
): CommonAnswer | undefined {
  const all = [written, ...twins];
  const known = statementLike(whole, written.node);
  if (known !== undefined) return { id: known, exists: true, edits: using(all, known, false) };
  const home = homeOf(whole);
  if (!home) return undefined;
  const id = freeId(whole, written);
  const evidence = evidenceInCommon(all);
  const text = portableText(written, whole.catalogs);
  const [first = '', ...rest] = /[\r\n]/.test(text) && !UNPRINTABLE.test(text) ? literalLines(text) : [scalarSource(text)];
  const lines = [`id: ${id}`, `text: ${first}`, ...rest, ...(evidence === undefined ? [] : [`evidence: ${evidence}`])];
  const making: FileEdit =
    'document' in home
      ? { uri: home.document.file.uri, splices: [added(home.document, lines)] }
      : { uri: home.uri, splices: [{ start: 0, end: 0, text: newDocument(lines, written.entry.document.file.text.eol) }] };
  return { id, exists: false, edits: joined([...using(all, id, evidence !== undefined), making]) };
}

/** What only a quoted text can hold. */
const UNPRINTABLE = /[^\P{Cc}\r\n\t]/u;

/** The statement of the package that has this text. */
function statementLike(whole: Package, node: ScalarNode): string | undefined {
  return [...whole.keys('statements')].find((id) => {
    const map = asMap(whole.lookup('statements', id)[0]?.entry.node);
    const text = map && statementOf(map).text?.node;
    return text?.kind === 'scalar' && compare(comparedOf(node), comparedOf(text)) === 'same';
  });
}

/** Where a new statement goes: a document there is, or the address of one to be made. */
function homeOf(whole: Package): { readonly document: KaijiDocument } | { readonly uri: string } | undefined {
  const document = whole.documents.find(({ kind, root }) => {
    if (kind !== 'statements' || !root || isDamaged(root)) return false;
    const list = valueUnder(root, 'statements');
    return isEmpty(list) || list?.kind === 'seq';
  });
  if (document) return { document };
  if (!whole.manifest) return undefined;
  const named = (n: number) => `${whole.uri}/statements${n === 1 ? '' : `-${n}`}.kaiji.yaml`;
  let n = 1;
  while (whole.files.has(named(n))) n++;
  return { uri: named(n) };
}

function added({ file, root }: KaijiDocument, lines: readonly string[]): Splice {
  if (!root) throw new Error('a document of statements is a mapping');
  return pairOf(root, 'statements')
    ? insertItem(file, root, 'statements', lines)
    : insertPair(file, root, ['statements:', ...asItem(lines)]);
}

function newDocument(lines: readonly string[], eol: string): string {
  return ['kaiji: statements/v1', 'statements:', ...asItem(lines), ''].join(eol);
}

function asItem(lines: readonly string[]): readonly string[] {
  return lines.map((line, i) => (line === '' ? '' : `${i === 0 ? '  - ' : '    '}${line}`));
}

/** `st-cl-94`, then `st-cl-94-2`. */
function freeId(whole: Package, { entry, answer, reply }: WrittenAnswer): string {
  const written = answer.control?.value ?? '';
  const found = whole.catalogs.resolve(written, ownCatalog(entry.document, whole.catalogs));
  const name = (found && isPart(reply) ? partId(found, reply) : found?.id) ?? written;
  const base = `st-${slug(name) || 'common'}`;
  let id = base;
  for (let n = 2; whole.lookup('statements', id).length > 0 || whole.lookup('targets', id).length > 0; n++) id = `${base}-${n}`;
  return id;
}

function slug(name: string): string {
  return (
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  ).join('-');
}

/** The text with references that only the checklist's own catalog explains (`[[94]]`) spelled so that they mean the same anywhere. */
function portableText({ entry, node }: WrittenAnswer, catalogs: Catalogs): string {
  const own: Catalog | undefined = ownCatalog(entry.document, catalogs);
  const text = node.text.trimEnd();
  let result = '';
  let at = 0;
  for (const { target, start, end } of referencesIn({ ...node, start: 0 }, text)) {
    const meant = catalogs.resolve(target, own);
    if (!meant || catalogs.resolve(target)?.id === meant.id) continue;
    result += `${text.slice(at, start)}[[${meant.id}]]`;
    at = end;
  }
  return result + text.slice(at);
}

/** The evidence that every one of the answers cites, as the source of a list; undefined where they differ, or it cannot be moved without loss. */
function evidenceInCommon(all: readonly WrittenAnswer[]): string | undefined {
  const sources = new Set(all.map(evidenceOf));
  const [only] = sources;
  return sources.size === 1 ? only : undefined;
}

/** Only of whole entries: what a sub-item cites would be missed there. */
function evidenceOf({ entry, answer, reply, map }: WrittenAnswer): string | undefined {
  const pair = pairOf(map, 'evidence');
  const { file } = entry.document;
  if (reply !== answer || reply.evidence.length === 0 || reply.use.length > 0 || !pair?.value) return undefined;
  for (const node of walk(pair.value)) if (node.kind === 'alias' || node.anchor !== undefined) return undefined;
  const { end } = file.tree.spanOf(pair.value);
  const lineEnd = file.text.lineEnd(file.text.lineAt(end));
  const rest = /^[ \t]*#/.test(file.text.slice(end, lineEnd));
  if (rest || /(?:^|\s)#/.test(file.text.slice(file.tree.spanOf(pair.key).end, end))) return undefined;
  const source = flowSource(pair.value);
  return pair.value.kind === 'seq' ? source : `[${source}]`;
}

/** The answers, each in words no more but by `use`. */
function using(all: readonly WrittenAnswer[], id: string, withEvidence: boolean): readonly FileEdit[] {
  return joined(
    all.map((written): FileEdit => {
      const { entry, reply, map, pair, node } = written;
      const { file } = entry.document;
      const splices: Splice[] = [];
      if (isPart(reply) && !reply.map) splices.push(replaceNode(file, node, `{ use: [${id}] }`));
      else if (reply.use.some(({ text }) => text === id)) splices.push(removePair(file, map, pair));
      else if (pairOf(map, 'use')) splices.push(insertItem(file, map, 'use', [id]), removePair(file, map, pair));
      else splices.push(replacePair(file, pair, `use: [${id}]`));
      const evidence = withEvidence ? pairOf(map, 'evidence') : undefined;
      if (evidence) splices.push(removePair(file, map, evidence));
      return { uri: file.uri, splices };
    }),
  );
}

/** Edits of one file made one. */
function joined(edits: readonly FileEdit[]): readonly FileEdit[] {
  const byUri = new Map<string, Splice[]>();
  for (const { uri, splices } of edits) byUri.set(uri, [...(byUri.get(uri) ?? []), ...splices]);
  return [...byUri].map(([uri, splices]) => ({ uri, splices: inOrder(splices) }));
}
