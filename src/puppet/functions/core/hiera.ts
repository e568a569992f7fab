import { PuppetError } from '../../error.ts';
import type { Value } from '../../values/value.ts';
import {
  type Block,
  type Dispatch,
  defineFunction,
  type FunctionContext,
  type FunctionDefinition,
} from '../api.ts';

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
    throw new PuppetError(`Function lookup() did not find a value for the name '${key}'`, {}, 'LOOKUP_ERROR');
  };
  return defineFunction(name, [
    {
      // Puppet calls a method here that it does not have.
      signature: 'Tuple[String, Any, Any, 1, 3] args',
      run: () => {
        throw new PuppetError(`undefined method \`${name}'`);
      },
    },
    {
      signature: 'String key',
      run: (context, [key]) => find(context, key as string, undefined, undefined),
    },
    {
      signature: 'String key, Any default, Any ?override',
      run: (context, [key, fallback]) => find(context, key as string, fallback, undefined),
    },
    ...['String key', 'String key, Any override'].map(
      (parameters): Dispatch => ({
        signature: `${parameters}, Callable[1, 1] &default_block`,
        run: (context, [key], block) => find(context, key as string, undefined, block),
      }),
    ),
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
