/** The built server tells all findings of a folder in lines, and of a check that was slow. */
import { expect, test } from 'vitest';
import type { CheckFolderAnswer, SlowCheckAnswer } from '../server/protocol/check.ts';
import { servedFolder } from './support/served-folder.ts';

const served = servedFolder({
  'a b/kaiji.yaml': 'kaiji: package/v1\nlanguage: ja\n',
  'a b/確認.kaiji.yaml': 'kaiji: checklist/v1\ncatalog: medcloud-checklist\nanswers:\n  - { control: CL-999, status: 対応済 }\n',
  'a b/hostile.kaiji.yaml': 'kaiji: evidence/v1\nevidence:\n  - { id: ev-a, titel: "\u001b[31mred" }\n',
  'b/kaiji.yaml': 'kaiji: package/v1\n',
});

test('the findings of a folder, one in a line, with paths from there; what a terminal would obey is not in them', async () => {
  const client = await served.start({ settings: { language: 'ja' } });
  const ask = (folder: string) =>
    client.connection.sendRequest<CheckFolderAnswer>('kaiji/checkFolder', { folder: served.uriOf(folder) });
  const { lines, files, counts } = await ask('a b');
  expect(files).toBe(3);
  expect(lines).toHaveLength(counts.error + counts.warning + counts.info + counts.hint);
  expect(lines).toContainEqual(expect.stringMatching(/^確認\.kaiji\.yaml:4:16: error: .*CL-999.* \[unknown-control\]$/));
  for (const line of lines) expect(line).toMatch(/^[^:]+\.yaml:\d+:\d+: (error|warning|info|hint): [^\p{Cc}]+ \[[a-z-]+\]$/u);
  expect(await ask('b')).toEqual({ lines: [], files: 1, counts: { error: 0, warning: 0, info: 0, hint: 0 } });
});

test('an open document counts as it is typed', async () => {
  const client = await served.start();
  await client.open(served.uriOf('b/new.kaiji.yaml'), 'kaiji: checklist/v1\ncatalog: nonesuch\nanswers: []\n');
  const { lines } = await client.connection.sendRequest<CheckFolderAnswer>('kaiji/checkFolder', { folder: served.uriOf('b') });
  expect(lines.join('\n')).toMatch(/^new\.kaiji\.yaml:2:10: \w+: .*nonesuch/);
});

test.each(['ja', 'en'])('a slow check is told in %s with the rule that took longest; others are not', async (language) => {
  const uri = served.uriOf('a b/確認.kaiji.yaml');
  const ask = (slowCheck: number) =>
    served
      .start({ settings: { language }, initializationOptions: { slowCheck } })
      .then((client) => client.connection.sendRequest<SlowCheckAnswer | null>('kaiji/slowCheck', { uri }));
  const answer = await ask(0);
  expect(answer?.milliseconds).toBeGreaterThan(0);
  expect(answer?.slowest?.rule).toMatch(/^[a-z-]+$/);
  expect(answer?.slowest?.summary).toMatch(language === 'ja' ? /[ぁ-ん]/ : /^[ -~]+$/);
  expect(answer?.slowest?.milliseconds).toBeLessThanOrEqual(answer?.milliseconds ?? 0);
});

test('a check of a moment is not slow', async () => {
  const client = await served.start({ initializationOptions: { slowCheck: 1e6 } });
  expect(await client.connection.sendRequest('kaiji/slowCheck', { uri: served.uriOf('b/kaiji.yaml') })).toBeNull();
});
