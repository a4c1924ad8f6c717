/** The kinds of evidence a sheet's examples name. */
import type { EvidenceKind } from '../../core/catalog/evidence-kind.ts';
import { oneLine } from '../sheet/prose.ts';

/** A shorter name says too little. */
const SHORTEST = 4;

/**
 * @param text names, one after the other: `運用管理規程、ログ`
 * @returns IDs of the kinds recognised, in order; and the names that are none
 */
export function evidenceKindsIn(
  text: string,
  kinds: readonly EvidenceKind[],
): { readonly ids: readonly string[]; readonly rest: readonly string[] } {
  const ids = new Set<string>();
  const rest: string[] = [];
  for (const name of text.split(/[、，,;；\n]+/).map((part) => part.trim())) {
    if (name === '') continue;
    const id = kindNamed(name, kinds);
    if (id === undefined) rest.push(oneLine(name));
    else ids.add(id);
  }
  return { ids: [...ids], rest };
}

/** The kind with the longest name that is the same as, or part of, what is named. */
export function kindNamed(name: string, kinds: readonly EvidenceKind[]): string | undefined {
  const wanted = plain(name);
  let best: { readonly id: string; readonly length: number } | undefined;
  for (const { id, ja } of kinds)
    for (const alias of [ja, ...ja.split(/[・（）]/)].map(plain)) {
      const fits = alias === wanted || (alias.length >= SHORTEST && id.includes('.') && wanted.includes(alias));
      if (fits && alias !== '' && alias.length > (best?.length ?? 0)) best = { id, length: alias.length };
    }
  return best?.id;
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}
