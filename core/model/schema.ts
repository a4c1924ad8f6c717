/** The JSON Schemas (schemas/), read as what they also are: the keys, terms and descriptions completion, hover and fixes speak of. */
import assessment from '../../schemas/assessment.schema.json' with { type: 'json' };
import catalog from '../../schemas/catalog.schema.json' with { type: 'json' };
import catalogText from '../../schemas/catalog-text.schema.json' with { type: 'json' };
import checklist from '../../schemas/checklist.schema.json' with { type: 'json' };
import common from '../../schemas/common.schema.json' with { type: 'json' };
import disclosure from '../../schemas/disclosure.schema.json' with { type: 'json' };
import evidence from '../../schemas/evidence.schema.json' with { type: 'json' };
import evidenceKinds from '../../schemas/evidence-kinds.schema.json' with { type: 'json' };
import mapping from '../../schemas/mapping.schema.json' with { type: 'json' };
import packageSchema from '../../schemas/package.schema.json' with { type: 'json' };
import risks from '../../schemas/risks.schema.json' with { type: 'json' };
import statements from '../../schemas/statements.schema.json' with { type: 'json' };
import type { Bilingual } from '../language.ts';

/** The keywords our schemas use. `x-en` is the English description, `x-terms` the Japanese terms of an enumeration, `x-prose` marks text with references. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly 'x-en'?: string;
  readonly 'x-terms'?: Readonly<Record<string, readonly string[]>>;
  readonly 'x-prose'?: boolean;
  readonly 'x-entries'?: readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Kind name (the part before `/v1`) → its schema. A new kind is a schema file and a line here. */
export const schemas = {
  package: packageSchema,
  evidence,
  checklist,
  disclosure,
  statements,
  risks,
  assessment,
  catalog,
  'catalog-text': catalogText,
  mapping,
  'evidence-kinds': evidenceKinds,
} as const satisfies Record<string, unknown>;

export type KindName = keyof typeof schemas;

const files: Readonly<Record<string, Schema>> = {
  ...(schemas as unknown as Record<string, Schema>),
  common: common as unknown as Schema,
};

/** The schema of a document kind. */
export function schemaOf(kind: KindName): Schema {
  return files[kind] as Schema;
}

/** What a kind of document is called, in Japanese. */
export function kindTitle(kind: KindName): string {
  return schemaOf(kind).title?.replace(/^Kaiji: /, '') ?? '';
}

/** What a key or value means; '' where its schema does not say. */
export function descriptionOf({ description = '', 'x-en': en }: Schema): Bilingual {
  return { ja: description, ...(en === undefined ? {} : { en }) };
}

/** Every key of every kind of document, wherever it may stand. */
export function everyKey(): readonly string[] {
  return [...new Set(Object.values(files).flatMap(keysIn))];
}

function keysIn({ properties = {}, $defs = {}, items }: Schema): string[] {
  const inner = [...Object.values(properties), ...Object.values($defs), ...(items ? [items] : [])];
  return [...Object.keys(properties), ...inner.flatMap(keysIn)];
}

/** Top-level sequences of a kind whose items are entries, checked one by one. */
export function entrySequences(kind: KindName): readonly string[] {
  return schemaOf(kind)['x-entries'] ?? [];
}

/** What a `$ref` names, and the kind whose `#/$defs` are meant there; empty where there is no such definition. */
export function referred(
  ref: string,
  home: KindName | 'common',
): { readonly schema: Schema; readonly home: KindName | 'common' } {
  const [name, path] = ref.split('#/$defs/') as [string, string];
  const file = name ? (name.replace('.schema.json', '') as KindName | 'common') : home;
  return { schema: files[file]?.$defs?.[path] ?? {}, home: file };
}

type Found = ReturnType<typeof referred>;

/** By the kind they were read in too, for the sake of those who ask with another. */
const dereferenced = new WeakMap<Schema, Map<KindName | 'common', Found>>();

/** Follows `$ref`s; descriptions beside the reference win. `home` is the kind whose `#/$defs` are meant. Worked out once for a schema. */
export function dereference(schema: Schema, home: KindName | 'common'): Found {
  let known = dereferenced.get(schema);
  if (!known) {
    known = new Map();
    dereferenced.set(schema, known);
  }
  let found = known.get(home);
  if (!found) {
    found = followed(schema, home);
    known.set(home, found);
  }
  return found;
}

function followed(schema: Schema, home: KindName | 'common'): Found {
  let current = schema;
  let file = home;
  for (let ref = current.$ref; ref; ref = current.$ref) {
    const { $ref: _, ...beside } = current;
    const found = referred(ref, file);
    file = found.home;
    current = { ...found.schema, ...beside };
  }
  return { schema: current, home: file };
}

/**
 * The schema at a path of keys and indexes from the root of a document of `kind`.
 * @returns undefined where the schema has nothing there
 */
export function schemaAt(kind: KindName, path: readonly (string | number)[]): Schema | undefined {
  return placedAt(kind, path)?.schema;
}

/** As {@link schemaAt}, with the kind whose `#/$defs` are meant there. */
export function placedAt(kind: KindName, path: readonly (string | number)[]): Found | undefined {
  let at = dereference(schemaOf(kind), kind);
  for (const step of path) {
    const { properties, additionalProperties, items } = at.schema;
    const child =
      typeof step === 'number'
        ? items
        : (properties?.[step] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined));
    if (!child) return undefined;
    at = dereference(child, at.home);
  }
  return at;
}

/** English value → itself and its Japanese terms, for one of the enumerations in common.schema.json. */
export type TermName =
  | 'status'
  | 'responsibility'
  | 'result'
  | 'confidentiality'
  | 'partyRole'
  | 'treatment'
  | 'party'
  | 'scope'
  | 'threatKind'
  | 'measureKind'
  | 'obligation';

/** The English value an author's term means (`対応済` → `implemented`); undefined for no term of the enumeration. */
export function canonicalTerm(name: TermName, written: string): string | undefined {
  const terms = files.common?.$defs?.[name]?.['x-terms'] ?? {};
  const plain = written.trim().normalize('NFKC');
  return Object.keys(terms).find((value) => value === plain || terms[value]?.includes(plain));
}

/** The Japanese term of an English value. */
export function japaneseTerm(name: TermName, value: string): string {
  return files.common?.$defs?.[name]?.['x-terms']?.[value]?.[0] ?? value;
}
