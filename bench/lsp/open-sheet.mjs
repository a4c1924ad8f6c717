/** @typedef {{ readonly range: { readonly start: { readonly line: number } } }} Finding */

/** A check sheet that is open in a server: its version there, and the findings that were told last. */
export class OpenSheet {
  version = 1;
  /** @type {{ resultId?: string, items: readonly Finding[] }} */
  last = { items: [] };

  /**
   * @param {string} uri
   * @param {import('./sheet.mjs').Sheet} sheet
   * @param {import('../content/package.mjs').Content} content
   */
  constructor(uri, sheet, content) {
    this.uri = uri;
    this.sheet = sheet;
    this.content = content;
  }
}
