/** A table is one stop of the Tab key; within it arrows go from one thing that leads somewhere to the next. */

const LEAD = 'button.place';

/** @returns to be called when tables changed: something in each can be reached */
export function moveInTables(root: HTMLElement): () => void {
  const take = (lead: HTMLElement) => {
    for (const one of lead.closest('table')?.querySelectorAll<HTMLElement>(LEAD) ?? []) one.tabIndex = one === lead ? 0 : -1;
  };
  root.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target.matches(LEAD) && target.tabIndex !== 0) take(target);
  });
  root.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || !target.matches(LEAD) || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = neighbour(target, key);
    if (!next) return;
    event.preventDefault();
    take(next);
    next.focus();
  });
  return () => {
    for (const table of root.querySelectorAll('table')) {
      const all = [...table.querySelectorAll<HTMLElement>(LEAD)];
      const [first] = all;
      if (!first) continue;
      const active = all.find((one) => one === document.activeElement);
      take(active ?? first);
    }
  };
}

function neighbour(lead: HTMLElement, key: string): HTMLElement | undefined {
  const row = lead.closest('tr');
  if (!row) return undefined;
  const inRow = [...row.querySelectorAll<HTMLElement>(LEAD)];
  const at = inRow.indexOf(lead);
  switch (key) {
    case 'ArrowRight':
      return inRow[at + 1];
    case 'ArrowLeft':
      return inRow[at - 1];
    case 'Home':
      return inRow[0];
    case 'End':
      return inRow.at(-1);
    case 'ArrowDown':
    case 'ArrowUp': {
      const column = columnOf(lead);
      for (let other = beside(row, key); other; other = beside(other, key)) {
        const leads = [...other.querySelectorAll<HTMLElement>(LEAD)];
        // The one above or below, else the nearest.
        const [near] = leads.sort((a, b) => Math.abs(columnOf(a) - column) - Math.abs(columnOf(b) - column));
        if (near) return near;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

function beside(row: Element, key: 'ArrowDown' | 'ArrowUp'): Element | null {
  return key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
}

function columnOf(lead: Element): number {
  return lead.closest<HTMLTableCellElement>('td, th')?.cellIndex ?? 0;
}
