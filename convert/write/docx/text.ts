/** Characters of a form that XML cannot hold: https://www.w3.org/TR/xml/#charsets. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** The text with `\n` as its only line break, without control characters; half a character becomes U+FFFD, so that its place is seen. */
export function legal(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(ILLEGAL, '').replace(LONE_SURROGATE, '\ufffd');
}

/** The text as the content of an element or an attribute. */
export function escaped(text: string): string {
  return legal(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
