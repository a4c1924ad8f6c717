/** The built server tells a client with views which packages changed, by an edit and on disk. */
import { expect, test } from 'vitest';
import type { ChangedParams } from '../server/protocol/changes.ts';
import { servedFolder } from './support/served-folder.ts';

const MANIFEST = 'kaiji: package/v1\n';
const served = servedFolder({
  'a/kaiji.yaml': MANIFEST,
  'a/disclosure.kaiji.yaml': 'kaiji: disclosure/v1\n',
  'b/kaiji.yaml': `${MANIFEST}extends: ../a\n`,
  'b/disclosure.kaiji.yaml': 'kaiji: disclosure/v1\n',
});

test('edits name the package and those that build on it; a file that comes may change everything', async () => {
  const client = await served.start({ initializationOptions: { views: true } });
  const told: ChangedParams[] = [];
  let heard = () => {};
  client.connection.onNotification('kaiji/changed', (params: ChangedParams) => {
    told.push(params);
    heard();
  });
  const next = () =>
    new Promise<void>((resolve) => {
      heard = resolve;
    });
  const opened = next();
  await client.open(served.uriOf('b/disclosure.kaiji.yaml'), 'kaiji: disclosure/v1\n');
  await opened;
  expect(told).toEqual([{ packages: [served.uriOf('b')] }]);
  // Put together once, b is known to build on a.
  await client.connection.sendRequest('kaiji/coverage', { uri: served.uriOf('b/disclosure.kaiji.yaml') });
  const edited = next();
  await client.open(served.uriOf('a/disclosure.kaiji.yaml'), 'kaiji: disclosure/v1\n');
  await edited;
  expect(told.at(-1)).toEqual({ packages: [served.uriOf('a'), served.uriOf('b')] });
  const come = next();
  served.write('a/evidence.kaiji.yaml', 'kaiji: evidence/v1\n');
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: served.uriOf('a/evidence.kaiji.yaml'), type: 1 }],
  });
  await come;
  expect(told.at(-1)).toEqual({});
});
