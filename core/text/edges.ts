/** Texts without certain characters at their ends. Linear: a regular expression for the end (`/[ \t]+$/`) would begin anew at every such character within. */

/** @param behind one character of those left out at the end, as often as they stand there; without the flags g and y */
export function withoutEnd(text: string, behind: RegExp): string {
  let end = text.length;
  while (end > 0 && behind.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The same at both ends. @param before one character of those left out at the beginning */
export function withoutEdges(text: string, before: RegExp, behind: RegExp): string {
  let start = 0;
  while (start < text.length && before.test(text.charAt(start))) start++;
  return withoutEnd(text.slice(start), behind);
}
