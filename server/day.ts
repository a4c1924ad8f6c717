/** Findings that depend on the day (deadlines, expiry) are others from midnight on, and where somebody sets the clock, though nobody edits anything. */

/** How often the day is looked at, in milliseconds: computers sleep over midnight, and clocks are set, so no timer can be set to the moment. */
const EACH = 60_000;

/**
 * @param today the day as `YYYY-MM-DD`
 * @param changed told that it is another one, later or earlier
 * @returns what ends it
 */
export function followDay(today: () => string, changed: () => void): () => void {
  let last = today();
  const timer = setInterval(() => {
    const now = today();
    if (now === last) return;
    last = now;
    changed();
  }, EACH);
  return () => clearInterval(timer);
}
