#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

// A large platform leaves much behind that is soon of no use: collecting it earlier takes a seventh more processor time
// and less than half the memory.
setFlagsFromString('--heap-growing-percent=40');
await import('../dist/cli.js');
