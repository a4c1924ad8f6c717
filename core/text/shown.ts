/**
 * What a terminal or a line of text obeys rather than shows: control characters, line feed and tab aside, and the marks that turn the direction of writing, by
 * which text reads otherwise than it stands (UTR #36, 2.10; CVE-2021-42574). Japanese and English need none of them.
 */
const OBEYED = /[^\P{Cc}\n\t]|\p{Bidi_Control}/gu;

/** An author's text as it may be shown to a person: what would be obeyed is seen instead, as U+FFFD. */
export function shown(text: string): string {
  return text.replace(OBEYED, '\uFFFD');
}
