/** The facts (仕様値) of an entry, as rules speak of them: known or the author's own, read or not, and how they are named in messages. */
import type { Catalogs } from '../../catalog/catalogs.ts';
import { type FactKey, Facts, type FactValue } from '../../catalog/facts.ts';
import type { Unit } from '../../catalog/unit.ts';
import { inLanguage, type Language, type Localized } from '../../language.ts';
import { sectionOf, withNested } from '../../model/disclosure.ts';
import type { Entry } from '../../model/document.ts';
import { factsOf } from '../../model/facts.ts';
import { mapField } from '../../model/field.ts';
import type { Site } from '../../package/index.ts';
import { asMap, isDamaged, type MapNode, type Node, pairOf, type ScalarNode } from '../../yaml/tree.ts';

/** Sequences whose entries state facts. */
export const STATING: readonly string[] = ['answers', 'sections', 'statements'];

export interface Stated extends FactKey {
  /** The answer, section or statement. */
  readonly owner: MapNode;
  /** The mapping under `facts`. */
  readonly keyNode: Node;
  readonly node: ScalarNode;
  /** Undefined where the value is none of the fact: `invalid-value` says so. */
  readonly value: FactValue | undefined;
}

/** The facts an entry states itself; what an alias brings in is stated where it is written. */
export function* statedIn(entry: Entry, { facts }: Catalogs): Generator<Stated> {
  for (const owner of ownersIn(entry)) {
    if (pairOf(owner, 'facts')?.value?.kind === 'alias') continue;
    const borrowed = new Set(mapField(owner, 'facts')?.pairs.flatMap(({ key, value }) => (value?.kind === 'alias' ? [key] : [])));
    for (const { key, keyNode, node } of factsOf(owner)) {
      if (borrowed.has(keyNode) || isDamaged(node)) continue;
      const named = facts.keyOf(key);
      if (named.key !== '') yield { ...named, owner, keyNode, node, value: readValue(named, node, facts) };
    }
  }
}

/** Who may state facts in an entry: the answer, the statement, the section and those nested in it. */
function* ownersIn(entry: Entry): Generator<MapNode> {
  const map = asMap(entry.node);
  if (!map || !STATING.includes(entry.sequence)) return;
  if (entry.sequence !== 'sections') yield map;
  else for (const { node } of withNested(sectionOf(map))) yield node;
}

/** The value at another place that states the same fact. */
export function valueAt({ node }: Site, named: FactKey, facts: Facts): FactValue | undefined {
  return node.kind === 'scalar' && !isDamaged(node) ? readValue(named, node, facts) : undefined;
}

function readValue({ fact }: FactKey, { text }: ScalarNode, facts: Facts): FactValue | undefined {
  return fact ? facts.read(fact, text) : Facts.plain(text);
}

/** パスワードの有効期間（password.max-age-days）; a key of the author's own alone. */
export function nameOfFact({ fact, key, target }: FactKey): Localized {
  const whole = Facts.indexKey({ key, target });
  return (language) => {
    if (!fact) return language === 'ja' ? `仕様値 ${whole} ` : whole;
    const label = inLanguage(fact.label, language);
    return language === 'ja' ? `${label}（${whole}）` : `${label} (${whole})`;
  };
}

/** A value as people say it: `180日`, `180 days`, 必須; as written where it is no value of the fact. */
export function spoken(named: FactKey, value: FactValue | undefined, written: string, facts: Facts): Localized {
  const { fact } = named;
  if (!fact || !value) return () => written.trim();
  const term = fact.values?.find((one) => one.value === value.canonical);
  if (term) return (language) => inLanguage(term, language);
  if (fact.type === 'boolean')
    return (language) => (language === 'ja' ? (value.canonical === 'true' ? 'あり' : 'なし') : value.canonical);
  if (value.canonical === 'none') return (language) => (language === 'ja' ? 'なし' : 'none');
  if (value.canonical === 'unlimited') return (language) => (language === 'ja' ? '無期限' : 'unlimited');
  const unit = facts.unitOf(fact);
  return (language) => withUnit(fact.type === 'text' ? written.trim() : value.canonical, unit, language);
}

function withUnit(value: string, unit: Unit | undefined, language: Language): string {
  if (!unit) return value;
  return language === 'ja' || unit.en === '%' ? `${value}${unit.ja}` : `${value} ${unit.en}`;
}

/** Who asks something of a fact (`ID@EDITION`): the title of the guideline with its edition, or that of the catalog. */
export function sourceTitle(source: string, catalogs: Catalogs): Localized {
  const found = catalogs.guidelines.of(source);
  const catalog = catalogs.of(source);
  const quoted = (title: string, edition: string, language: Language) =>
    language === 'ja' ? `「${title}」${edition}` : `"${title}"${edition && ` ${edition}`}`;
  return (language) => {
    if (found) {
      const { edition } = found.edition;
      return quoted(inLanguage(found.guideline.title, language), language === 'ja' ? `${edition}版` : edition, language);
    }
    return quoted(catalog ? inLanguage(catalog.data.title, language) : source, '', language);
  };
}
