/** What becomes of each control when a catalog's next edition takes over. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Control } from '../catalog/control.ts';
import type { EditionMapping } from '../catalog/edition-mapping.ts';

export interface Move {
  /** In the former edition. */
  readonly control: Control;
  /** In the new one, in the order of the mapping: one, several where it was split, none where it is gone. */
  readonly targets: readonly Control[];
  /** Canonical IDs of the other controls of the former edition that became the first target too. */
  readonly joined: readonly string[];
  /** What the mapping says of it; '' for nothing. */
  readonly note: string;
}

export interface Moves {
  /** By canonical ID in the former edition, in its order. */
  readonly of: ReadonlyMap<string, Move>;
  /** Controls of the new edition that nothing became. */
  readonly added: readonly Control[];
}

/** Controls the mapping does not list keep their ID; those whose ID the new edition does not have are gone. */
export function movesBy({ pairs }: EditionMapping, from: Catalog, to: Catalog): Moves {
  const controlsIn = (catalog: Catalog, ids: readonly string[]) =>
    ids.flatMap((id) => catalog.resolvedOf(id)?.control ?? []).filter((control, i, all) => all.indexOf(control) === i);
  const listed = new Map<string, { readonly targets: readonly Control[]; readonly note: string }>();
  for (const pair of pairs)
    for (const { id } of controlsIn(from, pair.from)) {
      const before = listed.get(id);
      const targets = [...new Set([...(before?.targets ?? []), ...controlsIn(to, pair.to)])];
      listed.set(id, { targets, note: [before?.note, pair.note].filter(Boolean).join(' ') });
    }
  const moves = from.data.controls.map((control) => {
    const same = to.control(control.id);
    return { control, ...(listed.get(control.id) ?? { targets: same ? [same] : [], note: '' }) };
  });
  const sources = new Map<Control | undefined, string[]>();
  for (const { control, targets } of moves) {
    const known = sources.get(targets[0]);
    if (known) known.push(control.id);
    else sources.set(targets[0], [control.id]);
  }
  const reached = new Set(moves.flatMap(({ targets }) => targets));
  return {
    of: new Map(
      moves.map((move) => {
        const { id } = move.control;
        const joined = move.targets.length > 0 ? (sources.get(move.targets[0]) ?? []).filter((other) => other !== id) : [];
        return [id, { ...move, joined }];
      }),
    ),
    added: to.data.controls.filter((control) => !reached.has(control)),
  };
}
