/** Elements made to look like others by changing what differs: what a person has selected, focused or scrolled in the rest stays. */

/** Gives a parent the children of another, which loses them. */
export function morphChildren(to: ParentNode & Node, from: ParentNode & Node): void {
  const [old, now] = [[...to.childNodes], [...from.childNodes]];
  let start = 0;
  while (start < old.length && start < now.length && old[start]?.isEqualNode(now[start] ?? null)) start++;
  let end = 0;
  while (
    end < Math.min(old.length, now.length) - start &&
    old[old.length - 1 - end]?.isEqualNode(now[now.length - 1 - end] ?? null)
  )
    end++;
  const behind = old[old.length - end] ?? null;
  const [gone, come] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  come.forEach((node, i) => {
    const former = gone[i];
    if (!former) to.insertBefore(node, behind);
    else if (!morph(former, node)) to.replaceChild(node, former);
  });
  for (const node of gone.slice(come.length)) to.removeChild(node);
}

/** @returns whether the one could be made the other */
function morph(old: Node, now: Node): boolean {
  if (old.nodeName !== now.nodeName) return false;
  if (old instanceof Element && now instanceof Element) {
    for (const { name } of [...old.attributes]) if (!now.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    morphChildren(old, now);
    return true;
  }
  if (old.nodeValue !== now.nodeValue) old.nodeValue = now.nodeValue;
  return true;
}
