/** What the package defines: evidence, common answers, sections, and whatever `[[…]]` may name. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Control } from '../../catalog/control.ts';
import { fold } from '../../catalog/match.ts';
import { inLanguage } from '../../language.ts';
import { evidenceUses } from '../../model/evidence.ts';
import { textField } from '../../model/field.ts';
import type { Site } from '../../package/index.ts';
import { tiedAnswers } from '../../package/tied-answers.ts';
import { likeliest } from '../../rules/shared/evidence-register.ts';
import { sectionScaffold } from '../../scaffold/section.ts';
import { asMap } from '../../yaml/tree.ts';
import { kindName } from '../cards/words.ts';
import { documentLanguage } from '../document-language.ts';
import { headline } from '../markdown.ts';
import type { Role } from '../role.ts';
import { outlineSection, outlinesOf } from '../target.ts';
import { targetTitle } from '../target-title.ts';
import { controlCandidates } from './controls.ts';
import { controlOfEntry } from './keys.ts';
import { type Candidate, type CardData, insertedLines, type Place, snippetText } from './place.ts';
import { containing } from './values.ts';

/** The register's ids: those of a kind the control expects first, those cited most before the others, those the entry cites already last. */
export function evidenceCandidates(place: Place): Candidate[] {
  const { whole, own, cursor, options } = place;
  const typed = place.kind === 'checklist' ? controlOfEntry(place) : undefined;
  const expected = (typed === undefined ? undefined : whole.catalogs.resolve(typed, own)?.control.evidence) ?? [];
  const present = new Set(evidenceUses(asMap(cursor.entry?.node)).map(({ ref }) => ref.text));
  const contains = containing(cursor.typed);
  const items = likeliest(whole, expected);
  return items
    .map(
      ({ id, title, kind }, i): Candidate => ({
        label: id,
        kind: CompletionItemKind.File,
        title,
        ...(kind === '' ? {} : { detail: kindName(kind, options.evidenceKinds, options.language) }),
        rank: (present.has(id) ? items.length : 0) + i,
        matched: true,
        data: { card: 'evidence', id },
      }),
    )
    .filter(({ label, title = '' }) => contains(label, title));
}

/** Statements (共通回答) of the package, for `use`: those that satisfy controls tied to this one by the crosswalk first, the closest before the others. */
export function statementCandidates(place: Place): Candidate[] {
  const { whole, own, cursor } = place;
  const typed = controlOfEntry(place);
  const found = typed === undefined ? undefined : whole.catalogs.resolve(typed, own);
  const tied = found ? tiedAnswers(found, whole, TIED).flatMap(({ is, id }) => (is === 'statement' ? [id] : [])) : [];
  const contains = containing(cursor.typed);
  return [...whole.keys('statements')]
    .map((id, i): Candidate => {
      const near = tied.indexOf(id);
      const title = titleOfStatement(whole.lookup('statements', id)[0]);
      const rank = near < 0 ? TIED + i : near;
      return { label: id, kind: CompletionItemKind.Reference, title, rank, matched: true, data: { card: 'statement', id } };
    })
    .filter(({ label, title = '' }) => contains(label, title));
}

/** How many answers to tied controls are looked at. */
const TIED = 100;

/** Title and the head of the text. */
function titleOfStatement(site: Site | undefined): string {
  const map = asMap(site?.entry.node);
  const title = textField(map, 'title')?.value;
  const text = headline(textField(map, 'text')?.value ?? '', 40);
  return title === undefined ? text : `${title} ${text}`.trimEnd();
}

/** Whom an answer is inherited from: common answers the platforms publish, then the parties of the disclosure. */
export function fromCandidates({ whole, cursor }: Place): Candidate[] {
  const statements = [...whole.keys('platforms')]
    .filter((key) => key.includes('#'))
    .map((key, rank): Candidate => {
      const title = titleOfStatement(whole.lookup('platforms', key)[0]);
      const data = { card: 'statement', id: key } as const;
      return { label: key, kind: CompletionItemKind.Reference, title, rank, matched: true, data };
    });
  const parties = [...whole.keys('parties')].map((id, rank): Candidate => {
    const map = asMap(whole.lookup('parties', id)[0]?.entry.node);
    const title = textField(map, 'name')?.value ?? '';
    return { label: id, kind: CompletionItemKind.Reference, title, rank: statements.length + rank, matched: true };
  });
  const contains = containing(cursor.typed);
  return [...statements, ...parties].filter(({ label, title = '' }) => contains(label, title));
}

/** Roles of the disclosure, by whom something is appointed, led or accepted. */
export function roleCandidates({ whole, cursor }: Place): Candidate[] {
  const contains = containing(cursor.typed);
  return [...whole.keys('roles')]
    .map((id, rank): Candidate => {
      const title = textField(asMap(whole.lookup('roles', id)[0]?.entry.node), 'title')?.value ?? '';
      return { label: id, kind: CompletionItemKind.Reference, title, rank, matched: true };
    })
    .filter(({ label, title = '' }) => contains(label, title));
}

/** Keys of the outline, those still missing first; at the start of a new section, the section. */
export function sectionCandidates(place: Place, newEntry: boolean): Candidate[] {
  const { whole, own, cursor, options, file } = place;
  const elsewhere = (site: Site) => {
    if (site.document.file.uri !== file.uri) return true;
    const { start, end } = file.tree.spanOf(site.node);
    return cursor.offset < start || cursor.offset > end;
  };
  const order = { R: 0, C: 1, O: 2 };
  const contains = containing(cursor.typed);
  return (own?.data.prefix === undefined ? (own?.data.controls ?? []) : [])
    .filter((control) => contains(control.id, control.title.ja, control.title.en ?? ''))
    .map((control, i): Candidate => {
      const present = whole.lookup('sections', control.id).some(elsewhere);
      const rank = (present ? 10_000 : 0) + (present ? 0 : order[control.required ?? 'O'] * 1000) + i;
      const base = {
        label: control.id,
        kind: CompletionItemKind.Class,
        title: inLanguage(control.title, options.language),
        rank,
        matched: true,
        data: { card: 'section' as const, id: control.id, catalog: control.catalog },
      };
      if (!newEntry || cursor.quoted || cursor.end > cursor.offset) return base;
      return { ...base, insert: sectionSnippet(place, control), snippet: true };
    });
}

/** A new section as a snippet: behind `section: ` without that key, else whole. */
function sectionSnippet(place: Place, control: Control): string {
  const { whole, document, cursor } = place;
  const language = documentLanguage(document, whole);
  const rendered = control.renders && document?.root?.pairs.some(({ key }) => key.kind === 'scalar' && key.text === control.id);
  const lines = sectionScaffold(control, { catalogs: whole.catalogs, language, rendered: rendered === true }).map((line) =>
    /^ +●●/.test(line) ? line.replace(/●●.*/, (text) => `\${1:${snippetText(text)}}`) : snippetText(line),
  );
  const [first = '', ...rest] = lines;
  return insertedLines(place, [cursor.form === 'value' ? first.replace(/^section: /, '') : first, ...rest], place.column);
}

/** What `[[…]]` is written for most, by the list it stands in: what the reader of the document finds there, before what only the author keeps. */
const LINKED = ['sections', 'tables', '', 'evidence', 'statements'];

/** The cards of what a package lists, by the list. */
const CARDS: Readonly<Record<string, CardData['card']>> = {
  evidence: 'evidence',
  statements: 'statement',
  assets: 'asset',
  threats: 'threat',
  vulnerabilities: 'vulnerability',
};

/**
 * What may stand in `[[…]]`: the package's own targets, then sections of the outline that are not written yet, then controls. A key that begins as typed comes
 * before one whose title has it.
 */
export function linkCandidates(place: Place): Candidate[] {
  const { whole, cursor, file, options } = place;
  const close = file.text.slice(cursor.end, cursor.end + 2) === ']]' ? '' : ']]';
  const contains = containing(cursor.typed);
  const typed = fold(cursor.typed);
  const targets = [...whole.keys('targets')]
    .flatMap((key): Candidate | readonly [] => {
      const site = whole.lookup('targets', key)[0];
      if (!site) return [];
      const { sequence } = site.entry;
      const group = LINKED.indexOf(sequence);
      const begins = fold(key).startsWith(typed);
      const card = CARDS[sequence];
      const outline = sequence === 'sections' ? outlineSection(whole, key) : undefined;
      return {
        label: key,
        kind: CompletionItemKind.Reference,
        title: targetTitle(key, site, whole, options.language),
        rank: (begins ? 0 : 100) + (group < 0 ? LINKED.length : group),
        matched: true,
        ...(card ? { data: { card, id: key } } : {}),
        ...(outline ? { data: { card: 'section', id: key, catalog: outline.catalog } } : {}),
      };
    })
    .filter(({ label, title = '' }) => contains(label, title))
    .sort((a, b) => a.rank - b.rank);
  const controls = controlCandidates(place, 'control-ref' satisfies Role, false).map((candidate) => ({
    ...candidate,
    rank: 10_000 + candidate.rank,
  }));
  const written = whole.keys('targets');
  const sections = outlinesOf(whole)
    .flatMap(({ data }) => data.controls)
    .filter(({ id, title }) => !written.has(id) && contains(id, title.ja, title.en ?? ''))
    .map(
      ({ id, title, catalog }, i): Candidate => ({
        label: id,
        kind: CompletionItemKind.Class,
        title: inLanguage(title, options.language),
        rank: 5000 + i,
        matched: true,
        data: { card: 'section', id, catalog },
      }),
    );
  return [...targets, ...sections, ...controls].map((candidate) => ({ ...candidate, insert: `${candidate.label}${close}` }));
}
