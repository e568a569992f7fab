import type { Value } from '../../values/value.ts';
import type { PInitType } from '../init-type.ts';
import { type Constructor, conversion } from './constructor.ts';
import { newValue } from './new-value.ts';

/** `Init[T, args].new(value)`: `T.new(value, args)`; an array stands for several arguments. */
export function initConstructor(init: PInitType): Constructor {
  const { single, several, optionalSingle } = init.accepted();
  const type = init.type!;
  const create = (value?: Value): Value => newValue(type, [value!, ...init.args]);
  if (init.args.length > 0) return { name: 'new_Init', conversions: [conversion('Any value', create)] };
  const isOneArgument = (value: Value): boolean =>
    single.isInstance(value) ||
    (several !== null && !several.isInstance(value) && optionalSingle && several.isInstance([value]));
  return {
    name: 'new_Init',
    conversions: [
      conversion('Array value', (value) =>
        isOneArgument(value!) ? newValue(type, [value!]) : newValue(type, value as Value[]),
      ),
      conversion('Any value', create),
    ],
  };
}
