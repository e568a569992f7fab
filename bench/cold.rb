# ruby cold.rb ENVIRONMENT CERTNAME FACTS SETTING... : compiles one machine, as `puppet catalog compile` does, with facts
# from a file, and prints its catalog.
require 'json'
require 'puppet'

directory, certname, facts, *settings = ARGV
Puppet.initialize_settings([*settings, '--environmentpath', File.dirname(directory), '--environment', File.basename(directory)])
Puppet[:strict] = :warning
Puppet::Util::Log.level = :err
Puppet.push_context(Puppet.base_context(Puppet.settings), 'bench')
values = JSON.parse(File.read(facts))
environment = Puppet.lookup(:environments).get!(File.basename(directory))
node = Puppet::Node.new(certname, facts: Puppet::Node::Facts.new(certname, values), environment: environment)
node.merge(values)
trusted = Puppet::Context::TrustedInformation.new('local', certname, {})
node.trusted_data = trusted.to_h
Puppet.override(current_environment: environment, trusted_information: trusted, rich_data: true) do
  puts JSON.generate(Puppet::Parser::Compiler.compile(node, nil).filter { |resource| resource.virtual? }.to_data_hash)
end
