/** What leads somewhere: a name, a number, and the bar or the cell it stands in or beside. */
import type { DashboardWord } from './messages.ts';

const LEAD = 'button.place';

/** Makes the elements of a section say what they are: a number alone says nothing to who does not see its row and column. */
export function makeReady(content: DocumentFragment, say: (word: DashboardWord, ...values: readonly string[]) => string): void {
  for (const table of content.querySelectorAll('table')) {
    const heads = [...(table.querySelector('thead tr')?.children ?? [])].map(({ textContent }) => textContent ?? '');
    for (const row of table.querySelectorAll('tbody tr')) {
      const [name] = row.children;
      for (const [column, cell] of [...row.children].entries()) {
        const lead = cell.querySelector<HTMLElement>(LEAD);
        if (lead ?? barLead(cell)) cell.classList.add('leads');
        for (const one of cell.querySelectorAll<HTMLElement>(LEAD)) {
          one.title = say('places');
          one.tabIndex = -1;
          const words = one.textContent ?? '';
          if (column > 0) one.setAttribute('aria-label', say('cell', name?.textContent ?? '', heads[column] ?? '', words));
        }
      }
    }
  }
}

/** What a press of an element means; undefined where it means nothing. */
export function leadFrom(target: Element): HTMLElement | undefined {
  const own = target.closest<HTMLElement>(LEAD);
  if (own) return own;
  // Who selects words reads, and wants to go nowhere.
  if (!(document.getSelection()?.isCollapsed ?? true)) return undefined;
  const cell = target.closest('td, th');
  if (!cell) return undefined;
  const [lead, ...others] = cell.querySelectorAll<HTMLElement>(LEAD);
  return lead ? (others.length === 0 ? lead : undefined) : barLead(cell);
}

/** A bar leads where the first of its row does. */
function barLead(cell: Element): HTMLElement | undefined {
  return cell.querySelector('svg') ? (cell.parentElement?.querySelector<HTMLElement>(LEAD) ?? undefined) : undefined;
}
