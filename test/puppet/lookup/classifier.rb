# Reads a JSON array of {"environmentpath", "facts", "node", "enc"} from standard input and compiles each machine with
# node_terminus=exec; prints the catalog's classes and resources, or the error, and what was warned of.
require_relative '../prelude'

start
Puppet::Node.indirection.terminus_class = :exec
collect_log(:warning) { |message| message.to_s if message.level == :warning }

def classified(one, environment)
  Puppet[:external_nodes] = one['enc']
  facts = Puppet::Node::Facts.new(one['node'], one['facts'])
  Puppet::Node.indirection.find(one['node'], environment: environment, facts: facts)
rescue => e
  raise Puppet::Error, "Failed when searching for node #{one['node']}: #{e.message}"
end

def run(one)
  $logged.clear
  directory = File.join(one['environmentpath'], 'production')
  environment = Puppet::Node::Environment.create(:production, [File.join(directory, 'modules')], File.join(directory, 'manifests'))
  environments = Puppet::Environments::Static.new(environment)
  Puppet.override(environments: environments, current_environment: environment) do
    node = classified(one, environment)
    raise Puppet::Error, "Failed when searching for node #{one['node']}: Could not find node '#{one['node']}'; cannot compile" if node.nil?
    node.trusted_data = trusted(one['node']).to_h
    catalog = Puppet::Parser::Compiler.compile(node, nil).filter { |resource| resource.virtual? }.to_data_hash
    { catalog: catalog.slice('tags', 'resources', 'edges', 'classes'), warnings: $logged.compact }
  end
rescue Puppet::Error => e
  { error: e.message, warnings: $logged.compact }
end

print JSON.generate(JSON.parse($stdin.read).map { |one| run(one) })
