/** Keys and values of facts (仕様値). */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { type Fact, Facts } from '../../catalog/facts.ts';
import { inLanguage, type Language } from '../../language.ts';
import { spoken, valueAt } from '../../rules/shared/stated-facts.ts';
import { documentLanguage } from '../document-language.ts';
import { type Candidate, type Place, snippetChoice } from './place.ts';
import { containing } from './values.ts';

/** Facts the mapping at the cursor does not state yet, found by key, label or what they say. */
export function factKeyCandidates(place: Place): Candidate[] {
  const { whole, cursor, options, document } = place;
  const { facts } = whole.catalogs;
  const present = new Set([...cursor.siblings.keys()].map((key) => Facts.indexKey(facts.keyOf(key))));
  const language = documentLanguage(document, whole);
  const contains = containing(cursor.typed);
  return facts.all
    .filter(({ key, label, description }) => !present.has(key) && contains(key, label.ja, label.en ?? '', description.ja))
    .map((fact, rank) => {
      const unit = facts.unitOf(fact);
      const choice = choicesOf(fact, language).map(([value]) => value);
      const value = fact.type === 'term' || fact.type === 'boolean' ? snippetChoice(1, choice) : '$0';
      return {
        label: fact.key,
        kind: CompletionItemKind.Property,
        title: inLanguage(fact.label, options.language),
        ...(unit ? { detail: options.language === 'ja' ? unit.ja : unit.en } : {}),
        insert: cursor.keyed ? fact.key : `${fact.key}: ${value}`,
        snippet: !cursor.keyed,
        rank,
        matched: true,
        data: { card: 'fact', id: fact.key },
        ...(value === '$0' && !cursor.keyed ? { next: 'signature' as const } : {}),
      };
    });
}

/** What a fact may be: what the package says elsewhere first, then the terms there are for it. */
export function factValueCandidates(place: Place): Candidate[] {
  const { whole, cursor, document, options } = place;
  const { facts } = whole.catalogs;
  const named = facts.keyOf(String(place.path.at(-1)));
  const candidates = new Map<string, Candidate>();
  const add = (label: string, title: string) => {
    if (!candidates.has(label))
      candidates.set(label, { label, title, kind: CompletionItemKind.Value, rank: candidates.size, matched: true });
  };
  const line = cursor.file.text.lineAt(cursor.offset);
  for (const site of whole.lookup('facts', Facts.indexKey(named))) {
    const { file } = site.document;
    const here = file === cursor.file && file.text.lineAt(file.tree.spanOf(site.node).start) === line;
    const value = valueAt(site, named, facts);
    if (here || !value || site.node.kind !== 'scalar') continue;
    add(site.node.text.trim(), spoken(named, value, site.node.text, facts)(options.language));
  }
  const own = documentLanguage(document, whole);
  if (named.fact)
    for (const language of [own, own === 'ja' ? 'en' : 'ja'] as const)
      for (const [value, title] of choicesOf(named.fact, language)) add(value, title);
  const contains = containing(cursor.typed);
  return [...candidates.values()].filter(({ label, title = '' }) => contains(label, title));
}

/** The terms of a fact as an author of one language writes them, each with what it is in the other. */
function choicesOf(
  { type, values = [], none, unlimited }: Fact,
  language: Language,
): readonly (readonly [value: string, title: string])[] {
  const pair = (ja: string, en: string) => (language === 'ja' ? ([ja, en] as const) : ([en, ja] as const));
  if (type === 'boolean') return [pair('あり', 'true'), pair('なし', 'false')];
  if (type === 'term' || type === 'text') return values.map(({ value, ja }) => pair(ja, value));
  return [...(none ? [pair('なし', 'none')] : []), ...(unlimited ? [pair('無期限', 'unlimited')] : [])];
}
