/** How soon a page of ours shows what is typed in an editor. */
import type { Frame, Page } from 'playwright-core';

/**
 * Milliseconds from a key to the frame in which a page shows what it wrote, each measured by the clock all frames of a browser share.
 * @param within selects what of the page is looked at
 * @param keys are typed one by one between two words, `before` and `behind`, where the cursor is
 */
export async function followed(
  workbench: Page,
  frame: Frame,
  within: string,
  keys: string,
  [before, behind]: readonly [before: string, behind: string],
): Promise<readonly number[]> {
  await workbench.evaluate(() => {
    const pressed: number[] = [];
    Object.assign(globalThis, { pressed });
    addEventListener('keydown', ({ key }) => key.length === 1 && pressed.push(performance.timeOrigin + performance.now()), true);
  });
  const times: number[] = [];
  for (const [i, key] of [...keys].entries()) {
    const shown = frame.evaluate(
      ([selector, text]) =>
        new Promise<number>((resolve) => {
          const look = () => {
            if (!document.querySelector(selector)?.textContent?.includes(text)) return;
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
          };
          const observer = new MutationObserver(look);
          observer.observe(document.body, { childList: true, subtree: true, characterData: true });
          look();
        }),
      [within, `${before}${keys.slice(0, i + 1)}${behind}`] as const,
    );
    await workbench.keyboard.press(key);
    const at = await shown;
    const from = await workbench.evaluate((index) => (globalThis as unknown as { pressed: number[] }).pressed[index] ?? 0, i);
    times.push(at - from);
  }
  return times;
}

export function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
}
