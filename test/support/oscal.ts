/** OSCAL files in tests: the official schemas, what every reference leads to, and packages as what they hold. */
import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { toJson } from '../../core/model/json.ts';
import { canonicalTerm, type TermName } from '../../core/model/schema.ts';
import { ownCatalog } from '../../core/package/index.ts';
import type { Package } from '../../core/package/package.ts';

const schemas = new URL('../../../shared/oscal/', import.meta.url);
export const hasSchemas = existsSync(schemas);

const files: Readonly<Record<string, string>> = {
  'component-definition': 'oscal_component_schema.json',
  catalog: 'oscal_catalog_schema.json',
  'mapping-collection': 'oscal_mapping_schema.json',
  'assessment-results': 'oscal_assessment-results_schema.json',
};

const compiled = new Map<string, ValidateFunction>();

/** What the official schema says against a document, `[]` for nothing. The schemas are draft-07, their patterns Unicode (`\p{L}`). */
export function schemaErrors(json: unknown): readonly string[] {
  const model = Object.keys(json as object)[0] ?? '';
  let validate = compiled.get(model);
  if (!validate) {
    const schema = JSON.parse(readFileSync(new URL(files[model] as string, schemas), 'utf8')) as object;
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: true, formats });
    validate = ajv.compile(schema);
    compiled.set(model, validate);
  }
  return validate(json)
    ? []
    : (validate.errors ?? []).slice(0, 20).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** RFC 3986 as far as it forbids: characters no URI has, and escapes that are none. */
const URI = /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/;
const formats = {
  'uri-reference': URI,
  uri: (text: string) => URI.test(text) && /^[a-z][a-z0-9+.-]*:/i.test(text),
  'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  email: /@/,
};

/** References that lead nowhere, and UUIDs or IDs that are there twice. */
export function danglers(json: unknown): readonly string[] {
  const uuids = new Map<string, number>();
  const ids = new Map<string, number>();
  const wanted: [string, 'uuid' | 'any'][] = [];
  const visit = (value: unknown, key: string): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) visit(inner, name);
    else if (typeof value === 'string') {
      if (key === 'uuid') uuids.set(value, (uuids.get(value) ?? 0) + 1);
      else if (key === 'id') ids.set(value, (ids.get(value) ?? 0) + 1);
      else if (/-uuids?$/.test(key)) wanted.push([value, 'uuid']);
      else if ((key === 'href' || key === 'source') && value.startsWith('#'))
        wanted.push([decodeURIComponent(value.slice(1)), 'any']);
      else if (key === 'resource-fragment' && !URI.test(value)) wanted.push([`no fragment of a URI: ${value}`, 'any']);
      else if (key === 'role-id') wanted.push([value, 'any']);
    }
  };
  visit(json, '');
  return [
    ...wanted.filter(([to, where]) => !uuids.has(to) && (where === 'uuid' || !ids.has(to))).map(([to]) => `nothing at ${to}`),
    ...[...uuids, ...ids].filter(([, count]) => count > 1).map(([id, count]) => `${id} ${count} times`),
  ];
}

/** What a component definition holds of a package (docs/oscal.md): its checklists, register and common answers, whatever file they stand in and however spelled. */
export function held(whole: Package): unknown {
  const of = (kind: string) => whole.documents.filter((document) => document.kind === kind);
  const entries = (key: string) =>
    whole.documents.flatMap(({ root }) => {
      const value = root && (toJson(root) as Record<string, unknown>)[key];
      return Array.isArray(value) ? value.map((item) => canonical(item)) : [];
    });
  return {
    checklists: of('checklist').map((document) => {
      const { kaiji: _, evidence: __, answers, ...head } = toJson(document.root as never) as Record<string, unknown>;
      const own = ownCatalog(document, whole.catalogs);
      return {
        head: canonical(head),
        answers: (Array.isArray(answers) ? answers : []).map((answer) => {
          const { judgement: ___, control, ...said } = answer as Record<string, unknown>;
          return { control: whole.catalogs.resolve(String(control), own)?.id ?? control, said: canonical(said) };
        }),
      };
    }),
    evidence: entries('evidence'),
    statements: entries('statements'),
  };
}

const TERMS: Readonly<Record<string, TermName>> = {
  status: 'status',
  responsibility: 'responsibility',
  confidentiality: 'confidentiality',
};

/** Sorted keys, terms in English, a list of one as the one, a part of mere text as an answer; nothing empty, no judgements. */
export function canonical(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, key)).filter((item) => item !== undefined);
    const single = ['same-as', 'use', 'evidence', 'satisfies'].includes(key) && items.length === 1;
    return items.length === 0 ? undefined : single ? items[0] : items;
  }
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value)
      .filter(([name]) => name !== 'judgement' && name !== 'order')
      .map(
        ([name, inner]) =>
          [name, canonical(key === 'parts' && typeof inner === 'string' ? { answer: inner } : inner, name)] as const,
      )
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    if (pairs.length === 1 && pairs[0]?.[0] === 'ref') return pairs[0][1];
    return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
  }
  const term = TERMS[key];
  return term && typeof value === 'string' ? (canonicalTerm(term, value) ?? value) : value;
}

/** The judgements of a package, by control and part, round by round, in canonical spelling. */
export function judged(whole: Package): readonly unknown[] {
  const of = (said: Record<string, unknown>) => {
    const value = said.judgement;
    const list = (Array.isArray(value) ? value : value === undefined ? [] : [value]) as Record<string, unknown>[];
    return list
      .map((one) => ({ ...one, result: canonicalTerm('result', String(one.result)) }))
      .sort((a, b) => (String((a as { round?: unknown }).round) < String((b as { round?: unknown }).round) ? -1 : 1))
      .map((one) => JSON.stringify(canonical(one)));
  };
  return whole.documents
    .filter(({ kind }) => kind === 'checklist')
    .map((document) => {
      const { catalog, answers } = toJson(document.root as never) as { catalog: string; answers: Record<string, unknown>[] };
      const own = ownCatalog(document, whole.catalogs);
      const said = answers.flatMap((answer) => {
        const id = whole.catalogs.resolve(String(answer.control), own)?.id ?? String(answer.control);
        const parts = Object.entries((answer.parts ?? {}) as Record<string, Record<string, unknown>>);
        return [[id, of(answer)] as const, ...parts.map(([part, reply]) => [`${id} ${part}`, of(reply)] as const)];
      });
      // A control answered twice is judged by entry: in order, then.
      return { catalog, said: said.filter(([, all]) => all.length > 0).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) };
    })
    .filter(({ said }) => said.length > 0);
}
