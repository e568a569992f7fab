import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import {
  createCompiler,
  diskFiles,
  loadEnvironment,
  makeNode,
  settleExports,
} from '../../src/puppet/index.ts';
import { type Installation, installations } from './installation.ts';

const scratch = mkdtempSync(join(tmpdir(), 'placo-exported-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const directory = join(scratch, 'production');
const names = ['c', 'a', 'b', 'monitor'].map((name) => `${name}.example.com`);
const rounds = 4;

const manifests: Record<string, string> = {
  'all of a type, the own ones too': `
    @@file { "/etc/hosts.d/\${trusted['certname']}": content => "x\\n", mode => '0644' }
    File <<| |>>`,
  'by tag, title and parameter': `
    class tagged { @@notify { "t \${trusted['certname']}": message => 'm', tag => ['Web', 'x::y'] } }
    include tagged
    @@user { "u-\${trusted['hostname']}": uid => 1000, groups => ['adm', 'sudo'], shell => '/bin/Bash' }
    Notify <<| tag == 'web' and title != 't b.example.com' |>>
    User <<| shell == '/bin/Bash' or uid == 1 |>>`,
  'a list is no value, and letters count': `
    @@user { "u-\${trusted['hostname']}": groups => ['adm'], shell => '/bin/Bash' }
    if $trusted['hostname'] == 'monitor' {
      User <<| groups == 'adm' |>>
      User <<| shell == '/bin/bash' |>>
    }`,
  'tags of classes, and tags that are not': `
    class outer { class { 'inner': } }
    class inner { @@notify { "in \${trusted['certname']}": } }
    @@notify { "out \${trusted['certname']}": }
    include outer
    if $trusted['hostname'] == 'monitor' { Notify <<| tag == 'outer' |>> }
    if $trusted['hostname'] == 'a' { Notify <<| tag != 'outer' |>> }`,
  'defines, with what they declare, and defaults and overrides of who collects': `
    define check(String $command, Array $args = []) {
      file { "/etc/checks/\${title}": content => "\${command} \${args.join(' ')}\\n" }
    }
    @@check { "load \${trusted['certname']}": command => 'load', args => ['-w', 5, 1.5, true, undef] }
    if $trusted['hostname'] == 'monitor' {
      File { owner => 'nagios' }
      Check { tag => 'late' }
      service { 'nagios': }
      Check <<| command == 'load' |>> { command => 'check_load', notify => Service['nagios'] }
    }`,
  'relations, aliases and names': `
    @@file { "cfg \${trusted['hostname']}": path => "/etc/c/\${trusted['hostname']}", content => 'x',
      require => [Notify['b'], Notify['a']], alias => "other \${trusted['hostname']}" }
    notify { ['a', 'b']: }
    @@exec { "run \${trusted['hostname']}": command => '/bin/true', subscribe => Notify['a'] }
    File <<| |>> -> Exec <<| |>>`,
  'what is sensitive stays at home': `
    @@user { "s-\${trusted['hostname']}": password => Sensitive('secret'), home => '/h' }
    if $trusted['hostname'] == 'a' { User <<| |>> }`,
  'rich values become texts': `
    @@notify { "r-\${trusted['hostname']}": message => [Timestamp('2020-01-01'), SemVer('1.2.3'), /x/, default, Integer[1, 2]] }
    if $trusted['hostname'] == 'a' { Notify <<| |>> }`,
  'what was collected is exported anew': `
    define relay() { @@notify { "heard \${title} at \${trusted['hostname']}": } }
    if $trusted['hostname'] == 'a' { @@relay { 'first': } }
    if $trusted['hostname'] == 'b' { Relay <<| |>> }
    if $trusted['hostname'] == 'monitor' { Notify <<| |>> }`,
  'a local resource of the same name': `
    @@notify { 'same': }
    if $trusted['hostname'] == 'a' { Notify <<| |>> }`,
  'in a class, with realized ones': `
    class hosts { Notify <<| |>> }
    @@notify { "n-\${trusted['hostname']}": }
    realize(Notify["n-\${trusted['hostname']}"])
    include hosts`,
};

const facts = (certname: string) => ({ clientcert: certname });

function reallyCompiled({
  ruby,
}: Installation): Record<string, { catalog?: Record<string, unknown>; error?: string }> {
  const nodes = Object.fromEntries(names.map((certname) => [certname, facts(certname)]));
  const script = fileURLToPath(new URL('./exported.rb', import.meta.url));
  return JSON.parse(ruby(script, [], JSON.stringify({ environment: directory, rounds, nodes })));
}

function compiledHere({ puppet }: Installation) {
  const environment = loadEnvironment({ directory, files: diskFiles() });
  const compiler = createCompiler({ environment, options: { puppetVersion: puppet } });
  const nodeOf = (certname: string) =>
    makeNode({ certname, facts: new Map(Object.entries(facts(certname))) });
  const { store, settled } = settleExports(names, (certname, known) =>
    compiler.compile(nodeOf(certname), known),
  );
  expect(settled).toBe(true);
  return (certname: string) => compiler.compile(nodeOf(certname), store);
}

/** As text, so that order counts, without what differs at each compilation. */
function canonical(catalog: Record<string, unknown>): string {
  const kept = Object.entries(catalog).filter(
    ([key]) => !['version', 'code_id', 'catalog_uuid'].includes(key),
  );
  return JSON.stringify(Object.fromEntries(kept), undefined, 1);
}

describe.each(installations)(
  'exported resources are collected as by Puppet $puppet from PuppetDB',
  (installation) => {
    test.each(Object.entries(manifests))('%s', (_, manifest) => {
      mkdirSync(join(directory, 'manifests'), { recursive: true });
      writeFileSync(join(directory, 'manifests/site.pp'), manifest);
      const real = reallyCompiled(installation);
      const compile = compiledHere(installation);
      for (const certname of names) {
        const { catalog, errors } = compile(certname);
        const { catalog: wanted, error } = real[certname]!;
        expect([certname, errors.map(({ text }) => text)]).toEqual([
          certname,
          error === undefined ? [] : [error],
        ]);
        if (wanted) expect(canonical(JSON.parse(catalog!.json(0)))).toBe(canonical(wanted));
      }
    });
  },
);
