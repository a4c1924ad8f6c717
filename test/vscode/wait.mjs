/** How long anything in the editor may take, in milliseconds; generous, because only failures wait that long. */
export const PATIENCE = 20_000;

/**
 * Asks again until there is an answer: for conditions that no event tells of.
 * @template T
 * @param {string} what  what is waited for, for the failure message
 * @param {() => T | undefined | false | Promise<T | undefined | false>} probe  gives undefined or false for "not yet"
 * @param {{ readonly timeout?: number, readonly lastSeen?: () => unknown }} [options]  `lastSeen` is shown when time is up
 * @returns {Promise<T>}
 * @throws {Error} naming `what` and what was last seen, when the time is up
 */
export const eventually = async (what, probe, { timeout = PATIENCE, lastSeen } = {}) => {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) {
      const seen = lastSeen ? ` Last seen: ${JSON.stringify(lastSeen(), null, 1)}` : '';
      throw new Error(`Waited ${timeout} ms for ${what}.${seen}`);
    }
    await new Promise((again) => setTimeout(again, 50));
  }
};
