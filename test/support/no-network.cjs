// Loaded before a program (`node --require`): whoever wants the network is noted in $KAIJI_NETWORK, and refused.
const { appendFileSync } = require('node:fs');

const refuse = (what) =>
  function refused() {
    appendFileSync(process.env.KAIJI_NETWORK, `${what}\n`);
    throw new Error(`no network: ${what}`);
  };

const net = require('node:net');
net.Socket.prototype.connect = refuse('connect');
net.Server.prototype.listen = refuse('listen');
require('node:dgram').createSocket = refuse('datagram');
const dns = require('node:dns');
for (const asker of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  for (const name of ['lookup', 'lookupService', 'reverse', ...Object.keys(asker).filter((key) => /^resolve/.test(key))])
    if (typeof asker[name] === 'function') asker[name] = refuse(name);
globalThis.fetch = refuse('fetch');
