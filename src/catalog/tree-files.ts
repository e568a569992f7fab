import type { Files } from '../puppet/files.ts';
import type { Tree } from '../render/tree.ts';

/** The files of a tree as the Puppet compiler reads them, below a directory that need not exist. */
export function treeFiles(tree: Tree, root: string): Files {
  const below = `${root}/`;
  const inTree = (path: string) => (path.startsWith(below) ? path.slice(below.length) : undefined);
  const names = directories(tree);
  const read = (path: string) => {
    const own = inTree(path);
    return own === undefined ? undefined : tree.get(own);
  };
  const list = (path: string) => names.get(path === root ? '' : (inTree(path) ?? '\0'));
  return {
    read,
    readBytes: (path) => {
      const text = read(path);
      return text === undefined ? undefined : Buffer.from(text);
    },
    list,
    isFile: (path) => read(path) !== undefined,
    isDirectory: (path) => list(path) !== undefined,
    isLink: () => false,
  };
}

/** The names in each directory of a tree, sorted. */
function directories(tree: Tree): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, Set<string>>([['', new Set()]]);
  for (const path of tree.keys()) addPath(children, path);
  return new Map([...children].map(([directory, names]) => [directory, [...names].sort()]));
}

function addPath(children: Map<string, Set<string>>, path: string): void {
  const cut = path.lastIndexOf('/');
  const directory = cut === -1 ? '' : path.slice(0, cut);
  const known = children.get(directory);
  if (known) known.add(path.slice(cut + 1));
  else {
    children.set(directory, new Set([path.slice(cut + 1)]));
    addPath(children, directory);
  }
}
