#!/usr/bin/env node
const { join } = require('node:path');
const { setFlags } = require('./flags.js');
const { loader } = require('./load.js');

setFlags();
const { load, save } = loader(join(__dirname, '../dist/cli'));
load('cli.js')
  .main()
  .then((code) => {
    process.exitCode = code;
    save();
  });
