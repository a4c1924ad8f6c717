import { URI } from 'vscode-uri';

/** `uri` as seen from a folder, its names decoded, with `..` where it is not below; undefined where no relative path leads there. */
export function relativePath(folder: string, uri: string): string | undefined {
  const [from, to] = [URI.parse(folder), URI.parse(uri)];
  if (from.scheme !== to.scheme || from.authority !== to.authority) return undefined;
  const [above, names] = [from, to].map(({ path }) => path.split('/').filter((name) => name !== '')) as [string[], string[]];
  // Another drive.
  if (/^[A-Za-z]:$/.test(above[0] ?? names[0] ?? '') && above[0] !== names[0]) return undefined;
  let shared = 0;
  while (shared < above.length && shared < names.length && above[shared] === names[shared]) shared++;
  return [...above.slice(shared).map(() => '..'), ...names.slice(shared)].join('/') || '.';
}
