/** What the makers of forms have in common: the package, for whom, in which language, and what went unresolved. */
import { type Bilingual, inLanguage, type Language, type Localized } from '../../core/language.ts';
import type { KaijiDocument } from '../../core/model/document.ts';
import { canonicalTerm, japaneseTerm, type TermName } from '../../core/model/schema.ts';
import type { Package } from '../../core/package/package.ts';
import type { Node } from '../../core/yaml/tree.ts';
import type { Origin } from './form.ts';

/** `internal`: everything. `customer`: without what is not disclosed (非開示), notes, judgements, names of who answered. */
export type Audience = 'internal' | 'customer';

export interface FormOptions {
  readonly language: Language;
  readonly audience: Audience;
  /** The day the form is made, `YYYY-MM-DD`. */
  readonly date: string;
  /** Whether it tells where everything comes from, for who writes it; absent where it does so for inside only. */
  readonly hasOrigins?: boolean;
}

/** Something a form could not print as its author meant it. */
export interface Problem {
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
  readonly message: Localized;
}

/** What of the form being made a reference may lead to. */
export interface Here {
  /** A section by its key or id; undefined where it stands in no section of this form. */
  section?(target: string): { readonly anchor: string; readonly name: string } | undefined;
  /** A table by its id. */
  table?(id: string): { readonly anchor: string; readonly name: string } | undefined;
  /** A control of the form's own catalog, part included. */
  control?(id: string): string | undefined;
}

/** The making of one form. */
export interface Making extends FormOptions {
  readonly whole: Package;
  readonly here: Here;
  /** Grows while the form is made. */
  readonly problems: Problem[];
}

export function makingOf(whole: Package, options: FormOptions, here: Here = {}): Making {
  return { ...options, whole, here, problems: [] };
}

/** The text in the form's language. */
export function say({ language }: Pick<Making, 'language'>, ja: string, en: string): string {
  return language === 'ja' ? ja : en;
}

export function named(text: Bilingual | undefined, { language }: Pick<Making, 'language'>): string {
  return text ? inLanguage(text, language) : '';
}

/** A value of an enumeration as its reader says it; what is no term, as written. */
export function termIn(name: TermName, written: string, { language }: Pick<Making, 'language'>): string {
  const value = canonicalTerm(name, written);
  if (value === undefined) return written;
  return language === 'ja' ? japaneseTerm(name, value) : value;
}

/** Whether a form says where what it prints comes from. */
export function tellsOrigins({
  audience,
  hasOrigins = audience !== 'customer',
}: Pick<Making, 'audience' | 'hasOrigins'>): boolean {
  return hasOrigins;
}

/** Where a node stands; nothing for customers, whom no path of ours concerns, unless it is asked for. */
export function originOf(
  document: KaijiDocument,
  node: Node,
  making: Pick<Making, 'audience' | 'hasOrigins'>,
): { readonly origin?: Origin } {
  if (!tellsOrigins(making)) return {};
  const { file } = document;
  const { line, character } = file.text.positionAt(file.tree.spanOf(node).end);
  return { origin: { ...placeOf(document, node), end: character === 0 ? line : line + 1 } };
}

/** Notes what could not be printed as meant. */
export function note({ problems }: Making, document: KaijiDocument, node: Node, message: Localized): void {
  problems.push({ ...placeOf(document, node), message });
}

function placeOf({ file }: KaijiDocument, node: Node): Pick<Origin, 'uri' | 'line'> {
  return { uri: file.uri, line: file.text.positionAt(file.tree.spanOf(node).start).line };
}

/** An anchor for something with an id; ids have letters, figures and brackets, and are not long. */
export function anchorFor(what: 'section' | 'control' | 'risk' | 'table', id: string): string {
  return `${what}-${id.slice(0, 80).replace(/[^\p{L}\p{N}._()-]/gu, '-')}`;
}
