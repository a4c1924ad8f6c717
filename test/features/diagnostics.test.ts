/** Findings as LSP shows them. */
import { expect, test } from 'vitest';
import { DiagnosticTag } from 'vscode-languageserver-types';
import { toDiagnostic } from '../../core/features/diagnostics.ts';
import { findingsOf } from '../support/fixture.ts';

test('what could be deleted is faded, and nothing else', async () => {
  const found = await findingsOf(
    new Map([
      ['kaiji.yaml', 'kaiji: package/v1\n'],
      ['evidence.kaiji.yaml', 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, title: 規程A, expires: 2026-01-01 }\n'],
      [
        'checklist.kaiji.yaml',
        'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  # kaiji-disable-next-line missing-plan -- 監査後に書く\n  - { control: CL-94, answer: 作業者ごとに発行しています。 }\n',
      ],
    ]),
  );
  const faded = found
    .map(({ whole, finding }) => toDiagnostic(finding, whole, { language: 'ja' }))
    .filter(({ tags }) => tags?.includes(DiagnosticTag.Unnecessary));
  expect(faded.map(({ code }) => code).sort()).toEqual(['unused-evidence', 'unused-suppression']);
  expect(found.map(({ finding }) => finding.rule)).toContain('evidence-expired');
});
