/** Controls tied to another by the crosswalk, over one step or two: where it may be answered already. */
import type { Catalogs } from './catalogs.ts';
import type { Control, Relation, Resolved } from './control.ts';

export interface Tied {
  readonly found: Resolved;
  /** What the control asked about asks compared with this one: `subset` is less, so that an answer to this one answers it too. */
  readonly relation: Relation;
  readonly steps: 1 | 2;
}

/** An answer to the same, or to more, is an answer; one to less, or to something that overlaps, is the beginning of one. */
const ORDER: Readonly<Record<Relation, number>> = { equal: 0, subset: 1, superset: 2, intersects: 3 };

/** The same ones first, then those that ask more, then less, then what overlaps; of equals the nearer first, then in the order of the catalogs' references. */
export function tiedTo(control: Control, catalogs: Catalogs): readonly Tied[] {
  const tied = new Map<string, Tied>();
  const note = (one: Tied) => {
    const known = tied.get(one.found.id);
    if (one.found.control !== control && (!known || ORDER[one.relation] < ORDER[known.relation])) tied.set(one.found.id, one);
  };
  const near = neighbours(control, catalogs);
  for (const { found, relation } of near) note({ found, relation, steps: 1 });
  for (const { found, relation } of near) {
    for (const far of neighbours(found.control, catalogs))
      note({ found: far.found, relation: composed(relation, far.relation), steps: 2 });
  }
  return [...tied.values()].sort((a, b) => ORDER[a.relation] - ORDER[b.relation] || a.steps - b.steps);
}

type Neighbour = Pick<Tied, 'found' | 'relation'>;

/** Those a control names and those that name it; sections of an outline are no controls. */
function neighbours(control: Control, catalogs: Catalogs): readonly Neighbour[] {
  const named = control.refs.flatMap(({ to, relation }): readonly Neighbour[] => {
    const found = catalogs.resolve(to);
    return found ? [{ found, relation }] : [];
  });
  const naming = catalogs
    .citing(control.id)
    .map(({ control: other, relation }): Neighbour => ({ found: { control: other, id: other.id }, relation }));
  return [...named, ...naming].filter(({ found }) => catalogs.homeOf(found.control)?.data.prefix !== undefined);
}

/** What holds between the first and the third of three, as far as it can be known. */
function composed(first: Relation, second: Relation): Relation {
  if (first === 'equal') return second;
  return second === 'equal' || first === second ? first : 'intersects';
}
