import { expect, test } from 'vitest';
import { ancestorsOf, commandFiles, commandsFiles, parentOf } from './autorelations.ts';

test('a command is ordered after the file that it begins with, and after no other', () => {
  expect(commandFiles('/bin/mkdir /etc/x')).toEqual(['/bin/mkdir']);
  expect(commandFiles('mkdir /etc/x')).toEqual([]);
  expect(commandFiles('test -e /a\n/usr/bin/b -c')).toEqual(['/usr/bin/b']);
  expect(commandFiles(['/bin/a', '/etc/b'])).toEqual(['/bin/a']);
});

test('each of several commands counts', () => {
  expect(commandsFiles(['/bin/a -x', '/bin/b'])).toEqual(['/bin/a', '/bin/b']);
  expect(commandsFiles([['/bin/a', '/x'], '/bin/b'])).toEqual(['/bin/a', '/bin/b']);
});

test('paths above a path', () => {
  expect(parentOf('/a/b')).toEqual(['/a']);
  expect(ancestorsOf('/a/b/c')).toEqual(['/a/b', '/a', '/']);
});
