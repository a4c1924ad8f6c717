/** When a view asks again: never while nobody looks, one question at a time, and nothing that changed is left out. */
import { expect, test } from 'vitest';
import { Renewal, type Stale } from '../client/views/renewal.ts';

/** A view whose questions are answered when told to. */
function view(isSeen = true) {
  const seen = { is: isSeen };
  const asked: (readonly string[] | 'all')[] = [];
  const waiting: ((answer: 'all' | undefined) => void)[] = [];
  const ask = (stale: Stale) => {
    asked.push(stale === 'all' ? 'all' : [...stale].sort());
    return new Promise<'all' | undefined>((resolve) => waiting.push(resolve));
  };
  const renewal = new Renewal(() => seen.is, ask);
  const answer = async (how?: 'all') => {
    waiting.shift()?.(how);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { seen, asked, renewal, answer };
}

test('a hidden view asks nothing; seen again, once for all that changed meanwhile', async () => {
  const { seen, asked, renewal, answer } = view(false);
  void renewal.changed(['a']);
  void renewal.changed(['b', 'a']);
  expect(asked).toEqual([]);
  seen.is = true;
  void renewal.renew();
  expect(asked).toEqual([['a', 'b']]);
  await answer();
  void renewal.renew();
  expect(asked).toHaveLength(1);
});

test('what changes while a question is on its way is in the next one', async () => {
  const { asked, renewal, answer } = view();
  void renewal.changed(['a']);
  void renewal.changed(['a']);
  void renewal.changed(['c']);
  expect(asked).toEqual([['a']]);
  await answer();
  expect(asked).toEqual([['a'], ['a', 'c']]);
  await answer();
  expect(asked).toHaveLength(2);
  expect(renewal.count).toBe(3);
});

test('where anything may have changed, or the answer says so, all is asked about', async () => {
  const { asked, renewal, answer } = view();
  void renewal.changed(['a']);
  await answer('all');
  expect(asked).toEqual([['a'], 'all']);
  void renewal.changed();
  void renewal.changed(['b']);
  await answer();
  expect(asked).toEqual([['a'], 'all', 'all']);
});

test('a view that is hidden while it waits asks no more until it is seen', async () => {
  const { seen, asked, renewal, answer } = view();
  void renewal.changed(['a']);
  void renewal.changed(['b']);
  seen.is = false;
  await answer();
  expect(asked).toEqual([['a']]);
  seen.is = true;
  void renewal.renew();
  expect(asked).toEqual([['a'], ['b']]);
});
