/** What a package says, as its reader meets it: sections, answers, risks, entries of registers, each with its fields. What two packages are compared by. */
import type { Bilingual } from '../language.ts';
import type { KaijiDocument } from '../model/document.ts';
import type { Node } from '../yaml/tree.ts';

/** What an item is; its names for people are {@link itemNouns}. */
export type ItemType = keyof typeof itemNouns;

export const itemNouns = {
  package: { ja: 'パッケージ', en: 'package' },
  guideline: { ja: '準拠するガイドライン', en: 'guideline' },
  disclosure: { ja: '開示書', en: 'disclosure' },
  checklist: { ja: 'チェックシート', en: 'checklist' },
  annex: { ja: 'リスク対応一覧', en: 'risk annex' },
  'risk-assessment': { ja: 'リスク評価', en: 'risk assessment' },
  document: { ja: '文書', en: 'document' },
  section: { ja: '節', en: 'section' },
  answer: { ja: '確認項目', en: 'control' },
  part: { ja: '小項目', en: 'sub-item' },
  response: { ja: '対象', en: 'target' },
  scenario: { ja: 'リスクシナリオ', en: 'risk scenario' },
  treatment: { ja: 'リスク対応', en: 'risk treatment' },
  statement: { ja: '共通回答', en: 'common answer' },
  evidence: { ja: 'エビデンス', en: 'evidence' },
  party: { ja: '主体', en: 'party' },
  role: { ja: '責任者', en: 'role' },
  term: { ja: '用語', en: 'term' },
  contact: { ja: '問合せ窓口', en: 'contact' },
  table: { ja: '表', en: 'table' },
  asset: { ja: '資産', en: 'asset' },
  threat: { ja: '脅威', en: 'threat' },
  vulnerability: { ja: '脆弱性', en: 'vulnerability' },
  'assessed-scenario': { ja: '評価したシナリオ', en: 'assessed scenario' },
  measure: { ja: '対策', en: 'measure' },
  definition: { ja: 'カタログの項目', en: 'catalog entry' },
} as const satisfies Record<string, Required<Bilingual>>;

/** One thing a package says something of. */
export interface Item {
  readonly type: ItemType;
  /** What it is known by: a canonical control ID, an id, a part's `(1)`; '' where it has none. */
  readonly id: string;
  /** By which it is found where the id is another: the key of a section. */
  readonly key: string;
  readonly title: Bilingual;
  /** As printed in front of a section. */
  readonly number: string;
  readonly document: KaijiDocument;
  /** Where it stands; undefined in a document with nothing in it. */
  readonly node: Node | undefined;
  /** The words it mainly consists of, to find it by when all else is another. */
  readonly text: string;
  /** Items of it alone: parts, responses, rows. */
  readonly children: readonly Item[];
  /** The section a section stands in. */
  readonly parent: Item | undefined;
  /** An answer nobody wrote as one: a common answer satisfies the control. */
  readonly isImplied: boolean;
  /** Its fields, in the order a form has them. */
  fields(names: Names): readonly Field[];
}

/** One field of an item that says something. */
export interface Field {
  /** The keys that lead to it: `status`, `plan.due`, `facts.log.retention-years@VDI`. */
  readonly name: string;
  readonly label: Bilingual;
  readonly value: Value;
  /** A change of it has to be agreed to again; `lower` where only less than before has. */
  readonly weighs?: 'always' | 'lower' | 'appearing';
}

export interface Value {
  /** Values with the same key say the same. */
  readonly key: string;
  readonly text: Bilingual;
  /** Whether a change in it is told word by word. */
  readonly isProse: boolean;
  /** Of an answer: what it is put together of. */
  readonly pieces?: readonly Piece[];
}

/** A text that stands where it is read, or is taken from elsewhere. */
export interface Piece {
  /** '' for the author's words in place; else what {@link Names} calls the answer or statement they are taken from. */
  readonly source: string;
  readonly text: string;
}

/** What the names in a package mean. The same thing has the same key and label in both packages, whatever its id is. */
export interface Names {
  /** What an id means among some types of items; as written where it means nothing. */
  item(types: readonly ItemType[], written: string): Named;
  /** A control as some document names it, in its canonical spelling. */
  control(written: string, document: KaijiDocument): Named;
  /** A {@link Piece.source} as both packages call it. */
  source(source: string): string;
  /** A text with what its references mean in their place. */
  prose(text: string, document: KaijiDocument): string;
}

/** What a name stands for; the key of one that means nothing begins with `? `. */
export interface Named {
  readonly key: string;
  readonly label: Bilingual;
}
