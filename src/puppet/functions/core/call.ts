import { PuppetError } from '../../error.ts';
import { deferredType } from '../../types/builtin.ts';
import type { PObject, Value } from '../../values/value.ts';
import { defineFunction, type FunctionContext } from '../api.ts';

/** Calls a function by name. */
export const call = defineFunction('call', [
  {
    signature: 'String function_name, Any *arguments, Callable ?&block',
    run: (context, [name, ...args], block) => context.call(name as string, args, block),
  },
  {
    signature: 'Deferred deferred',
    run: (context, [deferred]) => callDeferred(context, (deferred as PObject).attributes),
  },
]);

/** A deferred call, now; `$name` stands for a variable, to which `dig` is applied when there are arguments. */
function callDeferred(context: FunctionContext, attributes: PObject['attributes']): Value {
  const name = attributes.get('name') as string;
  const args = resolved(context, attributes.get('arguments') ?? []) as Value[];
  if (!name.startsWith('$')) return context.call(name, args);
  const variable = name.slice(1);
  if (!context.scope.hasVariable(variable)) throw new PuppetError(`Unknown variable: '${variable}'`);
  const value = context.scope.lookupVariable(variable);
  return args.length === 0 ? value : context.call('dig', [value, ...args]);
}

function resolved(context: FunctionContext, value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => resolved(context, item));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, resolved(context, item)]));
  const isDeferred = deferredType().isInstance(value);
  return isDeferred ? callDeferred(context, (value as PObject).attributes) : value;
}
