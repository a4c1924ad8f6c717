/**
 * What a mutant has to get past (main.mjs). Of core/rules: every fixture of test/fixtures/rules, compared as test/rules.test.ts compares it, with the rules the
 * mutated file is part of. Of core/text: the tests of that folder, one by one.
 */
import '../seed.ts';
import '../edges.test.ts';
import '../compose.test.ts';
import '../json-end.test.ts';
import '../own-value.test.ts';
import '../shown.test.ts';
import '../text.test.ts';
import '../well-formed.test.ts';
import fc from 'fast-check';
import { checkPackage } from '../../core/check.ts';
import { rules } from '../../core/rules/registry.ts';
import { OPTIONS, openFixture, parseFixture } from '../support/fixture.ts';
import { goldenOf, placesOf } from '../support/told.ts';
import { kept } from './vitest.ts';

export interface Case {
  readonly name: string;
  /**
   * What is compared with what it is without a mutant; throws where a test fails.
   * @param anew reads the files again, with nothing kept of the runs before
   */
  readonly run: (anew: boolean) => Promise<string>;
}

/** Fixtures as they were read first: packages do not change. */
const opened = new Map<string, ReturnType<typeof openFixture>>();

// That it fails is enough.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });

/** Of core/text. */
export const ofText: readonly Case[] = kept.map(({ name, run }) => ({ name, run: async () => String(await run()) }));

/**
 * Of core/rules.
 * @param fixtures name → archive
 * @param codes of the rules concerned
 */
export function ofRules(fixtures: ReadonlyMap<string, string>, codes: readonly string[]): readonly Case[] {
  const own = rules.filter(({ code }) => codes.includes(code));
  // The others judge what all rules found.
  const isAlone = own.every(({ scope }) => scope === 'block' || scope === 'entry' || scope === 'document');
  const options = isAlone ? { ...OPTIONS, rules: own } : OPTIONS;
  const cases = [...fixtures].map(([name, archive]) => {
    const { files, expected } = parseFixture(archive);
    const run = async (anew: boolean) => {
      const first = anew ? openFixture(files) : (opened.get(name) ?? openFixture(files));
      if (!anew) opened.set(name, first);
      const { packages } = await first;
      const found = packages.flatMap((whole) =>
        [...checkPackage(whole, options).values()].flat().map((finding) => ({ whole, finding })),
      );
      return [...placesOf(files, found), goldenOf(files, found, options)].join('\n');
    };
    return { name, run, isOwn: expected.some(({ code }) => codes.includes(code)) };
  });
  // Those that show the rule first: they end most mutants.
  return cases.sort((a, b) => Number(b.isOwn) - Number(a.isOwn));
}
