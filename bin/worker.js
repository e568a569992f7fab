// A thread beside the one of the command: what it runs is told to it.
const { join } = require('node:path');
const { workerData } = require('node:worker_threads');
const { loader } = require('./load.js');

const { load } = loader(join(__dirname, '../dist/cli'));
load(workerData.chunk);
