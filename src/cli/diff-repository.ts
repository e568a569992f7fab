import { type CompareMachine, machineComparer, type Revisions } from '../diff/catalogs/sides.ts';
import {
  machinesWithFacts,
  type Repository,
  repositoryRevisions,
} from '../diff/catalogs/sources/environment.ts';
import { diskFiles } from '../puppet/index.ts';
import type { Revision } from '../sources/revision.ts';
import { type NamedFiles, namedDiskFiles, revisionFiles } from '../sources/revision-files.ts';
import { readNode } from './facts.ts';

/** A Puppet repository and two revisions of it. Plain data, so that a worker may be given it. */
export interface GivenRepository {
  readonly repository: Repository;
  readonly before: Revision;
  /** Missing where it is the directory as it is. */
  readonly after: Revision | undefined;
}

/** Opens both revisions to compare machines. */
export function openGiven(given: GivenRepository): Revisions {
  const { before, after } = filesOf(given);
  return repositoryRevisions(given.repository, before, after, readNode);
}

/** Compares machines; opens the revisions when the first is asked for. */
export function givenComparer(given: GivenRepository): CompareMachine {
  let compare: CompareMachine | undefined;
  return (certname) => {
    compare ??= machineComparer(openGiven(given));
    return compare(certname);
  };
}

/** The certnames that either revision has facts of, sorted. */
export function machinesOfGiven(given: GivenRepository): readonly string[] {
  const { before, after } = filesOf(given);
  const names = [before, after].flatMap((files) => machinesWithFacts(given.repository.facts, files));
  return [...new Set(names)].sort();
}

function filesOf({ before, after }: GivenRepository): Readonly<Record<'before' | 'after', NamedFiles>> {
  const disk = diskFiles();
  const texts = new Map<string, string>();
  return {
    before: revisionFiles(before, disk, texts),
    after: after === undefined ? namedDiskFiles(disk) : revisionFiles(after, disk, texts),
  };
}
