import { PuppetError } from '../../error.ts';
import { rubyClassName } from '../../types/ruby-class.ts';
import type { PHash, Value } from '../../values/value.ts';
import { define3xStatement } from '../api.ts';
import { rubyToS } from '../support/ruby-text.ts';
import { textWith } from '../support/undefined-method.ts';

/** Declares a resource for each entry of a hash, with defaults. */
export const createResources = define3xStatement(
  'create_resources',
  -3,
  ({ compiler, scope, place }, args) => {
    const [type, instances, defaults] = checked(args);
    const at = place();
    for (const [title, parameters] of instances) {
      const titles = Array.isArray(title) ? title : [title];
      const merged = new Map<string, Value>();
      if (!(parameters instanceof Map)) {
        throw new PuppetError(`no implicit conversion of ${converted(parameters)} into Hash`);
      }
      for (const hash of [defaults, parameters])
        for (const [name, value] of hash) merged.set(rubyToS(name), value);
      compiler.createResources(
        {
          type: type.replace(/^@{1,2}/, '').toLowerCase(),
          titles,
          parameters: merged,
          form: formOf(type),
          place: at,
        },
        scope,
      );
    }
    return null;
  },
);

/** What Ruby calls a value that is not what it should be. */
function converted(value: Value): string {
  if (value === null) return 'nil';
  return typeof value === 'boolean' ? String(value) : rubyClassName(value);
}

function checked(args: readonly Value[]): [string, PHash, PHash] {
  const [type, instances, defaults] = args;
  if (args.length > 3)
    throw new PuppetError(`create_resources(): wrong number of arguments (${args.length}; must be 2 or 3)`);
  if (!(instances instanceof Map))
    throw new PuppetError('create_resources(): second argument must be a hash');
  if (defaults !== undefined && !(defaults instanceof Map))
    throw new PuppetError('create_resources(): third argument, if provided, must be a hash');
  const name = textWith('sub', type);
  if (/^@{1,2}class$/i.test(name)) throw new PuppetError('Classes are not virtualizable');
  return [name, instances, defaults ?? new Map()];
}

function formOf(type: string): 'regular' | 'virtual' | 'exported' {
  if (type.startsWith('@@')) return 'exported';
  return type.startsWith('@') ? 'virtual' : 'regular';
}
