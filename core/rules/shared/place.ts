/** Places findings are put at when the thing they speak of is absent. */
import { keyNode, textField } from '../../model/field.ts';
import type { MapNode } from '../../yaml/tree.ts';
import type { Place } from '../rule.ts';

/** What names an entry: its `control`, `scenario`, `section` or `id`, else its first key, else the entry. */
export function nameOf(map: MapNode): Place {
  for (const key of ['control', 'scenario', 'section', 'id', 'title']) {
    const field = textField(map, key);
    if (field) return field.node;
  }
  return map.pairs[0]?.key ?? firstCharacter(map);
}

/** The key where it stands, else what names the entry. */
export function keyOrName(map: MapNode, key: string): Place {
  return keyNode(map, key) ?? nameOf(map);
}

function firstCharacter(map: MapNode): Place {
  return { block: map.block, start: map.start, end: Math.min(map.start + 1, map.end) };
}
