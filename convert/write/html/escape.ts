/** Text made safe for where it stands in an HTML file. */

/** Control characters, noncharacters and halves of pairs: no HTML or XML file may hold them. */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFDD0-\uFDEF\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text of an element, or of an attribute in double quotes. What no file may hold becomes U+FFFD. */
export function escaped(text: string): string {
  return text
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/\r\n?/g, '\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A string of CSS, quotes included: nothing in it ends the string, or the `<style>` around it. */
export function cssString(text: string): string {
  const safe = text
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/\s+/g, ' ')
    .replace(/[^\p{L}\p{M}\p{N}\p{Z}]/gu, (char) => `\\${char.codePointAt(0)?.toString(16)} `);
  return `"${safe}"`;
}

/** ` name="value"`, or nothing where there is no value. */
export function attribute(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : ` ${name}="${escaped(String(value))}"`;
}

/** Whether a link may lead there: `https:`, `http:` or `mailto:` as they are written, nothing in front of them. */
export function mayLinkTo(href: string): boolean {
  return /^(?:https?:\/\/|mailto:)[^\s]/i.test(href);
}
