// Loads the chunks of the bundle together with what V8 made of them before, so that a command need not compile them.
const { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { cachedDataVersionTag } = require('node:v8');
const { Script } = require('node:vm');
const { crc32 } = require('node:zlib');

/**
 * A loader of the chunks in a directory. `load` is `require` for them; `save` keeps compiled code in `compiled/` beside
 * the directory: with `all` it replaces what is there, else only what is missing is added. Compiled code is kept by the
 * version and flags of V8, which itself refuses what isn't its own; the bundle takes it away whenever it makes other
 * chunks. Node's variable NODE_DISABLE_COMPILE_CACHE=1 keeps it from being used or made.
 */
exports.loader = (directory) => {
  const cache = process.env.NODE_DISABLE_COMPILE_CACHE
    ? undefined
    : join(directory, '../compiled', cachedDataVersionTag().toString(16));
  const modules = new Map();
  const scripts = new Map();

  const load = (name) => {
    const known = modules.get(name);
    if (known) return known.exports;
    const made = { exports: {} };
    modules.set(name, made);
    const filename = join(directory, name);
    const compiled = compile(filename, cache && join(cache, name));
    scripts.set(name, compiled);
    const find = (wanted) => (wanted.startsWith('./') ? load(wanted.slice(2)) : require(wanted));
    compiled.script.runInThisContext()(made.exports, find, made, pathToFileURL(filename).href);
    return made.exports;
  };

  const save = (all = false) => {
    if (cache === undefined) return;
    for (const [name, { script, bytes, missing }] of scripts)
      if (all || missing) replace(join(cache, name), withSum(script.createCachedData(), bytes));
  };

  return { load, save };
};

/** What V8 compiled of a chunk, with a sum of both the chunk and itself at its end, as V8 would trust what is damaged. */
function compile(filename, cached) {
  const bytes = readFileSync(filename);
  // Chunks are written in ASCII.
  const source = `(function (exports, require, module, moduleUrl) {${bytes.latin1Slice()}\n})`;
  const cachedData = cached && read(cached, bytes);
  const script = new Script(source, { filename, cachedData });
  const missing = cachedData === undefined || script.cachedDataRejected;
  return { script, bytes, missing };
}

function read(file, source) {
  try {
    const kept = readFileSync(file);
    const data = kept.subarray(0, -4);
    return kept.readUInt32LE(data.length) === crc32(data, crc32(source)) ? data : undefined;
  } catch {
    return undefined;
  }
}

function withSum(data, source) {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(data, crc32(source)));
  return Buffer.concat([data, sum]);
}

/** Whole or not at all; where placo may not write, it goes without. */
function replace(file, data) {
  const staged = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(staged, data);
    renameSync(staged, file);
  } catch {
    remove(staged);
  }
}

function remove(file) {
  try {
    rmSync(file, { force: true });
  } catch {
    // It was never made.
  }
}
