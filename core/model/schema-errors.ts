/**
 * What a schema objects to. The schemas are read as they are: compiled to code (ajv), those ten took more room than all rules and time at every start, and
 * an entry has a dozen values. Only the keywords our schemas use; the results are ajv's, one by one (test/schema-errors.test.ts).
 */
import { type KindName, placedAt, referred, type Schema, schemaOf } from './schema.ts';

export interface SchemaError {
  readonly keyword: string;
  /** By the names ajv gives them. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Keys and indexes from the value given. */
  readonly path: readonly (string | number)[];
}

/** A schema, and the file in which its own references are at home. */
interface Placed {
  readonly schema: Schema;
  readonly home: KindName | 'common';
}

/** The way to a value, from its end. */
interface Step {
  readonly up: Step | undefined;
  readonly key: string | number;
}

type Mapping = Record<string, unknown>;

/**
 * Every objection to an entry or, where `sequence` is `''`, to a document without its entries.
 * @param value data as core/model/json.ts makes it: all scalars are text. Text that stands for what is wanted (`'12'`) is replaced by it.
 */
export function schemaErrors(kind: KindName, sequence: string, value: unknown): readonly SchemaError[] {
  const whole = schemaOf(kind);
  const schema = sequence === '' ? whole : whole.properties?.[sequence]?.items;
  const errors: SchemaError[] = [];
  if (schema) check(value, { schema, home: kind }, undefined, errors);
  return errors;
}

/** Every objection to a value that stands, or is to stand, at a path of keys and indexes from the root of a document; as {@link schemaErrors}. */
export function valueErrors(kind: KindName, path: readonly (string | number)[], value: unknown): readonly SchemaError[] {
  const errors: SchemaError[] = [];
  const placed = placedAt(kind, path);
  if (placed) check(value, placed, undefined, errors);
  return errors;
}

/** @returns the value, or what its text stands for */
function check(given: unknown, { schema, home }: Placed, at: Step | undefined, errors: SchemaError[]): unknown {
  const fail = (keyword: string, params: SchemaError['params'] = {}) => void errors.push({ keyword, params, path: pathTo(at) });
  let value = given;
  if (schema.type !== undefined && !isOf(value, schema.type)) {
    const meant = meantBy(value, schema.type);
    if (meant === undefined) fail('type', { type: schema.type });
    else value = meant;
  }
  if (typeof value === 'string') {
    if (schema.pattern !== undefined && !regex(schema.pattern).test(value)) fail('pattern', { pattern: schema.pattern });
  } else if (typeof value === 'number') {
    if (schema.minimum !== undefined && !(value >= schema.minimum)) fail('minimum', { comparison: '>=', limit: schema.minimum });
  }
  if (schema.$ref !== undefined) value = check(value, target(schema, home), at, errors);
  if (schema.enum && !(schema.enum as readonly unknown[]).includes(value)) fail('enum', { allowedValues: schema.enum });
  if (schema.not && holds(value, { schema: schema.not, home })) fail('not');
  if (schema.if && schema.then && holds(value, { schema: schema.if, home }))
    check(value, { schema: schema.then, home }, at, errors);
  if (Array.isArray(value)) {
    if (schema.items) {
      const items = { schema: schema.items, home };
      for (let key = 0; key < value.length; key++) value[key] = check(value[key], items, { up: at, key }, errors);
    }
  } else if (isMapping(value)) {
    for (const key of schema.required ?? []) if (value[key] === undefined) fail('required', { missingProperty: key });
    checkValues(value, { schema, home }, at, errors);
  }
  return value;
}

function checkValues(values: Mapping, { schema, home }: Placed, at: Step | undefined, errors: SchemaError[]): void {
  const { properties = {}, additionalProperties: others } = schema;
  if (others !== undefined && others !== true) {
    for (const key of Object.keys(values)) {
      if (Object.hasOwn(properties, key)) continue;
      if (others === false)
        errors.push({ keyword: 'additionalProperties', params: { additionalProperty: key }, path: pathTo(at) });
      else values[key] = check(values[key], { schema: others, home }, { up: at, key }, errors);
    }
  }
  for (const key in properties) {
    const child = properties[key];
    if (child && values[key] !== undefined) values[key] = check(values[key], { schema: child, home }, { up: at, key }, errors);
  }
}

function holds(value: unknown, placed: Placed): boolean {
  const errors: SchemaError[] = [];
  check(value, placed, undefined, errors);
  return errors.length === 0;
}

function isOf(value: unknown, type: string | readonly string[]): boolean {
  if (typeof type !== 'string') return type.some((one) => isOf(value, one));
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isMapping(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      // The names of the others that our schemas use are JavaScript's own.
      return typeof value === type;
  }
}

/** What a text stands for where another type is wanted; undefined where it stands for none. */
function meantBy(value: unknown, type: string | readonly string[]): unknown {
  if (typeof value !== 'string') return undefined;
  for (const one of typeof type === 'string' ? [type] : type) {
    if (one === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
    const isNumber = value !== '' && !Number.isNaN(Number(value));
    if (isNumber && (one === 'number' || (one === 'integer' && !(Number(value) % 1)))) return Number(value);
  }
  return undefined;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const regexes = new Map<string, RegExp>();

/** A pattern of a schema, made once. */
export function regex(pattern: string): RegExp {
  const known = regexes.get(pattern);
  if (known) return known;
  const made = new RegExp(pattern, 'u');
  regexes.set(pattern, made);
  return made;
}

/** By the schema that refers: each is read once, and stands in one file. */
const targets = new WeakMap<Schema, Placed>();

function target(schema: Schema, home: Placed['home']): Placed {
  const known = targets.get(schema);
  if (known) return known;
  const found = referred(schema.$ref ?? '', home);
  targets.set(schema, found);
  return found;
}

function pathTo(at: Step | undefined): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let step = at; step; step = step.up) path.push(step.key);
  return path.reverse();
}
