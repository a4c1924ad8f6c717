/** What entries give an id or a title to, to be found by: read once an entry, whatever is asked afterwards. */
import { SymbolKind } from 'vscode-languageserver-types';
import { fold } from '../catalog/match.ts';
import type { Bilingual } from '../language.ts';
import { sectionOf, withNested } from '../model/disclosure.ts';
import type { KaijiDocument } from '../model/document.ts';
import { memoized, textField, titleField } from '../model/field.ts';
import { asMap, type MapNode, type Node } from '../yaml/tree.ts';

/** A sequence of entries that have names: what one of them is, to a person and in LSP's terms. */
export interface NamedSequence {
  readonly what: Bilingual;
  readonly kind: SymbolKind;
}

const SEQUENCES: Readonly<Record<string, NamedSequence>> = {
  sections: { what: { ja: '開示書の節', en: 'section' }, kind: SymbolKind.Class },
  tables: { what: { ja: '表', en: 'table' }, kind: SymbolKind.Array },
  roles: { what: { ja: '責任者', en: 'role' }, kind: SymbolKind.Interface },
  parties: { what: { ja: '主体', en: 'party' }, kind: SymbolKind.Interface },
  terms: { what: { ja: '用語', en: 'term' }, kind: SymbolKind.String },
  evidence: { what: { ja: 'エビデンス', en: 'evidence' }, kind: SymbolKind.File },
  statements: { what: { ja: '共通回答', en: 'common answer' }, kind: SymbolKind.Constant },
  assets: { what: { ja: '情報資産', en: 'asset' }, kind: SymbolKind.Object },
  threats: { what: { ja: '脅威', en: 'threat' }, kind: SymbolKind.Event },
  vulnerabilities: { what: { ja: '脆弱性', en: 'vulnerability' }, kind: SymbolKind.Event },
  measures: { what: { ja: '対策', en: 'measure' }, kind: SymbolKind.Function },
  scenarios: { what: { ja: 'リスクシナリオ', en: 'risk scenario' }, kind: SymbolKind.Event },
};

/** What an entry of a sequence is; undefined for a sequence whose entries have no names of their own. */
export function namedSequence(sequence: string): NamedSequence | undefined {
  return Object.hasOwn(SEQUENCES, sequence) ? SEQUENCES[sequence] : undefined;
}

export interface Named {
  /** Its id, or its key; '' for none. */
  readonly id: string;
  /** '' where it gives none itself. */
  readonly title: string;
  /** To select: its id, else its title. */
  readonly node: Node;
  /** Id and title as `fold` has them. */
  readonly texts: readonly [id: string, title: string];
}

/** What the entries of a document give names to, in the order of its sequences. */
export function* namedIn(document: KaijiDocument): Generator<{ readonly sequence: string; readonly named: Named }> {
  for (const { sequence, items } of document.lists) {
    if (!namedSequence(sequence)) continue;
    for (const item of items.toArray()) {
      const map = asMap(item);
      for (const named of map ? (sequence === 'sections' ? sectionsNamed(map) : entryNamed(map)) : []) yield { sequence, named };
    }
  }
}

const entryNamed = memoized((map: MapNode): readonly Named[] => {
  const scenario = textField(map, 'scenario');
  const id = textField(map, 'id') ?? scenario;
  const title = titleField(map) ?? textField(map, 'text');
  const node = id?.node ?? title?.node;
  // A scenario of a catalog has its title there, and is found by it.
  return node && (!scenario || title) ? [namedAs(id?.value ?? '', firstLine(title?.value ?? ''), node)] : [];
});

const sectionsNamed = memoized((map: MapNode): readonly Named[] =>
  [...withNested(sectionOf(map))].flatMap(({ key, id, number, title }) => {
    const node = key?.node ?? id?.node ?? title?.node;
    const heading = [number?.value, title?.value].filter(Boolean).join(' ');
    return node ? [namedAs(key?.value ?? id?.value ?? '', heading, node)] : [];
  }),
);

function namedAs(id: string, title: string, node: Node): Named {
  return { id, title, node, texts: [fold(id), fold(title)] };
}

function firstLine(text: string): string {
  return text.trimStart().split(/[\r\n]/)[0] ?? '';
}
