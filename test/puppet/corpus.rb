# Compiles machines of an environment with real Puppet, in one process: reads {"root", "environment", "modulepath", "nodes"}
# from standard input (root holds environments/ and facts/), prints for each node its filtered catalog as JSON text, or its error.
require 'json'
require 'tmpdir'
require 'puppet'

input = JSON.parse($stdin.read)
root = Dir.mktmpdir
at_exit { FileUtils.rm_rf(root) }
Puppet.initialize_settings(
  %W[--confdir #{root} --vardir #{root} --codedir #{input['root']} --rundir #{root} --logdir #{root}
     --environmentpath #{input['root']}/environments --environment #{input['environment']}],
)
Puppet[:storeconfigs] = false
Puppet::Util::Log.level = :err
Puppet.push_context(Puppet.base_context(Puppet.settings), 'corpus')
SERVER = { 'serverversion' => Puppet.version, 'servername' => 'puppet.example.com', 'serverip' => '192.0.2.1' }

def compile(certname, values, environment)
  node = Puppet::Node.new(certname, facts: Puppet::Node::Facts.new(certname, values.dup), environment: environment)
  node.merge(values)
  node.add_server_facts(SERVER)
  trusted = Puppet::Context::TrustedInformation.new('local', certname, {})
  node.trusted_data = trusted.to_h
  Puppet.override(current_environment: environment, trusted_information: trusted) do
    Puppet::Parser::Compiler.compile(node, nil).filter { |resource| resource.virtual? }
  end
end

environment = Puppet.lookup(:environments).get!(input['environment'])
print JSON.generate(input['nodes'].map do |certname|
  facts = JSON.parse(File.read("#{input['root']}/facts/#{certname}.json"))
  data = Puppet.override(rich_data: true) { compile(certname, facts, environment).to_data_hash }
  { catalog: JSON.generate(data.reject { |key, _| %w[version catalog_uuid code_id].include?(key) }) }
rescue StandardError => e
  { error: e.message }
end)
