/** Control IDs: a whole new entry where one begins, the ID alone elsewhere. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Control, Part } from '../../catalog/control.ts';
import { matcherOf } from '../../catalog/match.ts';
import { inLanguage, type Language } from '../../language.ts';
import { isMissing, isProvisional } from '../../model/answer-state.ts';
import { answerOf } from '../../model/checklist.ts';
import type { Site, Table } from '../../package/index.ts';
import { answerScaffold, PLACEHOLDER, statusTerms } from '../../scaffold/answer.ts';
import { scenarioScaffold, termsOf } from '../../scaffold/scenario.ts';
import { asMap } from '../../yaml/tree.ts';
import { documentLanguage } from '../document-language.ts';
import type { Role } from '../role.ts';
import { controlOfEntry } from './keys.ts';
import { type Candidate, insertedLines, type Place, snippetChoice, snippetText } from './place.ts';

/** At most this many IDs are offered; typing on narrows them. */
export const LIMIT = 100;

/** What tells that a control needs no more of the kind being written; in a risk annex, that it is there. */
const DONE: Partial<Record<Role, readonly Table[]>> = {
  control: ['answers', 'satisfies'],
  satisfies: ['satisfies', 'answers'],
  'responds-to': ['responds-to'],
};

/** The controls that match what is typed, those still to be answered (for `same-as`: those answered) first. */
export function controlCandidates(place: Place, role: Role, newEntry: boolean): Candidate[] {
  const { whole, own, options, cursor } = place;
  const matches = matcherOf(cursor.typed);
  const language = documentLanguage(place.document, whole);
  const tables: readonly Table[] = place.kind === 'risks' && role === 'control' ? ['scenarios'] : (DONE[role] ?? ['answers']);
  const done = (id: string) =>
    tables.some((table) =>
      whole
        .lookup(table, id)
        .some((site) => !standsAt(place, site.document.file.uri, site.node) && (role !== 'satisfies' || isDone(site))),
    );
  // Nothing is answered "as" itself.
  const typedSelf = role === 'same-as' ? controlOfEntry(place) : undefined;
  const self = typedSelf === undefined ? undefined : whole.catalogs.resolve(typedSelf, own)?.control;
  const found: { readonly control: Control; readonly part?: Part; readonly rank: number }[] = [];
  for (const catalog of catalogsFor(place, role)) {
    for (const control of catalog.data.controls) {
      if (control === self) continue;
      const score = matches(control);
      const parts = role === 'control' || !/[(（①-⑳⑴-⒇]/.test(cursor.typed) ? [] : control.parts;
      for (const part of parts)
        if (
          cursor.typed !== '' &&
          matcherOf(cursor.typed)({ ...control, id: `${control.id}${part.id}`, aliases: [] }) !== undefined
        )
          found.push({ control, part, rank: 0 });
      if (score === undefined) continue;
      const answered = done(control.id);
      const later = role === 'same-as' ? !answered : answered;
      found.push({ control, rank: (later ? 100 : 0) + score * 10 + (catalog === own ? 0 : 1) });
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, LIMIT)
    .map(({ control, part }, rank): Candidate => {
      const id = `${control.id}${part?.id ?? ''}`;
      const base = {
        label: id,
        kind: CompletionItemKind.Reference,
        title: part
          ? inLanguage({ ja: part.ja ?? '', ...(part.en === undefined ? {} : { en: part.en }) }, options.language)
          : inLanguage(control.title, options.language),
        rank,
        matched: true,
        data: { card: 'control' as const, id, catalog: control.catalog },
      };
      if (!newEntry || !own || cursor.quoted) return base;
      return { ...base, insert: entrySnippet(place, control, own, language), snippet: true };
    });
}

/** Whether an entry answers already: a common answer is wanted most where none does. */
function isDone({ table, entry }: Site): boolean {
  const map = table === 'answers' ? asMap(entry.node) : undefined;
  const answer = map && answerOf(map);
  return !answer || (!isMissing(answer, false) && !isProvisional(answer));
}

/** Below `control:` and `same-as` only the form's own controls can stand; elsewhere every guideline's. */
function catalogsFor({ whole, own }: Place, role: Role): readonly Catalog[] {
  const guidelines = whole.catalogs.all.filter(({ data }) => data.prefix !== undefined);
  if (role === 'control' || role === 'same-as') return own ? [own] : guidelines;
  return own?.data.prefix !== undefined ? [own, ...guidelines.filter((catalog) => catalog !== own)] : guidelines;
}

function standsAt({ file, cursor }: Place, uri: string, node: Parameters<typeof file.tree.spanOf>[0]): boolean {
  if (uri !== file.uri) return false;
  const { start, end } = file.tree.spanOf(node);
  return start <= cursor.offset && cursor.offset <= end;
}

/** A new entry as a snippet: behind `control: ` without its first line, else whole. */
function entrySnippet(place: Place, control: Control, catalog: Catalog, language: Language): string {
  const scaffold =
    place.kind === 'risks' ? scenarioScaffold(control, { language }) : answerScaffold(control, catalog, { language });
  const lines = snippetLines(scaffold, language);
  if (place.cursor.form === 'value') return insertedLines(place, [snippetText(control.id), ...lines.slice(1)], place.column);
  return insertedLines(place, lines, place.column);
}

/** A scaffold with a stop wherever something has to be filled in. */
function snippetLines(lines: readonly string[], language: Language): string[] {
  let stop = 0;
  return lines.map((line) => {
    if (/^status:/.test(line)) return `status: ${snippetChoice(++stop, statusTerms(language))}`;
    if (/^treatment:/.test(line)) return `treatment: ${snippetChoice(++stop, termsOf('treatment', language))}`;
    if (/^parties:/.test(line)) return `parties: [${snippetChoice(++stop, partiesOf(language))}]`;
    if (line.trim() === PLACEHOLDER) return line.replace(PLACEHOLDER, `\${${++stop}:${PLACEHOLDER}}`);
    if (line === 'evidence: []') return `evidence: [\${${++stop}}]`;
    const part = /^(\s+"[^"]*":)(.*)$/.exec(line);
    if (part) return `${snippetText(part[1] ?? '')} \${${++stop}}${snippetText(part[2] ?? '')}`;
    return snippetText(line);
  });
}

/** Who may treat a risk: one of them, or both. */
function partiesOf(language: Language): readonly string[] {
  const terms = termsOf('party', language);
  return [...terms, terms.join(', ')];
}
