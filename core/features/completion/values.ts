/** Values the schema or a catalog lists: terms of enumerations, kinds, catalogs, outlines. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { fold } from '../../catalog/match.ts';
import { inLanguage, type Language } from '../../language.ts';
import { type KindName, kindTitle, type Schema, schemas } from '../../model/schema.ts';
import { rules } from '../../rules/registry.ts';
import { documentLanguage } from '../document-language.ts';
import type { Candidate, Place } from './place.ts';

/** The values of an enumeration in one language, as an author writes them. */
export function termValues(schema: Schema, language: Language): readonly string[] {
  const terms = schema['x-terms'];
  if (!terms) return schema.enum ?? [];
  return Object.keys(terms).map((value) => (language === 'ja' ? (terms[value]?.[0] ?? value) : value));
}

/** Both spellings of every term, the document's own language first. */
export function enumCandidates(place: Place, schema: Schema | undefined): Candidate[] {
  const { whole, document, cursor } = place;
  if (schema?.type === 'boolean')
    return ['true', 'false'].map((label, rank) => ({ label, kind: CompletionItemKind.Value, rank }));
  const terms = schema?.['x-terms'];
  if (!schema?.enum && !terms) return [];
  const language = documentLanguage(document, whole);
  if (!terms) return (schema?.enum ?? []).map((label, rank) => ({ label, kind: CompletionItemKind.EnumMember, rank }));
  const contains = containing(cursor.typed);
  return Object.entries(terms).flatMap(([en, [ja = en, ...others]], i): Candidate[] => {
    // 人的 finds 人的/組織的, which is then written.
    if (!contains(en, ja, ...others)) return [];
    const rank = (own: Language) => (own === language ? i : 100 + i);
    return [
      { label: ja, kind: CompletionItemKind.EnumMember, title: en, rank: rank('ja'), matched: true },
      { label: en, kind: CompletionItemKind.EnumMember, title: ja, rank: rank('en'), matched: true },
    ];
  });
}

/** Kinds of document, for `kaiji:`. */
export function kindCandidates({ cursor }: Place): Candidate[] {
  const contains = containing(cursor.typed);
  const names = (Object.keys(schemas) as KindName[]).filter((name) => name !== 'evidence-kinds');
  return names
    .map((name, rank) => ({
      label: `${name}/v1`,
      kind: CompletionItemKind.Module,
      title: kindTitle(name),
      rank,
      matched: true,
    }))
    .filter(({ label, title }) => contains(label, title));
}

/** Catalogs to answer (`catalog:`) or to arrange a disclosure by (`outline:`). Older editions are offered with their `@EDITION`, as all are where one is typed, or belongs there. */
export function catalogCandidates({ whole, kind, cursor, options }: Place, outline: boolean): Candidate[] {
  const contains = containing(cursor.typed);
  return whole.catalogs.all
    .filter(({ data }) => (data.prefix === undefined) === outline)
    .map((catalog, rank) => {
      const { data } = catalog;
      const isNewest = whole.catalogs.of(data.id) === catalog;
      // Wording and mappings are those of certain editions.
      const isOfEdition = kind === 'catalog-text' || kind === 'mapping';
      const label = isNewest && !isOfEdition && !/[@＠]/.test(cursor.typed) ? data.id : `${data.id}@${data.edition}`;
      const title = inLanguage(data.title, options.language);
      return {
        label,
        kind: CompletionItemKind.Module,
        title,
        detail: data.edition,
        rank: rank + (data.complete ? 0 : 100),
        matched: true,
        deprecated: !isNewest,
      };
    })
    .filter(({ label, title }) => contains(label, title));
}

/** Editions of guidelines, for `guidelines` in the manifest: those in force first, then the newer before the older. */
export function guidelineCandidates({ whole, cursor, options }: Place): Candidate[] {
  const contains = containing(cursor.typed);
  const editions = whole.catalogs.guidelines.all.flatMap((guideline) =>
    [...guideline.editions].reverse().map((edition, age) => ({ guideline, edition, age })),
  );
  return editions
    .map(({ guideline, edition, age }, rank) => ({
      label: `${guideline.id}@${edition.edition}`,
      kind: CompletionItemKind.Module,
      title: inLanguage(guideline.title, options.language),
      detail: edition.date,
      rank: rank + (edition.successor === undefined ? 0 : 100 * (age + 1)),
      matched: true,
      deprecated: edition.successor !== undefined,
      data: { card: 'guideline' as const, id: `${guideline.id}@${edition.edition}` },
    }))
    .filter(({ label, title }) => contains(label, title));
}

/** Kinds of evidence, for `kind` in the register. */
export function evidenceKindCandidates({ cursor, options }: Place): Candidate[] {
  const contains = containing(cursor.typed);
  return options.evidenceKinds
    .map((kind, rank) => ({
      label: kind.id,
      kind: CompletionItemKind.EnumMember,
      title: inLanguage(kind, options.language),
      rank,
      matched: true,
      words: `${kind.ja} ${kind.en ?? ''}`,
    }))
    .filter(({ label, words }) => contains(label, words));
}

/** Rule codes in a `# kaiji-disable…` comment. */
export function suppressionCandidates({ options }: Place): Candidate[] {
  return rules.map(({ code, summary }, rank) => ({
    label: code,
    kind: CompletionItemKind.EnumMember,
    title: summary(options.language),
    rank,
    data: { card: 'rule', id: code },
  }));
}

/** Tells whether every word typed is part of one of some texts; width, case and kana aside. */
export function containing(typed: string): (...texts: readonly string[]) => boolean {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return (...texts) => {
    if (words.length === 0) return true;
    const folded = fold(texts.join('\n'));
    return words.every((word) => folded.includes(word));
  };
}
