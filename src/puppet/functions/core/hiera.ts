import { PuppetError } from '../../error.ts';
import type { Value } from '../../values/value.ts';
import { type Block, defineFunction, type FunctionContext, type FunctionDefinition } from '../api.ts';

type After = (context: FunctionContext, value: Value) => Value;

/** The functions of Hiera 3: lookup() with a merge of their own, and a default as a value or a block. */
function define(
  name: string,
  merge: string | undefined,
  after: After = (_, value) => value,
): FunctionDefinition {
  const find = (
    context: FunctionContext,
    key: string,
    fallback: Value | undefined,
    block: Block | undefined,
  ): Value => {
    warnDeprecated(context, name);
    const found = context.compiler.data.lookup(key, context.scope, { merge });
    if (found.found) return after(context, found.value);
    if (block) return after(context, block.call([key]));
    if (fallback !== undefined) return after(context, fallback);
    throw new PuppetError(`Could not find data item ${key} in any Hiera data file and no default supplied`);
  };
  return defineFunction(name, [
    {
      signature: 'Tuple[String, Any, Any, 1, 3] args',
      run: (context, [args]) => find(context, (args as string[])[0]!, (args as Value[])[1], undefined),
    },
    {
      signature: 'String key, Any ?default, Any ?override',
      run: (context, [key, fallback]) => find(context, key as string, fallback, undefined),
    },
    {
      signature: 'String key, Any ?override, Callable[1, 1] &block',
      run: (context, [key], block) => find(context, key as string, undefined, block),
    },
  ]);
}

/** Puppet's releases in the addresses of its documentation. */
const MANUALS = { 7: '7.23', 8: '8.10' };

function warnDeprecated({ compiler }: FunctionContext, name: string): void {
  if (compiler.options.strict === 'off') return;
  const manual = `https://puppet.com/docs/puppet/${MANUALS[compiler.options.puppetVersion]}/deprecated_language.html`;
  const text = `The function '${name}' is deprecated in favor of using 'lookup'. See ${manual}`;
  compiler.warnOnce('deprecations', name, text);
}

/** hiera(), hiera_array(), hiera_hash() and hiera_include(). */
export const hieraFunctions: readonly FunctionDefinition[] = [
  define('hiera', 'first'),
  define('hiera_array', 'unique'),
  define('hiera_hash', 'hash'),
  define('hiera_include', 'unique', (context, value) => {
    if (Array.isArray(value) && value.length === 0) return null;
    context.call('include', [value]);
    return null;
  }),
];
