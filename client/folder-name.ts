/** Names for folders that every system takes: a package made here is opened elsewhere too. */

/** Why a name cannot be a folder's: `character` with the first that is not allowed. */
export type BadName =
  | { readonly why: 'character'; readonly character: string }
  | { readonly why: 'ending' | 'reserved' | 'length' };

/** What Windows refuses anywhere in a name, the separators of all systems among them; and marks by which a name reads otherwise than it is. */
const REFUSED = /[\\/:*?"<>|\p{Cc}\p{Bidi_Control}]/u;
const UNUSABLE = new RegExp(`${REFUSED.source}|\\s`, 'gu');
/** Names of devices on Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i;
/** Bytes of UTF-8 that file systems take; most Japanese characters are three. */
const LONGEST = 255;

/** What is wrong with a folder's name; undefined for a good one. An empty name is none and not judged here. */
export function badFolderName(name: string): BadName | undefined {
  const character = REFUSED.exec(name)?.[0];
  if (character !== undefined) return { why: 'character', character };
  if (DEVICE.test(name)) return { why: 'reserved' };
  // Windows drops spaces and dots at the end; `.` and `..` are folders already.
  if (/[. ]$/.test(name) || name.startsWith(' ')) return { why: 'ending' };
  return new TextEncoder().encode(name).length > LONGEST ? { why: 'length' } : undefined;
}

/** A good folder name made of another name; `package` where nothing of it can be used. */
export function folderNameOf(name: string): string {
  const letters = [...name.replace(UNUSABLE, '-').replace(/-+/g, '-')].slice(0, 60);
  const isEdge = (letter: string) => letter === '-' || letter === '.';
  const first = letters.findIndex((letter) => !isEdge(letter));
  const made = first < 0 ? '' : letters.slice(first, letters.findLastIndex((letter) => !isEdge(letter)) + 1).join('');
  return made === '' || DEVICE.test(made) ? 'package' : made;
}
