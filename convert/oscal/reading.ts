/** What is read out of any OSCAL model: its properties, ours and those of others. */
import type { Catalogs } from '../../core/catalog/catalogs.ts';
import type { Language, Localized } from '../../core/language.ts';
import { canonicalTerm, japaneseTerm, type TermName } from '../../core/model/schema.ts';
import { type Data, mapsAt, textAt } from './data.ts';
import { NAMESPACE_URI } from './model.ts';
import type { Value } from './source.ts';
import { idOfToken } from './token.ts';

export interface ImportOptions {
  /** Of terms such as 対応済, and of what is told. */
  readonly language: Language;
  /** Those that are known: controls are looked up there. */
  readonly catalogs: Catalogs;
}

export interface ImportedFile {
  /** A name for it, without a folder. */
  readonly name: string;
  readonly text: string;
}

export interface ImportedOscal {
  readonly files: readonly ImportedFile[];
  /** What found no place, or asks for a look. */
  readonly notes: readonly Localized[];
}

export type Mapping = { [key: string]: Value | undefined };

/** Our properties, by name. */
export class Ours {
  constructor(private readonly item: Data) {}

  get(name: string): string | undefined {
    return this.all(name)[0];
  }

  all(name: string): readonly string[] {
    return this.props(name).map(wordsOfProp);
  }

  props(name: string): readonly Data[] {
    return mapsAt(this.item, 'props').filter((one) => textAt(one, 'ns') === NAMESPACE_URI && textAt(one, 'name') === name);
  }
}

/** What a property of ours says: its remarks where the value could not hold it. */
export function wordsOfProp(property: Data): string {
  return textAt(property, 'remarks') ?? textAt(property, 'value') ?? '';
}

/** A property of OSCAL itself. */
export function standardProp(item: Data, name: string): string | undefined {
  const own = mapsAt(item, 'props').find((one) => textAt(one, 'name') === name && isStandard(one));
  return own && textAt(own, 'value');
}

function isStandard(property: Data): boolean {
  const ns = textAt(property, 'ns');
  return ns === undefined || ns === 'http://csrc.nist.gov/ns/oscal';
}

/** Whether a file was written here: then its tokens and links mean what ours mean. */
export function isOurs(root: Data): boolean {
  return mapsAt(root, 'metadata').some((metadata) => new Ours(metadata).get('format') !== undefined);
}

/** Properties that are neither ours nor among those read, as lines for a note. */
export function otherProps(item: Data, read: readonly string[]): readonly string[] {
  return mapsAt(item, 'props').flatMap((one) => {
    const name = textAt(one, 'name') ?? '';
    if (textAt(one, 'ns') === NAMESPACE_URI || (read.includes(name) && isStandard(one))) return [];
    const remarks = textAt(one, 'remarks');
    return [`${name}: ${textAt(one, 'value') ?? ''}${remarks === undefined ? '' : ` (${remarks})`}`];
  });
}

/** A value of an enumeration as authors of the language write it; what is no term stays. */
export function termIn(language: Language, name: TermName, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const canonical = canonicalTerm(name, value);
  if (canonical === undefined) return value;
  return language === 'ja' ? japaneseTerm(name, canonical) : canonical;
}

/** The canonical ID of a control, as far as it is known. */
export function controlIdOf(token: string, catalogs: Catalogs): string {
  const id = idOfToken(token);
  return catalogs.resolve(id)?.id ?? catalogs.resolve(token)?.id ?? (token === id ? token : id);
}

/** A statement or objective of others by its ID, as NIST forms it (`ac-1_smt.a`): the token of its control, and its part; '' for the control as a whole. */
export function readStatementId(id: string): { readonly control: string; readonly part: string } {
  const mark = /(?!^)_(?:smt|obj)\.?/.exec(id);
  return mark ? { control: id.slice(0, mark.index), part: id.slice(mark.index + mark[0].length) } : { control: id, part: '' };
}

/** A text of others as an ID of ours: `^[a-z][a-z0-9-]*$`. */
export function slugOf(text: string, fallback: string): string {
  const slug = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-$/g, '')
    .slice(0, 60);
  return slug === '' ? fallback : slug;
}

/** One text alone, or a list of several; undefined for none. */
export function oneOrMore(texts: readonly string[]): Value | undefined {
  return texts.length > 1 ? texts : texts[0];
}
