/** From place to place by keyboard: one of them is in the order of the Tab key; arrows go to the others, Enter to where it is written. */

/** @param root what the places stand in: elements with `data-line` */
export function moveWithKeys(root: HTMLElement, enter: (at: HTMLElement) => void): void {
  let current: HTMLElement | undefined;
  const take = (at: HTMLElement | undefined) => {
    if (!at) return;
    if (current && current !== at) current.tabIndex = -1;
    current = at;
    at.tabIndex = 0;
  };
  const all = () => [...root.querySelectorAll<HTMLElement>('[data-line]')];
  // Whatever was written anew, or lost what it was given here, something can be reached.
  new MutationObserver(() => {
    if (!current?.isConnected || current.tabIndex !== 0) take(current?.isConnected ? current : all()[0]);
  }).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['tabindex'] });
  root.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target.dataset.line !== undefined) take(target);
  });
  root.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Element) take(target.closest<HTMLElement>('[data-line]') ?? undefined);
  });
  root.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || target.dataset.line === undefined || event.altKey || event.ctrlKey || event.metaKey)
      return;
    if (key === 'Enter') {
      event.preventDefault();
      enter(target);
      return;
    }
    const by = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    const places = all();
    const next = places[places.indexOf(target) + by];
    if (!next) return;
    event.preventDefault();
    take(next);
    next.focus();
  });
}
