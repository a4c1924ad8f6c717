// Preloaded into a server that is measured (`node -r`): tells on stderr, when it ends, what processor time it took.
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeSync(2, `processor ms: ${(user + system) / 1000}\n`);
});
