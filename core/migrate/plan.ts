/** Which documents of a package move to a new edition, and what becomes of their entries. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Catalogs } from '../catalog/catalogs.ts';
import type { Control, Resolved } from '../catalog/control.ts';
import { fixed, type Localized, message } from '../language.ts';
import { answerOf } from '../model/checklist.ts';
import type { Entry, KaijiDocument } from '../model/document.ts';
import { textField } from '../model/field.ts';
import { ownCatalog } from '../package/index.ts';
import { Package } from '../package/package.ts';
import { relativePath } from '../package/relative-path.ts';
import { isHarmless } from '../yaml/parse.ts';
import { asMap, type Node } from '../yaml/tree.ts';
import { type Move, type Moves, movesBy } from './moves.ts';

/** Why a package cannot move: one sentence that says what to do. */
export class MigrationError extends Error {
  constructor(readonly text: Localized) {
    super(text('en'));
  }
}

const noTarget = message<{ target: string; known: readonly string[] }>({
  ja: ({ target, known }) =>
    `「${target}」というカタログの版はありません。使える版は ${known.join('、')} です。新しい版のカタログをワークスペースに置いてください。`,
  en: ({ target, known }) =>
    `there is no catalog edition "${target}". Known: ${known.join(', ')}. Put the catalog of the new edition into the workspace.`,
});

const noMapping = message<{ target: string }>({
  ja: ({ target }) =>
    `${target} への対応付け（kaiji: mapping/v1、to: ${target}）が見つかりません。新しい版のカタログと同じ場所に置いてください。`,
  en: ({ target }) =>
    `no mapping to ${target} found (kaiji: mapping/v1 with to: ${target}). Put one beside the catalog of the new edition.`,
});

const nothingToMove = message<{ from: string; target: string; done: boolean }>({
  ja: ({ from, target, done }) =>
    done
      ? `このパッケージは、すでに ${target} で書かれています。`
      : `このパッケージには、${from} に沿って書いた文書（catalog: ${from}）がありません。`,
  en: ({ from, target, done }) =>
    done ? `this package is of ${target} already.` : `no document of this package is about ${from} (catalog: ${from}).`,
});

const broken = message<{ path: string; line: number }>({
  ja: ({ path, line }) =>
    `${path} の${line}行目に、YAMLとして読めないところがあります。そのまま移すと、記入したものが失われるおそれがあります。先に直してください（kaiji check が知らせます）。`,
  en: ({ path, line }) =>
    `${path} cannot be read as YAML from line ${line} on, and what is written there might be lost on the way. Correct it first (kaiji check tells how).`,
});

/** What a migration goes by. */
export interface Plan {
  /** The package as it stands, IDs read by the former edition. */
  readonly whole: Package;
  readonly from: Catalog;
  readonly to: Catalog;
  readonly moves: Moves;
  /** Documents that name the catalog, which name the new edition from now on. */
  readonly documents: readonly KaijiDocument[];
  /** The move of what is written, and the part of the control it names; undefined for what is no control of the former edition. */
  moveOf(typed: string, document: KaijiDocument): { readonly move: Move; readonly part: Resolved['part'] } | undefined;
}

/** Kinds whose IDs are those of an edition, not definitions of one. */
export const MOVING: ReadonlySet<string | undefined> = new Set([
  'checklist',
  'risks',
  'disclosure',
  'statements',
  'assessment',
  'evidence',
]);

/**
 * @param target `ID@EDITION`
 * @throws MigrationError where there is no such edition, no mapping to it, nothing to move, or something that would move cannot be read
 */
export function planOf(given: Package, target: string): Plan {
  const { catalogs } = given;
  const to = target.includes('@') ? catalogs.of(target) : undefined;
  if (!to) {
    const id = target.split('@')[0] ?? '';
    const near = catalogs.all.filter((catalog) => catalog.id === id);
    const known = (near.length > 0 ? near : catalogs.all).filter(({ data }) => data.prefix).map(({ reference }) => reference);
    throw new MigrationError(noTarget({ target, known }));
  }
  const candidates = catalogs.mappings.filter((mapping) => catalogs.of(mapping.to) === to);
  if (candidates.length === 0) throw new MigrationError(noMapping({ target: to.reference }));
  for (const mapping of candidates) {
    const from = catalogs.of(mapping.from);
    if (!from || from === to) continue;
    const whole = readBy(given, from, catalogs);
    const documents = whole.documents.filter((document) => isOf(document, from, to, given));
    if (documents.length === 0) continue;
    refuseBroken(whole);
    const moves = movesBy(mapping, from, to);
    return { whole, from, to, moves, documents, moveOf: (typed, document) => moveOf(typed, document, whole, from, moves) };
  }
  const done = given.documents.some((document) => ownCatalog(document, catalogs) === to && isPinned(document));
  throw new MigrationError(nothingToMove({ from: candidates[0]?.from ?? '', target: to.reference, done }));
}

/** Half a document must not move. @throws MigrationError where the parser lost its way in one */
function refuseBroken({ uri, files }: Package): void {
  for (const { uri: path, documents, tree, text } of files.values()) {
    if (!documents.some(({ kind }) => MOVING.has(kind))) continue;
    for (const block of tree.faulty) {
      const fault = block.errors.find((error) => !isHarmless(error));
      if (!fault) continue;
      const line = text.lineAt(tree.startOf(block) + fault.start) + 1;
      throw new MigrationError(broken({ path: relativePath(uri, path) ?? path, line }));
    }
  }
}

/** The package with bare IDs meaning the former edition: later ones are out of sight. */
function readBy({ uri, files, relatives }: Package, from: Catalog, catalogs: Catalogs): Package {
  const others = catalogs.without((catalog) => catalog.id === from.id && catalog !== from);
  return Package.of(uri, files.values(), others, relatives);
}

/** Whether a document is about the former edition: it says so, or names none and thus what was the newest when it was written. */
function isOf(document: KaijiDocument, from: Catalog, to: Catalog, { catalogs }: Package): boolean {
  if (document.kind !== 'checklist' && document.kind !== 'risks') return false;
  const own = ownCatalog(document, catalogs);
  return own === from || (own === to && !isPinned(document));
}

function isPinned(document: KaijiDocument): boolean {
  return textField(document.root, 'catalog')?.value.includes('@') === true;
}

function moveOf(typed: string, document: KaijiDocument, whole: Package, from: Catalog, moves: Moves) {
  const found = whole.catalogs.resolve(typed, ownCatalog(document, whole.catalogs));
  const move = found && from.control(found.control.id) === found.control ? moves.of.get(found.control.id) : undefined;
  return move && { move, part: found?.part };
}

/** The value that says which control an entry is for; undefined for entries that are for none. */
export function controlOf({ sequence, document, node }: Entry): { readonly value: string; readonly node: Node } | undefined {
  const map = asMap(node);
  if (!map) return undefined;
  if (document.kind === 'checklist' && sequence === 'answers') return answerOf(map).control;
  if (document.kind === 'risks' && sequence === 'scenarios') return textField(map, 'scenario');
  return document.kind === 'assessment' && sequence === 'measures' ? textField(map, 'control') : undefined;
}

/** A control of an edition, as a person is told of it: `TK-3「バックアップ」`. */
export function named({ id, title }: Control): Localized {
  return fixed(`${id}「${title.ja}」`, `${id} (${title.en ?? title.ja})`);
}
