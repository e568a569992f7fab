// A thread that compiles catalogs beside the one of the command.
const { join } = require('node:path');
const { loader } = require('./load.js');

const { load } = loader(join(__dirname, '../dist/cli'));
load('catalog-worker.js');
