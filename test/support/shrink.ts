/** The least part of a text that still fails: stretches are taken out as long as it does, half of it first, then ever smaller ones. */
export function shrink(text: string, fails: (text: string) => boolean): string {
  let least = text;
  for (let size = Math.max(1, least.length >> 1); ; size = Math.max(1, size >> 1)) {
    let found = false;
    for (let at = 0; at + size <= least.length; ) {
      const shorter = least.slice(0, at) + least.slice(at + size);
      if (fails(shorter)) {
        least = shorter;
        found = true;
      } else at += size;
    }
    if (size === 1 && !found) return least;
  }
}
