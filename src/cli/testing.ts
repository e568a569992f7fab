import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { run, type World } from './run.ts';

/** What a command wrote, and how it exited. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A project in a temporary directory, gone when the test is finished. */
export interface Project {
  readonly directory: string;
  readonly placo: (args: string, world?: Partial<World>) => Promise<Outcome>;
  readonly write: (path: string, content: string | Uint8Array) => void;
  readonly read: (path: string) => string;
  /** Replaces text in a file, which has to be there. */
  readonly edit: (path: string, from: string, to: string) => void;
  /** Every file below a directory, with its content. */
  readonly files: (directory: string) => Record<string, string>;
}

/** An empty project. */
export function emptyProject(): Project {
  const directory = mkdtempSync(join(tmpdir(), 'placo-cli-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const read = (path: string) => readFileSync(join(directory, path), 'utf8');
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  };
  return {
    directory,
    placo: (args, world) => placoIn(directory, args, world),
    read,
    write,
    edit: (path, from, to) => {
      const before = read(path);
      if (!before.includes(from)) throw new Error(`${path} does not hold '${from}'`);
      write(path, before.replace(from, to));
    },
    files: (below) => filesBelow(join(directory, below)),
  };
}

/** A project with a site, a reverse proxy, two web guests and a website, made as a user makes it. */
export async function smallProject(): Promise<Project> {
  const project = emptyProject();
  for (const args of [
    'new site angers --domain angers.plm.example --internal 10.49.0.0/24 --public 192.0.2.0/26 --admins 198.51.100.0/28',
    'new vm proxy1 --role reverse_proxy',
    'new vm web01 --role web_hosting',
    'new vm web02 --role web_hosting --memory 2GiB',
    'new website journal --server-name journal.math.example',
  ]) {
    const { code, err } = await project.placo(args);
    if (code !== 0) throw new Error(err);
  }
  return project;
}

async function placoIn(directory: string, args: string, world: Partial<World> = {}): Promise<Outcome> {
  let [out, err] = ['', ''];
  const code = await run(args.split(' '), {
    directory,
    environment: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    outIsTerminal: false,
    errIsTerminal: false,
    inIsTerminal: false,
    ...world,
  });
  return { code, out, err };
}

function filesBelow(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    files.map((file) => [file.slice(directory.length + 1), readFileSync(file, 'utf8')]),
  );
}
