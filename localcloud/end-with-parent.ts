// A process that the engine starts loads this first, and ends when the engine is gone: one that is killed can tell
// nobody. Node may read this file itself, so it holds no types.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 1000).unref();
