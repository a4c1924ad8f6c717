/** A stopwatch that counts processor time: what else the machine does is no matter. Call the result for the milliseconds since. */
export function stopwatch(): () => number {
  const started = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  };
}
