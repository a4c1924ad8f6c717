/** Tables that are wider than the page are scrolled in place: the Tab key stops at those, where arrow keys scroll them. */

/** @returns to be called when tables changed; that the page has become wider or narrower is seen to here */
export function scrollTables(root: HTMLElement): () => void {
  const look = () => {
    const all = [...root.querySelectorAll<HTMLElement>('.table')].map((box) => ({
      box,
      isScrolled: box.scrollWidth > box.clientWidth,
    }));
    for (const { box, isScrolled } of all) {
      if (isScrolled) {
        box.tabIndex = 0;
        box.setAttribute('role', 'group');
        box.setAttribute('aria-label', nameOf(box));
      } else for (const name of ['tabindex', 'role', 'aria-label']) box.removeAttribute(name);
    }
  };
  new ResizeObserver(look).observe(root);
  return look;
}

/** Its caption, else the heading it stands under. */
function nameOf(box: HTMLElement): string {
  const headings = [...(box.closest('section')?.querySelectorAll('h2, h3, h4') ?? [])];
  const above = headings.findLast((one) => one.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
  return (box.querySelector('caption') ?? above)?.textContent ?? '';
}
