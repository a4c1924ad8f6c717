/** What of an entry has a token: values and keys that name something, terms, references in prose, words not yet written. */
import type { Resolved } from '../../catalog/control.ts';
import { partKey } from '../../catalog/id.ts';
import type { Entry, KaijiFile } from '../../model/document.ts';
import { textField } from '../../model/field.ts';
import { proseOf } from '../../model/prose.ts';
import { referencesIn } from '../../model/reference.ts';
import { dereference, entrySequences, type KindName, type Schema, schemaOf } from '../../model/schema.ts';
import { treatmentsIn } from '../../model/treatment.ts';
import { freeTextsOf } from '../../rules/shared/free-text.ts';
import { placeOfPiece } from '../../rules/shared/piece.ts';
import { placeholdersOfAnswer, placeholdersOfTexts } from '../../rules/shared/placeholders.ts';
import { keyText, type MapNode, type Node, type Pair, type ScalarNode } from '../../yaml/tree.ts';
import { roleOf } from '../role.ts';
import { type Asked, lookByCatalogs, type Reading, SUPERSEDED } from './look.ts';
import { type Look, lookOf } from './token.ts';

/** A stretch that has a token. Absolute, half-open, never empty. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  /** How it looks, or what the package has to be asked for that. */
  readonly look: Look | Asked;
}

/** The marks of an entry, or of the header without the entries, in the order of the file; none overlap. What an alias stands for is marked where it is written. */
export function marksOf(entry: Entry, reading: Reading): readonly Mark[] {
  const { kind, root, file } = entry.document;
  if (!kind || !root) return [];
  const marks: Mark[] = [];
  const visitor = new Visitor(file, { ...reading, kind }, marks);
  if (entry.sequence === '') visitor.header(root, kind);
  else visitor.entry(entry, kind);
  const isHere = (node: Node) => visitor.scalars.has(node);
  for (const { node } of proseOf(entry)) {
    if (!isHere(node) || !node.text.includes('[[')) continue;
    const base = file.tree.startOf(node.block);
    for (const { target, start, end } of referencesIn(node, file.text.slice(base + node.start, base + node.end)))
      marks.push({ start: base + start + 2, end: base + end - 2, look: { role: 'link', text: target } });
  }
  for (const { node, piece } of [...placeholdersOfAnswer(entry), ...placeholdersOfTexts(entry)])
    if (isHere(node)) visitor.piece(node, piece, lookOf('placeholder'));
  if (kind === 'disclosure') {
    for (const { node } of freeTextsOf(entry)) {
      if (!isHere(node)) continue;
      for (const { edition, ...piece } of reading.catalogs.guidelines.mentionsIn(node.text))
        if (edition.successor !== undefined) visitor.piece(node, piece, SUPERSEDED);
    }
  }
  marks.sort((a, b) => a.start - b.start || a.end - b.end);
  let reached = 0;
  return marks.filter(({ start, end }) => {
    const isFree = start >= reached && end > start;
    if (isFree) reached = end;
    return isFree;
  });
}

interface Place {
  readonly schema: Schema;
  readonly home: KindName | 'common';
}

type Path = readonly (string | number)[];

/** Goes through the nodes of an entry with the path and schema of each. */
class Visitor {
  /** What was gone through. */
  readonly scalars = new Set<Node>();
  /** The control the entry answers. */
  private control: Resolved | undefined;

  constructor(
    private readonly file: KaijiFile,
    private readonly reading: Reading & { readonly kind: KindName },
    private readonly marks: Mark[],
  ) {}

  header(root: MapNode, kind: KindName): void {
    const place = dereference(schemaOf(kind), kind);
    const entries = new Set(entrySequences(kind));
    for (const pair of root.pairs) {
      const key = keyText(pair);
      if (key !== undefined && !(entries.has(key) && pair.value?.kind === 'seq')) this.pair(pair, key, [], place);
    }
  }

  entry({ sequence, node }: Entry, kind: KindName): void {
    const control = kind === 'checklist' && node.kind === 'map' ? textField(node, 'control') : undefined;
    if (control) this.control = this.reading.catalogs.resolve(control.value, this.reading.own);
    const list = under(dereference(schemaOf(kind), kind), sequence);
    this.value(node, [sequence, 0], list && itemsOf(list));
  }

  /** Marks a piece of a scalar's text. Where it is spelled otherwise, and stands in a block scalar, nothing can be marked. */
  piece(node: ScalarNode, piece: { readonly start: number; readonly end: number }, look: Look): void {
    const at = placeOfPiece(this.file, node, piece);
    if (at === node) this.scalar(node, look);
    else {
      const base = this.file.tree.startOf(at.block);
      this.marks.push({ start: base + at.start, end: base + at.end, look });
    }
  }

  /** Marks what a scalar says: without its quotation marks. */
  private scalar(node: ScalarNode, look: Mark['look']): void {
    if (node.style === 'literal' || node.style === 'folded') return;
    const base = this.file.tree.startOf(node.block);
    let [start, end] = [base + node.start, base + node.end];
    if (node.style !== 'plain') {
      const quote = this.file.text.slice(start, start + 1);
      start++;
      if (end > start && this.file.text.slice(end - 1, end) === quote) end--;
    }
    if (end > start) this.marks.push({ start, end, look });
  }

  private value(node: Node, path: Path, place: Place | undefined): void {
    if (node.kind === 'scalar') {
      this.scalars.add(node);
      this.named(node, path);
      if (place) this.term(node, path, place.schema);
    } else if (node.kind === 'seq') {
      const items = place && itemsOf(place);
      for (const [i, item] of node.items.entries()) this.value(item, [...path, i], items);
    } else if (node.kind === 'map') {
      const isParts = this.reading.kind === 'checklist' && path.at(-1) === 'parts';
      for (const pair of node.pairs) {
        const key = keyText(pair);
        if (key === undefined) continue;
        if (isParts) this.part(pair);
        this.pair(pair, key, path, place);
      }
    }
  }

  private pair({ key, value }: Pair, name: string, path: Path, place: Place | undefined): void {
    const below = [...path, name];
    if (key.kind === 'scalar' && roleOf(this.reading.kind, below) === 'fact') this.scalar(key, lookOf('property'));
    if (value) this.value(value, below, place && under(place, name));
  }

  /** The number of a sub-item. */
  private part({ key }: Pair): void {
    if (key.kind !== 'scalar') return;
    const isKnown = !this.control || this.control.control.parts.some(({ id }) => partKey(id) === partKey(key.text));
    this.scalar(key, lookOf('property', isKnown));
  }

  private named(node: ScalarNode, path: Path): void {
    const role = node.text === '' ? undefined : roleOf(this.reading.kind, path);
    // The key of a fact is what names it.
    if (role === undefined || role === 'fact') return;
    this.scalar(node, lookByCatalogs(role, node.text, this.reading) ?? { role, text: node.text });
  }

  private term(node: ScalarNode, path: Path, { enum: values, 'x-terms': terms }: Schema): void {
    if (!values && !terms) return;
    const look = lookOf('enumMember');
    if (this.reading.kind === 'risks' && path.includes('treatment')) {
      for (const { piece, value } of treatmentsIn(node)) if (value !== undefined) this.piece(node, piece, look);
      return;
    }
    const plain = node.text.trim().normalize('NFKC');
    const isTerm = values?.includes(plain) || Object.entries(terms ?? {}).some(([en, ja]) => en === plain || ja.includes(plain));
    if (isTerm) this.scalar(node, look);
  }
}

function itemsOf({ schema, home }: Place): Place | undefined {
  return schema.items && dereference(schema.items, home);
}

function under({ schema: { properties, additionalProperties }, home }: Place, key: string): Place | undefined {
  const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
  const child = own ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
  return child && dereference(child, home);
}
