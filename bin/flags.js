const { setFlagsFromString } = require('node:v8');

/** How the V8 of a version (`process.versions.v8`) is to run placo; one that it does not know, it complains of. */
exports.flagsOf = (version) => [
  // A large platform leaves much behind that is soon of no use: collecting it earlier takes a tenth more processor
  // time and far less memory.
  '--heap-growing-percent=80',
  // A command is short: the optimising compiler, asked as early as V8 would, costs more than it gives. The V8 of Node 22
  // and later counts otherwise.
  ...(Number.parseInt(version, 10) < 12 ? ['--interrupt-budget=1500000'] : []),
  // Objects outlive the first small collections in any case, so there are to be few of them.
  '--semi-space-growth-factor=16',
  // What was compiled in advance is not to be thrown away and compiled again.
  '--no-flush-bytecode',
];

/** Sets them, before anything is loaded, as compiled code is only good for the flags that it was compiled under. */
exports.setFlags = () => {
  for (const flag of exports.flagsOf(process.versions.v8)) setFlagsFromString(flag);
};
