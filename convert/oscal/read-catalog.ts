/** An OSCAL catalog as a catalog of the author's own (`catalog/v1`). */
import type { Relation } from '../../core/catalog/control.ts';
import { message } from '../../core/language.ts';
import { CATALOG_TEXTS, CONTROL_LISTS, CONTROL_TEXTS, LINK_RELATIONS } from './catalog.ts';
import { type Data, mapAt, mapsAt, textAt } from './data.ts';
import { grouped } from './read-head.ts';
import {
  type ImportedOscal,
  type ImportOptions,
  isOurs,
  type Mapping,
  Ours,
  otherProps,
  slugOf,
  standardProp,
  wordsOfProp,
} from './reading.ts';
import { documentSource, type Value } from './source.ts';
import { idOfToken } from './token.ts';

const named = message<{ id: string; prefix: string }>({
  ja: ({ id, prefix }) =>
    `カタログのIDを「${id}」、項目IDの接頭辞を「${prefix}」としました。元のIDは aliases にあります。変えるときは、使う前に変えてください。`,
  en: ({ id, prefix }) =>
    `The catalog's ID was set to "${id}" and the prefix of its controls to "${prefix}". Their own IDs are in aliases. Change these before anything uses them.`,
});
const inside = message<{ id: string }>({
  ja: ({ id }) => `カタログ「${id}」は収録しているものと同じIDです。このまま置くと、収録している内容より優先されます。`,
  en: ({ id }) => `The catalog "${id}" has the ID of one that comes with Kaiji, and would be used in its place.`,
});

/** A control with the titles of the groups above it, the outermost first. */
interface Placed {
  readonly control: Data;
  readonly category: readonly string[];
}

export function readCatalog(root: Data, options: ImportOptions): ImportedOscal {
  const placed = [...placedIn(root, [])];
  const ours = isOurs(root);
  const notes: ImportedOscal['notes'][number][] = [];
  const document = ours ? ownCatalog(root, placed) : foreignCatalog(root, placed, notes);
  if (typeof document.id === 'string' && options.catalogs.of(document.id)) notes.push(inside({ id: document.id }));
  return { files: [{ name: 'catalog.kaiji.yaml', text: documentSource({ kaiji: 'catalog/v1', ...document }) }], notes };
}

function* placedIn(container: Data, above: readonly string[]): Generator<Placed> {
  for (const control of mapsAt(container, 'controls')) {
    yield { control, category: above };
    yield* placedIn({ controls: control.controls }, above);
  }
  for (const group of mapsAt(container, 'groups')) yield* placedIn(group, [...above, textAt(group, 'title') ?? '']);
}

function ownCatalog(root: Data, placed: readonly Placed[]): Mapping {
  const metadata = mapAt(root, 'metadata');
  const ours = new Ours(metadata);
  const categories = ours.props('category-en').map((one) => [idOfToken(textAt(one, 'class') ?? ''), wordsOfProp(one)] as const);
  const groups = mapsAt(root, 'groups').filter((group) => new Ours(group).get('id') !== undefined);
  const sorted = [...placed].sort((a, b) => order(a.control) - order(b.control));
  return {
    ...Object.fromEntries(CATALOG_TEXTS.map((key) => [key, ours.get(key)])),
    noun: bilingual(ours.get('noun'), ours.get('noun-en')),
    asks: some(ours.all('asks')),
    title: bilingual(ours.get('title') ?? textAt(metadata, 'title'), ours.get('title-en')),
    source: grouped(metadata, 'source')?.[0],
    categories: categories.length > 0 ? Object.fromEntries(categories) : undefined,
    groups: some(groups.map(heading)),
    controls: sorted.map(({ control }) => ownControl(control)),
  };
}

/** By `sort-id`, which stands for the place in the catalog. */
function order(control: Data): number {
  return Number(standardProp(control, 'sort-id') ?? 0);
}

function heading(group: Data): Mapping {
  const ours = new Ours(group);
  const untitled = ours.get('untitled') !== undefined && ours.get('title-en') === undefined;
  return {
    id: ours.get('id'),
    number: ours.get('number'),
    title: untitled ? undefined : titleOf(group),
    preamble: prose(group, 'overview'),
    condition: prose(group, 'condition'),
  };
}

function titleOf(item: Data): Value | undefined {
  const ours = new Ours(item);
  return bilingual(ours.get('title') ?? textAt(item, 'title'), ours.get('title-en'));
}

function ownControl(control: Data): Mapping {
  const ours = new Ours(control);
  const texts = Object.fromEntries(CONTROL_TEXTS.map((key) => [key, ours.get(key)]));
  const lists = Object.fromEntries(CONTROL_LISTS.map((key) => [key, some(ours.all(key))]));
  const statement = mapsAt(control, 'parts').find((one) => textAt(one, 'name') === 'statement') ?? {};
  const refs = [
    ...mapsAt(control, 'links').map((link) => refOf(textAt(link, 'text') ?? '', textAt(link, 'rel'))),
    ...ours.props('ref').map((one) => refOf(wordsOfProp(one), textAt(one, 'class'))),
  ];
  return {
    id: ours.get('id'),
    category: lists.category,
    group: texts.group,
    title: titleOf(control),
    summary: prose(control, 'statement'),
    parts: some(mapsAt(statement, 'parts').map(item)),
    guidance: prose(control, 'guidance'),
    obligation: texts.obligation,
    disclose: texts.disclose,
    evidence: lists.evidence,
    refs: some(refs),
    unresolved: grouped(control, 'unresolved'),
    aliases: lists.aliases,
    required: texts.required,
    answers: lists.answers,
    renders: texts.renders,
    note: prose(control, 'note'),
  };
}

function item(part: Data): Mapping {
  const ours = new Ours(part);
  const isNone = ours.get('wording') === 'none';
  return {
    id: ours.get('id'),
    ja: isNone ? undefined : textAt(part, 'prose'),
    en: ours.get('en'),
    disclose: ours.get('disclose'),
  };
}

function refOf(to: string, rel: string | undefined): Value {
  const relation = (Object.keys(LINK_RELATIONS) as Relation[]).find((one) => LINK_RELATIONS[one] === rel) ?? 'intersects';
  return relation === 'intersects' ? to : { to, relation };
}

/** What a part of this name says in both languages. */
function prose(item: Data, name: string): Value | undefined {
  const part = mapsAt(item, 'parts').find((one) => textAt(one, 'name') === name);
  if (!part) return undefined;
  const ours = new Ours(part);
  return bilingual(ours.get('wording') === 'none' ? undefined : textAt(part, 'prose'), ours.get('en'));
}

function bilingual(ja: string | undefined, en: string | undefined): Value | undefined {
  return ja === undefined && en === undefined ? undefined : { ja, en };
}

function some<T extends Value>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined;
}

function foreignCatalog(root: Data, placed: readonly Placed[], notes: ImportedOscal['notes'][number][]): Mapping {
  const metadata = mapAt(root, 'metadata');
  const title = textAt(metadata, 'title') ?? '';
  const id = slugOf(title, 'oscal-catalog');
  const prefix = id.replace(/-/g, '').slice(0, 12).toUpperCase();
  notes.push(named({ id, prefix }));
  const tokens = new Set(placed.map(({ control }) => textAt(control, 'id')));
  return {
    id,
    edition: textAt(metadata, 'version'),
    prefix,
    title: title || id,
    controls: placed.map(({ control, category }) => foreignControl(control, category, prefix, tokens)),
  };
}

function foreignControl(
  control: Data,
  category: readonly string[],
  prefix: string,
  tokens: ReadonlySet<string | undefined>,
): Mapping {
  const token = textAt(control, 'id') ?? '';
  const label = standardProp(control, 'label');
  const parts = mapsAt(control, 'parts');
  const statement = parts.find((one) => textAt(one, 'name') === 'statement');
  const guidance = parts.find((one) => textAt(one, 'name') === 'guidance');
  const rest = [
    ...otherProps(control, ['label', 'sort-id']),
    ...mapsAt(control, 'params').map((one) => `${textAt(one, 'id') ?? ''}: ${textAt(one, 'label') ?? ''}`),
    ...parts
      .filter((one) => one !== statement && one !== guidance)
      .flatMap((one) => `${textAt(one, 'name') ?? ''}: ${proseBelow(one)}`),
  ];
  const refs = mapsAt(control, 'links').flatMap((link) => {
    const to = (textAt(link, 'href') ?? '').replace(/^#/, '');
    return tokens.has(to) ? [`${prefix}-${to}`] : [];
  });
  const items = statement ? mapsAt(statement, 'parts') : [];
  return {
    id: `${prefix}-${token}`,
    category: some(category),
    title: textAt(control, 'title') ?? token,
    summary: statement && (proseBelow(statement) || undefined),
    parts: some(
      items.map((part, i) => ({
        id: `(${(standardProp(part, 'label') ?? String(i + 1)).replace(/[().]/g, '')})`,
        ja: proseBelow(part),
      })),
    ),
    guidance: guidance && (proseBelow(guidance) || undefined),
    refs: some([...new Set(refs)]),
    aliases: some([...new Set([token, label ?? token])]),
    note: rest.length > 0 ? rest.join('\n') : undefined,
  };
}

/** The prose of a part and of what is below it, line by line, with its labels. */
function proseBelow(part: Data): string {
  const below = mapsAt(part, 'parts').map((one) => [standardProp(one, 'label'), proseBelow(one)].filter(Boolean).join(' '));
  return [textAt(part, 'prose') ?? '', ...below].filter(Boolean).join('\n');
}
