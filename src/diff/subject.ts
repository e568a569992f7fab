/** Whom a file of out/ concerns, and what it is there. */
export interface Subject {
  /** `angers/web01`, a certname for a catalog; `the site angers` or `the platform`, see `isMachine`. */
  readonly name: string;
  /** A path on the machine, or what else the file is. */
  readonly file: string;
  /** Words that say whose file it is, which do not make a change another one. */
  readonly ownWords: readonly string[];
}

/** Whom the file at a path below out/ concerns; follows the layout that rendering gives to out/. */
export function subjectOf(path: string): Subject {
  const file = /^sites\/([^/]+)\/files\/([^/]+)\/(.+)$/.exec(path);
  if (file) return machine(file[1]!, file[2]!, `/${file[3]}`);
  const manifest = /^sites\/([^/]+)\/manifests\/([^/]+)\.pp$/.exec(path);
  if (manifest) return machine(manifest[1]!, manifest[2]!, 'manifest');
  const catalog = /^catalogs\/(.+)\.json$/.exec(path);
  if (catalog)
    return {
      name: catalog[1]!,
      file: 'catalog',
      ownWords: [catalog[1]!, ...spellings(catalog[1]!.split('.')[0]!)],
    };
  const plan = /^plans\/([^/]+)\/(.+)$/.exec(path);
  if (plan) return { name: `the site ${plan[1]}`, file: `plans/${plan[2]}`, ownWords: [] };
  return { name: 'the platform', file: path, ownWords: [] };
}

/** Whether the name of a subject is that of a machine: those have no space. */
export function isMachine(name: string): boolean {
  return !name.includes(' ');
}

function machine(site: string, name: string, file: string): Subject {
  return { name: `${site}/${name}`, file, ownWords: spellings(name) };
}

/** A machine's name as a class and as a host. */
export function spellings(name: string): string[] {
  return [...new Set([name, name.replaceAll('_', '-'), name.replaceAll('-', '_')])];
}

/** A pattern of words, in changed lines: a line that is gone has a hyphen in front, which is not part of its first word. */
export function wordPattern(words: readonly string[]): RegExp {
  const sources = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?:(?<![\\w-])|(?<=^-))(?:${sources.join('|')})(?![\\w-])`, 'gm');
}
