/** The table of contents of a form. */
import type { Block, Heading } from './form.ts';

/** How deep a table of contents goes. */
const LISTED = 3;

export interface ContentsEntry {
  /** Undefined where deeper headings have none above them. */
  readonly heading: Heading | undefined;
  readonly below: readonly ContentsEntry[];
}

/** Nested as the headings are; a level that is passed over opens no list of its own. */
export function contentsOf(blocks: readonly Block[]): readonly ContentsEntry[] {
  return nested(blocks.filter((block): block is Heading => block.is === 'heading' && block.level <= LISTED));
}

function nested(headings: readonly Heading[]): readonly ContentsEntry[] {
  if (headings.length === 0) return [];
  const top = Math.min(...headings.map(({ level }) => level));
  const groups: Heading[][] = [];
  for (const heading of headings) {
    const group = groups.at(-1);
    if (group && heading.level > top) group.push(heading);
    else groups.push([heading]);
  }
  return groups.map(([first, ...rest]) =>
    first && first.level === top
      ? { heading: first, below: nested(rest) }
      : { heading: undefined, below: nested([...(first ? [first] : []), ...rest]) },
  );
}
