# ruby cold.rb ENVIRONMENT CERTNAME FACTS SETTING... : compiles one machine, as `puppet catalog compile` does, with facts
# from a file, and prints its catalog.
require_relative '../test/puppet/prelude'

directory, certname, facts, *settings = ARGV
Puppet.initialize_settings([*settings, '--environmentpath', File.dirname(directory), '--environment', File.basename(directory)])
Puppet[:strict] = :warning
Puppet::Util::Log.level = :err
Puppet.push_context(Puppet.base_context(Puppet.settings), 'bench')
values = JSON.parse(File.read(facts))
environment = Puppet.lookup(:environments).get!(File.basename(directory))
print JSON.generate(sent(compiled(node_of(certname, values, environment))))
