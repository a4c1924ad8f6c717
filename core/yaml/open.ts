/** How what is open changes from line to line; columns ascend. Mostly it stays what it is: one object for all those lines. */
import type { Open } from './indent.ts';

/** The collections open once a key stands at `key` (-1: none) behind dashes at `dashes`. */
export function opened(open: Open, key: number, dashes: readonly number[]): Open {
  const [first] = dashes;
  const limit = first ?? key;
  // A dash may stand in the column of the key it belongs to; a key ends what is deeper than itself.
  const keys = open.keys.filter((column) =>
    first === undefined ? column < limit : column <= limit && (key < 0 || column < key),
  );
  const outer = open.dashes.filter((column) => column < limit);
  return { keys: key < 0 ? keys : [...keys, key], dashes: [...outer, ...dashes], empty: -1 };
}

/** The same for a line of an ordinary form: a key, or one dash before a key or a text. @param dash its column; -1: none */
export function openedPlainly(open: Open, key: number, dash: number): Open {
  const { keys, dashes } = open;
  const last = keys.length - 1;
  const innermost = dashes.length === 0 ? -1 : (dashes[dashes.length - 1] as number);
  const isSibling =
    dash < 0
      ? keys[last] === key && innermost < key
      : innermost === dash &&
        (key < 0 ? !((keys[last] as number) > dash) : keys[last] === key && !((keys[last - 1] as number) > dash));
  return isSibling ? open : opened(open, key, dash < 0 ? NO_DASHES : [dash]);
}

/** With a value awaited at `empty`, or none (-1). */
export function awaiting(open: Open, empty: number): Open {
  return open.empty === empty ? open : { keys: open.keys, dashes: open.dashes, empty };
}

/** Columns of the dashes a line opens with. */
export function dashColumns(indent: number, dashes: string, body: string): readonly number[] {
  const columns: number[] = [];
  for (let i = 0; i < dashes.length; i++) if (dashes[i] === '-') columns.push(indent + i);
  if (isDash(body)) columns.push(indent + dashes.length);
  return columns;
}

/** Whether a dash stands at the beginning, and not for a text. */
export function isDash(body: string): boolean {
  return body === '-' || body.startsWith('- ');
}

const NO_DASHES: readonly number[] = [];
