/** Kinds of evidence that are not in the list (catalogs/evidence-kinds.yaml): a part of `invalid-value`. */
import type { Catalogs } from '../../catalog/catalogs.ts';
import { fixed, inLanguage, type Localized, message } from '../../language.ts';
import type { Entry } from '../../model/document.ts';
import { evidenceItem } from '../../model/evidence.ts';
import { asMap, isDamaged } from '../../yaml/tree.ts';
import type { Finding } from '../rule.ts';
import { closest } from '../shared/close.ts';
import { excerpt } from '../shared/syntax-place.ts';

const unlisted = message<{ value: string; hint: Localized }>({
  ja: ({ value, hint }) =>
    `「${value}」はエビデンスの種類の一覧にないため、項目で期待される種類と合うかを確かめられません。${hint('ja')}`,
  en: ({ value, hint }) =>
    `"${value}" is not in the list of kinds of evidence, so nothing can tell whether it is what a control expects. ${hint('en')}`,
});

const meant = message<{ names: readonly Localized[] }>({
  ja: ({ names }) => `${names.map((name) => name('ja')).join('、')}${names.length > 1 ? 'のどれか' : 'のこと'}ではありませんか。`,
  en: ({ names }) => `Did you mean ${names.map((name) => name('en')).join(', ')}? `,
});

const example = fixed(
  'policy.operation（運用管理規程）のように、一覧の語で書いてください。',
  'Write a term of the list, such as policy.operation.',
);

/** Findings about the kind of an entry of the register; `data.names` are what a fix may write over `data.node`. */
export function* unlistedKind(entry: Entry, catalogs: Catalogs): Generator<Finding> {
  const map = entry.sequence === 'evidence' ? asMap(entry.node) : undefined;
  const kind = map && evidenceItem(map).kind;
  if (!kind || catalogs.evidenceKinds.length === 0 || isDamaged(kind.node) || isKnownKind(kind.value, catalogs)) return;
  const names = likely(kind.value, catalogs);
  const hint = names.length > 0 ? meant({ names: names.map((id) => nameOfKind(id, catalogs)) }) : example;
  yield {
    at: kind.node,
    message: unlisted({ value: excerpt(kind.value, 40), hint }),
    severity: 'warning',
    data: { node: kind.node, names, open: names.length > 1 },
  };
}

/** アクセス管理規程（policy.access）; the term alone where the list has none such. */
function nameOfKind(id: string, { evidenceKinds }: Catalogs): Localized {
  const kind = evidenceKinds.find((one) => one.id === id);
  if (!kind) return fixed(id, id);
  return (language) => (language === 'ja' ? `${kind.ja}（${id}）` : `${inLanguage(kind, language)} (${id})`);
}

/** In the list, a narrower kind of one below a head (`record.log.vpn`), the author's own (`x.…`), or what a catalog asks for. */
export function isKnownKind(value: string, { evidenceKinds, all }: Catalogs): boolean {
  if (value.startsWith('x.')) return true;
  if (evidenceKinds.some(({ id }) => id === value || (id.includes('.') && value.startsWith(`${id}.`)))) return true;
  return all.some(({ data }) => data.controls.some(({ evidence }) => evidence?.includes(value)));
}

/** Terms whose name has the words written in it, else those that begin so, else those whose spelling comes near. */
function likely(value: string, { evidenceKinds }: Catalogs): readonly string[] {
  const plain = value.trim().normalize('NFKC');
  const named = plain.length < 2 ? [] : evidenceKinds.filter(({ ja }) => ja.includes(plain) || plain.includes(ja));
  if (named.length > 0) return named.slice(0, 3).map(({ id }) => id);
  const begun = plain.length < 3 ? [] : evidenceKinds.filter(({ id }) => id.startsWith(plain.toLowerCase()));
  if (begun.length > 0) return begun.slice(0, 3).map(({ id }) => id);
  return closest(
    plain.toLowerCase(),
    evidenceKinds.map(({ id }) => id),
  );
}
