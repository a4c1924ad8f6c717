/** The parts of OSCAL 1.2.1 that every model has, as far as they are written here, and their values from our texts. */
import type { Localized } from '../../core/language.ts';
import { present } from './data.ts';
import { uuidOf } from './uuid.ts';

export const OSCAL_VERSION = '1.2.1';

/** Names of properties that OSCAL does not define are ours: the homepage of the package, and what they are for. */
export const NAMESPACE_URI = 'https://kaiji.example/ns/oscal';

export interface Property {
  readonly name: string;
  readonly ns?: string;
  readonly value: string;
  readonly class?: string;
  readonly group?: string;
  readonly remarks?: string;
}

export interface Link {
  readonly href: string;
  readonly rel?: string;
  readonly 'resource-fragment'?: string;
  readonly text?: string;
}

export interface Resource {
  readonly uuid: string;
  readonly title?: string;
  readonly description?: string;
  readonly props?: readonly Property[];
  readonly rlinks?: readonly { readonly href: string }[];
}

export interface Party {
  readonly uuid: string;
  readonly type: 'person' | 'organization';
  readonly name: string;
}

export interface Metadata {
  readonly title: string;
  readonly 'last-modified': string;
  readonly version: string;
  readonly 'oscal-version': string;
  readonly props?: readonly Property[];
  readonly roles?: readonly { readonly id: string; readonly title: string }[];
  readonly parties?: readonly Party[];
  readonly 'responsible-parties'?: readonly { readonly 'role-id': string; readonly 'party-uuids': readonly string[] }[];
}

/** What could not be put into a file, or asks for a look. */
export interface Problem {
  readonly text: Localized;
  /** Where it stands; 0-based. */
  readonly uri?: string;
  readonly line?: number;
}

/** What every model is written with. */
export interface ExportOptions {
  readonly language: 'ja' | 'en';
  /** Today, `YYYY-MM-DD`: when the file was last changed. */
  readonly date: string;
  /** `customer`: without evidence that is 非開示, notes and judgements. */
  readonly audience?: 'internal' | 'customer';
  /** The catalog to write, or whose relations to write (`catalog`, `mapping`): ID or ID@EDITION; where absent the one answered first, and all. */
  readonly catalog?: string;
}

export interface Exported {
  /** The OSCAL document with its root key; undefined where there is nothing to write (a problem says why). */
  readonly json: unknown;
  readonly problems: readonly Problem[];
}

/** What OSCAL takes for a string: no line break, no space at either end. */
const STRING = /^\S(.*\S)?$/u;

/**
 * A property of ours. What its value cannot hold (line breaks, spaces at the ends, nothing at all) stands in its remarks, word for word; {@link textOf} reads it.
 * @param sort `class`: what the name is about; `group`: which properties belong together
 */
export function prop(name: string, text: string, sort: { readonly class?: string; readonly group?: string } = {}): Property {
  const value = stringOf(text);
  return { name, ns: NAMESPACE_URI, value, ...sort, ...(value === text ? {} : { remarks: text }) };
}

/** One property for each key that has a text. */
export function propsOf(fields: Readonly<Record<string, string | undefined>>, group?: string): readonly Property[] {
  return Object.entries(fields).flatMap(([name, text]) =>
    text === undefined ? [] : [prop(name, text, group === undefined ? {} : { group })],
  );
}

/** A text as an OSCAL string: itself where it is one, else on one line, `-` for nothing. */
export function stringOf(text: string): string {
  return STRING.test(text) ? text : lineOf(text);
}

/** A text on one line, never empty. */
export function lineOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim() || '-';
}

/** A day of the calendar as a moment: OSCAL wants one with a time zone, and our dates are Japan's. */
export function momentOf(day: string): string {
  return `${day}T00:00:00+09:00`;
}

/**
 * A document with the UUID of its content: it changes when the document is revised, as OSCAL asks, and only then. When it was exported is no content.
 * @param model its root key
 */
export function sealed(model: string, identity: string, metadata: Metadata, content: Readonly<Record<string, unknown>>): unknown {
  const { 'last-modified': _, ...said } = metadata;
  const body = present(content);
  const uuid = uuidOf(identity, model, JSON.stringify([said, body]));
  return { [model]: { uuid, metadata, ...body } };
}
