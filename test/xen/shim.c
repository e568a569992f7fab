/* Stands in for a running Xen, so that `xl -N create` reads a configuration on any machine. */
#define _GNU_SOURCE
#include <stdint.h>
#include <string.h>

static char handle[65536];

void *xc_interface_open(void *logger, void *dombuild_logger, unsigned flags) { return handle; }
int xc_interface_close(void *xch) { return 0; }
void *xs_open(unsigned long flags) { return handle; }
void *xs_daemon_open(void) { return handle; }
void xs_close(void *xsh) {}
int xs_fileno(void *xsh) { return -1; }
int xc_get_max_cpus(void *xch) { return 16; }
int xc_get_online_cpus(void *xch) { return 16; }
int xc_get_max_nodes(void *xch) { return 1; }
int xc_version(void *xch, int command, void *argument) { return 0; }
int xc_physinfo(void *xch, void *info) { return 0; }
long xc_sharing_freed_pages(void *xch) { return 0; }
long xc_sharing_used_frames(void *xch) { return 0; }

/* Since Xen 4.18 what the hypervisor says of itself, which the caller frees. */
char *xc_xenver_extraversion(void *xch) { return strdup(""); }
char *xc_xenver_changeset(void *xch) { return strdup(""); }
char *xc_xenver_capabilities(void *xch) { return strdup(""); }
char *xc_xenver_commandline(void *xch) { return strdup(""); }
char *xc_xenver_buildid(void *xch) { return strdup(""); }
