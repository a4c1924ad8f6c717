/** Nesting without end. */
import { expect, test } from 'vitest';
import { findingsOf } from '../support/fixture.ts';

test('T-17 nesting beyond the limit is a finding, and what stands beside it is read', async () => {
  const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
  const sheet = `kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - control: CL-94\n    evidence: ${deep}\n  - control: CL-998\n`;
  const codes = (await findingsOf(new Map([['sheet.kaiji.yaml', sheet]]))).map(({ finding: { rule } }) => rule);
  expect(codes).toContain('file-limit');
  expect(codes).toContain('unknown-control');
  expect(codes).not.toContain('internal-error');
});
