/** Keys of a mapping, from the schema; the ones already there are left out. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { partKey } from '../../catalog/id.ts';
import { inLanguage } from '../../language.ts';
import { dereference, descriptionOf, type KindName, type Schema, schemaAt } from '../../model/schema.ts';
import { rules } from '../../rules/registry.ts';
import { documentLanguage } from '../document-language.ts';
import { endOfValue, lineOf } from '../line.ts';
import { axisOf, roleOf } from '../role.ts';
import { factKeyCandidates } from './facts.ts';
import { type Candidate, insertedLines, type Place, snippetChoice, snippetText } from './place.ts';
import { containing, termValues } from './values.ts';

/** Texts of several lines by nature; other prose is a line as often as not. */
const LONG: ReadonlySet<string> = new Set(['answer', 'body', 'text', 'content', 'preface']);

/** Keys the mapping at the cursor may have and has not yet, those of its schema in the schema's order. */
export function keyCandidates(place: Place): Candidate[] {
  const { kind, path, cursor, options } = place;
  if (!kind) return cursor.path.length === 0 ? [kaijiKey(place)] : [];
  const schema = schemaAt(kind, path);
  if (path.at(-1) === 'parts' && kind === 'checklist') return partKeys(place);
  if (kind === 'package' && path.length === 1 && path[0] === 'rules') return ruleKeys(place);
  if (path.at(-1) === 'facts') return factKeyCandidates(place);
  const required = new Set(schema?.required ?? []);
  // 対応状況 finds status: what is no ASCII we match ourselves.
  const matched = /[^ -~]/.test(cursor.typed);
  const contains = containing(cursor.typed);
  return Object.keys(schema?.properties ?? {})
    .filter((key) => !cursor.siblings.has(key))
    .map((key, i): Candidate => {
      const value = schemaAt(kind, [...path, key]) ?? {};
      const description = inLanguage(descriptionOf(value), options.language);
      const inserted = cursor.keyed ? { insert: key } : { insert: keySnippet(place, kind, key, value), snippet: true };
      return {
        label: key,
        kind: CompletionItemKind.Property,
        title: description,
        rank: (required.has(key) ? 0 : 1000) + i,
        matched,
        ...inserted,
        ...(!cursor.keyed && isChosen(kind, [...path, key], value) ? { next: 'suggest' as const } : {}),
      };
    })
    .filter(({ label, title = '' }) => !matched || contains(label, title));
}

/** Whether the value of a key is one of those that are offered at its place, not in a choice of the snippet. */
function isChosen(kind: KindName, path: readonly (string | number)[], value: Schema): boolean {
  const role = roleOf(kind, typesOf(value).includes('array') ? [...path, 0] : path);
  return (role !== undefined && !role.endsWith('-id')) || axisOf(kind, path) !== undefined;
}

/** A key with what its type needs to be filled in. */
function keySnippet(place: Place, kind: KindName, key: string, value: Schema): string {
  const flow = place.cursor.form.startsWith('flow');
  const types = typesOf(value);
  const items = value.items && dereference(value.items, kind).schema;
  const head = snippetText(key);
  if (value.enum || value['x-terms'])
    return `${head}: ${snippetChoice(1, termValues(value, documentLanguage(place.document, place.whole)))}`;
  if (types.includes('string'))
    return !flow && LONG.has(key) ? insertedLines(place, [`${head}: |`, '  $0'], place.column) : `${head}: $0`;
  if (types.includes('array')) {
    const block = !flow && items && typesOf(items).includes('object');
    return block ? insertedLines(place, [`${head}:`, '  - $0'], place.column) : `${head}: [$0]`;
  }
  if (types.includes('object')) return flow ? `${head}: { $0 }` : insertedLines(place, [`${head}:`, '  $0'], place.column);
  return `${head}: $0`;
}

/** The types a schema allows; none where it does not say. */
export function typesOf(schema: Schema | undefined): readonly string[] {
  const type = schema?.type;
  return type === undefined ? [] : typeof type === 'string' ? [type] : type;
}

function kaijiKey({ cursor }: Place): Candidate {
  return {
    label: 'kaiji',
    kind: CompletionItemKind.Property,
    insert: cursor.keyed ? 'kaiji' : 'kaiji: $0',
    snippet: !cursor.keyed,
    rank: 0,
  };
}

/** The sub-items of the control answered, those not there yet. */
function partKeys(place: Place): Candidate[] {
  const { whole, own, cursor, options } = place;
  const typed = controlOfEntry(place);
  const control = typed === undefined ? undefined : whole.catalogs.resolve(typed, own)?.control;
  const present = new Set([...cursor.siblings.keys()].map(partKey));
  return (control?.parts ?? [])
    .filter(({ id }) => !present.has(partKey(id)))
    .map(({ id, ja = '', en }, rank) => {
      const key = cursor.quoted ? id : JSON.stringify(id);
      // An opening quote typed has to be closed, but for an editor that has closed it already.
      const closing = cursor.quoted && !cursor.keyed && place.file.text.slice(cursor.end, cursor.end + 1) !== '"' ? '"' : '';
      const open = cursor.keyed || (cursor.quoted && closing === '');
      return {
        label: id,
        kind: CompletionItemKind.Property,
        title: inLanguage({ ja, ...(en === undefined ? {} : { en }) }, options.language),
        insert: open ? snippetText(key) : `${snippetText(key)}${closing}: $0`,
        snippet: true,
        rank,
        matched: true,
      };
    });
}

/** `control` of the entry the cursor stands in: from the tree, else from the nearest line above that says it. */
export function controlOfEntry(place: Place): string | undefined {
  const { cursor } = place;
  const own = cursor.siblings.get('control');
  if (own) return unquoted(own);
  const node = cursor.entry?.node;
  const field =
    node?.kind === 'map' ? node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === 'control')?.value : undefined;
  if (field?.kind === 'scalar' && field.text !== '') return field.text;
  return valueNear(place, 'control');
}

/** The value of a key beside the cursor, else that on the nearest line above. */
export function valueNear({ cursor, file }: Place, key: string): string | undefined {
  const own = cursor.siblings.get(key);
  if (own) return unquoted(own);
  for (let n = file.text.lineAt(cursor.offset), last = Math.max(0, n - 500); n >= last; n--) {
    const line = lineOf(file.text, n);
    if (line.key?.text === key) return unquoted(line.source.slice(line.value, endOfValue(line.source, line.value)));
  }
  return undefined;
}

function unquoted(source: string): string {
  return source.replace(/^(["'])(.*)\1$/, '$2');
}

function ruleKeys({ cursor, options }: Place): Candidate[] {
  return rules
    .filter(({ code }) => !cursor.siblings.has(code))
    .map(({ code, summary }, rank) => ({
      label: code,
      kind: CompletionItemKind.Property,
      title: summary(options.language),
      insert: cursor.keyed ? code : `${code}: ${snippetChoice(1, ['error', 'warning', 'info', 'hint', 'off'])}`,
      snippet: !cursor.keyed,
      rank,
      data: { card: 'rule', id: code },
    }));
}
