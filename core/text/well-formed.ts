/** A text that any encoding can hold: halves of a pair become U+FFFD. YAML and JSON can write them as escapes, addresses and files cannot. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
