/**
 * Loaded into the server before anything else (`NODE_OPTIONS=--require`): its clock is what a file says (`KAIJI_TEST_CLOCK`, milliseconds since 1970), and what
 * it does from time to time it does when it gets the signal SIGUSR2.
 */
const { readFileSync } = require('node:fs');

const RealDate = Date;
const now = () => Number(readFileSync(process.env.KAIJI_TEST_CLOCK, 'utf8'));

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now()] : parts));
  }

  static now() {
    return now();
  }
};

const realInterval = setInterval;
globalThis.setInterval = (run, ...rest) => {
  process.on('SIGUSR2', () => run());
  return realInterval(run, ...rest);
};
