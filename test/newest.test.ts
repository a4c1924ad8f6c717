/** What a page shows is asked for one question at a time; an answer to what nobody wants any more is not shown. */
import { expect, test } from 'vitest';
import { Newest } from '../client/newest.ts';

/** A page whose questions are answered when told to. */
function page({ isSeen = true, asksOnceMore = false } = {}) {
  const seen = { is: isSeen };
  const heard: string[] = [];
  const waiting: { resolve(answer: string): void; reject(error: unknown): void }[] = [];
  let asked = 0;
  const newest = new Newest<string>(
    () => seen.is,
    () => {
      asked++;
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    (answer) => heard.push(answer) === 1 && asksOnceMore,
    (error) => heard.push(`failed: ${error}`),
  );
  const turn = async () => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  return {
    seen,
    heard,
    newest,
    asked: () => asked,
    answer: async (answer: string) => {
      waiting.shift()?.resolve(answer);
      await turn();
    },
    fail: async (error: string) => {
      waiting.shift()?.reject(error);
      await turn();
    },
  };
}

test('a page nobody sees asks nothing', () => {
  const { newest, asked } = page({ isSeen: false });
  void newest.ask();
  void newest.anew();
  expect(asked()).toBe(0);
});

test('what changes while an answer is on its way is asked for once more, however often it changed', async () => {
  const { newest, asked, answer, heard } = page();
  void newest.ask();
  void newest.ask();
  void newest.ask();
  expect(asked()).toBe(1);
  await answer('a');
  expect(asked()).toBe(2);
  await answer('b');
  expect(asked()).toBe(2);
  expect(heard).toEqual(['a', 'b']);
});

test('who took an answer may want to ask once more', async () => {
  const { newest, asked, answer } = page({ asksOnceMore: true });
  void newest.ask();
  await answer('a');
  expect(asked()).toBe(2);
  await answer('b');
  expect(asked()).toBe(2);
});

test('from one to another and back: the answers of before are not taken, failures neither', async () => {
  const { newest, answer, fail, heard } = page();
  void newest.ask();
  void newest.anew();
  void newest.anew();
  await answer('of the first');
  expect(heard).toEqual([]);
  void newest.anew();
  await fail('of the third');
  expect(heard).toEqual([]);
  await answer('of the fourth');
  expect(heard).toEqual(['of the fourth']);
});

test('an answer that comes to a page that is hidden by then is not taken', async () => {
  const { newest, seen, answer, heard } = page();
  void newest.ask();
  seen.is = false;
  await answer('late');
  expect(heard).toEqual([]);
});

test('a server that ended is asked again when it runs, and not twice when it starts for the first time', async () => {
  const { newest, asked, answer, fail, heard } = page();
  void newest.ask();
  void newest.restarted();
  await fail('ended');
  expect(asked()).toBe(1);
  void newest.restarted();
  expect(asked()).toBe(2);
  await answer('again');
  expect(heard).toEqual(['failed: ended', 'again']);
  // One that ended between two questions too.
  void newest.restarted();
  expect(asked()).toBe(3);
  await answer('and again');
});
