import ipaddr from 'ipaddr.js';
import { PuppetError } from '../../error.ts';
import { describeMismatch, inferSet, type PType } from '../../types/index.ts';
import type { Value } from '../../values/value.ts';
import { type AnyFunction, define3x, defineFunction, type FunctionContext, type Run } from '../api.ts';
import { flattenDeep } from '../support/flatten.ts';
import { rubyClass } from '../support/ruby-class.ts';
import { rubyToS } from '../support/ruby-text.ts';

function enclose(value: Value): Value {
  const text = rubyToS(value);
  if (text === '*') return value;
  const [address] = text.split('/');
  if (!ipaddr.isValid(address!)) {
    throw new PuppetError(`enclose_ipv6(): Wrong argument given ${text} is not an ip address.`);
  }
  const parsed = ipaddr.parse(address!);
  return parsed.kind() === 'ipv6' ? `[${(parsed as ipaddr.IPv6).toRFC5952String()}]` : value;
}

/** Whether an older validation of the same value passes. */
function passes(context: FunctionContext, name: string, args: Value[]): boolean {
  try {
    context.call(name, args);
    return true;
  } catch (error) {
    if (error instanceof PuppetError) return false;
    throw error;
  }
}

/** `validate_legacy(type, 'validate_x', value)`: the type decides; where it refuses, the older function may still let pass. */
const validateLegacy: Run = (context, [type, name, value, ...rest]) => {
  const wanted = typeof type === 'string' ? context.compiler.parseType(type, context.scope) : (type as PType);
  if (wanted.isInstance(value!)) return null;
  const message = describeMismatch(`validate_legacy(${name})`, wanted, inferSet(value!));
  if (!passes(context, String(name), [value!, ...rest])) throw new PuppetError(message);
  return context.call('deprecation', ['validate_legacy', message]);
};

const deprecation: Run = ({ compiler, place }, [key, message, bySetting = true]) => {
  const { strict } = compiler.options;
  const { file = '', line } = place();
  const text = `${message} at [${JSON.stringify(file)}, ${line}]:`;
  if (bySetting && strict === 'error') throw new PuppetError(`deprecation. ${key}. ${text}`);
  if (!bySetting || strict === 'warning') compiler.warnOnce('deprecations', String(key), text, place());
  return null;
};

/** A range of addresses: one address is a range too, and the bits behind the prefix do not count. */
function rangeOf(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text);
    const address = ipaddr.parse(text);
    return [address, address.kind() === 'ipv6' ? 128 : 32];
  } catch {
    throw new PuppetError(`invalid address: ${text}`);
  }
}

const ipInRange: Run = (_, [text, ranges]) => {
  const [address] = rangeOf(text as string);
  return ([ranges!].flat() as string[])
    .map(rangeOf)
    .some(([network, length]) => network.kind() === address.kind() && address.match(network, length));
};

/** Functions of the module stdlib that need more than Ruby's own classes. */
export const stdlibExtraFunctions: readonly AnyFunction[] = [
  define3x('enclose_ipv6', -1, (_, args) => {
    if (args.length !== 1) {
      throw new PuppetError(`enclose_ipv6(): Wrong number of arguments given ${args.length} for 1`);
    }
    if (typeof args[0] !== 'string' && !Array.isArray(args[0])) {
      const given = rubyClass(args[0]!);
      throw new PuppetError(`enclose_ipv6(): Wrong argument type given ${given} expected String or Array`);
    }
    const items = flattenDeep([args[0]!]).filter((item) => item !== null);
    return [...new Set(items.map(enclose))];
  }),
  define3x('get_module_path', -1, ({ compiler }, args) => {
    if (args.length !== 1) throw new PuppetError('get_module_path(): Wrong number of arguments, expects one');
    const { modules, name } = compiler.environment;
    const module = modules.get(rubyToS(args[0]!));
    if (module === undefined) {
      throw new PuppetError(`Could not find module ${rubyToS(args[0]!)} in environment ${name}`);
    }
    return module.path;
  }),
  defineFunction('validate_legacy', [
    { signature: 'Type target_type, String function_name, Any value, Any *args', run: validateLegacy },
    { signature: 'String type_string, String function_name, Any value, Any *args', run: validateLegacy },
  ]),
  defineFunction('stdlib::ip_in_range', [
    { signature: 'String ipaddress, Variant[String, Array] range', returns: 'Boolean', run: ipInRange },
  ]),
  defineFunction('is_a', [
    {
      signature: 'Any value, Type type',
      run: (_, [value, type]) => (type as PType).isInstance(value!),
    },
  ]),
  defineFunction('deprecation', [
    { signature: 'String key, String message, Boolean ?use_strict_setting', run: deprecation },
  ]),
];
