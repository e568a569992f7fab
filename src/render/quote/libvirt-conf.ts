import { Inexpressible, type Language } from './language.ts';

/**
 * Strings of libvirt's own configuration files (qemu.conf, qemu-lockd.conf), in double quotes, in which nothing is
 * escaped. Source: libvirt, src/util/virconf.c.
 */
export const libvirtConf: Language = { name: "libvirt's configuration", quote };

function quote(value: string): string {
  if (/["\n\r\0]/.test(value))
    throw new Inexpressible(libvirtConf.name, value, "a string cannot hold '\"', a line break or NUL");
  return `"${value}"`;
}
