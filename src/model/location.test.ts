import { expect, test } from 'vitest';
import { platformFixture } from './fixture.ts';
import { isWithin, locationOf } from './location.ts';

test.each([
  ['/srv/www', '/srv/www', true],
  ['/srv/www/a', '/srv/www', true],
  ['/srv/wwwa', '/srv/www', false],
  ['/srv', '/srv/www', false],
  ['/srv/www', '/', true],
  ['a/b', '', true],
])('whether %s is in %s', (path, directory, expected) => expect(isWithin(path, directory)).toBe(expected));

test('a path lies where the closest mount above it leads', () => {
  const { site } = platformFixture();
  const [homes, htdocs] = site.volumes;
  const place = site.place;
  const mounts = [
    { volume: htdocs!, directory: '', path: '/srv/www', readOnly: false, place },
    { volume: homes!, directory: 'projects', path: '/srv/www/projects', readOnly: false, place },
  ];
  const guest = { ...site.guests[0]!, mounts };
  expect(locationOf(guest, '/srv/www')).toEqual({ volume: htdocs, directory: '' });
  expect(locationOf(guest, '/srv/www/a/b')).toEqual({ volume: htdocs, directory: 'a/b' });
  expect(locationOf(guest, '/srv/www/projects/p')).toEqual({ volume: homes, directory: 'projects/p' });
  expect(locationOf(guest, '/var/www')).toBeUndefined();
});
