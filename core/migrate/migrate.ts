/**
 * A package moved to the next edition of a catalog: answers go with the mapping, and what a person has to look at again is marked (`# kaiji-migration -- …`,
 * rule `migration`). Every change is a splice; what is not concerned keeps its bytes.
 */
import type { Control } from '../catalog/control.ts';
import type { Language, Localized } from '../language.ts';
import { type Entry, type KaijiDocument, readFile } from '../model/document.ts';
import { textField } from '../model/field.ts';
import type { Package } from '../package/package.ts';
import { inOrder, type Splice, type Text } from '../text/text.ts';
import { replaceNode, scalarSource } from '../yaml/edit.ts';
import { entrySplices, type Moving, markAbove, movingIn, notesOf, sameEntry } from './entries.ts';
import type { Move } from './moves.ts';
import { MOVING, type Plan, planOf } from './plan.ts';
import { renamedIn } from './references.ts';

export interface Migration {
  readonly plan: Plan;
  /** The files that differ, in their new version. */
  readonly changed: ReadonlyMap<string, Text>;
  /** What became of the answered controls, in the order of the former edition. */
  readonly moved: readonly Move[];
  /** Controls of the new edition nobody has answered yet: `missing-control` tells of them. */
  readonly added: readonly Control[];
  /** How many marks were left. */
  readonly marks: number;
}

/**
 * @param target `ID@EDITION`
 * @param language of the marks
 * @throws MigrationError where nothing can be moved
 */
export function migrate(given: Package, target: string, language: Language): Migration {
  const plan = planOf(given, target);
  const moving = new Map(plan.documents.map((document) => [document, movingIn(document, plan)]));
  const fates = new Map([...moving.values()].flat().map((one) => [one.entry, one]));
  const notes = new Map<Entry, Localized[]>();
  const changed = new Map<string, Text>();
  for (const file of plan.whole.files.values()) {
    const splices: Splice[] = [];
    for (const document of file.documents) {
      if (!MOVING.has(document.kind)) continue;
      splices.push(...named(document, plan));
      for (const entry of [document.header, ...document.entries]) {
        if (fates.get(entry)?.fate === 'gone') continue;
        const renamed = renamedIn(entry, plan);
        splices.push(...renamed.splices);
        if (renamed.notes.length > 0) notes.set(entry, [...renamed.notes]);
      }
    }
    if (splices.length > 0) changed.set(file.uri, file.text.spliceAll(inOrder(splices)));
  }
  return finished(plan, moving, fates, notes, changed, language);
}

/** The catalog's new name. */
function named(document: KaijiDocument, { documents, to }: Plan): readonly Splice[] {
  const field = documents.includes(document) ? textField(document.root, 'catalog') : undefined;
  return field ? [replaceNode(document.file, field.node, scalarSource(to.reference))] : [];
}

function finished(
  plan: Plan,
  moving: ReadonlyMap<KaijiDocument, readonly Moving[]>,
  fates: ReadonlyMap<Entry, Moving>,
  notes: Map<Entry, Localized[]>,
  changed: Map<string, Text>,
  language: Language,
): Migration {
  // What is answered already: a control that was split off gets an entry only where there is none.
  const answered = new Map<string, KaijiDocument>();
  const twice = new Set<Moving>();
  for (const one of fates.values()) {
    const id = one.fate === 'stays' ? one.move.targets[0]?.id : undefined;
    if (id === undefined) continue;
    if (answered.has(id)) twice.add(one);
    else answered.set(id, one.entry.document);
  }
  let marks = 0;
  for (const file of plan.whole.files.values()) {
    const text = changed.get(file.uri) ?? file.text;
    const after = changed.has(file.uri) ? readFile(file.uri, text) : file;
    const splices: Splice[] = [];
    file.documents.forEach((document, i) => {
      const later = after.documents[i];
      if (!later || !MOVING.has(document.kind)) return;
      for (const one of moving.get(document) ?? []) {
        const entry = sameEntry(one.entry, later);
        if (!entry) continue;
        const joining = one.joining.flatMap(({ entry: other }) => sameEntry(other, later) ?? []);
        const told = [...notesOf(one, plan, twice.has(one)), ...(notes.get(one.entry) ?? [])];
        const fresh = document.kind === 'checklist' && one.fate === 'stays' ? freshTargets(one, answered, document) : [];
        splices.push(
          ...entrySplices(
            entry,
            one,
            joining,
            fresh,
            told.map((note) => note(language)),
            plan,
            language,
          ),
        );
        marks += one.fate === 'gone' ? 1 : one.fate === 'stays' ? told.length : 0;
      }
      for (const entry of [document.header, ...document.entries]) {
        const told = fates.has(entry) ? undefined : notes.get(entry);
        const same = told && sameEntry(entry, later);
        if (!told || !same) continue;
        splices.push(
          markAbove(
            same,
            told.map((note) => note(language)),
          ),
        );
        marks += told.length;
      }
    });
    if (splices.length > 0) changed.set(file.uri, text.spliceAll(inOrder(splices)));
  }
  const { moves } = plan;
  const moved = [...moves.of.values()].filter((move) => [...fates.values()].some((one) => one.move === move));
  return { plan, changed, moved, added: moves.added, marks };
}

/** The further targets that no entry answers; each is given once. */
function freshTargets({ move }: Moving, answered: Map<string, KaijiDocument>, document: KaijiDocument): readonly string[] {
  return move.targets.slice(1).flatMap(({ id }) => {
    if (answered.has(id)) return [];
    answered.set(id, document);
    return [id];
  });
}
