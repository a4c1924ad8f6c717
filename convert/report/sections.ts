/** A report section by section, to be shown while it changes: of one that is the same, the HTML is the same, wherever its lines moved to. */
import type { Block, Form, LedTo } from '../form/form.ts';
import { blocksOf, wordsOf } from '../form/words.ts';
import { blocksHtml } from '../write/html/block.ts';
import { contextOf } from '../write/html/context.ts';

export interface ReportSection {
  /** Unique in the report; that of its heading in the HTML. '' for what stands before the first heading. */
  readonly id: string;
  /** Its heading in words. */
  readonly title: string;
  /** Its elements. What leads somewhere has the index into {@link places} as `data-place`. */
  readonly html: string;
  readonly places: readonly (readonly LedTo[])[];
}

/** The sections in order, each with its heading. */
export function sectionsOf(form: Form): readonly ReportSection[] {
  const { language, blocks } = form;
  const all = [...blocksOf(form)];
  return grouped(blocks).map((own) => {
    const [first] = own;
    const heading = first?.is === 'heading' ? first : undefined;
    const places: (readonly LedTo[])[] = [];
    const context = contextOf(language, all, { leadTo: (led) => places.push(led) - 1 });
    return {
      id: (heading && context.idOf(heading)) ?? '',
      title: heading ? wordsOf(heading.content) : '',
      html: blocksHtml(own, context),
      places,
    };
  });
}

function grouped(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const group = groups.at(-1);
    if (!group || (block.is === 'heading' && block.level === 1)) groups.push([block]);
    else group.push(block);
  }
  return groups;
}
