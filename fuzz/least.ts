/** The least part of an input that still fails: texts, bytes and lists are cut, one after the other, keys left out, until nothing more can go. */
import { cutting } from '../test/support/shrink.ts';
import type { Plain } from './target.ts';

type Fails = (input: Plain) => Promise<boolean>;

/** @param isOver whether it has taken long enough: what was found so far is then the answer */
export async function least(input: Plain, fails: Fails, isOver: () => boolean): Promise<Plain> {
  const tried: Fails = async (one) => !isOver() && fails(one);
  for (let now = input, size = Number.POSITIVE_INFINITY; ; ) {
    now = await smaller(now, tried);
    const length = sizeOf(now);
    if (length >= size || isOver()) return now;
    size = length;
  }
}

async function smaller(value: Plain, fails: Fails): Promise<Plain> {
  if (typeof value === 'string') return cut(value, (from, start, end) => from.slice(0, start) + from.slice(end), fails);
  if (value instanceof Uint8Array)
    return cut(value, (from, start, end) => Uint8Array.from([...from.subarray(0, start), ...from.subarray(end)]), fails);
  if (Array.isArray(value)) {
    let list = await cut<readonly Plain[]>(value, (from, start, end) => [...from.slice(0, start), ...from.slice(end)], fails);
    for (let i = 0; i < list.length; i++) {
      const now = list;
      list = now.with(i, await smaller(now[i] as Plain, (one) => fails(now.with(i, one))));
    }
    return list;
  }
  if (typeof value !== 'object' || value === null) return value;
  // A message of which a part is missing is another message.
  if ('whole' in value) return value;
  let object = value as { readonly [key: string]: Plain };
  for (const key of Object.keys(object)) {
    const { [key]: _, ...rest } = object;
    if (await fails(rest)) object = rest;
  }
  for (const key of Object.keys(object)) {
    const now = object;
    object = { ...now, [key]: await smaller(now[key] as Plain, (one) => fails({ ...now, [key]: one })) };
  }
  return object;
}

async function cut<T extends { readonly length: number } & Plain>(
  whole: T,
  without: (from: T, start: number, end: number) => T,
  fails: Fails,
): Promise<T> {
  const cuts = cutting(whole, without);
  let next = cuts.next();
  while (!next.done) next = cuts.next(await fails(next.value));
  return next.value;
}

function sizeOf(value: Plain): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, one) => sum + 1 + sizeOf(one), 0);
}
