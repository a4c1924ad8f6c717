/** What filling needs to know of a whole workbook. */
import { attributesOf, nextTag, type Tag, textBetween } from './tags.ts';

/** What the names of a workbook stand for, by their names in lower case; without those of one sheet alone. */
export function definedNames(workbook: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let open: Tag | undefined;
  for (let tag = nextTag(workbook, 0); tag; tag = nextTag(workbook, tag.end)) {
    if (tag.name !== 'definedName') continue;
    if (tag.is === 'open') open = tag;
    else if (open) {
      const all = attributesOf(workbook, open);
      if (!all.has('localSheetId'))
        names.set((all.get('name') ?? '').toLowerCase(), textBetween(workbook, open.end, tag.start).trim());
      open = undefined;
    }
  }
  return names;
}

/** The cell formats whose cells may be edited on a protected sheet. Cells are locked unless their format says otherwise. */
export function unlockedStyles(styles: string): ReadonlySet<number> {
  const unlocked = new Set<number>();
  let isFormat = false;
  let format = -1;
  for (let tag = nextTag(styles, 0); tag; tag = nextTag(styles, tag.end)) {
    if (tag.name === 'cellXfs') isFormat = tag.is === 'open';
    else if (isFormat && tag.name === 'xf' && tag.is !== 'close') format++;
    else if (isFormat && tag.name === 'protection' && /^(?:0|false|off)$/.test(attributesOf(styles, tag).get('locked') ?? ''))
      unlocked.add(format);
  }
  return unlocked;
}
