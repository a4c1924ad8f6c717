/** How the command line names files, on systems of either kind: reports are read on other machines than they are written on. */
import { expect, test } from 'vitest';
import { locationOf } from '../cli/output/sarif.ts';
import { displayPath } from '../cli/session.ts';

const unix = { cwd: '/home/a/documents', windows: false };
const windows = { cwd: 'C:\\Users\\a\\documents', windows: true };
const share = { cwd: '\\\\server\\share\\documents', windows: true };

test.each([
  ['file:///home/a/documents/x.kaiji.yaml', unix, 'x.kaiji.yaml'],
  ['file:///home/a/documents', unix, '.'],
  ['file:///home/a/%E5%9B%9E%E7%AD%94%20100%25/x%5Cy.kaiji.yaml', unix, '../回答 100%/x\\y.kaiji.yaml'],
  ['file:///c%3A/Users/a/documents/%E9%96%8B%E7%A4%BA%E6%9B%B8/x.kaiji.yaml', windows, '開示書/x.kaiji.yaml'],
  ['file:///C:/Users/a/x.kaiji.yaml', windows, '../x.kaiji.yaml'],
  ['file:///d%3A/x.kaiji.yaml', windows, 'd:/x.kaiji.yaml'],
  ['file://server/share/documents/x.kaiji.yaml', share, 'x.kaiji.yaml'],
  ['file://other/share/x.kaiji.yaml', share, '//other/share/x.kaiji.yaml'],
])('%s', (uri, at, path) => {
  expect(displayPath(uri, at)).toBe(path);
});

test.each([
  ['開示書/x #1.kaiji.yaml', { uri: '%E9%96%8B%E7%A4%BA%E6%9B%B8/x%20%231.kaiji.yaml', uriBaseId: '%SRCROOT%' }],
  ['a:b/x.kaiji.yaml', { uri: 'a%3Ab/x.kaiji.yaml', uriBaseId: '%SRCROOT%' }],
  ['d:/x.kaiji.yaml', { uri: 'file:///d:/x.kaiji.yaml' }],
  ['//other/share/x.kaiji.yaml', { uri: 'file://other/share/x.kaiji.yaml' }],
])('in SARIF, %s', (path, location) => {
  expect(locationOf(path)).toEqual(location);
});
