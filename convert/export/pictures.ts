/** The pictures a form shows, read from its package. */
import { ownValue } from '../../core/text/own-value.ts';
import type { Form } from '../form/form.ts';
import { blocksOf } from '../form/words.ts';
import type { PictureFile, PictureFiles } from '../write/picture.ts';

/** By the ending of a file's name. */
const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  webp: 'image/webp',
};

/** Undefined for what is no picture by its name. */
export function pictureType(uri: string): string | undefined {
  const ending = uri.split('.').at(-1)?.toLowerCase() ?? '';
  return ownValue(TYPES, ending);
}

/** What cannot be read is named: it is printed as its words. @param read rejects where there is no such file */
export async function picturesOf(
  form: Form,
  read: (uri: string) => Promise<Uint8Array>,
): Promise<{ readonly pictures: PictureFiles; readonly unread: readonly string[] }> {
  const uris = new Set([...blocksOf(form)].flatMap((block) => (block.is === 'picture' ? [block.uri] : [])));
  const pictures = new Map<string, PictureFile>();
  const unread: string[] = [];
  for (const uri of uris) {
    const type = pictureType(uri);
    const bytes = type === undefined ? undefined : await read(uri).catch(() => undefined);
    if (type !== undefined && bytes) pictures.set(uri, { bytes, type });
    else unread.push(uri);
  }
  return { pictures, unread };
}
