import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { workerData } from 'node:worker_threads';
import { type End, receive, send } from './channel.ts';
import type { RubyPackages } from './installed.ts';
import channel from './prelude/channel.rb';
import functions from './prelude/functions.rb';
import operations from './prelude/operations.rb';
import puppet from './prelude/puppet.rb';
import required from './prelude/require.rb';
import scope from './prelude/scope.rb';
import types from './prelude/types.rb';
import values from './prelude/values.rb';

/** What the thread is started with. */
export interface WorkerData {
  end: End;
  packages: RubyPackages;
}

// Node has it, its declarations have not.
declare const WebAssembly: { compile(program: Uint8Array): Promise<object> };

const { end, packages } = workerData as WorkerData;

/** Starts Ruby, and leaves the thread to it: it waits for what is asked, and answers, without an end. */
async function main(): Promise<void> {
  const { DefaultRubyVM } = await import(pathToFileURL(packages.library).href);
  const module = await WebAssembly.compile(readFileSync(packages.ruby));
  const { vm } = await DefaultRubyVM(module, { consolePrint: false });
  Object.assign(globalThis, {
    placoExchange: (text: unknown) => {
      send(end, String(text));
      return receive(end);
    },
  });
  for (const part of [puppet, values, channel, scope, functions, operations, types, required]) vm.eval(part);
  vm.eval('Placo.serve');
}

main().catch((error: Error) => send(end, JSON.stringify({ op: 'failed', message: error.message })));
