/** What changed between two versions of a package as JSON (docs/diff.md): the same in every language, every key always there. */
import type { Change, FieldOf, PackageDiff, Place, Subject } from '../../core/diff/change.ts';
import { type Bilingual, inLanguage } from '../../core/language.ts';

export interface DiffJsonOptions {
  readonly old: string;
  readonly now: string;
  readonly pathOf: (uri: string) => string;
}

/** Paths in place of URIs, lines 0-based, terms by their English values. */
export function diffJson({ changes, unread }: PackageDiff, { old, now, pathOf }: DiffJsonOptions): string {
  const count = (isMeant: (change: Change) => boolean) => changes.filter(isMeant).length;
  const made = {
    version: 1,
    old,
    new: now,
    summary: {
      changes: changes.length,
      reagree: count(({ reagree }) => reagree),
      changed: count(({ is }) => is === 'changed'),
      added: count(({ is }) => is === 'added'),
      removed: count(({ is }) => is === 'removed'),
      moved: count(({ is }) => is === 'moved'),
    },
    changes: changes.map((change) => changeJson(change, pathOf)),
    unread: unread.map(({ side, uri, line }) => ({ side, path: pathOf(uri), line })),
  };
  return `${JSON.stringify(made, null, 2)}\n`;
}

function changeJson(change: Change, pathOf: (uri: string) => string): object {
  const { item, is, reagree, also } = change;
  const whole = wholeOf(change);
  const { file } = item.document;
  return {
    kind: is,
    reagree,
    path: pathOf(file.uri),
    line: item.node ? file.text.positionAt(file.tree.spanOf(item.node).start).line : 0,
    type: whole.type,
    id: nameOf(whole),
    title: whole.title.ja,
    part: item.type === 'part' ? item.id : null,
    target: item.type === 'response' || item.type === 'treatment' ? item.title.ja : null,
    field: change.is === 'changed' ? change.field : null,
    old:
      change.is === 'changed'
        ? textOf(change.old)
        : change.is === 'removed'
          ? fieldsJson(change.fields)
          : change.is === 'moved'
            ? placeJson(change.old)
            : null,
    new:
      change.is === 'changed'
        ? textOf(change.now)
        : change.is === 'added'
          ? fieldsJson(change.fields)
          : change.is === 'moved'
            ? placeJson(change.now)
            : null,
    words: change.is === 'changed' && change.words ? change.words.map((mark) => ({ is: mark.is, text: mark.text })) : null,
    also: also.map(idOf),
  };
}

/** The entry it stands in; what the manifest lists stands for itself. */
function wholeOf({ item, within }: Subject): Subject['item'] {
  return within && within.type !== 'package' ? within : item;
}

function textOf(text: Bilingual | undefined): string | null {
  return text ? inLanguage(text, 'en') : null;
}

function fieldsJson(fields: readonly FieldOf[]): readonly object[] {
  return fields.map(({ name, value, of }) => ({
    part: of?.type === 'part' ? of.id : null,
    target: of && of.type !== 'part' ? of.title.ja : null,
    field: name,
    value: inLanguage(value.text, 'en'),
  }));
}

function placeJson({ number, parent, behind }: Place): object {
  return { number, in: parent ? nameOf(parent) : null, behind: behind ? nameOf(behind) : null };
}

function idOf(subject: Subject): string {
  const { item } = subject;
  return item.type === 'part' ? `${subject.within?.id ?? ''}${item.id}` : nameOf(wholeOf(subject));
}

/** What it is known by: an id, a key, else its title. */
function nameOf({ id, key, title, type }: Subject['item']): string {
  return id || (type === 'section' ? key : '') || title.ja;
}
