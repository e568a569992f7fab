# ruby compile.rb CONFDIR < [{"certname", "facts"}] : compiles each machine with the real compiler, in one process, and
# prints a catalog or a message for each, in order.
require 'puppet'
require 'json'

Puppet.initialize_settings(['--confdir', ARGV.fetch(0)])
Puppet.settings.preferred_run_mode = :server
Puppet::Util::Log.level = :warning
environment = Puppet.lookup(:environments).get!(Puppet[:environment])
loaders = Puppet::Pops::Loaders.new(environment, true)

results = JSON.parse($stdin.read).map do |machine|
  certname, facts = machine.values_at('certname', 'facts')
  node = Puppet::Node.new(certname, environment: environment, facts: Puppet::Node::Facts.new(certname, facts))
  node.merge(facts)
  trusted = Puppet::Context::TrustedInformation.new('remote', certname, {})
  Puppet.override(current_environment: environment, loaders: loaders, trusted_information: trusted) do
    { catalog: Puppet::Parser::Compiler.compile(node).to_resource.to_data_hash }
  end
rescue Puppet::Error => e
  { error: e.message }
end
puts JSON.generate(results)
