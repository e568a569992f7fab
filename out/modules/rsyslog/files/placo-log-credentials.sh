#!/bin/sh
# placo-log-credentials NAME          copies the certificate, key and authority of the Puppet agent NAME for rsyslog
# placo-log-credentials --check NAME  says whether there is nothing to copy
#
# Copies, since the policy of SELinux may keep rsyslog out of the agent's own directory.
set -eu

check=
if [ "${1:-}" = --check ]; then check=1 && shift; fi
name=${1:?the name of the certificate}
to=${CREDENTIALS:-/etc/placo/log}

ready() { [ -s "$1/private_keys/$name.pem" ] && [ -s "$1/certs/$name.pem" ] && [ -s "$1/certs/ca.pem" ]; }

for ssl in ${SSL_DIRECTORIES:-/etc/puppetlabs/puppet/ssl /var/lib/puppet/ssl}; do
  ready "$ssl" || continue
  for pair in "certs/ca.pem ca.pem" "certs/$name.pem cert.pem" "private_keys/$name.pem key.pem"; do
    from=$ssl/${pair% *} into=$to/${pair#* }
    cmp -s "$from" "$into" && continue
    [ -z "$check" ] || exit 1
    install -m 0400 "$from" "$into.new" && mv "$into.new" "$into"
  done
  exit 0
done
# An agent has no certificate yet only before its first run.
[ -n "$check" ]
