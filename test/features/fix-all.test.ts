/** Which fixes are offered at all: those that stay in their package, and in their files. */
import { expect, test } from 'vitest';
import { checkPackage } from '../../core/check.ts';
import { soundFixes } from '../../core/features/fix-all.ts';
import { fixed } from '../../core/language.ts';
import type { DocumentRule } from '../../core/rules/rule.ts';
import { OPTIONS, openFixture, ROOT } from '../support/fixture.ts';

/** A rule whose fixes write into each of these files, a fix a file. */
function writingInto(uris: readonly string[]): DocumentRule {
  return {
    code: 'reaching',
    severity: 'warning',
    scope: 'document',
    kinds: ['evidence'],
    summary: fixed('', ''),
    *check({ yaml: { block } }) {
      yield { at: { block, start: 0, end: 0 }, message: fixed('', '') };
    },
    fixes: () => uris.map((uri) => ({ title: fixed(uri, uri), edits: [{ uri, splices: [{ start: 0, end: 0, text: '#\n' }] }] })),
  };
}

test('fixes edit and make files of their own package only, not of those it builds on', async () => {
  const { packages } = await openFixture(
    new Map([
      ['base/kaiji.yaml', 'kaiji: package/v1\n'],
      ['base/evidence.kaiji.yaml', 'kaiji: evidence/v1\n'],
      ['cloud/kaiji.yaml', 'kaiji: package/v1\n'],
      ['own/kaiji.yaml', 'kaiji: package/v1\nextends: ../base\ninherits: [../cloud]\n'],
      ['own/evidence.kaiji.yaml', 'kaiji: evidence/v1\n'],
    ]),
  );
  const whole = packages.find(({ uri }) => uri === `${ROOT}/own`);
  if (!whole) throw new Error('a package is expected');
  const reach = [
    'own/evidence.kaiji.yaml',
    'own/new.kaiji.yaml',
    'base/evidence.kaiji.yaml',
    'cloud/kaiji.yaml',
    'elsewhere.kaiji.yaml',
  ];
  const options = { ...OPTIONS, rules: [writingInto(reach.map((path) => `${ROOT}/${path}`))] };
  const [finding] = checkPackage(whole, options).get(`${ROOT}/own/evidence.kaiji.yaml`) ?? [];
  if (!finding) throw new Error('a finding is expected');
  const offered = soundFixes(finding, whole, options).flatMap(({ edits }) => edits.map(({ uri }) => uri));
  expect(offered).toEqual([`${ROOT}/own/evidence.kaiji.yaml`, `${ROOT}/own/new.kaiji.yaml`]);
});
