import { untilBreak } from '../../evaluate/signals.ts';
import { anyType } from '../../types/any.ts';
import type { PType } from '../../types/index.ts';
import type { PTypeType } from '../../types/wrappers.ts';
import { type PHash, PIterator, PObject, type Value } from '../../values/value.ts';
import { defineFunction } from '../api.ts';
import { walk } from '../support/walk.ts';

type Node = [path: Value[], value: Value];

interface Options {
  readonly isContainer: (value: Value) => boolean;
  readonly root: boolean;
  readonly containers: boolean;
  readonly values: boolean;
  readonly breadthFirst: boolean;
}

function readOptions(hash: Value | undefined): Options {
  const get = (name: string) => (hash as PHash | undefined)?.get(name) ?? null;
  const type = get('container_type') as PType | PTypeType | null;
  return {
    isContainer: (value) => (type === null ? isTree(value) : type.isInstance(value)),
    root: get('include_root') !== false,
    containers: get('include_containers') !== false,
    values: get('include_values') !== false,
    breadthFirst: get('order') === 'breadth_first',
  };
}

function isTree(value: Value): boolean {
  return Array.isArray(value) || value instanceof Map || value instanceof PObject;
}

function children(value: Value): [Value, Value][] {
  if (value instanceof PObject) return [...value.attributes];
  const { pairs, items } = walk(value);
  return Array.from(items, (item, index) => (pairs ? (item as [Value, Value]) : [index, item]));
}

function* nodes(root: Value, options: Options): Generator<Node> {
  const waiting: Node[] = [[[], root]];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    const [path, value] = node;
    const container = path.length === 0 || options.isContainer(value);
    if (isIncluded(path, container, options)) yield node;
    if (!container) continue;
    const below = children(value).map(([key, child]): Node => [[...path, key], child]);
    if (options.breadthFirst) waiting.push(...below);
    else waiting.unshift(...below);
  }
}

function isIncluded(
  path: readonly Value[],
  container: boolean,
  { root, containers, values }: Options,
): boolean {
  if (path.length === 0) return root && containers;
  return container ? containers : values;
}

const localTypes = [
  'OptionsType = Struct[{ container_type => Optional[Type], include_root => Optional[Boolean], include_containers => Optional[Boolean], include_values => Optional[Boolean], order => Optional[Enum[depth_first, breadth_first]], include_refs => Optional[Boolean] }]',
];
const tree = 'Variant[Iterator, Array, Hash, Object] tree, OptionsType ?options';

/** Walks a tree of arrays and hashes, with the path of each value. */
export const treeEach = defineFunction(
  'tree_each',
  [
    {
      signature: `${tree}, Callable[2, 2] &block`,
      run: (_, [subject, options], block) => {
        untilBreak(() => {
          for (const [path, value] of nodes(subject!, readOptions(options))) block!.call([path, value]);
        });
        return subject!;
      },
    },
    {
      signature: `${tree}, Callable[1, 1] &block`,
      run: (_, [subject, options], block) => {
        untilBreak(() => {
          for (const [, value] of nodes(subject!, readOptions(options))) block!.call([value]);
        });
        return subject!;
      },
    },
    {
      signature: tree,
      run: (_, [subject, options]) => new PIterator(anyType, () => nodes(subject!, readOptions(options))),
    },
  ],
  localTypes,
);
