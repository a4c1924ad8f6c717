/** Milliseconds after which something hangs: far more than anything takes on a slow machine, and less than a test has. */
export const LIMIT = 60_000;

/** A promise that has to settle: a hang fails by name, long before a test's own time is up. @param limit milliseconds */
export async function within<T>(what: string, promise: Promise<T>, limit = LIMIT): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer within ${limit / 1000} s`)), limit);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
