// Preloaded into a process that is measured (`node -r`): tells on stderr, when it ends, what it took: milliseconds of processor time, bytes of memory at most.
if (require('node:worker_threads').isMainThread)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = { processor: (userCPUTime + systemCPUTime) / 1000, peak: maxRSS * 1024 };
    require('node:fs').writeSync(2, `\nused ${JSON.stringify(usage)}\n`);
  });
