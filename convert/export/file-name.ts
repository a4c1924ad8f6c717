/** How files that are handed on are called. */

/**
 * `例示クラウドカルテ_チェックシート.xlsx`.
 * @param parts what the name says, in order; empty ones are left out
 * @param extension without the dot
 */
export function fileNameOf(parts: readonly (string | undefined)[], extension: string): string {
  // What no system has in a file's name.
  const name = parts
    .filter((part) => part !== undefined && part !== '')
    .join('_')
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, '_')
    .slice(0, 100);
  return `${name === '' ? 'kaiji' : name}.${extension}`;
}
