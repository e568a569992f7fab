import type { LogLevel } from '../../evaluate/compiler.ts';
import { toText } from '../../types/index.ts';
import { defineFunction, type FunctionDefinition } from '../api.ts';

function define(name: LogLevel): FunctionDefinition {
  return defineFunction(name, [
    {
      signature: 'Any *values',
      returns: 'Undef',
      run: (context, values) => {
        context.log(name as 'notice', values.map(toText).join(' '));
        return null;
      },
    },
  ]);
}

/** The functions that log a message, one a level. */
export const loggers: readonly FunctionDefinition[] = (
  ['debug', 'info', 'notice', 'warning', 'err', 'alert', 'emerg', 'crit'] as const
).map(define);
