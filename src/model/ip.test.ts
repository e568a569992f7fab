import { describe, expect, test } from 'vitest';
import {
  broadcastAddress,
  canonicalAddress,
  canonicalPrefix,
  compareAddresses,
  contains,
  isHostAddress,
  lastAddress,
  netmask,
  nthAddress,
  overlaps,
} from './ip.ts';

describe('addresses', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8::0:1:0:0:1', '2001:db8::1:0:0:1'],
  ])('%s is written %s', (text, canonical) => expect(canonicalAddress(text)).toBe(canonical));

  test.each([
    '',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.01',
    '0x7f.0.0.1',
    '3221225985',
    ' 192.0.2.1',
    'fe80::1%eth0',
    '2001:db8::1::2',
    '2001:db8::12345',
  ])('%j is refused', (text) => expect(canonicalAddress(text)).toBeUndefined());

  test('order is by number, IPv4 first', () => {
    const sorted = ['2001:db8::1', '192.0.2.10', '192.0.2.9'].sort(compareAddresses);
    expect(sorted).toEqual(['192.0.2.9', '192.0.2.10', '2001:db8::1']);
  });
});

describe('prefixes', () => {
  test.each([
    ['192.0.2.0/24', '192.0.2.0/24'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['192.0.2.1/24', undefined],
    ['192.0.2.0/33', undefined],
    ['192.0.2.0/024', undefined],
    ['2001:db8::1/64', undefined],
    ['192.0.2.0', undefined],
  ])('%s is written %s', (text, canonical) => expect(canonicalPrefix(text)).toBe(canonical));

  test('the addresses of 192.0.2.64/26', () => {
    const prefix = '192.0.2.64/26';
    expect([nthAddress(prefix, 1), lastAddress(prefix), netmask(prefix)]).toEqual([
      '192.0.2.65',
      '192.0.2.127',
      '255.255.255.192',
    ]);
    expect(broadcastAddress(prefix)).toBe('192.0.2.127');
    expect(broadcastAddress('2001:db8::/64')).toBeUndefined();
    expect(contains(prefix, '192.0.2.63')).toBe(false);
    expect(contains(prefix, '192.0.2.64')).toBe(true);
    expect(contains(prefix, '2001:db8::1')).toBe(false);
    expect(nthAddress('2001:db8:0:1::/64', 0x10)).toBe('2001:db8:0:1::10');
  });

  test('hosts have neither the network nor the broadcast address', () => {
    const prefix = '192.0.2.0/30';
    const hosts = [0, 1, 2, 3].map((n) => isHostAddress(prefix, nthAddress(prefix, n)));
    expect(hosts).toEqual([false, true, true, false]);
    expect(isHostAddress('192.0.2.0/31', '192.0.2.0')).toBe(true);
  });

  test('overlap', () => {
    expect(overlaps('10.0.0.0/8', '10.49.0.0/24')).toBe(true);
    expect(overlaps('10.49.0.0/24', '10.0.0.0/8')).toBe(true);
    expect(overlaps('10.49.0.0/24', '10.49.1.0/24')).toBe(false);
  });
});
