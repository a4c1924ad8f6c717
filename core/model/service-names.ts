/** What the service and its provider are called, wherever a document says so: fields of their own, a title, what 本サービス means. */
import type { Catalogs } from '../catalog/catalogs.ts';
import { asMap, type MapNode, type ScalarNode } from '../yaml/tree.ts';
import { catalogOf } from './checklist.ts';
import type { Entry, KaijiDocument } from './document.ts';
import { mapField, textField } from './field.ts';

/** What has a name. */
export type Called = 'service' | 'provider';

/** A name where it stands. */
export interface NameAt {
  readonly what: Called;
  readonly name: string;
  readonly node: ScalarNode;
  /** The text of `node` around it. */
  readonly before: string;
  readonly behind: string;
}

/** What a title calls the document, behind the name of the service; a check sheet also has the title of its catalog there. */
const FORM =
  /^(.*[^\s:：])(?:\s+|[:：]\s*)(?:サービス仕様適合開示書|リスク対応一覧|リスク評価|service specification conformity disclosure|risk annex|risk assessment)$/is;
const SERVICE = /^(?:本サービス|the service)$/i;
/** A meaning that is a name in quotes. Nothing is guessed from other words. */
const MEANINGS: readonly RegExp[] = [/^(.*提供する「)([^「」]+)(」をいいます。?)$/s, /^(")([^"]+)(", provided by us\.?)$/is];

/** The names an entry gives to the service and its provider; those of the manifest are what the others go by. */
export function* namesIn({ sequence, node, document }: Entry, catalogs: Catalogs): Generator<NameAt> {
  if (sequence === 'terms') yield* meantBy(asMap(node));
  if (sequence !== '') return;
  if (document.kind === 'package') {
    const service = mapField(document.root, 'service');
    yield* fieldOf(service, 'name', 'service');
    yield* fieldOf(service, 'provider', 'provider');
    return;
  }
  const applicant = mapField(document.root, 'applicant');
  yield* fieldOf(applicant, 'product', 'service');
  yield* fieldOf(applicant, 'organization', 'provider');
  yield* titled(document, catalogs);
}

function* fieldOf(map: MapNode | undefined, key: string, what: Called): Generator<NameAt> {
  const field = textField(map, key);
  const name = field?.value.trim();
  if (field?.node.kind === 'scalar' && name) yield { what, name, node: field.node, before: '', behind: '' };
}

function* titled(document: KaijiDocument, catalogs: Catalogs): Generator<NameAt> {
  const title = textField(document.root, 'title');
  if (title?.node.kind !== 'scalar') return;
  const text = title.value.trim();
  const name = FORM.exec(text)?.[1] ?? beforeCatalog(text, document, catalogs);
  if (name) yield { what: 'service', name, node: title.node, before: '', behind: text.slice(name.length) };
}

function beforeCatalog(title: string, document: KaijiDocument, catalogs: Catalogs): string | undefined {
  const catalog = document.kind === 'checklist' ? catalogs.of(catalogOf(document)?.value ?? '') : undefined;
  const form = [catalog?.data.title.ja, catalog?.data.title.en].find((one) => one && title.endsWith(` ${one}`));
  return form && title.slice(0, -form.length).trim();
}

function* meantBy(map: MapNode | undefined): Generator<NameAt> {
  const means = textField(map, 'means');
  if (means?.node.kind !== 'scalar' || !SERVICE.test(textField(map, 'term')?.value.trim() ?? '')) return;
  for (const meaning of MEANINGS) {
    const [, before, name, behind] = meaning.exec(means.value.trim()) ?? [];
    if (before && name && behind) yield { what: 'service', name: name.trim(), node: means.node, before, behind };
  }
}

/** Whether two names are one, 株式会社, width and spaces aside. */
export function areSame(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

/** Whether two names cannot be one: 株式会社, width and spaces aside, neither is a longer form of the other, nor the same in another script. */
export function areDifferent(one: string, other: string): boolean {
  const [a, b] = [folded(one), folded(other)];
  if (a === '' || b === '' || /●|○○|〇〇/.test(a + b) || JAPANESE.test(a) !== JAPANESE.test(b)) return false;
  if (!a.includes(b) && !b.includes(a)) return true;
  // A letter too few or too many is a slip, more are what somebody added or left out.
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.length - short.length === 1 && /\p{L}/u.test(long.startsWith(short) ? long.slice(-1) : long.slice(0, 1));
}

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** What a company's name has or not as one pleases, and signs of trade marks. */
const LEFT_OUT = /株式会社|有限会社|合同会社|\((?:株|有|同)\)|[\s™®©]/g;

function folded(name: string): string {
  return name.replace(/[™®©]/g, '').normalize('NFKC').toLowerCase().replace(LEFT_OUT, '');
}
