/** What customers must not read: of a package full of marked strings in internal fields, none stands anywhere in a form for them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Audience, formsOf } from '../../convert/form/list.ts';
import type { Language } from '../../core/language.ts';
import { openFixture, parseFixture } from '../support/fixture.ts';

const archive = readFileSync(new URL('../fixtures/forms/secrets.fixture', import.meta.url), 'utf8');
/** 秘匿XY in what is printed for ourselves; himitsu in ids and paths. */
const MARKS = [...new Set(archive.match(/秘匿[A-Z]{2}/g))];

async function printed(audience: Audience, language: Language): Promise<string> {
  const { packages } = await openFixture(parseFixture(archive).files);
  const whole = packages.at(-1);
  if (!whole) throw new Error('a package is expected');
  const forms = formsOf(whole, { language, audience, date: '2026-10-01' });
  expect(forms.map(({ name }) => name)).toEqual([
    ...['disclosure', 'checklist', 'checklist', 'checklist', 'risks', 'responsibility', 'evidence', 'assessment'],
  ]);
  return JSON.stringify(forms.map((one) => [one.label, one.form()?.form, one.grids().grids]));
}

test.each(['ja', 'en'] as const)('customers read nothing internal (%s)', async (language) => {
  const text = (await printed('customer', language)).replaceAll('file:///package/service/himitsu-picture.png', '');
  expect(text.match(/秘匿.{0,8}|.{0,20}himitsu.{0,20}/g) ?? []).toEqual([]);
  // What they may read with conditions is there.
  expect(text).toContain(language === 'ja' ? '公開の文書（申請により）' : '公開の文書 (申請により)');
});

test('we read all of it', async () => {
  const text = await printed('internal', 'ja');
  expect(MARKS.filter((mark) => !text.includes(mark))).toEqual([]);
});
