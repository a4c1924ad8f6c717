/** How files that are handed on are called. */

/** What no system has in a file's name, and marks by which a name reads otherwise than it is. */
const UNUSABLE = /[\p{Cc}\p{Bidi_Control}<>:"/\\|?*]+/gu;

/** Names of devices on Windows, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i;

/** Bytes of UTF-8: systems take 255, and other programs put something of theirs behind. */
const LONGEST = 200;

/**
 * `例示クラウドカルテ_チェックシート.xlsx`.
 * @param parts what the name says, in order; empty ones are left out
 * @param extension without the dot
 */
export function fileNameOf(parts: readonly (string | undefined)[], extension: string): string {
  const whole = parts
    .filter((part) => part !== undefined && part !== '')
    .join('_')
    .replace(UNUSABLE, '_');
  const name = beginning(whole);
  return `${name === '' || DEVICE.test(name) ? `kaiji${name}` : name}.${extension}`;
}

/** As much of a name as fits, no character in half. */
function beginning(name: string): string {
  let length = 0;
  let room = LONGEST;
  for (const letter of name) {
    room -= new TextEncoder().encode(letter).length;
    if (room < 0) break;
    length += letter.length;
  }
  return name.slice(0, length);
}
