/** Packages handed out: opened from texts, exported to bytes. */
import { type ExportOptions, exportPackage } from '../../convert/export/export.ts';
import type { FormName } from '../../convert/form/list.ts';
import type { Package } from '../../core/package/package.ts';
import { openFixture } from './fixture.ts';

export const DATE = '2026-10-01';

export async function opened(files: ReadonlyMap<string, string>): Promise<Package> {
  const [whole] = (await openFixture(files)).packages;
  if (!whole) throw new Error('a package is expected');
  return whole;
}

export async function exported(
  whole: Package,
  to: string,
  form: FormName,
  more: Partial<ExportOptions> = {},
): Promise<Uint8Array> {
  const uris = new Set(whole.documents.map(({ file }) => file.uri));
  const plain = { audience: 'internal', language: 'ja', date: DATE, uris } as const;
  const readPicture = () => Promise.reject(new Error('no pictures'));
  return (await exportPackage(whole, { ...plain, to, form, readPicture, ...more })).bytes;
}
