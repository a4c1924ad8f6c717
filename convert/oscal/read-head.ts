/** The head of a checklist out of the properties it was written to. */
import { asText, type Data, mapsAt, textAt } from './data.ts';
import { HEAD_LISTS, HEAD_MAPS, HEAD_TEXTS } from './metadata.ts';
import { NAMESPACE_URI } from './model.ts';
import { type Mapping, Ours, wordsOfProp } from './reading.ts';

/** Keys in the order authors write them, without `kaiji`, `catalog` and `answers`. */
export function headOf(item: Data): Mapping {
  const ours = new Ours(item);
  const texts = Object.fromEntries(HEAD_TEXTS.map((key) => [key, ours.get(key)]));
  const lists = Object.fromEntries(HEAD_LISTS.map((key) => [key, grouped(item, key)]));
  const maps = Object.fromEntries(HEAD_MAPS.map((key) => [key, grouped(item, key)?.[0]]));
  const { title, version, issued, preface, ...submission } = texts;
  const { evaluators, ...frame } = lists;
  return { title, version, issued, preface, ...frame, ...submission, ...maps, evaluators };
}

/** Properties named `KEY.NAME`, by group in order of appearance; undefined where there are none. */
export function grouped(item: Data, key: string): readonly Mapping[] | undefined {
  const groups = new Map<string, Mapping>();
  for (const property of mapsAt(item, 'props')) {
    const name = textAt(property, 'name') ?? '';
    if (textAt(property, 'ns') !== NAMESPACE_URI || !name.startsWith(`${key}.`)) continue;
    const group = asText(property.group) ?? '';
    groups.set(group, { ...groups.get(group), [name.slice(key.length + 1)]: wordsOfProp(property) });
  }
  return groups.size > 0 ? [...groups.values()] : undefined;
}
