/** A program of dist/ and the parts it loads at once, by path from the root. */
export function loadedBy(program: string): string[];
