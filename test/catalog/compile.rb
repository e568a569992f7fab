# ruby compile.rb CONFDIR < [{"certname", "facts", "trusted"}] : compiles each machine with real Puppet, in one process, and
# prints for each the catalog as the agent gets it, with rich data, or a message.
require 'puppet'
require 'json'

Puppet.initialize_settings(['--confdir', ARGV.fetch(0)])
Puppet.settings.preferred_run_mode = :server
Puppet::Util::Log.level = :err
environment = Puppet.lookup(:environments).get!(Puppet[:environment])

results = JSON.parse($stdin.read).map do |machine|
  certname, facts, trusted = machine.values_at('certname', 'facts', 'trusted')
  node = Puppet::Node.new(certname, environment: environment, facts: Puppet::Node::Facts.new(certname, facts))
  node.merge(facts)
  node.trusted_data = trusted
  information = Puppet::Context::TrustedInformation.new('local', certname, {})
  Puppet.override(current_environment: environment, trusted_information: information) do
    catalog = Puppet::Parser::Compiler.compile(node).filter { |resource| resource.virtual? }
    { catalog: Puppet.override(rich_data: true) { catalog.to_data_hash } }
  end
rescue Puppet::Error => e
  { error: e.message }
end
puts JSON.generate(results)
