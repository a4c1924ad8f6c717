// Preloaded into a server (`node -r`): the first SIGUSR2 begins a profile of the processor, the next writes it to KAIJI_PROFILE and says so on stderr.
const { Session } = require('node:inspector');
const { writeFileSync } = require('node:fs');

/** Microseconds between samples. */
const INTERVAL = 100;

/** @type {Session | undefined} */
let session;
process.on('SIGUSR2', () => {
  if (session) {
    session.post('Profiler.stop', (_, { profile }) => {
      writeFileSync(process.env.KAIJI_PROFILE ?? '', JSON.stringify(profile));
      process.stderr.write('\nprofiled\n');
    });
    return;
  }
  session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
  session.post('Profiler.start', () => process.stderr.write('\nprofiling\n'));
});
