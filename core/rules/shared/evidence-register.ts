/** Where a new entry of the evidence register goes, and how it is written: shared by the rules that offer one. */
import { message } from '../../language.ts';
import type { KaijiDocument } from '../../model/document.ts';
import { evidenceItem, evidenceUses, kindFits } from '../../model/evidence.ts';
import { entrySequences } from '../../model/schema.ts';
import type { Package } from '../../package/package.ts';
import { insertItem, insertPair, scalarSource } from '../../yaml/edit.ts';
import { asMap, keyText, type MapNode, pairOf } from '../../yaml/tree.ts';
import type { FileEdit, Fix, FixContext } from '../rule.ts';

const add = message<{ id: string; title: string }>({
  ja: ({ id, title }) => `エビデンス「${title}」（${id}）を挙げる`,
  en: ({ id, title }) => `Cite evidence "${title}" (${id})`,
});

const register = message<{ id: string }>({
  ja: ({ id }) => `エビデンス台帳に新しく ${id} を登録して挙げる`,
  en: ({ id }) => `Register new evidence (${id}) and cite it`,
});

/** How many register entries are offered; more would be a list nobody reads. Where none is known to fit, all are a guess. */
const OFFERED = { fitting: 5, other: 3 };

/** Of whom a register is looked for. */
type Where = Pick<FixContext, 'package' | 'document'>;

export interface NewEvidence {
  readonly id: string;
  readonly title: string;
  /** The kinds that would do, the likeliest first; it becomes the entry's kind, the others a comment. */
  readonly kinds: readonly string[];
}

export interface Registered {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
}

const registers = new WeakMap<Package, readonly Registered[]>();

/** The entries of the package's register and of those it extends, in their order; of several with one id the first. */
export function registered(whole: Package): readonly Registered[] {
  const known = registers.get(whole);
  if (known) return known;
  const made = [...whole.keys('evidence')].flatMap((id) => {
    const map = asMap(whole.lookup('evidence', id)[0]?.entry.node);
    if (!map) return [];
    const item = evidenceItem(map);
    return [{ id, title: item.title?.value ?? '', kind: item.kind?.value ?? '' }];
  });
  registers.set(whole, made);
  return made;
}

/** The likeliest first: those of a kind that is expected, each group from what is cited most to what nobody cites yet. */
export function likeliest(whole: Package, expected: readonly string[]): readonly (Registered & { readonly fits: boolean })[] {
  return registered(whole)
    .map((item) => ({ ...item, fits: kindFits(item.kind, expected), uses: whole.lookup('evidence-uses', item.id).length }))
    .sort((a, b) => Number(b.fits) - Number(a.fits) || b.uses - a.uses);
}

/** An id no register entry has: `ev-policy-access`, then `ev-policy-access-2`. */
export function freeEvidenceId(whole: Package, kind: string | undefined): string {
  const taken = whole.keys('evidence');
  const base = `ev-${(kind ?? 'new').replace(/[^a-z0-9]+/g, '-')}`;
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  return id;
}

/**
 * The edit that registers `item`: in the first evidence/v1 document of the package, else in the list of the finding's own document, made where it has none.
 * @returns undefined where there is no place for it
 */
export function registering({ package: whole, document }: Where, item: NewEvidence): FileEdit | undefined {
  const home =
    whole.documents.find((candidate) => candidate.kind === 'evidence' && candidate.root) ?? listHolder(document, whole);
  if (!home?.root) return undefined;
  const [kind, ...others] = item.kinds;
  const lines = [`id: ${scalarSource(item.id)}`, `title: ${scalarSource(item.title)}`];
  if (kind !== undefined) lines.push(`kind: ${scalarSource(kind)}${others.length > 0 ? ` # または ${others.join(', ')}` : ''}`);
  const splice = pairOf(home.root, 'evidence')
    ? insertItem(home.file, home.root, 'evidence', lines)
    : insertPair(
        home.file,
        home.root,
        ['evidence:', ...lines.map((line, i) => (i === 0 ? `  - ${line}` : `    ${line}`))],
        lastHeaderKey(home),
      );
  return { uri: home.file.uri, splices: [splice] };
}

/**
 * The ways to cite evidence under `evidence` of a mapping: entries of the register it does not cite yet of a kind that is expected, where there are none those
 * cited most, then a new entry, its title left to be written.
 * @param about what the evidence is to back, as the title of a new entry says it
 */
export function citations(
  where: Where & Pick<FixContext, 'file'>,
  map: MapNode,
  { expected, about }: { readonly expected: readonly string[]; readonly about: string },
): readonly Fix[] {
  const { package: whole, file } = where;
  const cite = (id: string) => ({ uri: file.uri, splices: [insertItem(file, map, 'evidence', [scalarSource(id)])] });
  const cited = new Set(evidenceUses(map).map(({ ref }) => ref.text));
  const items = likeliest(whole, expected).filter(({ id }) => !cited.has(id));
  const fitting = items.filter(({ fits }) => fits).slice(0, OFFERED.fitting);
  const offered = fitting.length > 0 ? fitting : items.slice(0, OFFERED.other);
  const fixes: Fix[] = offered.map(({ id, title }) => ({ title: add({ id, title: title || id }), edits: [cite(id)] }));
  const id = freeEvidenceId(whole, expected[0]);
  const entry = registering(where, { id, title: `●●（${about}の裏付けになる文書・記録の名称）`, kinds: expected });
  if (entry) fixes.push({ title: register({ id }), edits: together([cite(id), entry]) });
  return fixes;
}

/** Edits of one file made one; what they insert at one place stands in the order given. */
export function together(edits: readonly FileEdit[]): readonly FileEdit[] {
  const byUri = new Map<string, FileEdit>();
  for (const { uri, splices } of edits) byUri.set(uri, { uri, splices: [...(byUri.get(uri)?.splices ?? []), ...splices] });
  return [...byUri.values()];
}

/** The document itself where its kind may carry a register, else the first of the package that does or may. */
function listHolder(document: KaijiDocument | undefined, whole: Package): KaijiDocument | undefined {
  const may = (candidate: KaijiDocument) =>
    candidate.kind !== undefined && candidate.root !== undefined && entrySequences(candidate.kind).includes('evidence');
  if (document && may(document)) return document;
  const has = ({ lists }: KaijiDocument) => lists.some(({ sequence, items }) => sequence === 'evidence' && items.length > 0);
  return whole.documents.find(has) ?? whole.documents.find(may);
}

/** The last key before the first sequence of entries: a register reads better above hundreds of answers than below them. */
function lastHeaderKey({ root, kind }: KaijiDocument): string | undefined {
  const keys = (root?.pairs ?? []).map(keyText);
  const first = keys.findIndex((key) => key !== undefined && kind !== undefined && entrySequences(kind).includes(key));
  return first > 0 ? keys[first - 1] : undefined;
}
