/** Control IDs: a whole new entry where one begins, the ID alone elsewhere. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Control, Part, Resolved } from '../../catalog/control.ts';
import type { Glossary } from '../../catalog/glossary.ts';
import { compact, fold, matcherOf } from '../../catalog/match.ts';
import { matchesIn, partsIn } from '../../catalog/matches.ts';
import { inLanguage, type Language } from '../../language.ts';
import { isMissing, isProvisional } from '../../model/answer-state.ts';
import { answerOf } from '../../model/checklist.ts';
import { entryOf } from '../../model/entry-at.ts';
import { textField } from '../../model/field.ts';
import type { Site, Table } from '../../package/index.ts';
import { answerScaffold, PLACEHOLDER, statusTerms } from '../../scaffold/answer.ts';
import { scenarioScaffold, termsOf } from '../../scaffold/scenario.ts';
import { asMap } from '../../yaml/tree.ts';
import { documentLanguage } from '../document-language.ts';
import type { Role } from '../role.ts';
import { controlOfEntry, valueNear } from './keys.ts';
import { type Candidate, insertedLines, type Place, snippetChoice, snippetText } from './place.ts';

/** At most this many IDs are offered; typing on narrows them. */
export const LIMIT = 100;

/** What tells that a control needs no more of the kind being written; in a risk annex, that it is there. One may be referred to however often. */
const DONE: Partial<Record<Role, readonly Table[]>> = {
  control: ['answers', 'satisfies'],
  satisfies: ['satisfies', 'answers'],
  'responds-to': ['responds-to'],
  'control-ref': [],
};

/** The controls that match what is typed, those still to be answered (for `same-as`: those answered) first. */
export function controlCandidates(place: Place, role: Role, newEntry: boolean): Candidate[] {
  const { whole, own, options, cursor } = place;
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
  const mayBePart = role !== 'control';
  const found = new Map<string, Offered>();
  const add = (control: Control, part: Part | undefined, rank: number) => {
    const id = `${control.id}${part?.id ?? ''}`;
    if (control === self || found.has(`${control.catalog} ${id}`)) return;
    const answered = done(control.id) || (part !== undefined && done(id));
    const later = role === 'same-as' ? !answered : answered;
    found.set(`${control.catalog} ${id}`, { id, control, part, rank: (later ? 100 : 0) + rank });
  };
  if (role === 'responds-to') for (const { control, part } of expectedOfSection(place)) add(control, part, -1);
  for (const [i, catalog] of catalogsFor(place, role).entries()) {
    if (mayBePart && /[(（①-⑳⑴-⒇]/.test(cursor.typed))
      for (const [control, part] of partsIn(catalog, cursor.typed)) add(control, part, 0);
    const from = catalog === own && role !== 'same-as' ? placeInCatalog(place, catalog) : 0;
    for (const [other, typed] of spellingsOf(cursor.typed, options.glossary).entries())
      for (const { control, score } of matchesIn(catalog, typed, from)) {
        // A single letter of an ID is in most titles too: what has it in its number comes first, answered or not.
        add(control, undefined, score * 10 + (score > 1 ? 200 : 0) + (other > 0 ? 50 : Math.min(i, 5)));
        // The number is typed: one of its sub-items may be meant.
        if (mayBePart && score === 0 && typed !== '') for (const part of control.parts) add(control, part, 6);
      }
  }
  return [...found.values()]
    .sort((a, b) => a.rank - b.rank)
    .slice(0, LIMIT)
    .map(({ id, control, part }, rank): Candidate => {
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
      if (!newEntry || !own || cursor.quoted || cursor.end > cursor.offset) return base;
      return { ...base, insert: entrySnippet(place, control, own, language), snippet: true };
    });
}

interface Offered {
  readonly id: string;
  readonly control: Control;
  readonly part: Part | undefined;
  readonly rank: number;
}

/** What the outline says the section at the cursor answers, as far as it matches what is typed. */
function expectedOfSection(place: Place): readonly Resolved[] {
  const { whole, own, cursor } = place;
  const section = valueNear(place, 'section');
  const matches = matcherOf(cursor.typed);
  return (own?.control(section ?? '')?.answers ?? []).flatMap((id) => {
    const found = whole.catalogs.resolve(id);
    return found && (matches(found.control) !== undefined || compact(found.id).startsWith(compact(cursor.typed))) ? [found] : [];
  });
}

/** How many other wordings of what is typed are tried. */
const WORDINGS = 8;

/** What is typed, then what else it may say: by its reading (かんさろぐ), by another name. */
function spellingsOf(typed: string, glossary: Glossary | undefined): readonly string[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const others = words.flatMap((word, i) =>
    (glossary?.meanings(word) ?? []).map((names) => [...words.slice(0, i), ...names, ...words.slice(i + 1)].join(' ')),
  );
  return [typed, ...others.slice(0, WORDINGS)];
}

/** How many entries above the cursor may say where in the catalog it is. */
const ABOVE = 20;

/** Where an author is in the catalog: the 0-based place of the control of the entry at the cursor, else behind that of the nearest above; 0 where nothing tells. */
function placeInCatalog({ document, cursor, whole }: Place, own: Catalog): number {
  const { entry } = cursor;
  for (let back = 0; document && entry && back <= ABOVE; back++) {
    const map = asMap(entryOf(document, entry.sequence, entry.index - back)?.node);
    const written = (textField(map, 'control') ?? textField(map, 'scenario'))?.value;
    const control = written === undefined ? undefined : whole.catalogs.resolve(written, own)?.control;
    const at = control ? own.orderOf(control.id) : -1;
    if (at >= 0) return at + (back > 0 ? 1 : 0);
  }
  return 0;
}

/** Whether an entry answers already: a common answer is wanted most where none does. */
function isDone({ table, entry }: Site): boolean {
  const map = table === 'answers' ? asMap(entry.node) : undefined;
  const answer = map && answerOf(map);
  return !answer || (!isMissing(answer, false) && !isProvisional(answer));
}

/** Below `control:` and `same-as` only the form's own controls can stand; elsewhere every guideline's, those the package answers first. */
function catalogsFor({ whole, own }: Place, role: Role): readonly Catalog[] {
  const answered = whole.keys('checklists');
  const all = whole.catalogs.all.filter(({ data }) => data.prefix !== undefined);
  const guidelines = [
    ...all.filter(({ reference }) => answered.has(reference)),
    ...all.filter(({ reference }) => !answered.has(reference)),
  ];
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
  const lines = entryLines(place.kind === 'risks' ? 'risks' : 'checklist', control, catalog, language);
  if (place.cursor.form === 'value') return insertedLines(place, [snippetText(control.id), ...lines.slice(1)], place.column);
  return insertedLines(place, lines, place.column);
}

/** By control, which is of one catalog; then by kind and language. */
const prepared = new WeakMap<Control, Map<string, readonly string[]>>();

/** The lines of a new entry as a snippet, not indented; made once, for they are asked for again with every letter typed. */
function entryLines(kind: 'risks' | 'checklist', control: Control, catalog: Catalog, language: Language): readonly string[] {
  const known = prepared.get(control) ?? new Map<string, readonly string[]>();
  prepared.set(control, known);
  const key = `${kind} ${language}`;
  let lines = known.get(key);
  if (!lines) {
    const scaffold = kind === 'risks' ? scenarioScaffold(control, { language }) : answerScaffold(control, catalog, { language });
    lines = snippetLines(scaffold, language);
    known.set(key, lines);
  }
  return lines;
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
